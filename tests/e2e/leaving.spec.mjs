// What leaves as a picture or on paper shows nobody more than they may see: not the public what only the members see,
// not the members what is internal.
import { inflateSync } from "node:zlib";
import { expect, test } from "./page.mjs";
import { expectLetters, internal, members, withSecrets } from "./secrets.mjs";
import { alert, button, command, dialog, downloaded, exported, go, keep, openFile, small, start, status, takeOver } from "./steps.mjs";

/** What each profile shows of the letters. */
const audiences = { Öffentlich: [], Netzwerk: [members], "Alles (INTERN)": [members, internal] };

async function savePicture(page, profile, { format = "SVG", seen = false } = {}) {
  await button(page, "Bild speichern").click();
  await dialog(page).getByRole("radio", { name: format }).first().check();
  if (seen) await dialog(page).getByRole("radio", { name: "Der Ausschnitt" }).check();
  await dialog(page).getByRole("radio", { name: profile }).check();
  return downloaded(page, () => button(dialog(page), "Bild speichern").click());
}

for (const [profile, letters] of Object.entries(audiences)) {
  test(`a picture for: ${profile}`, async ({ page }) => {
    // What is painted on a canvas beside the page, as it is before it becomes a PNG.
    await page.addInitScript(() => {
      window.written = "";
      const { fillText } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
        if (!this.canvas.isConnected) window.written += `${text}\n`;
        return fillText.call(this, text, ...rest);
      };
    });
    await keep(page, withSecrets);
    // The card of a node that the public does not see is open, and a search finds only by it.
    await start(page, { hash: "#/netz?auswahl=intern" });
    const name = new RegExp(`^gosmart-kleines-netz-\\d{4}-\\d\\d-\\d\\d${letters.includes(internal) ? "-INTERN" : ""}\\.(svg|png)$`);
    for (const seen of [false, true]) {
      const svg = await savePicture(page, profile, { seen });
      expect(svg.name).toMatch(name);
      expect(svg.text).toContain("Werkstatt Nord");
      expectLetters(svg.text, letters, "SVG");
      expect(svg.text.includes("INTERN, nicht weitergeben")).toBe(letters.includes(internal));
    }
    await page.evaluate(() => {
      window.written = "";
    });
    const png = await savePicture(page, profile, { format: "PNG: für Texte" });
    expect(png.name).toMatch(name);
    const written = await page.evaluate(() => window.written);
    expect(written).toContain("Werkstatt Nord");
    expectLetters(written, letters, "PNG");
  });
}

for (const hash of ["#/netz", "#/netz?rolle=bruecken", "#/netz?rolle=knoten", "#/netz?rolle=gemeinschaften"]) {
  test(`a public picture is that of the public file: no size, line or colour tells of anything else (${hash})`, async ({ page }) => {
    await keep(page, withSecrets);
    await start(page, { hash });
    const bar = page.getByRole("region", { name: "Was das Bild zeigt" });
    if (hash !== "#/netz") await expect(bar.getByText(/^(Größe|Farbe)/)).toBeVisible();
    const own = await savePicture(page, "Öffentlich");
    const file = await exported(page, "Öffentlich");
    await openFile(page, file.text);
    await takeOver(page);
    await go(page, hash);
    const theirs = await savePicture(page, "Öffentlich");
    expect(own.text).toBe(theirs.text);
  });
}

test("the dialogs say what stays out, and warn of what does not", async ({ page }) => {
  await keep(page, withSecrets);
  await start(page, { hash: "#/netz" });
  for (const name of ["Bild speichern", "Drucken"]) {
    await command(page, name);
    const open = dialog(page).getByRole("radio", { name: "Öffentlich" });
    await expect(open).toBeChecked();
    await expect(open).toHaveAccessibleDescription(/Draußen bleiben: 2 Ansprechpersonen, 1 Person, 1 Organisation/);
    await dialog(page).getByRole("radio", { name: "Alles (INTERN)" }).check();
    await expect(dialog(page).getByRole("alert")).toContainText(/Geben Sie (es|den Ausdruck) nicht weiter/);
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toHaveCount(0);
  }
});

/** All letters a PDF can show: each of its fonts says which it has. */
function lettersOf(pdf) {
  const letters = new Set();
  const bytes = pdf.toString("latin1");
  for (const [, body] of bytes.matchAll(/stream\r?\n([^]*?)\r?\nendstream/g)) {
    let text;
    try {
      text = inflateSync(Buffer.from(body, "latin1")).toString("latin1");
    } catch {
      continue;
    }
    for (const [, rows] of text.matchAll(/beginbfchar([^]*?)endbfchar/g)) {
      for (const [, to] of rows.matchAll(/<[0-9A-F]+>\s*<([0-9A-F]{4})/gi)) letters.add(parseInt(to, 16));
    }
    for (const [, rows] of text.matchAll(/beginbfrange([^]*?)endbfrange/g)) {
      for (const [, from, until, to] of rows.matchAll(/<([0-9A-F]+)>\s*<([0-9A-F]+)>\s*<([0-9A-F]{4})/gi)) {
        for (let step = 0; step <= parseInt(until, 16) - parseInt(from, 16); step += 1) letters.add(parseInt(to, 16) + step);
      }
    }
  }
  return String.fromCharCode(...letters);
}

