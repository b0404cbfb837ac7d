//! The picture as it leaves the page: as a file, on paper, or in words. What others read is made of what its readers may
//! see, so that nothing in it, not even the size of a node, tells of anything else.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::{Address, ImageExport, ImageFormat, Msg, Reported, Visible},
    browser::{
        clock, files,
        stage::{Extent, Picture, Sectors, Stage, looks, theme, topic_of},
    },
    doors,
    exchange::{self, Profile, redact},
    i18n,
    model::{Day, Network},
    paint,
    query::{graph::Graph, search::Index},
    scene::{Caption, DisplayList, LegendEntry, Theme},
};

use super::{
    super::context::App,
    legend,
    stage::{GraphView, emphasis, way},
    told::{self, Told},
};

/// What is behind the door of the pictures.
pub struct Pictures {
    save: fn(GraphView, ImageExport),
    on_paper: fn(GraphView, Profile) -> Option<String>,
    pub(super) tell: fn(GraphView, Told) -> String,
}

pub const PICTURES: Pictures = Pictures { save, on_paper, tell: told::words };

impl GraphView {
    pub(super) fn save(self, file: ImageExport) {
        let app = self.app;
        spawn_local(async move {
            app.open(&doors::PICTURES).await;
            match doors::PICTURES.opened() {
                Some(pictures) => (pictures.save)(self, file),
                None => app.dispatch(Msg::Report(Reported::NotLoaded)),
            }
        });
    }

    /// What stands on paper in place of the stage, while there is paper. The browser does not wait for a door: where it
    /// is not open yet, a sentence stands there.
    pub(super) fn paper(self) -> impl Fn() -> String {
        let app = self.app;
        let is_open = app.is_open(&doors::PICTURES);
        move || {
            let Some(profile) = app.printing.get() else { return String::new() };
            match is_open.get().then(|| doors::PICTURES.opened()).flatten() {
                Some(pictures) => (pictures.on_paper)(self, profile).unwrap_or_default(),
                None => format!("<p>{}</p>", app.texts().shell().not_loaded),
            }
        }
    }
}

fn save(graph_view: GraphView, file: ImageExport) {
    let app = graph_view.app;
    let network = app.network.with_untracked(|network| redact(network, file.profile));
    let theme = theme(app.peek(|state| state.settings.theme));
    let extent = if file.as_seen { Extent::Seen } else { Extent::Everything };
    let today = clock::now().today;
    let file_name = exchange::image_file_name(&network, &today, file.profile, file.format.ending());
    spawn_local(async move {
        let role = app.address.with_untracked(|address| address.role);
        if let Some(roles) = role.filter(|role| role.needs_engine()).and_then(|_| doors::ROLES.opened()) {
            (roles.work_out)(&network).await;
        }
        let drawn = graph_view.with_stage(|stage| match &*file.days {
            [] => Some(draw(app, stage, &network, file.profile, theme, extent)),
            days => draw_days(app, stage, &network, file.profile, theme, days),
        });
        let is_saved = match (drawn.flatten(), file.format) {
            (None, _) => false,
            (Some((list, caption)), ImageFormat::Svg) => {
                let svg = paint::svg(&list, &caption.title, &caption.subtitle);
                files::download(&file_name, "image/svg+xml", svg.as_bytes()).is_ok()
            }
            (Some((list, _)), ImageFormat::Png { pixels }) => {
                files::download_png(&file_name, &list, f64::from(pixels)).await.is_ok()
            }
        };
        app.dispatch(Msg::Report(if is_saved {
            Reported::Downloaded { file_name, profile: Some(file.profile) }
        } else {
            Reported::NotDownloaded { file_name, is_picture: true }
        }));
    });
}

fn on_paper(graph_view: GraphView, profile: Profile) -> Option<String> {
    let app = graph_view.app;
    let network = app.network.get();
    let drawn = |stage: &Stage| draw(app, stage, &network, profile, Theme::light(), Extent::Paper);
    let (list, caption) = graph_view.with_stage(drawn)?;
    Some(paint::svg(&list, &network.about.title, &caption.subtitle))
}

