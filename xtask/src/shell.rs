//! Running other programs, with the environment the set-up decided on.

use std::{
    env,
    ffi::{OsStr, OsString},
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

/// An error is a sentence for the person at the terminal; it names the remedy.
pub type Result<T = ()> = std::result::Result<T, String>;

/// The environment of every program we start.
pub struct Shell {
    /// The repository's root, and the working directory of every command.
    pub root: PathBuf,
    /// Where tools are kept between runs and checkouts.
    pub cache: PathBuf,
    path: OsString,
    variables: Vec<(&'static str, OsString)>,
}

impl Shell {
    pub fn new() -> Result<Self> {
        let root =
            Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("xtask has no parent folder")?.to_owned();
        let cache = env::var_os("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .or_else(|| env::home_dir().map(|home| home.join(".cache")))
            .ok_or("There is no home folder to keep tools in; set XDG_CACHE_HOME to a folder.")?
            .join("gosmart");
        fs::create_dir_all(&cache)
            .map_err(|error| format!("{} cannot be created: {error}.", cache.display()))?;

        let path = env::var_os("PATH").unwrap_or_default();
        let mut shell = Self { root, cache, path, variables: Vec::new() };
        shell.prepend_path(&shell.tools().join("bin"))?;
        shell.prepend_path(&shell.root.join("node_modules/.bin"))?;
        // Trunk takes no other value than true or false.
        if env::var_os("NO_COLOR").is_some() {
            shell.set("NO_COLOR", "true");
        }
        shell.set("TRUNK_SKIP_VERSION_CHECK", "true");
        Ok(shell)
    }

    /// The root that `cargo install` puts our tools under.
    pub fn tools(&self) -> PathBuf {
        self.cache.join("tools")
    }

    pub fn set(&mut self, name: &'static str, value: impl Into<OsString>) {
        self.variables.push((name, value.into()));
    }

    pub fn prepend_path(&mut self, folder: &Path) -> Result {
        let folders = std::iter::once(folder.to_owned()).chain(env::split_paths(&self.path));
        self.path = env::join_paths(folders).map_err(|error| format!("PATH cannot be extended: {error}."))?;
        Ok(())
    }

    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", &self.path);
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// A command with the rights to change the system: by `sudo` unless we are root.
    pub fn command_as_root(&self, program: &str) -> Result<Command> {
        if self.output("id", &["-u"]).as_deref() == Some("0") {
            return Ok(self.command(program));
        }
        if self.find("sudo").is_none() {
            return Err(format!(
                "`{program}` needs root rights and there is no sudo; run this once as root."
            ));
        }
        let mut command = self.command("sudo");
        command.arg(program);
        Ok(command)
    }

    /// Where a program is found, if it is.
    pub fn find(&self, program: &str) -> Option<PathBuf> {
        env::split_paths(&self.path).map(|folder| folder.join(program)).find(|path| path.is_file())
    }

    /// What a program prints, trimmed; nothing if it is missing or fails.
    pub fn output(&self, program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
        let output = self.command(program).args(arguments).stderr(Stdio::null()).output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        output.status.success().then(|| text.trim().to_owned())
    }

    /// Says what happens, lets the command speak for itself, and says how long it took.
    pub fn run(&self, what: &str, command: &mut Command) -> Result {
        println!("• {what} …");
        let started = Instant::now();
        let status = command.status().map_err(|error| cannot_start(command, &error))?;
        let seconds = started.elapsed().as_secs_f32();
        if !status.success() {
            return Err(format!("{what} failed after {seconds:.0} s ({status}); the reason stands above."));
        }
        println!("  {what}: {seconds:.1} s");
        Ok(())
    }

    /// Like `run` for a command that talks much: its words are shown only when it fails.
    pub fn run_quietly(&self, what: &str, command: &mut Command) -> Result {
        println!("• {what} …");
        let started = Instant::now();
        unheard(command).map_err(|words| format!("{what} failed.\n{words}"))?;
        println!("  {what}: {:.1} s", started.elapsed().as_secs_f32());
        Ok(())
    }
}

/// Runs a command whose words matter only when it fails; then they are the error.
pub fn unheard(command: &mut Command) -> Result {
    let output = command.output().map_err(|error| cannot_start(command, &error))?;
    if output.status.success() {
        return Ok(());
    }
    Err(String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).trim_end().to_owned())
}

fn cannot_start(command: &Command, error: &std::io::Error) -> String {
    format!("`{}` cannot be started: {error}.", command.get_program().display())
}
