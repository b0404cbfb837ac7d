// The main job from end to end: ask, enter, take back, keep, carry home, bring back. Once with the mouse and
// once with the keyboard alone, in both languages. The last step of each compares what left with what came back.
import { expect, test } from "./page.mjs";
import { button, counts, dialog, downloaded, example, header, start, ownData, storedDocument, menu, tabTo, words } from "./steps.mjs";

const competency = "3D-Druck";
const provider = "Makerlounge 3D-Studio";
const offered = "Leichte Sprache";

const hit = (page) => page.getByRole("link", { name: competency }).first();
const card = (page, t) => page.getByRole("complementary", { name: t.card, exact: true });
const providers = (page, t) => card(page, t).getByRole("region", { name: t.whoOffers }).getByRole("link");
const offers = (page, t) => page.getByRole("region", { name: t.offers, exact: true });
const newOffer = (page, t) => offers(page, t).getByRole("link", { name: offered });
const saved = (page, t) => header(page).getByRole("status").filter({ hasText: t.saved });

async function sameAsBefore(page, file) {
  const before = counts(JSON.parse(file.text));
  expect(before).toEqual({ ...counts(example), offers: example.offers.length + 1 });
  await expect.poll(async () => counts(await storedDocument(page))).toEqual(before);
}

for (const language of ["de", "en"]) {
  const t = words[language];

  test(`with the mouse (${language})`, async ({ page }) => {
    await start(page, { language });
    await page.getByRole("searchbox", { name: t.search }).click();
    await page.keyboard.type("3D-Druk");
    await hit(page).click();
    await expect(providers(page, t).first()).toHaveText(provider);
    await providers(page, t).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(provider);

    await button(page, t.addOffer).click();
    const form = dialog(page);
    await expect(form).toHaveAccessibleName(t.newOffer);
    await form.getByRole("combobox", { name: t.competency }).click();
    await page.keyboard.type("leichte spr");
    await form.getByRole("option", { name: offered }).click();
    await button(form, t.save).click();
    await expect(form).toHaveCount(0);
    await expect(newOffer(page, t)).toBeVisible();

    await button(header(page), t.undo).click();
    await expect(newOffer(page, t)).toHaveCount(0);
    await button(header(page), t.redo).click();
    await expect(newOffer(page, t)).toBeVisible();
    await expect(saved(page, t)).toBeVisible();
    await page.reload();
    await expect(newOffer(page, t)).toBeVisible();

    await button(header(page), t.export).click();
    const file = await downloaded(page, () => button(dialog(page), t.export).click());

    await menu(page).click();
    await button(header(page), t.newNetwork).click();
    await dialog(page).getByLabel(t.networkName).fill("Probe");
    await button(dialog(page), t.begin).click();
    await expect(header(page)).toContainText("Probe");
    await expect.poll(async () => counts(await storedDocument(page)).actors).toBe(0);
    await header(page).getByRole("link", { name: t.network, exact: true }).click();
    await expect(page.getByText(t.empty)).toBeVisible();

    await expect.poll(() => ownData(page), "the new network is on disk").toContain("Probe");
    const own = await ownData(page);
    await button(header(page), t.import).click();
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), button(dialog(page), t.chooseFile).click()]);
    await chooser.setFiles({ name: file.name, mimeType: "application/json", buffer: Buffer.from(file.text) });
    await expect(page.getByText(file.name)).toBeVisible();
    expect(await ownData(page)).toBe(own);
    await button(page, t.takeOver).click();
    await button(page, t.confirm).click();
    await sameAsBefore(page, file);
  });

  test(`with the keyboard alone (${language})`, async ({ page }) => {
    const { keyboard } = page;
    // Takes over the file dialog from the start: doing so only when it opens is sometimes too late for a key.
    page.on("filechooser", () => {});
    const call = async (name) => {
      await keyboard.press("Control+k");
      await expect(dialog(page).getByRole("combobox")).toBeFocused();
      await keyboard.type(name);
      await expect(dialog(page).getByRole("option").first()).toContainText(name);
      await keyboard.press("Enter");
    };

    await start(page, { language });
    await expect(page.getByRole("searchbox", { name: t.search })).toBeFocused();
    await keyboard.type("3D-Druk");
    await expect(hit(page)).toBeVisible();
    await keyboard.press("Enter");
    await expect(providers(page, t).first()).toHaveText(provider);
    await tabTo(page, providers(page, t).first());
    await keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: provider })).toBeFocused();

    await tabTo(page, button(page, t.addOffer));
    await keyboard.press("Enter");
    const form = dialog(page);
    const field = form.getByRole("combobox", { name: t.competency });
    await expect(field).toBeFocused();
    await keyboard.type("leichte spr");
    await expect(form.getByRole("option", { name: offered })).toBeVisible();
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await expect(field).toHaveValue(offered);
    await keyboard.press("Control+Enter");
    await expect(form).toHaveCount(0);
    await expect(newOffer(page, t)).toBeVisible();

    await keyboard.press("Control+z");
    await expect(newOffer(page, t)).toHaveCount(0);
    await keyboard.press("Control+Shift+z");
    await expect(newOffer(page, t)).toBeVisible();
    await expect(saved(page, t)).toBeVisible();
    await page.reload();
    await expect(newOffer(page, t)).toBeVisible();

    await keyboard.press("Control+s");
    await expect(dialog(page).getByRole("radio").first()).toBeFocused();
    const file = await downloaded(page, () => keyboard.press("Enter"));
    await expect(dialog(page)).toHaveCount(0);

    await call(t.newNetwork);
    await expect(dialog(page).getByLabel(t.networkName)).toBeFocused();
    await keyboard.type("Probe");
    await keyboard.press("Enter");
    await expect(header(page)).toContainText("Probe");
    await expect.poll(async () => counts(await storedDocument(page)).actors).toBe(0);

    const own = await ownData(page);
    await keyboard.press("Control+o");
    await tabTo(page, button(dialog(page), t.chooseFile));
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), keyboard.press("Enter")]);
    await chooser.setFiles({ name: file.name, mimeType: "application/json", buffer: Buffer.from(file.text) });
    await expect(page.getByText(file.name)).toBeVisible();
    expect(await ownData(page)).toBe(own);
    await tabTo(page, button(page, t.takeOver));
    await keyboard.press("Enter");
    await tabTo(page, button(page, t.confirm));
    await keyboard.press("Enter");
    await sameAsBefore(page, file);
  });
}
