// Files of other programs: what is shown goes out in each format, for its readers, and what has no room in one is said.
import { inflateRawSync } from "node:zlib";
import { expect, test } from "./page.mjs";
import { button, command, dialog, example, header, keep, small, start, status } from "./steps.mjs";

const secret = "geheim-0815";
const given = () => {
  const { contacts, ...rest } = small();
  return { ...rest, contacts: [{ id: "c1", actor: rest.actors[0].id, kind: "person", name: `Frau ${secret}`, email: `${secret}@example.org`, visibility: "internal" }] };
};

/** The texts of a ZIP archive, one after the other. */
function unzipped(bytes) {
  let text = "";
  for (let at = bytes.indexOf("PK\x01\x02", "latin1"); at >= 0; at = bytes.indexOf("PK\x01\x02", at + 4, "latin1")) {
    const [method, size, header] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
    const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
    const part = bytes.subarray(start, start + size);
    text += (method === 8 ? inflateRawSync(part) : part).toString("utf8");
  }
  return text;
}

/** Chooses a format in the dialog and takes the file. */
async function taken(page, format) {
  await button(header(page), "Exportieren").click();
  await dialog(page).getByLabel("Format", { exact: true }).selectOption({ label: format });
  const name = await dialog(page).locator(".file-name code").textContent();
  const download = page.waitForEvent("download");
  await button(dialog(page), "Exportieren").click();
  const file = await download;
  expect(file.suggestedFilename()).toBe(name);
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  return { name, bytes: Buffer.concat(chunks) };
}

test("each format holds what is shown, and nothing that is not for its readers", async ({ page }) => {
  await keep(page, given());
  await start(page, { hash: "#/akteure" });
  await button(header(page), "Exportieren").click();
  const options = dialog(page).getByLabel("Format", { exact: true }).locator("option");
  await expect(options).toHaveCount(8);
  const formats = await options.allTextContents();
  await page.keyboard.press("Escape");
  const names = new Set();
  for (const format of formats) {
    await test.step(format, async () => {
      const { name, bytes } = await taken(page, format);
      names.add(name);
      const text = name.endsWith(".xlsx") ? unzipped(bytes) : bytes.toString("utf8");
      // A list of actors has no place for what nobody offers or looks for, and says so.
      const related = new Set([...given().offers, ...given().needs].map(({ competency }) => competency));
      const competencies = given().competencies.filter(({ id }) => !name.endsWith(".csv") || related.has(id));
      for (const { name } of [...given().actors, ...competencies]) expect(text).toContain(name);
      expect(text).not.toContain(secret);
      await expect(status(page, `Als Datei gesichert: ${name}`)).toBeVisible();
    });
  }
  expect(names.size).toBe(formats.length);
});

test("as long as a file is being made, it is said", async ({ page }) => {
  await keep(page, given());
  let answer;
  const asked = new Promise((asked) => (answer = asked));
  await page.route("**/converter_bg.wasm", async (route) => {
    await asked;
    await route.continue();
  });
  await start(page, { hash: "#/akteure" });
  await button(header(page), "Exportieren").click();
  await dialog(page).getByLabel("Format", { exact: true }).selectOption("csv");
  await button(dialog(page), "Exportieren").click();
  await expect(status(page, /\.csv wird erstellt …$/)).toBeVisible();
  answer();
  await expect(status(page, /^Als Datei gesichert: .+\.csv/)).toBeVisible();
});

test("by keyboard at 360 px, in English, for the keepers, with what is lost", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await keep(page, given());
  await start(page, { hash: "#/akteure", language: "en" });
  await command(page, "Export");
  const format = dialog(page).getByLabel("Format", { exact: true });
  await format.focus();
  await format.selectOption("csv");
  await expect(dialog(page).getByText("This format has no room for:")).toBeVisible();
  await dialog(page).getByRole("radio", { name: /^Full/ }).check();
  await expect(dialog(page).locator(".file-name code")).toHaveText(/-INTERN\.csv$/);
  const download = page.waitForEvent("download");
  await button(dialog(page), "Export").press("Enter");
  expect((await download).suggestedFilename()).toMatch(/-INTERN\.csv$/);
});

test.describe("without a worker", () => {
  test.use({ mayFail: ["converter_loader.js"] });

  test("the page says that there is no file", async ({ page }) => {
    await page.route("**/converter_loader.js", (route) => route.abort());
    await start(page, { hash: "#/akteure" });
    await button(header(page), "Exportieren").click();
    await dialog(page).getByLabel("Format", { exact: true }).selectOption("xlsx");
    await button(dialog(page), "Exportieren").click();
    await expect(page.getByText(/konnte nicht geladen werden|nicht gespeichert/).first()).toBeVisible();
  });
});

test("the example goes out as a workbook that names everybody", async ({ page }) => {
  await start(page, { hash: "#/netz" });
  const { bytes } = await taken(page, "Excel-Datei");
  const text = unzipped(bytes);
  for (const { name } of example.actors) expect(text).toContain(name.replaceAll("&", "&amp;"));
});
