// What leaves the browser holds no more than it should; what comes in can harm neither the page nor one's own data.
import { expect, test } from "./page.mjs";
import { addActor, alert, button, counts, dialog, downloaded, example, exported, go, isSaved, keep, openFile, ownData, small, start, status, takeOver } from "./steps.mjs";

/** Every field that must not leave carries this mark. */
const secret = "GEHEIM";
const consent = { given_on: "2024-05-01", scope: ["network"] };
const withSecrets = small({
  top_level_unknown: `${secret} 1`,
  network: { ...small().network, unknown: `${secret} 2` },
  actors: [
    ...small().actors.map((actor) => ({ ...actor, internal_note: `${secret} 3`, unknown: { deep: `${secret} 4` } })),
    { id: `${secret}-person`, name: `${secret} 5`, kind: "person" },
    { id: "intern", name: `${secret} 6`, kind: "organisation", visibility: "internal" },
  ],
  competencies: small().competencies.map((competency) => ({ ...competency, source: `${secret} 7` })),
  offers: [...small().offers, { id: "o9", actor: "intern", competency: "k1", note: `${secret} 8` }],
  topics: [{ ...small().topics[0], people: [{ actor: `${secret}-person`, role: "curious" }] }],
  contacts: [
    { id: "c1", actor: "a1", kind: "person", name: `${secret} 9`, email: `${secret}@example.org`, visibility: "internal" },
    { id: "c2", actor: "a1", kind: "person", name: "Netzkontakt", phone: "05321 1", visibility: "network", legal_basis: "consent", consent },
  ],
  positions: { ...small().positions, [`${secret}-person`]: { x: 1, y: 2 } },
});

test("a public file holds no contact, no internal field, nothing unknown", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  await openFile(page, withSecrets);
  await takeOver(page);
  await isSaved(page);
  const open = await exported(page, "Öffentlich");
  expect(open.name).toMatch(/^gosmart-kleines-netz-\d{4}-\d\d-\d\d\.json$/);
  expect(open.document).toMatchObject({ format: "gosmart-network", version: 1, profile: "public" });
  expect(open.text).not.toContain(secret);
  expect(open.text).not.toContain("Netzkontakt");
  expect(open.text).not.toContain("internal_note");
  expect(open.document.contacts ?? []).toEqual([]);
  expect(counts(open.document)).toEqual(counts(small()));

  const members = await exported(page, "Netzwerk");
  expect(members.document.profile).toBe("network");
  expect(members.document.contacts.map((contact) => contact.name)).toEqual(["Netzkontakt"]);
  expect(members.document.actors.map((actor) => actor.name)).toContain(`${secret} 5`);
  for (const number of [1, 2, 3, 4, 6, 7, 8, 9]) expect(members.text).not.toContain(`${secret} ${number}`);

  const full = await exported(page, "Vollsicherung");
  expect(full.name).toMatch(/^gosmart-kleines-netz-\d{4}-\d\d-\d\d-INTERN\.json$/);
  for (const number of [1, 2, 3, 4, 5, 6, 7, 8, 9]) expect(full.text).toContain(`${secret} ${number}`);
});

test("the dialog says what stays out before the file is written", async ({ page }) => {
  await keep(page, withSecrets);
  await start(page, { hash: "#/akteure" });
  await page.keyboard.press("Control+s");
  await expect(dialog(page).getByRole("radio", { name: "Öffentlich" })).toHaveAccessibleDescription(/Draußen bleiben: 2 Ansprechpersonen, 1 Person, 1 Organisation/);
  await dialog(page).getByRole("radio", { name: "Vollsicherung" }).check();
  await expect(dialog(page).getByRole("alert")).toContainText("Geben Sie sie nicht weiter");
});

test("the example leaves and comes back unchanged", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  const { document } = await exported(page);
  const parts = ["network", "sectors", "competencies", "actors", "offers", "needs", "links", "topics", "meetings", "positions"];
  for (const part of parts) expect(JSON.stringify(document[part]).length).toBeGreaterThan(2);
  expect(counts(document)).toEqual(counts(example));
});

const deep = `${'{"format":"gosmart-network","version":1,"x":'}${"[".repeat(100_000)}`;
const refused = {
  "broken JSON": ['{"format": "gosmart-network",\n  "version": 1,\n  "actors": [{"id": "a" "name": "b"}]\n}', /Zeile 3, Spalte \d+: Hier fehlt ein Komma/],
  "cut off": [JSON.stringify(small()).slice(0, 500), /Zeile 1, Spalte 500: Die Datei bricht hier ab/],
  "other JSON": ['{"hello":"world"}', /Das ist keine GoSMART-Datei/],
  "a list": ["[1,2,3]", /diese Datei ist eine Liste/],
  "deep nesting": [deep, /mehr als 127 Klammern/],
  empty: ["", /Die Datei ist leer/],
  binary: [Buffer.from([0x7b, 0xff, 0xfe, 0, 1, 2]), /kein Text in UTF-8/],
  "too large": [Buffer.alloc(65 * 1024 * 1024, 32), /gelesen werden höchstens \d+ MB/],
};

