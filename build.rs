//! Texts and assets are part of the program: it is built again when they change.

#![allow(clippy::print_stdout, reason = "that is how a build script speaks to cargo")]

fn main() {
    println!("cargo::rerun-if-changed=templates/locales");
    println!("cargo::rerun-if-changed=templates/assets/dist");
}