fn draw(
    app: App,
    stage: &Stage,
    network: &Network,
    profile: Profile,
    theme: Theme,
    extent: Extent,
) -> (DisplayList, Caption) {
    let address = app.address.get_untracked();
    let growth = doors::GROWTH.opened().filter(|_| address.is_of_growth());
    let day = growth.map_or_else(|| clock::now().today, |growth| (growth.day)(&address, network));
    let day = clock::day(&day, app.spoken());
    let theme = theme.with_sector_colors(Sectors::of(network).colors);
    let mut caption = caption(app, &address, network, profile, &day, &theme);
    if extent == Extent::Paper {
        // The head of the page says it already.
        (caption.title, caption.subtitle) = Default::default();
    }
    let pictured = growth.map(|growth| (growth.pictured)(&address, network));
    let graph = pictured.as_ref().map_or_else(|| Graph::new(network), |(_, graph)| graph.clone());
    let network = pictured.as_ref().map_or(network, |(network, _)| network);
    let picture = picture(app, &address, network, graph, theme, extent, &mut caption.legend);
    (stage.picture(&picture, &caption), caption)
}

/// Each of these days beside the next; `None` where it is not known what a day was.
fn draw_days(
    app: App,
    stage: &Stage,
    network: &Network,
    profile: Profile,
    theme: Theme,
    days: &[Day],
) -> Option<(DisplayList, Caption)> {
    let growth = doors::GROWTH.opened()?;
    let address = Address { role: None, opened: None, ..app.address.get_untracked() };
    let theme = theme.with_sector_colors(Sectors::of(network).colors);
    let mut caption = caption(app, &address, network, profile, "", &theme);
    let parts = days.iter().map(|day| {
        let (then, graph) = (growth.on)(network, day);
        let theme = theme.clone();
        let picture = picture(app, &address, &then, graph, theme, Extent::Everything, &mut caption.legend);
        (picture, clock::day(day, app.spoken()))
    });
    let parts: Vec<_> = parts.collect();
    Some((stage.side_by_side(&parts, &network.positions, &caption)?, caption))
}

/// What an address shows of a network. Signs that only this picture has come to the legend.
fn picture(
    app: App,
    address: &Address,
    network: &Network,
    graph: Graph,
    theme: Theme,
    extent: Extent,
    legend: &mut Vec<(LegendEntry, String, String)>,
) -> Picture {
    let mut sectors = Sectors::of(network);
    let visible = Visible::new(network, &graph, address, &clock::now().today, |query, limit| {
        Some(Index::new(network).ask(query, limit))
    });
    let mut looks = looks(network, &graph, address.topic.as_ref(), address.filter.measure);
    if let Some(shown) = address.role.and_then(|role| (doors::ROLES.opened()?.shown)(app, role, network)) {
        shown.mark(&graph, &mut looks, &mut sectors);
        shown.explain(legend, &theme);
    }
    Picture {
        looks,
        emphasis: emphasis(&graph, &visible, address.hide),
        sectors,
        topic: address.topic.as_ref().and_then(|id| topic_of(network, &graph, id)),
        way: way(&graph, address),
        opened: address.opened.as_ref().and_then(|id| graph.index_of(id)),
        theme,
        extent,
        graph,
    }
}

/// `day` is what it shows, in words; may be empty.
fn caption(
    app: App,
    address: &Address,
    network: &Network,
    profile: Profile,
    day: &str,
    theme: &Theme,
) -> Caption {
    let (t, about) = (app.texts(), &network.about);
    let mark = if profile == Profile::Full { t.dialogs().internal_mark } else { "" };
    let said = [about.region.as_str(), day, mark].into_iter().filter(|words| !words.trim().is_empty());
    Caption {
        title: about.title.clone(),
        subtitle: said.collect::<Vec<_>>().join(" · "),
        legend: legend::lines(network, theme, address, t),
        note: if network.is_example() {
            i18n::shell::EXAMPLE_NOTE.text(app.spoken()).to_owned()
        } else {
            String::new()
        },
    }
}
