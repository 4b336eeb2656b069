//! `abbina`: parse the command line, run, exit code.

fn main() -> std::process::ExitCode {
    abbina::cli::main()
}