/** What a PDF is called. */
const titleOf = (pdf) => Buffer.from(pdf.toString("latin1").match(/\/Title <FEFF([0-9A-F]*)>/i)?.[1] ?? "", "hex").swap16().toString("utf16le");

const views = [
  "#/netz", "#/netz?auswahl=a1", "#/netz?fokus=intern&schritte=1", "#/akteure", `#/akteure?q=${internal}`, "#/akteur/a1", "#/akteur/intern",
  "#/akteur/person", "#/kompetenzen", "#/kompetenzen/matrix", "#/kompetenzen/pflege", "#/rollen", "#/wachstum", "#/netz?tag=anfang", "#/netz?anordnung=einladung", "#/aktuell", "#/verzeichnis", "#/team?thema=t1", "#/team?kompetenz=k1,k3", "#/kompetenz/k1", "#/kompetenz/k3", "#/themen", "#/thema/t1", "#/treffen", "#/treffen/m1", "#/leinwand/m1", "#/marktplatz/m1", "#/vereinbarungen", "#/auswertung", "#/hilfe",
  "#/weg/a1", "#/weg/intern?von=a1", "#/weg/a1?von=intern", "#/weg/person?von=intern", "#/nachfolge/a1", "#/nachfolge/intern", "#/netz?weg=intern,a1",
  "#/netz?rolle=bruecken", "#/netz?rolle=knoten", "#/netz?rolle=gemeinschaften",
];
/** Where each letter is to be seen on the screen. */
const shown = { [internal]: ["#/netz", "#/akteure", "#/akteur/a1", "#/akteur/intern", "#/kompetenz/k1", "#/thema/t1"], [members]: ["#/netz", "#/akteure", "#/akteur/a1", "#/akteur/person", "#/kompetenz/k1", "#/thema/t1"] };

async function paper(page) {
  // With the address on its edge, as browsers print it unless told otherwise.
  const footerTemplate = '<div class="url" style="font: 8px sans-serif"></div>';
  const pdf = await page.pdf({ displayHeaderFooter: true, headerTemplate: "<div></div>", footerTemplate });
  const title = titleOf(pdf);
  return { letters: lettersOf(pdf) + title, title };
}

test("the browser's own printing is for everyone", async ({ page }) => {
  await keep(page, withSecrets);
  await start(page);
  for (const hash of views) {
    await test.step(hash, async () => {
      await go(page, hash);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const before = await page.title();
      const { letters } = await paper(page);
      expectLetters(letters, [], hash);
      await expect(page).toHaveTitle(before);
      expect(decodeURIComponent(new URL(page.url()).hash)).toBe(hash);
    });
  }
  await go(page, "#/akteur/intern");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${internal} Betrieb`);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Diese Adresse führt nirgendwohin");
  await expect(page).toHaveTitle("Akteur – Kleines Netz – GoSMART");
  await page.emulateMedia({ media: "screen" });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${internal} Betrieb`);
});

for (const [profile, allowed] of Object.entries(audiences)) {
  test(`the command prints for: ${profile}`, async ({ page }) => {
      await page.addInitScript(() => {
      window.print = () => {
        window.asked = (window.asked ?? 0) + 1;
      };
    });
    await keep(page, withSecrets);
    await start(page);
    let asked = 0;
    for (const hash of ["#/netz", "#/akteure", "#/akteur/a1", "#/akteur/intern", "#/kompetenz/k1", "#/thema/t1"]) {
      await test.step(hash, async () => {
        await go(page, hash);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await command(page, "Drucken");
        await dialog(page).getByRole("radio", { name: profile }).check();
        await button(dialog(page), "Drucken").click();
        asked += 1;
        await expect.poll(() => page.evaluate(() => window.asked)).toBe(asked);
        const { letters, title } = await paper(page);
        expectLetters(letters, allowed.filter((letter) => shown[letter].includes(hash)), hash);
        expect(title.endsWith("-INTERN")).toBe(allowed.includes(internal));
      });
    }
    await go(page, "#/akteur/a1");
    await expect(page.getByText(`${internal} Notiz`)).toBeVisible();
    await expect(button(page.getByRole("main"), "Bearbeiten").first()).toBeEnabled();
  });
}

