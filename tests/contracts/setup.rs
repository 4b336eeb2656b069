//! What `make` looks for before it builds.

use std::path::Path;
use std::process::Command;

/// Does the set-up find libclang in a folder that holds only this file?
fn finds_libclang(file: &str) -> bool {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(file), "").expect("a file");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/setup.sh");
    let status = Command::new("bash")
        .arg(script)
        .arg("--has-libclang")
        .arg(folder.path())
        .status();
    status.expect("bash runs").success()
}

#[test]
fn a_library_that_only_is_called_like_libclang_is_not_taken_for_it() {
    for name in [
        "libclang.so",
        "libclang.so.1",
        "libclang-14.so.14.0.6",
        "libclang-14.so",
    ] {
        assert!(finds_libclang(name), "{name}");
    }
    for name in ["libclang-cpp.so.14", "libclang-cpp.so", "libclang.a"] {
        assert!(!finds_libclang(name), "{name}");
    }
}
