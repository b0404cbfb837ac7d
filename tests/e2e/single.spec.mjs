// A network goes into other people's hands as one HTML file, which opens from a disk: page, network and all.
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { expect, test as watched } from "./page.mjs";
import { expectLetters, members, withSecrets } from "./secrets.mjs";
import { at, button, card, command, dialog, go, header, keep, menu, node, small, start } from "./steps.mjs";

const save = (page) => button(dialog(page), "HTML-Datei speichern");
const main = (page) => page.getByRole("main");

const test = watched.extend({
  /** Opens a file in a browser of somebody else's. At the end it has asked for nothing and kept nothing. */
  openFile: async ({ browser }, use) => {
    const complaints = [];
    const pages = [];
    await use(async (path, { isDamaged = false, ...options } = {}) => {
      const context = await browser.newContext({ locale: "de-DE", ...options });
      const page = await context.newPage();
      pages.push(page);
      const address = pathToFileURL(path).href;
      context.on("request", (request) => {
        const [url] = request.url().split("#");
        if (url !== address && !/^(data|blob):/.test(url)) complaints.push(`request: ${url}`);
      });
      page.on("dialog", (dialog) => complaints.push(`dialog: ${dialog.message()}`));
      page.on("console", (message) => {
        if (!isDamaged && ["error", "warning"].includes(message.type())) complaints.push(message.text());
      });
      page.on("pageerror", (error) => !isDamaged && complaints.push(error.message));
      await page.addInitScript(() => {
        // The browser's own, which the file hides from its program.
        window.storages = { local: localStorage, session: sessionStorage, databases: indexedDB };
        document.addEventListener("securitypolicyviolation", (event) => {
          console.error(`policy: ${event.violatedDirective} blocked ${event.blockedURI}`);
        });
      });
      await page.goto(address);
      return page;
    });
    for (const page of pages) {
      const kept = await page.evaluate(async () => {
        const { local, session, databases } = window.storages;
        return [Object.keys(local), Object.keys(session), await databases.databases(), document.cookie];
      });
      expect(kept).toEqual([[], [], [], ""]);
      await page.context().close();
    }
    expect(complaints).toEqual([]);
  },
});

/** Saves what is shown as a file, and says where it lies. */
async function saved(page, testInfo, profile = "Öffentlich") {
  await command(page, "Teilen");
  await dialog(page).getByRole("radio", { name: "HTML-Datei zum Mitnehmen" }).check();
  await dialog(page).getByRole("radio", { name: profile }).check();
  const [download] = await Promise.all([page.waitForEvent("download"), save(page).click()]);
  expect(download.suggestedFilename()).toMatch(/^gosmart.*\.html$/);
  const path = testInfo.outputPath("gosmart.html");
  await download.saveAs(path);
  return path;
}

/** Of a document that is put into the page first. */
async function fileOf(page, testInfo, document, profile) {
  await keep(page, document);
  await start(page);
  return saved(page, testInfo, profile);
}

const documentBlock = /(<script type="application\/json" id="network">)(.*?)(?=<\/script>)/s;
const documentIn = (text) => JSON.parse(text.match(documentBlock)[2]);

test("the file shows picture, card, list, and what is searched for", async ({ page, openFile }, testInfo) => {
  const file = await openFile(await fileOf(page, testInfo, small()));
  await expect(header(file)).toContainText("Kleines Netz");
  await expect(main(file)).toContainText("Fassung: Öffentlich");
  const { x, y } = await at(file, "Werkstatt Nord");
  await file.mouse.click(x, y);
  await expect(card(file)).toContainText("Werkstatt Nord");
  await go(file, "#/akteure");
  await expect(main(file)).toContainText("Tiefbau West");
  await file.getByRole("searchbox").fill("Werkstatt");
  await expect(main(file)).not.toContainText("Tiefbau West");
  await expect(main(file)).toContainText("Werkstatt Nord");
  // It is to look at.
  await menu(file).click();
  await expect(button(header(file), "Teilen")).toHaveCount(0);
  await expect(button(header(file), "Neuer Akteur")).toHaveCount(0);
  await button(header(file), "English").click();
  await expect(file.getByRole("main")).toContainText("Version: Public");
  await file.reload();
  await expect(main(file)).toContainText("Fassung: Öffentlich");
});

