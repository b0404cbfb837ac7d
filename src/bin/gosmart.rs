//! The command line: checks, converts and searches network files with the same core as the app.
//!
//! Results go to standard output as JSON, warnings to standard error. Exit code 0: done; 1: a file could not be read
//! or written, with a sentence that says why and where; 2: wrong call.

#[cfg(not(target_arch = "wasm32"))]
mod command_line {
    mod merge;
    mod reading;
    mod roles;
    mod time;

    use std::{
        env, fs,
        io::{self, Write},
        path::{Path, PathBuf},
        process::{self, ExitCode},
    };

    use gosmart::{
        app,
        exchange::{self, Format, Header, NATIVE, Profile},
        foreign::{self, Writes},
        i18n::{self, Language},
        job::Job,
        model::{Id, Network, RecordType, Table},
        query::{
            coverage::{self, Measure},
            graph::Graph,
            matches::{Match, Matches},
            path::{self, Over},
            search::Index,
            team::{Question, TeamOptions},
        },
        teams::TeamJob,
    };
    use serde_json::{Value, json};

    use reading::{How, read};
    use time::{clock, now, today};

    const USAGE: &str = "\
gosmart validate FILE [--profile public|network|full]     check a network file, and that it holds nothing that a
                                                          profile must not see
gosmart convert IN OUT [--profile public|network|full] [--lang de|en]
                                                          write it for others; public unless told, in the words of the
                                                          network's language
gosmart merge OURS THEIRS.. --out FILE [--base FILE] [--prefer newest|ours|theirs|ask]
                                                          all of them in one, whatever the order; of what several
                                                          changed the newest, unless told
gosmart search IN \"words\" [--top 10]                     who can do what, best first
gosmart team IN --competencies ID,ID,.. [--without ID,ID,..] [--seconds 10] [--profile ..]
                                                          the smallest team that covers them; public unless told
gosmart path IN FROM TO [--profile ..]                    who introduces one to another; public unless told
gosmart layout IN --out FILE [--seed N]                   a place in the picture for every node
gosmart match IN [--actor ID] [--profile ..]              who could help whom and why, best first; public unless told
gosmart coverage IN                                       what is offered and looked for, by how many
gosmart roles IN [--top 10] [--profile ..]                who joins others, who knows most, how close sectors are,
                                                          which communities there are; public unless told

FILE, IN and OUT may be - for standard input and output. Formats are told by content, then by the ending of the name;
--from FORMAT and --to FORMAT force one. Of other programs are read csv, xlsx, xls, ods, kumu, graphml, gexf,
graphology, node-link and cytoscape: --columns JSON says what the columns of tables mean, as validate prints it, and
--report LINES writes what became of each row. convert writes gosmart, csv, xlsx, xlsx-template, graphml, gexf, kumu,
kumu-xlsx and json-ld, and says first what a format has no room for.
";

    enum Failure {
        /// The call makes no sense.
        Call(String),
        /// A file cannot be read or written.
        File(String),
    }

