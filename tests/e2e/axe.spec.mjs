// No finding of axe on any view or dialog, in both languages and themes, wide and narrow; and what axe cannot see:
// nothing to scroll sideways, a visible focus everywhere, no trap, title, language and focus that follow the view.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./page.mjs";
import { besides, button, command, dialog, example, go, header, keep, key, menu, openFile, small, start, status, tabTo, words } from "./steps.mjs";

const offering = example.offers[0];
const stranger = example.offers.find(({ actor }) => !example.links.some(({ from, to }) => [from, to].includes(actor) && [from, to].includes(offering.actor)));
const views = [
  "#/netz",
  "#/akteure",
  "#/kompetenzen",
  "#/kompetenzen/matrix",
  "#/kompetenzen/pflege",
  "#/treffer",
  "#/rollen",
  "#/wachstum",
  "#/netz?tag=anfang",
  "#/netz?anordnung=einladung",
  "#/verzeichnis",
  "#/themen",
  `#/akteur/${offering.actor}`,
  `#/kompetenz/${offering.competency}`,
  `#/thema/${example.topics[0].id}`,
  "#/treffen",
  `#/treffen/${example.meetings[1].id}`,
  `#/leinwand/${example.meetings[1].id}`,
  `#/marktplatz/${example.meetings[1].id}`,
  "#/vereinbarungen",
  "#/team",
  `#/team?thema=${example.topics[0].id}`,
  `#/weg/${offering.actor}`,
  `#/weg/${offering.actor}?von=${stranger.actor}`,
  `#/nachfolge/${offering.actor}`,
  `#/netz?weg=${offering.actor},${stranger.actor}`,
  "#/aktuell",
  "#/auswertung",
  "#/gruppen",
  "#/gruppen/matrix",
  `#/gruppe/${example.groups[0].id}`,
  "#/arbeitsgruppe",
  `#/arbeitsgruppe?thema=${example.topics[0].id}`,
  `#/netz?gruppe=${example.groups[2].id}`,
  "#/netz?rolle=bruecken",
  "#/netz?rolle=gemeinschaften",
  "#/hilfe",
  "#/nirgendwo",
  "#/akteure?q=druck",
  "#/akteure?q=xyzxyz",
  `#/netz?auswahl=${offering.actor}`,
  `#/netz?fokus=${offering.competency}&schritte=2`,
];

const commands = {
  de: ["Neuer Akteur", "Neue Kompetenz", "Neues Angebot", "Neues Gesuch", "Neue Verbindung", "Neues Thema", "Neues Treffen", "Neue Vereinbarung", "Neue Gruppe", "Bereiche bearbeiten", "Bereiche und Kompetenzen ankreuzen", "Titel und Begrüßung bearbeiten", "Importieren", "Exportieren", "Teilen", "Drucken", "Netzwerke", "Neues, leeres Netzwerk", "Frühere Stände", "Tastenkürzel"],
  en: ["New actor", "New competency", "New offer", "New need", "New link", "New topic", "New meeting", "New agreement", "New group", "Edit sectors", "Tick sectors and competencies", "Edit title and welcome", "Import", "Export", "Share", "Print", "Networks", "New, empty network", "Earlier states", "Keyboard shortcuts"],
};

async function findings(page, where, include) {
  let builder = new AxeBuilder({ page })
    // In one go on the page itself. The other way opens a second page for every look, to put together what it found
    // in several frames; we have one.
    .setLegacyMode()
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .options({ rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] });
  if (include) builder = builder.include(include);
  const { violations } = await builder.analyze();
  return violations.map((found) => `${where}: ${found.id} (${found.nodes.length}×) ${found.nodes[0].target} ${found.nodes[0].any.concat(found.nodes[0].all, found.nodes[0].none).map((check) => check.message).join(" | ")}`);
}