test("a dialog that lies open does not come onto paper", async ({ page }) => {
  await keep(page, withSecrets);
  await start(page, { hash: "#/akteur/intern" });
  await button(page.getByRole("main"), "Bearbeiten").first().click();
  await expect(dialog(page).getByLabel(/^Name/)).toHaveValue(`${internal} Betrieb`);
  expectLetters((await paper(page)).letters, [], "form");
  await expect(dialog(page).getByLabel(/^Name/)).toHaveValue(`${internal} Betrieb`);
});

test("what one enters of oneself does not come onto paper, and stays where it was", async ({ page }) => {
  await keep(page, withSecrets);
  await start(page, { hash: "#/akteure" });
  await command(page, "Ich trage mich ein");
  await dialog(page).getByLabel(/^Name/).fill(`${internal} Betrieb`);
  await button(dialog(page), `${internal} Betrieb: Das bin ich`).click();
  await button(dialog(page), "Weiter").click();
  await expect(dialog(page).getByLabel("Wer sind Sie und was tun Sie?")).toHaveValue(`${internal} Text`);
  expectLetters((await paper(page)).letters, [], "entering oneself");
  await expect(dialog(page).getByLabel("Wer sind Sie und was tun Sie?")).toHaveValue(`${internal} Text`);
});

test("what others sent does not come onto paper", async ({ page }) => {
  await keep(page, withSecrets);
  await start(page, { hash: "#/akteure" });
  await command(page, "Beiträge einsammeln");
  const packet = { format: "gosmart-network", version: 1, by: internal, network: withSecrets.network, actors: [{ id: "neu", name: internal, kind: "person" }] };
  await dialog(page).getByLabel("Links oder Text einfügen").fill(JSON.stringify(packet));
  await button(dialog(page), "Dazunehmen").click();
  await expect(dialog(page).getByRole("checkbox", { name: internal })).toBeVisible();
  expectLetters((await paper(page)).letters, [], "inbox");
  await expect(dialog(page).getByRole("checkbox", { name: internal })).toBeVisible();
});

test("nothing comes onto paper where the page has had no time to change", async ({ page }) => {
  await keep(page, withSecrets);
  await start(page, { hash: "#/akteur/intern" });
  // As where a script waits for `window.print()`.
  const visible = await page.evaluate(() => {
    window.dispatchEvent(new Event("beforeprint"));
    return document.documentElement.hasAttribute("data-not-ready");
  });
  expect(visible).toBe(true);
  await expect(page.locator("html")).not.toHaveAttribute("data-not-ready");
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${internal} Betrieb`);
});

test("who goes on in the page has left the paper, even where the browser does not say so", async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => window.dispatchEvent(new Event("beforeprint"));
  });
  await keep(page, withSecrets);
  await start(page, { hash: "#/akteur/intern" });
  const heading = page.getByRole("heading", { level: 1 });
  await command(page, "Drucken");
  await button(dialog(page), "Drucken").click();
  await expect(heading).toHaveText("Diese Adresse führt nirgendwohin");
  await heading.click();
  await expect(heading).toHaveText(`${internal} Betrieb`);
});

test("what the browser did not take is not called saved", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/netz" });
  const refuse = (what) =>
    page.evaluate((what) => {
      const [owner, name, refusal] = {
        address: [URL, "createObjectURL", () => { throw new Error("no"); }],
        // A canvas that is too large.
        pixels: [HTMLCanvasElement.prototype, "toBlob", (done) => setTimeout(() => done(null))],
      }[what];
      const original = owner[name];
      owner[name] = refusal;
      window.allow = () => { owner[name] = original; };
    }, what);
  const allow = () => page.evaluate(() => window.allow());
  const refused = alert(page, "wurde nicht gespeichert");
  const close = async () => {
    await button(page, "Schließen").click();
    await expect(refused).toHaveCount(0);
  };

  await refuse("address");
  await page.keyboard.press("Control+s");
  await button(dialog(page), "Exportieren").click();
  await expect(refused).toContainText(/gosmart-kleines-netz-.*\.json/);
  await close();
  await button(page, "Bild speichern").click();
  await button(dialog(page), "Bild speichern").click();
  await expect(refused).toContainText(/\.svg.*Vielleicht ist das Bild zu groß/);
  await close();
  await allow();

  await refuse("pixels");
  await button(page, "Bild speichern").click();
  await dialog(page).getByRole("radio", { name: "PNG: für Texte" }).check();
  await button(dialog(page), "Bild speichern").click();
  await expect(refused).toContainText(/\.png/);
  await expect(status(page, "Als Datei gesichert")).toHaveCount(0);
  await close();
  await allow();

  await savePicture(page, "Öffentlich");
  await expect(status(page, "Als Datei gesichert: gosmart-kleines-netz")).toBeVisible();
  await exported(page);
  await expect(status(page, /Als Datei gesichert: .*\.json/)).toBeVisible();
});