    pub(super) fn main() -> ExitCode {
        let arguments: Vec<String> =
            env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned()).collect();
        let language = language();
        let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["--help" | "-h" | "help"] => print(USAGE),
            ["--version" | "-V"] => print(concat!("gosmart ", env!("CARGO_PKG_VERSION"), "\n")),
            ["validate", rest @ ..] => validate(rest, language),
            ["convert", rest @ ..] => convert(rest, language),
            ["merge", rest @ ..] => merge::merge(rest, language),
            ["search", rest @ ..] => search(rest, language),
            ["team", rest @ ..] => team(rest, language),
            ["path", rest @ ..] => path(rest, language),
            ["layout", rest @ ..] => layout(rest, language),
            ["match", rest @ ..] => matches(rest, language),
            ["coverage", rest @ ..] => coverage(rest, language),
            ["roles", rest @ ..] => roles(rest, language),
            [] => Err(Failure::Call("A command is missing.".into())),
            [other, ..] => Err(Failure::Call(format!("There is no command {other}."))),
        };
        match done {
            Ok(()) => ExitCode::SUCCESS,
            Err(Failure::File(sentence)) => {
                eprintln!("gosmart: {sentence}");
                ExitCode::from(1)
            }
            Err(Failure::Call(sentence)) => {
                eprint!("gosmart: {sentence}\n\n{USAGE}");
                ExitCode::from(2)
            }
        }
    }

    fn validate(arguments: &[&str], language: Language) -> Result<(), Failure> {
        let ([file], [profile], how) = parse(arguments, ["--profile"])?;
        let profile = profile.map_or(Ok(Profile::Full), |name| named_profile(Some(name)))?;
        let parsed = read(file, how, language)?;
        let secrets = exchange::redaction_summary(&parsed.network, profile);
        if secrets != exchange::RedactionSummary::default() {
            let first = exchange::first_secret(&parsed.network, profile);
            let sentence = i18n::exchange::not_for(language, profile, first.as_ref(), &secrets);
            return Err(Failure::File(format!("{file}: {sentence}")));
        }
        if profile == Profile::Public && parsed.by.is_some() {
            return Err(Failure::File(format!("{file}: {}", i18n::exchange::names_its_sender(language))));
        }
        let problems: Vec<Value> = parsed
            .problems
            .iter()
            .map(|problem| json!({ "where": problem.place, "what": problem.what }))
            .collect();
        let columns = parsed.columns.map(|columns| format!(",\"columns\":{columns}")).unwrap_or_default();
        print(format!("{{{},\"problems\":{}{columns}}}\n", counts(&parsed.network), Value::from(problems)))
    }

    fn convert(arguments: &[&str], language: Language) -> Result<(), Failure> {
        let ([input, output], [profile, to, words], how) = parse(arguments, ["--profile", "--to", "--lang"])?;
        let profile = named_profile(profile)?;
        let (format, write) = writer(output, to, language)?;
        let words = words.map(named_language).transpose()?;
        let parsed = read(input, how, language)?;
        if parsed.newer {
            // The warning that `read` has printed says why.
            return Err(Failure::File(i18n::exchange::not_converted(language).into()));
        }
        let redacted = exchange::redaction_summary(&parsed.network, profile);
        eprintln!("gosmart: {}", i18n::exchange::redacted(language, &redacted));
        let part = exchange::redact(&parsed.network, profile);
        let lost = i18n::exchange::lost(language, &exchange::losses(&part, format));
        if !lost.is_empty() {
            eprintln!("gosmart: {lost}");
        }
        let header = Header { exported_at: Some(&now()), by: parsed.by.as_deref() };
        let words = words.or_else(|| Language::from_tag(&part.about.language)).unwrap_or(language);
        let bytes = write(&part, header, words).map_err(|error| {
            Failure::File(format!("{output}: {}", i18n::exchange::not_written(language, &error)))
        })?;
        if output == "-" {
            return print(bytes);
        }
        replaced(output, &bytes)?;
        print(format!("{{{}}}\n", counts(&part)))
    }

    /// One line of JSON per hit, actors, competencies and topics together, best first.
    fn search(arguments: &[&str], language: Language) -> Result<(), Failure> {
        let ([input, words], [top], how) = parse(arguments, ["--top"])?;
        let top: usize = number(top, "--top")?.unwrap_or(10);
        let network = read(input, how, language)?.network;
        let found = Index::new(&network).find(words, top);
        let mut hits = [found.actors, found.competencies, found.topics].concat();
        hits.sort_by(|one, other| other.score.total_cmp(&one.score));
        let lines = hits.iter().take(top).map(|hit| {
            let table = hit.kind.table();
            let (kind, name) = (table.schema().kind, network.name_of(table, &hit.id));
            let why = i18n::reason::reason(language, hit, &network);
            let why = if why.is_empty() { "name".into() } else { why };
            json!({ "id": hit.id.as_str(), "kind": kind, "name": name, "score": hit.score, "why": why })
                .to_string()
                + "\n"
        });
        print(lines.collect::<String>())
    }

    /// Writes the whole document with positions, whatever profile the file names.
    fn layout(arguments: &[&str], language: Language) -> Result<(), Failure> {
        let ([input], [output, seed], how) = parse(arguments, ["--out", "--seed"])?;
        let output = output.ok_or_else(|| Failure::Call("The option --out is missing.".into()))?;
        let seed: u32 = number(seed, "--seed")?.unwrap_or_default();
        let parsed = read(input, how, language)?;
        if parsed.newer {
            return Err(Failure::File(i18n::exchange::not_converted(language).into()));
        }
        let mut network = parsed.network;
        let start = clock();
        app::arrange(&mut network, seed);
        let millis = start.elapsed().unwrap_or_default().as_millis();
        let graph = Graph::new(&network);
        let header = Header { exported_at: Some(&now()), by: parsed.by.as_deref() };
        let text = exchange::write(&exchange::redact(&network, Profile::Full), header);
        if output == "-" {
            return print(text);
        }
        replaced(output, text.as_bytes())?;
        print(format!(
            "{{\"nodes\":{},\"edges\":{},\"ms\":{millis}}}\n",
            graph.nodes.len(),
            graph.edges.len()
        ))
    }

    /// One line of JSON per match in what the profile shows, best first.
    fn matches(arguments: &[&str], language: Language) -> Result<(), Failure> {
        let ([input], [actor, profile], how) = parse(arguments, ["--actor", "--profile"])?;
        let network = shown(input, how, profile, language)?;
        let matches = Matches::new(&network, &today());
        let line = |found: Match| {
            json!({
                "need": found.need.as_ref().map(Id::as_str),
                "actor": found.actor.as_ref().map(Id::as_str),
                "competency": found.wanted.as_str(),
                "offered_by": found.offered_by.as_str(),
                "why": i18n::matches::why(language, &found, &network),
                "surprising": found.surprising,
                "mutual": found.mutual.is_some(),
            })
            .to_string()
                + "\n"
        };
        let Some(actor) = actor else { return print(matches.all().map(line).collect::<String>()) };
        let known = known(&network.actors, actor);
        let known = known.ok_or_else(|| {
            Failure::File(format!("{input}: {}", i18n::team::no_such_actor(language, actor)))
        })?;
        let found = matches.of_actor(&known);
        print(found.looking.into_iter().chain(found.offering).map(line).collect::<String>())
    }

    /// One line of JSON per competency, in document order.
    fn coverage(arguments: &[&str], language: Language) -> Result<(), Failure> {
        let ([input], [], how) = parse(arguments, [])?;
        let network = read(input, how, language)?.network;
        let lines = coverage::coverage(&network, Measure::default(), &today()).into_iter().map(|it| {
            let (competency, state) = (it.competency.as_str(), it.state.word());
            json!({ "competency": competency, "state": state, "offered": it.offered, "needed": it.needed })
                .to_string()
                + "\n"
        });
        print(lines.collect::<String>())
    }

    /// Bridge builders, hubs, sectors and communities in what the profile shows.
    fn roles(arguments: &[&str], language: Language) -> Result<(), Failure> {
        let ([input], [top, profile], how) = parse(arguments, ["--top", "--profile"])?;
        let top: usize = number(top, "--top")?.unwrap_or(10);
        let network = shown(input, how, profile, language)?;
        print(format!("{}\n", roles::answer(&network, top, &today())))
    }

    fn named_profile(name: Option<&str>) -> Result<Profile, Failure> {
        let Some(name) = name else { return Ok(Profile::default()) };
        Profile::from_name(name).ok_or_else(|| Failure::Call(format!("There is no profile {name}.")))
    }

    fn named_language(tag: &str) -> Result<Language, Failure> {
        let known = [Language::German, Language::English].into_iter().find(|language| language.code() == tag);
        known.ok_or_else(|| Failure::Call(format!("There is no language {tag} here, only: de, en.")))
    }

    fn number<T: std::str::FromStr>(text: Option<&str>, option: &str) -> Result<Option<T>, Failure> {
        text.map(|text| {
            text.parse().map_err(|_| Failure::Call(format!("The option {option} needs a number.")))
        })
        .transpose()
    }

    /// The arguments that are no options, the values of the options, and how to read the network.
    type Call<'a, const PLAIN: usize, const OPTIONS: usize> =
        ([&'a str; PLAIN], [Option<&'a str>; OPTIONS], How<'a>);

    /// Takes a call apart. Every command reads a network, so those options go without saying.
    fn parse<'a, const PLAIN: usize, const OPTIONS: usize>(
        arguments: &[&'a str],
        options: [&str; OPTIONS],
    ) -> Result<Call<'a, PLAIN, OPTIONS>, Failure> {
        let (plain, values, how) = parse_any(arguments, options)?;
        let found = plain.len();
        let plain = plain.try_into().map_err(|_| {
            Failure::Call(format!("Expected {PLAIN} arguments besides the options, found {found}."))
        })?;
        Ok((plain, values, how))
    }

    /// As [`parse`], with any number of arguments that are no options.
    #[allow(clippy::type_complexity)]
    fn parse_any<'a, const OPTIONS: usize>(
        arguments: &[&'a str],
        options: [&str; OPTIONS],
    ) -> Result<(Vec<&'a str>, [Option<&'a str>; OPTIONS], How<'a>), Failure> {
        let mut plain = Vec::new();
        let mut values = [None; OPTIONS];
        let mut how = How::default();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            if !argument.starts_with("--") {
                plain.push(*argument);
                continue;
            }
            let (name, value) = match argument.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (*argument, rest.next().copied()),
            };
            let own = options.iter().zip(&mut values).find(|(option, _)| **option == name);
            let slot = match (own, name) {
                (Some((_, slot)), _) => slot,
                (None, "--from") => &mut how.from,
                (None, "--columns") => &mut how.columns,
                (None, "--report") => &mut how.report,
                _ => return Err(Failure::Call(format!("There is no option {name} here."))),
            };
            let value = value.ok_or_else(|| Failure::Call(format!("The option {name} needs a value.")))?;
            if slot.replace(value).is_some() {
                return Err(Failure::Call(format!("The option {name} is given twice.")));
            }
        }
        Ok((plain, values, how))
    }

    /// How to write a file: in the format that is named, else the one that the ending of its name means, else ours.
    fn writer(
        file: &str,
        format: Option<&str>,
        language: Language,
    ) -> Result<(&'static Format, Writes), Failure> {
        let format = match format {
            Some(name) => named(Format::writable(), name)?,
            None => Format::of_file_name(file).unwrap_or(NATIVE),
        };
        let writes = foreign::writer(format);
        let writes = writes.ok_or_else(|| Failure::Call(i18n::exchange::not_writable(language, format)))?;
        Ok((format, writes))
    }

    fn named(
        mut formats: impl Iterator<Item = &'static Format> + Clone,
        name: &str,
    ) -> Result<&'static Format, Failure> {
        let names = formats.clone().map(|format| format.name).collect::<Vec<_>>().join(", ");
        formats
            .find(|format| format.name == name)
            .ok_or_else(|| Failure::Call(format!("There is no format {name} here, only: {names}.")))
    }

    /// The inside of a JSON object.
    fn counts(network: &Network) -> String {
        let counts = exchange::counts(network);
        let counts = counts.iter().map(|(table, count)| format!("\"{}\":{count}", table.schema().section));
        counts.collect::<Vec<_>>().join(",")
    }

    fn print(text: impl AsRef<[u8]>) -> Result<(), Failure> {
        let mut output = io::stdout().lock();
        output
            .write_all(text.as_ref())
            .and_then(|()| output.flush())
            .map_err(|error| Failure::File(error.to_string()))
    }

    fn replaced(output: &str, bytes: &[u8]) -> Result<(), Failure> {
        replace(Path::new(output), bytes).map_err(|error| Failure::File(format!("{output}: {error}")))
    }

    /// Writes a file whole or not at all: `IN` and `OUT` may be the same.
    fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
        let target: PathBuf = match fs::canonicalize(file) {
            Ok(target) if target.is_file() => target,
            // A device or a pipe cannot be replaced, only written to.
            Ok(other) => return fs::write(other, bytes),
            Err(_) => file.to_owned(),
        };
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.part", process::id()));
        let part = target.with_file_name(name);
        let written = fs::File::create_new(&part)
            .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
            .and_then(|()| fs::rename(&part, &target));
        if written.is_err() {
            // Nothing more can be done about the rest of a file that could not be written.
            let _ = fs::remove_file(&part);
        }
        written
    }

    /// The smallest team in what the profile shows, or the best that was found in time.
    fn team(arguments: &[&str], language: Language) -> Result<(), Failure> {
        let ([input], [competencies, without, seconds, profile], how) =
            parse(arguments, ["--competencies", "--without", "--seconds", "--profile"])?;
        let competencies =
            competencies.ok_or_else(|| Failure::Call("The option --competencies is missing.".into()))?;
        let seconds: u32 = number(seconds, "--seconds")?.unwrap_or(10);
        let network = shown(input, how, profile, language)?;
        let refused = |sentence: String| Failure::File(format!("{input}: {sentence}"));
        let competencies = competencies.split(',').map(|id| {
            known(&network.competencies, id)
                .ok_or_else(|| refused(i18n::team::no_such_competency(language, id)))
        });
        let without = without.into_iter().flat_map(|ids| ids.split(',')).map(|id| {
            known(&network.actors, id).ok_or_else(|| refused(i18n::team::no_such_actor(language, id)))
        });
        let competencies = competencies.collect::<Result<Vec<Id>, Failure>>()?;
        let options = TeamOptions { without: without.collect::<Result<_, _>>()?, ..TeamOptions::default() };
        let question = Question::new(&network, &competencies, &options, &today());
        let mut job = TeamJob::start(question.input.clone());
        let start = clock();
        let in_time = || start.elapsed().unwrap_or_default().as_secs() < u64::from(seconds);
        while !job.step() && in_time() {}
        let team = question.answer(&network, &job.output()).unwrap_or_default();
        if !team.proven {
            eprintln!("gosmart: {}", i18n::team::not_proven(language, seconds, team.bound));
        }
        let words = |ids: &[Id]| Value::from(ids.iter().map(Id::as_str).collect::<Vec<_>>());
        let members: Vec<&str> = team.members.iter().map(|member| member.actor.as_str()).collect();
        let uncovered: Vec<&str> = team.uncovered().map(Id::as_str).collect();
        let stand_ins: serde_json::Map<String, Value> =
            team.stand_ins.iter().map(|(id, actors)| (id.to_string(), words(actors))).collect();
        let answer =
            json!({ "team": members, "proven": team.proven, "uncovered": uncovered, "stand_ins": stand_ins });
        print(format!("{answer}\n"))
    }

    /// The best way over links in what the profile shows, and who introduces one to the other.
    fn path(arguments: &[&str], language: Language) -> Result<(), Failure> {
        let ([input, start, end], [profile], how) = parse(arguments, ["--profile"])?;
        let network = shown(input, how, profile, language)?;
        let actor = |id: &str| {
            known(&network.actors, id)
                .ok_or_else(|| Failure::File(format!("{input}: {}", i18n::team::no_such_actor(language, id))))
        };
        let way = path::ways(&network, &actor(start)?, &actor(end)?, Over::Links, &today()).best;
        let introducer = way.as_ref().and_then(|way| way.introducer()).map(Id::as_str);
        let actors: Vec<&str> = way.iter().flat_map(|way| &way.actors).map(Id::as_str).collect();
        print(format!("{}\n", json!({ "path": actors, "introducer": introducer })))
    }

    /// What a profile shows of a network, the public one unless another is named.
    fn shown(
        file: &str,
        how: How,
        profile: Option<&str>,
        language: Language,
    ) -> Result<exchange::Redacted, Failure> {
        let profile = named_profile(profile)?;
        Ok(exchange::redact(&read(file, how, language)?.network, profile))
    }

    fn known<T: RecordType>(table: &Table<T>, id: &str) -> Option<Id> {
        Id::try_from(id.to_owned()).ok().filter(|id| table.contains(id))
    }

    /// German where the system speaks it, else English.
    fn language() -> Language {
        let wish = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .filter_map(|name| env::var(name).ok())
            .find(|value| !value.is_empty());
        if wish.is_some_and(|wish| wish.starts_with("de")) { Language::German } else { Language::English }
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    command_line::main()
}

/// The command line does not exist in the browser; Cargo builds every binary for it all the same.
#[cfg(target_arch = "wasm32")]
fn main() {}