/** Of other programs: what is wrong with them, the import says. */
const foreign = {
  GEXF: ['<?xml version="1.0"?><gexf version="1.3"><graph/></gexf>', /In der Datei steht nichts/],
  "a web page": ["<!doctype html><html><script>window.hacked = 1</script></html>", /eine Webseite/],
  "an archive": [Buffer.from([0x50, 0x4b, 3, 4, 0, 0xff]), /ein ZIP-Archiv/],
  "an Excel file": [Buffer.from("PK\x03\x04 xl/workbook.xml", "latin1"), /Arbeitsmappe/],
};

test("what of other programs cannot be read is refused with a reason", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  await addActor(page, "Meins");
  await isSaved(page);
  const before = await ownData(page);
  for (const [name, [content, sentence]] of Object.entries(foreign)) {
    await test.step(name, async () => {
      await openFile(page, content, `${name}.dat`);
      await expect(dialog(page).getByRole("alert").filter({ hasText: `${name}.dat` })).toContainText(sentence);
      await expect(button(dialog(page), "Dateien auswählen")).toBeFocused();
      await page.keyboard.press("Escape");
      await expect(dialog(page)).toHaveCount(0);
    });
  }
  expect(await ownData(page)).toBe(before);
  expect(await page.evaluate(() => window.hacked)).toBeUndefined();
});

test("what is no network is refused with place and reason", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  await addActor(page, "Meins");
  await isSaved(page);
  const before = await ownData(page);
  for (const [name, [content, sentence]] of Object.entries(refused)) {
    await test.step(name, async () => {
      if (content.length > 50_000_000) {
        // Made in the page: the way from here into the browser is narrower than its own.
        await page.evaluate(
          ([size, name]) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(size)], name));
            const input = document.getElementById("file-input");
            input.files = data.files;
            input.dispatchEvent(new Event("change"));
          },
          [content.length, `${name}.json`],
        );
      } else {
        await openFile(page, content, `${name}.json`);
      }
      const said = alert(page, `„${name}.json“ konnte nicht geöffnet werden`);
      await expect(said).toContainText(sentence);
      await button(page, "Schließen").click();
      await expect(said).toHaveCount(0);
    });
  }
  expect(await ownData(page)).toBe(before);
  await go(page, "#/akteure");
  await expect(page.getByRole("main").getByRole("link", { name: "Meins" })).toBeVisible();
  expect(await page.evaluate(() => window.hacked)).toBeUndefined();
});

test("a file of a newer version can be looked at, not taken over", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  await openFile(page, small({ version: 7, hologram: {} }));
  await expect(page.getByText("aus einer neueren Version von GoSMART")).toBeVisible();
  await expect(button(page, "Übernehmen")).toHaveCount(0);
  await expect(page.getByRole("main").getByRole("link", { name: "Werkstatt Nord" })).toBeVisible();
});

test("looking leaves one's own data untouched; taking over can be undone", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  await addActor(page, "Meins");
  await isSaved(page);
  const before = await ownData(page);
  await openFile(page, small(), "nachbar.json");
  const banner = status(page, "Sie sehen sich „Kleines Netz“ an (Datei nachbar.json)");
  await expect(banner).toContainText("3 Akteure, 3 Kompetenzen, 2 Angebote, 1 Gesuch und 1 Thema");
  await go(page, "#/akteure");
  await expect(button(page.getByRole("main"), "Neuer Akteur")).toBeDisabled();
  await go(page, "#/netz");
  await expect(page.getByRole("application")).toBeVisible();
  await go(page, "#/akteur/a1");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Werkstatt Nord");
  expect(await ownData(page)).toBe(before);
  await button(page, "Übernehmen").click();
  await expect(page.getByText("Eigenes Netzwerk ersetzen?")).toBeVisible();
  await button(page.getByRole("group", { name: /Eigenes Netzwerk ersetzen/ }), "Abbrechen").click();
  await button(page, "Zurück zu meinem Netzwerk").click();
  await expect(banner).toHaveCount(0);
  expect(await ownData(page)).toBe(before);

  await go(page, "#/akteure");
  await openFile(page, small());
  await takeOver(page);
  await expect(page.getByRole("main").getByRole("link", { name: "Werkstatt Nord" })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("main").getByRole("link", { name: "Meins" })).toBeVisible();
});

test("a file of several megabytes: the page stays alive", async ({ page }) => {
  const actors = Array.from({ length: 4000 }, (_, number) => ({ id: `x${number}`, name: `Akteur ${number}`, about: "w".repeat(1000) }));
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  const before = await ownData(page);
  await openFile(page, small({ actors, offers: [], needs: [], links: [], topics: [] }), "gross.json");
  await expect(status(page, "Sie sehen sich")).toContainText("4.000 Akteure", { timeout: 30_000 });
  await page.getByRole("searchbox").fill("Akteur 3999");
  await expect(page.getByRole("main").getByRole("link", { name: "Akteur 3999", exact: true })).toBeVisible();
  await button(page, "Zurück zu meinem Netzwerk").click();
  await expect(page.getByText("Sie sehen sich")).toHaveCount(0);
  expect(await ownData(page)).toBe(before);
});