async function sideways(page, where) {
  const [scroll, client] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  return scroll > client ? [`${where}: ${scroll} px wide on ${client} px`] : [];
}

async function settled(page) {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  // Asked again and again: an animation whose element is gone never says that it has finished.
  await page.waitForFunction(() => document.getAnimations().every((animation) => animation.playState !== "running"), undefined, { timeout: 15_000 });
}

async function findingsOfDialog(page, where) {
  await expect(dialog(page)).toBeVisible();
  await settled(page);
  const found = [...(await findings(page, where, "dialog")), ...(await sideways(page, where))];
  const beyond = await dialog(page).evaluate((element) => element.scrollWidth > element.clientWidth);
  return beyond ? [...found, `${where}: dialog scrolls sideways`] : found;
}

/** Wherever else one has scrolled to, something lies halfway below the foot, and counts as small there. */
async function scrolledDown(page) {
  await dialog(page).evaluate((all) => all.scrollTo(0, all.scrollHeight));
}

/** Every question with something in it, and what stands around them. */
async function entersMyself(page, language, report) {
  const look = async (where) => {
    await scrolledDown(page);
    await report(where);
  };
  const german = language === "de";
  const press = (name) => button(dialog(page), name).click();
  const command = async () => {
    await page.keyboard.press("Control+k");
    await dialog(page).getByRole("combobox").fill(german ? "Ich trage mich ein" : "Enter myself");
    await page.keyboard.press("Enter");
    await expect(dialog(page).getByRole("heading", { level: 3 })).toBeVisible();
  };
  const [next, mark] = german ? ["Weiter", "Wer sind Sie?"] : ["Next", "Who are you?"];
  await command();
  await press(next);
  await look(`${mark} without a name`);
  const actor = example.actors.find(({ id }) => id === offering.actor);
  await dialog(page).getByLabel(/^Name/).fill(actor.name);
  await look(mark);
  await press(`${actor.name}: ${german ? "Das bin ich" : "this is me"}`);
  await look(`${mark} ${actor.name}`);
  for (let question = 2; question < 8; question += 1) {
    await press(next);
    const chooser = dialog(page).locator("input[role=combobox]");
    if ((await chooser.count()) > 0) {
      await chooser.fill("st");
      await dialog(page).getByRole("option").first().click();
    }
    await dialog(page).evaluate((all) => all.querySelectorAll("details").forEach((more) => (more.open = true)));
    if (question === 4) {
      await dialog(page).getByRole("button", { name: german ? /^Wegnehmen/ : /^Take away/ }).last().click();
    }
    await look(`${mark} ${question}`);
  }
  await press(next);
  await expect(dialog(page).getByRole("img")).toBeVisible();
  await look(`${mark} 8`);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await command();
  await look(`${mark} resumed`);
  await press(german ? "Von vorn beginnen" : "Start over");
  await look(`${mark} to be thrown away?`);
  await press(german ? "Verwerfen" : "Discard");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
}

/** Each language, theme and width once; what is wrong in one of them is nearly always wrong here. */
const few = [
  ["de", "light", 1280],
  ["en", "dark", 320],
];
const every = ["de", "en"].flatMap((language) => ["light", "dark"].flatMap((theme) => [1280, 320].map((width) => [language, theme, width])));

