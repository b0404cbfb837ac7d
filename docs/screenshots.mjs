// Takes the pictures in docs/screenshots from the built site: `node docs/screenshots.mjs` after a build.
import { chromium } from "@playwright/test";
import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import sirv from "sirv";
import { documentOf, makeNetwork } from "../bench/peers/lib/networks.mjs";

const dist = fileURLToPath(new URL("../dist", import.meta.url));
const out = fileURLToPath(new URL("screenshots", import.meta.url));

const views = {
  netz: "#/netz",
  bereiche: "#/netz?anordnung=bereiche",
  ringe: "#/netz?anordnung=ringe&auswahl=a-wirtschaftsfoerderung",
  spalten: "#/netz?anordnung=spalten",
  suche: "#/netz?q=3d%20druk",
  karte: "#/netz?auswahl=a-rammelsberg",
  umgebung: "#/netz?fokus=k-lorawan&schritte=1&auswahl=k-lorawan",
  akteure: "#/akteure",
  akteur: "#/akteur/a-rammelsberg",
  kompetenzen: "#/kompetenzen",
  matrix: "#/kompetenzen/matrix",
  kompetenz: "#/kompetenz/k-dreid-druck",
  themen: "#/themen",
  thema: "#/thema/t-stadt-app",
  hilfe: "#/hilfe",
};
const sizes = { breit: { width: 1280, height: 800 }, schmal: { width: 360, height: 740 } };
const schemes = { hell: "light", dunkel: "dark" };

const server = createServer(sirv(dist)).listen(0, "127.0.0.1");
await once(server, "listening");
const address = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
});

async function picture(name, hash, { language = "de", ...options }) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(`${address}?lang=${language}${hash}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.evaluate(() => document.fonts.ready);
  if (hash.startsWith("#/netz")) {
    await page.waitForFunction(() => performance.getEntriesByName("network-painted").length > 0);
  }
  // Other arrangements are computed when asked for, and the nodes glide there.
  if (hash.includes("anordnung=")) await page.waitForTimeout(1_500);
  // The frame after the fonts.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.screenshot({ path: `${out}/${name}.png` });
  await context.close();
}

for (const [name, hash] of Object.entries(views)) {
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const [scheme, colorScheme] of Object.entries(schemes)) {
      await picture(`${name}-${size}-${scheme}`, hash, { viewport, colorScheme });
    }
  }
}
for (const name of ["netz", "akteur"]) {
  await picture(`${name}-english`, views[name], { viewport: sizes.breit, colorScheme: "light", language: "en" });
}
// Made-up networks, as the benchmark has them, laid out by the page.
for (const nodes of [300, 1_000, 10_000]) {
  const buffer = Buffer.from(JSON.stringify(documentOf(makeNetwork(nodes))));
  for (const [scheme, colorScheme] of Object.entries(schemes)) {
    const context = await browser.newContext({ viewport: sizes.breit, colorScheme });
    const page = await context.newPage();
    await page.goto(`${address}?lang=de#/netz`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.setInputFiles("#file-input", { name: `netz-${nodes}.json`, mimeType: "application/json", buffer });
    await page.waitForFunction(() => performance.getEntriesByName("layout-settled").length > 0);
    // The back layer of a large picture becomes sharp in slices.
    await page.waitForTimeout(2_000);
    await page.screenshot({ path: `${out}/${nodes}-breit-${scheme}.png` });
    await context.close();
  }
}
await browser.close();
server.close();