test("a file can be dropped, pasted, and pasted into the dialog", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  const text = JSON.stringify(small());
  const send = (kind) =>
    page.evaluate(
      ([kind, text]) => {
        const data = new DataTransfer();
        if (kind === "drop") data.items.add(new File([text], "gezogen.json", { type: "application/json" }));
        else data.setData("text", text);
        const event =
          kind === "drop"
            ? new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })
            : new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
        document.getElementById("main").dispatchEvent(event);
      },
      [kind, text],
    );
  await send("drop");
  await expect(status(page, "(Datei gezogen.json)")).toBeVisible();
  await button(page, "Zurück zu meinem Netzwerk").click();
  await send("paste");
  await expect(status(page, "(eingefügt)")).toBeVisible();
  await button(page, "Zurück zu meinem Netzwerk").click();

  await page.keyboard.press("Control+o");
  await button(dialog(page), "Ansehen").click();
  await expect(dialog(page).getByRole("alert").filter({ hasText: "Bitte fügen Sie zuerst" })).toBeVisible();
  await dialog(page).getByLabel(/hier einfügen/).fill("{nein}");
  await button(dialog(page), "Ansehen").click();
  await expect(dialog(page)).toContainText("Zeile 1, Spalte 2");
  await dialog(page).getByLabel(/hier einfügen/).fill(text);
  await button(dialog(page), "Ansehen").click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(status(page, "(eingefügt)")).toBeVisible();
});

test("imported text is never markup, and only safe addresses are links", async ({ page }) => {
  const evil = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
  await start(page, { hash: "#/akteure" });
  await openFile(
    page,
    small({
      network: { id: "boese", title: `Titel ${evil}`, welcome: evil, region: evil },
      sectors: [{ id: "s1", name: evil, symbol: "<b>" }],
      competencies: [{ id: "k1", name: `Kann ${evil}`, also: [evil], description: evil }],
      actors: [
        { id: "a1", name: `Wer ${evil}`, sector: "s1", about: evil, place: evil, website: "javascript:window.hacked=1" },
        { id: "a2", name: "Zwei", website: " JaVaScRiPt:window.hacked=1" },
        { id: "a3", name: "Drei", website: "https://drei.example/" },
      ],
      offers: [{ id: "o1", actor: "a1", competency: "k1", note: evil }],
      topics: [{ id: "t1", title: `Thema ${evil}`, question: evil }],
      needs: [],
      links: [],
    }),
    `${evil.replaceAll("/", "_")}.json`,
  );
  const main = page.getByRole("main");
  await expect(main.getByRole("link", { name: `Wer ${evil}` })).toBeVisible();
  for (const [hash, title] of [
    ["#/akteur/a1", `Wer ${evil}`],
    ["#/kompetenz/k1", `Kann ${evil}`],
    ["#/thema/t1", `Thema ${evil}`],
    ["#/kompetenzen/matrix", "Wer bietet was, wer sucht was"],
    [`#/netz?q=${encodeURIComponent("<img")}&auswahl=a1`, "Netz"],
  ]) {
    await go(page, hash);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(page.locator("img, body script:not([src])")).toHaveCount(0);
  }
  for (const id of ["a1", "a2"]) {
    await go(page, `#/akteur/${id}`);
    await expect(main.getByText(/javascript:window/i)).toBeVisible();
    await expect(page.locator('a[href^="javascript" i], a[href*="script:"]')).toHaveCount(0);
  }
  await go(page, "#/akteur/a3");
  await expect(main.getByRole("link", { name: "drei.example" })).toHaveAttribute("href", "https://drei.example/");
  expect(await page.evaluate(() => window.hacked)).toBeUndefined();
});

test("the picture goes home as SVG and as PNG, with its title and legend", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/netz" });
  await button(page, "Bild speichern").click();
  const svg = await downloaded(page, () => button(dialog(page), "Bild speichern").click());
  expect(svg.name).toMatch(/^gosmart-.*\.svg$/);
  expect(svg.text).toContain("<title");
  for (const words of ["Werkstatt Nord", "sucht", "nur ein Akteur bietet"]) expect(svg.text).toContain(words);

  await button(page, "Bild speichern").click();
  await dialog(page).getByRole("radio", { name: "PNG: für Texte und Folien" }).check();
  await dialog(page).getByRole("radio", { name: "Der Ausschnitt" }).check();
  const png = await downloaded(page, () => button(dialog(page), "Bild speichern").click());
  expect(png.name).toMatch(/\.png$/);
  expect(png.text).toContain("PNG");
});