// `cargo xtask test --all` asks for every combination.
for (const [language, colorScheme, width] of process.env.GOSMART_EVERY_COMBINATION ? every : few) {
  const t = words[language];
  test.describe(`${language}, ${colorScheme}, ${width} px`, () => {
    test.use({ colorScheme, viewport: { width, height: width === 320 ? 640 : 800 }, reducedMotion: "reduce" });
    test.setTimeout(480_000);

    test("views", async ({ page }) => {
      const found = [];
      const look = async (where) => {
        await settled(page);
        found.push(...(await findings(page, where)), ...(await sideways(page, where)));
      };
      const links = ["imprint", "privacy", "accessibility", "feedback", "plain_language", "sign_language"];
      await page.route("**/site.json", (route) => route.fulfill({ json: Object.fromEntries(links.map((name) => [name, `/${name}`])) }));
      await start(page, { language });
      await expect(page.getByRole("contentinfo").getByRole("link")).toHaveCount(links.length);
      await look("opening screen");
      for (const hash of views) {
        await go(page, hash);
        await look(hash);
      }
      await menu(page).click();
      await look("menu");
      await page.keyboard.press("Escape");
      await go(page, "#/akteure");
      await openFile(page, small({ actors: [{ id: "a" }], topics: 7 }));
      await expect(button(page, t.takeOver)).toBeVisible();
      await look("looking at a file");
      await button(page, t.takeOver).click();
      await look("taking over");
      await button(page, t.confirm).click();
      await openFile(page, { format: "gosmart-network", version: 1, network: { id: "leer", title: "Leer" } });
      await button(page, t.takeOver).click();
      await button(page, t.confirm).click();
      // Once a copy of the last one is kept; until then nothing can be changed, and then colours change.
      await expect(button(page, t.takeOver)).toBeHidden();
      for (const hash of ["#/netz", "#/akteure", "#/kompetenzen", "#/kompetenzen/matrix", "#/kompetenzen/pflege", "#/themen"]) {
        await go(page, hash);
        await look(`${hash}, empty`);
      }
      await openFile(page, "{");
      await look("a file refused");
      await page.route("**/some/path/*-map.json", (route) => route.fulfill({ json: example }));
      for (const query of ["src=a-map.json&src=b-map.json", "src=a-map.json&frame=1"]) {
        for (const hash of ["#/netz", "#/akteure"]) {
          await page.goto(`?${query}&lang=${language}${hash}`);
          await expect(page.getByText(language === "de" ? "Fassung: Öffentlich" : "Version: Public")).toBeVisible();
          await look(`${query} ${hash}`);
        }
      }
      expect(found).toEqual([]);
    });

    test("the impact page with all that opens", async ({ page }) => {
      await start(page, { language, hash: "#/auswertung" });
      await page.getByRole("main").locator("details").evaluateAll((all) => all.forEach((more) => (more.open = true)));
      await button(page.getByRole("main"), language === "de" ? "Bericht" : "Report").click();
      const section = page.getByRole("main").getByRole("region", { name: language === "de" ? "Mit einer Datei vergleichen" : "Compare with a file" });
      const chooser = page.waitForEvent("filechooser");
      await button(section, language === "de" ? "Datei wählen" : "Choose a file").click();
      const earlier = { ...example, exported_at: "2018-06-01T10:00:00Z", profile: "public" };
      await (await chooser).setFiles({ name: "netz-2018.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(earlier)) });
      await expect(section.getByRole("table")).toBeVisible();
      await settled(page);
      expect([...(await findings(page, "all of it")), ...(await sideways(page, "all of it"))]).toEqual([]);
    });

    test("pictures of several days", async ({ page }) => {
      await start(page, { language, hash: "#/netz?tag=2018-05-01" });
      await command(page, language === "de" ? "Bild speichern" : "Save the picture");
      await dialog(page).getByRole("radio", { name: language === "de" ? "Mehrere Tage nebeneinander" : "Several days side by side" }).check();
      await expect(dialog(page).getByRole("combobox").first()).toBeVisible();
      expect(await findingsOfDialog(page, "days side by side")).toEqual([]);
    });

    test("an invitation that holds the map, and who is invited with it", async ({ page }) => {
      await keep(page, small());
      await start(page, { language, hash: "#/akteur/a1" });
      await button(page.getByRole("main"), language === "de" ? "Einladen" : "Invite").click();
      const text = dialog(page).getByRole("textbox").first();
      await expect(text).toHaveValue(/#geteilt=/);
      const found = await findingsOfDialog(page, "an invitation");
      const [link] = (await text.inputValue()).match(/http\S+/);
      await page.keyboard.press("Escape");
      // It says nothing of a language, and the map is a German one.
      await page.goto(link.replace("#", `?lang=${language}#`));
      await expect(dialog(page)).toHaveAccessibleName(language === "de" ? "Ich trage mich ein" : "Enter myself");
      expect([...found, ...(await findingsOfDialog(page, "who is invited"))]).toEqual([]);
    });

    test("a published map", async ({ page }) => {
      const found = [];
      const look = async (where) => {
        await settled(page);
        found.push(...(await findings(page, where)), ...(await sideways(page, where)));
      };
      await page.route("**/site.json", (route) => route.fulfill({ json: { map: "karte.json" } }));
      await page.route("**/some/path/karte.json", (route) => route.fulfill({ json: { ...small(), exported_at: "2026-11-02T08:00:00Z" } }));
      await start(page, { language, hash: "#/netz" });
      await expect(page.locator(".example-note").getByRole("button")).toBeVisible();
      await look("the map");
      await besides(page);
      await page.evaluate(([name, text]) => localStorage.setItem(name, text), [
        key("current"),
        `${JSON.stringify({ store: 1, token: "before-1", saved_at: 1_700_000_000_000 })}\n${JSON.stringify(small({ topics: [] }))}`,
      ]);
      await start(page, { language, hash: "#/netz" });
      await expect(button(page, language === "de" ? "Später" : "Later")).toBeVisible();
      await look("a newer edition of the map");
      expect(found).toEqual([]);
    });

    test("entering oneself", async ({ page }) => {
      const found = [];
      await start(page, { language, hash: "#/hilfe" });
      await entersMyself(page, language, async (where) => found.push(...(await findingsOfDialog(page, where))));
      expect(found).toEqual([]);
    });

    test("dialogs", async ({ page }) => {
      const found = [];
      const look = async (where) => found.push(...(await findingsOfDialog(page, where)));
      const close = async () => {
        await page.keyboard.press("Escape");
        await expect(dialog(page)).toHaveCount(0);
      };
      await start(page, { language, hash: "#/hilfe" });
      await page.keyboard.press("Control+k");
      await look("palette");
      await dialog(page).getByRole("combobox").fill("stadt");
      await look("palette, asked");
      await close();
      await go(page, `#/akteur/${offering.actor}`);
      await button(page.getByRole("main"), language === "de" ? "Einladen" : "Invite").click();
      await expect(dialog(page).getByRole("img")).toBeVisible();
      await look("an invitation");
      await close();
      await go(page, `#/mitmachen/${offering.actor}`);
      await look("who is invited");
      await close();
      for (const name of commands[language]) {
        await page.keyboard.press("Control+k");
        await dialog(page).getByRole("combobox").fill(name);
        await expect(dialog(page).getByRole("option").first()).toContainText(name);
        await page.keyboard.press("Enter");
        await expect(dialog(page)).not.toHaveAccessibleName(language === "de" ? "Befehle und Einträge" : "Commands and entries");
        await look(name);
        if (name === commands[language][commands.de.indexOf("Teilen")]) {
          for (const way of (await dialog(page).getByRole("group").first().getByRole("radio").all()).slice(1)) {
            await way.check();
            await look(`${name}, ${await way.getAttribute("id")}`);
          }
        }
        const save = button(dialog(page), t.save);
        // A meeting's day is there from the start.
        const isEmpty = await dialog(page).locator("[aria-required]").evaluateAll((inputs) => inputs.some((input) => !input.value));
        if ((await save.count()) > 0 && isEmpty) {
          await save.click();
          await expect(dialog(page).getByRole("alert").first()).not.toBeEmpty();
          await scrolledDown(page);
          await look(`${name}, with errors`);
        }
        await close();
      }
      await openFile(page, "Organisation;Art;Ort;bietet;E-Mail;Hausfarbe\nMuseum;Wesen;Goslar;Löten, Backen;m@museum.example;rot\n;;Goslar;;;\n", "liste.csv");
      await expect(dialog(page).getByRole("heading", { name: language === "de" ? "Was sich ändert" : "What changes" })).toBeVisible();
      await look("an import");
      await dialog(page).locator("summary").last().click();
      await look("its new terms");
      await button(dialog(page), language === "de" ? "Übernehmen" : "Take in").click();
      await expect(button(dialog(page), language === "de" ? "Fertig" : "Done")).toBeFocused();
      await look("its receipt");
      await close();
      const [earlier, changed] = language === "de" ? ["Frühere Stände", "Was hat sich geändert?"] : ["Earlier states", "What has changed?"];
      await expect(async () => {
        await page.keyboard.press("Control+k");
        await dialog(page).getByRole("combobox").fill(earlier);
        await page.keyboard.press("Enter");
        const row = dialog(page).getByRole("listitem").first();
        try {
          await button(row, changed).click({ timeout: 1000 });
        } catch (none) {
          // The first one comes soon after the first save.
          await close();
          throw none;
        }
        await expect(row.getByRole("status")).not.toBeEmpty();
      }).toPass();
      await look("earlier states and what changed");
      await close();
      await openFile(page, "%PDF-1.4", "bild.pdf");
      await look("an import refused");
      await close();
      await page.keyboard.press("Control+z");
      await go(page, `#/akteur/${offering.actor}`);
      await button(page.getByRole("main"), language === "de" ? "Löschen" : "Delete").click();
      await look("remove");
      await close();
      await button(page.getByRole("main"), language === "de" ? "Bearbeiten" : "Edit").click();
      await look("edit an actor");
      await dialog(page).locator("summary").click();
      await look("edit all of an actor");
      await dialog(page).getByLabel(/^Name/).fill("x");
      await page.keyboard.press("Escape");
      await look("throw away?");
      await button(dialog(page), language === "de" ? "Verwerfen" : "Discard").click();
      const other = structuredClone(example);
      other.actors[0].about = `${other.actors[0].about} Und mehr.`;
      other.actors.push({ id: "neu", name: "Neuer Verein" });
      await openFile(page, other);
      await button(page, language === "de" ? "Vergleichen, zusammenführen" : "Compare, merge").click();
      await dialog(page).locator(".merging__silent > summary").click();
      await dialog(page).getByRole("radio").last().check();
      await look("merging");
      await close();
      await button(page, language === "de" ? "Zurück zu meinem Netzwerk" : "Back to my network").click();
      await command(page, language === "de" ? "Beiträge einsammeln" : "Collect contributions");
      await look("an empty inbox");
      const packet = {
        format: "gosmart-network", version: 1, by: "Neuer Verein", network: other.network,
        actors: [{ ...other.actors[0], changed: { about: 1 } }, { id: "neu", name: "Neuer Verein" }, { id: "doppelt", name: other.actors[1].name }],
      };
      await dialog(page).locator("#inbox-paste").fill(`${JSON.stringify(packet)} {"cut": `);
      await dialog(page).locator(".inbox__paste button").click();
      await expect(dialog(page).locator(".inbox__says")).toBeVisible();
      for (const summary of [".inbox__says", ".merging__silent", ".inbox__answered"]) {
        await dialog(page).locator(`${summary} > summary`).first().click();
      }
      await dialog(page).locator(".merging__records summary").first().click();
      await dialog(page).locator(".merging__shown > summary").first().click();
      await expect(dialog(page).locator(".merging__picture").first()).toBeVisible();
      await look("an inbox");
      expect(found).toEqual([]);
    });
  });
}

test("the door of those who coordinate", async ({ page }) => {
  await start(page);
  await button(page, /^Ich koordiniere/).click();
  await expect(dialog(page)).toHaveAccessibleName("Ich koordiniere");
  expect(await findings(page, "coordinate", "dialog")).toEqual([]);
});

test("title, language and focus follow the view", async ({ page }) => {
  await start(page);
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  const network = example.network.title;
  for (const [hash, title] of [
    ["#/akteure", "Akteure"],
    ["#/kompetenzen", "Kompetenzen"],
    ["#/themen", "Themen"],
    ["#/hilfe", "Hilfe"],
    ["#/netz", "Netz"],
    [`#/akteur/${offering.actor}`, example.actors.find((actor) => actor.id === offering.actor).name],
  ]) {
    await go(page, hash);
    await expect(page).toHaveTitle(`${title} – ${network} – GoSMART`);
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  }
  await menu(page).click();
  await button(header(page), "English").click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await go(page, "#/themen");
  await expect(page).toHaveTitle(`Topics – ${network} – GoSMART`);
});

/** The focused element and what the focus changes on it; `null` when it is the page itself. */
const focusSeen = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const marks = (of) => {
      const style = getComputedStyle(of);
      return { outline: style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 1, shadow: style.boxShadow !== "none" };
    };
    // Some controls leave the ring to what is around them.
    const around = [element, element.parentElement, element.closest("label, .kern-form-check")].filter(Boolean);
    const { width, height } = element.getBoundingClientRect();
    return {
      name: `${element.tagName}#${element.id}.${element.className} ${element.textContent.trim().slice(0, 30)}`,
      seen: around.some((of) => marks(of).outline || marks(of).shadow),
      sized: width > 0 && height > 0,
    };
  });

for (const width of [1280, 320]) {
  test(`a walk with Tab sees the focus everywhere and comes out again (${width} px)`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height: 700 });
    await start(page, { hash: "#/netz" });
    await expect(page.getByRole("application").getByRole("button").first()).toBeAttached();
    await page.locator("body").evaluate(() => document.activeElement.blur());
    const unseen = [];
    let steps = 0;
    let inGraph = 0;
    for (; steps < 200; steps += 1) {
      await page.keyboard.press("Tab");
      const focus = await focusSeen(page);
      if (focus === null) break;
      if (!focus.seen || !focus.sized) unseen.push(focus.name);
      if (focus.name.includes("stage__node")) inGraph += 1;
    }
    expect(unseen).toEqual([]);
    // The graph is one stop, and behind it the walk goes on to the end of the page.
    expect(inGraph).toBe(1);
    // On a phone fewer things stand above the graph.
    expect(steps).toBeGreaterThan(width < 576 ? 12 : 20);
    expect(steps).toBeLessThan(200);
  });
}

test("the skip link leads to the content", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  await page.evaluate(() => document.activeElement.blur());
  const skip = button(page, "Zum Inhalt springen");
  await tabTo(page, skip, { key: "Shift+Tab" });
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("a dialog keeps the focus inside and gives it back", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  const opener = button(header(page), "Exportieren");
  await opener.focus();
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toBeVisible();
  for (let step = 0; step < 15; step += 1) {
    await page.keyboard.press("Tab");
    const outside = await page.evaluate(() => document.activeElement !== document.body && !document.activeElement.closest("dialog"));
    expect(outside).toBe(false);
  }
  await page.keyboard.press("Escape");
  await expect(opener).toBeFocused();
});

test("who wants little motion gets none", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await start(page, { hash: "#/netz" });
  await button(page, "Neuer Akteur").first().click();
  await expect(dialog(page)).toBeVisible();
  const moving = await page.evaluate(() =>
    document.getAnimations().filter((animation) => animation.effect.getComputedTiming().duration > 1).length,
  );
  expect(moving).toBe(0);
});

test("what happens is said: results, saving, notices", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  await page.getByRole("searchbox").fill("3D-Druk");
  await expect(status(page, /Akteur.*Kompetenz/).first()).toBeAttached();
});