test("in the file the worker lays out, looks for teams and finds roles", async ({ page, openFile }, testInfo) => {
  const topics = [{ ...small().topics[0], competencies: ["k1", "k2"] }];
  const path = await fileOf(page, testInfo, small({ topics }));
  const text = await readFile(path, "utf8");
  const { positions, ...unplaced } = documentIn(text);
  expect(positions).toEqual(small().positions);
  await writeFile(path, text.replace(documentBlock, (_, start) => start + JSON.stringify(unplaced)));
  // What the page does instead where no worker starts is not in the file.
  const file = await openFile(path, { viewport: { width: 360, height: 740 } });
  await go(file, "#/netz");
  const places = await Promise.all(["Werkstatt Nord", "Tiefbau West"].map((name) => at(file, name)));
  expect(places[0]).not.toEqual(places[1]);
  await go(file, "#/team?thema=t1");
  await expect(file.locator(".team-answer")).toContainText("Das ist bewiesen das kleinste Team");
  await go(file, "#/rollen");
  await expect(main(file)).toContainText("3 Akteure, 1 Verbindung");
});

test("no word of a network is a part of the page that shows it", async ({ page, openFile }, testInfo) => {
  const title = "</script><img src=x onerror=alert(1)><!--<script>";
  const path = await fileOf(page, testInfo, small({ network: { id: "n", title, language: "de" } }));
  const text = await readFile(path, "utf8");
  expect(documentIn(text).network.title).toBe(title);
  expect(text).not.toContain("<img");
  const file = await openFile(path);
  await expect(header(file)).toContainText(title);
  await expect(node(file, "Werkstatt Nord")).toBeVisible();
  await expect(file.locator("img")).toHaveCount(0);
});

for (const [profile, letters] of Object.entries({ Öffentlich: [], Netzwerk: [members] })) {
  test(`nothing that is private goes into a file for: ${profile}`, async ({ page, openFile }, testInfo) => {
    const path = await fileOf(page, testInfo, withSecrets, profile);
    const text = await readFile(path, "utf8");
    expectLetters(text, letters, "file");
    expect(documentIn(text)).toMatchObject({ profile: { Öffentlich: "public", Netzwerk: "network" }[profile] });
    const file = await openFile(path);
    await expect(main(file)).toContainText(`Fassung: ${profile}`);
    await go(file, "#/akteure");
    await expect(main(file)).toContainText("Werkstatt Nord");
    expectLetters(await file.locator("body").innerText(), letters, "page");
  });
}

test("only what is chosen goes along", async ({ page }, testInfo) => {
  await keep(page, small());
  await start(page, { hash: "#/netz?sektor=s2" });
  const part = documentIn(await readFile(await saved(page, testInfo), "utf8"));
  expect(part.actors.map((actor) => actor.id)).toEqual(["a2"]);
});

test("a file that is damaged says that it does not start", async ({ page, openFile }, testInfo) => {
  const path = await fileOf(page, testInfo, small());
  const text = await readFile(path, "utf8");
  for (const block of ["front.wasm", "interface.wasm"]) {
    const damaged = testInfo.outputPath(`without-${block}.html`);
    const start = text.indexOf(`id="${block}">`) + 4000;
    await writeFile(damaged, text.slice(0, start) + text.slice(text.indexOf("</script>", start)));
    const file = await openFile(damaged, { isDamaged: true });
    await expect(file.getByText("GoSMART konnte nicht starten.")).toBeVisible();
  }
});
