# Abbina's commands: the same for people, for CI and in the README. `make help` lists them.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# One folder of builds for every checkout of this user, so that a fresh clone does not start from nothing.
XDG_CACHE_HOME ?= $(HOME)/.cache
CARGO_TARGET_DIR ?= $(XDG_CACHE_HOME)/abbina/target
export CARGO_TARGET_DIR
export PATH := $(HOME)/.cargo/bin:$(PATH)
# Of the memory that large imports took, glibc gives more back where few threads have a store of their own.
export MALLOC_ARENA_MAX ?= 2

# Where a service keeps its data and where it listens.
LISTEN ?= 127.0.0.1:8080
SIZE ?= 300
SEED ?= 1
demo: DATA ?= data/demo
run: DATA ?= data/service

ABBINA = $(CARGO_TARGET_DIR)/debug/abbina
# `--workspace` and `--examples` always: without them cargo chooses other features than for the tests, and builds three hundred
# crates once more.
BUILD = cargo build --workspace --bins --examples --locked

ASSETS := templates/assets/dist/app.css
ASSET_SOURCES := $(shell find templates src -type f \( -name '*.html' -o -name '*.rs' -o -path 'templates/assets/src/*' \) 2>/dev/null) \
                 templates/assets/build.mjs

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20
	@echo
	@echo '  Settings: LISTEN=$(LISTEN)  SIZE=30|300|3000  SEED=$(SEED)  DATA=folder  CARGO_TARGET_DIR=$(CARGO_TARGET_DIR)'

.PHONY: demo
demo: setup $(ASSETS) ## build everything and open a running service with invented data
	@$(BUILD)
	@tests/support/open_browser.sh http://$(LISTEN) &
	@exec $(ABBINA) demo --size $(SIZE) --seed $(SEED) --data $(DATA) --listen $(LISTEN)

.PHONY: run
run: setup $(ASSETS) ## build everything and open a service of your own (settings: abbina serve --help)
	@$(BUILD)
	@exec $(ABBINA) serve --data $(DATA) --listen $(LISTEN)

.PHONY: build
build: setup $(ASSETS) ## build the program; prints where it is
	@$(BUILD)
	@echo '$(ABBINA)'

.PHONY: test
test: setup-tests $(ASSETS) ## pass every test: rules, storage on both databases, mail, journeys in a real browser
	@tests/support/all_tests.sh

.PHONY: test-microlp
test-microlp: ## pass the solver's tests without HiGHS, as on a machine without a C++ toolchain
	CARGO_TARGET_DIR='$(CARGO_TARGET_DIR)/microlp' cargo test -p abbina-solver --no-default-features --features microlp --locked

.PHONY: bench
bench: setup $(ASSETS) ## measure a round of 3,000 students, the pages under load, imports of 20,000 rows, and the solver beside its peers
	@CARGO_PROFILE_DEV_OPT_LEVEL=3 $(BUILD) # own code as in a release; the libraries are optimised already
	@ABBINA='$(ABBINA)' node tests/bench/bench.mjs
	@ABBINA='$(ABBINA)' node tests/bench/imports.mjs
	@MEASURE='$(CARGO_TARGET_DIR)/debug/examples/measure' node tests/bench/solver.mjs

.PHONY: check
check: setup $(ASSETS) ## formatting, lints, documentation
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	CARGO_TARGET_DIR='$(CARGO_TARGET_DIR)/microlp' cargo clippy -p abbina-solver --all-targets --no-default-features --features microlp --locked -- -D warnings
	RUSTDOCFLAGS=-Dwarnings cargo doc --workspace --no-deps --locked
	@echo 'make check: formatting, lints and documentation are clean'

.PHONY: screenshots
screenshots: setup-tests $(ASSETS) ## take the README's pictures again, from a demonstration in a real browser
	@$(BUILD)
	@ABBINA='$(ABBINA)' npm run --silent screenshots

.PHONY: setup setup-tests
setup: ## say what is missing to build; install it from Debian's packages when root
	@tests/support/setup.sh build
setup-tests:
	@tests/support/setup.sh build tests

.PHONY: clean
clean: ## remove what was built here and the demonstration's data (the shared cargo folder stays)
	rm -rf node_modules tests/browser/output data/demo
	find templates/assets/dist -type f ! -name .gitkeep -delete

node_modules/.package-lock.json: package.json package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(ASSETS): node_modules/.package-lock.json $(ASSET_SOURCES)
	npm run --silent build
	@touch $@
