// Nothing entered is ever lost: whatever the browser's storage does, the page says so, offers a file and goes on.
import { expect, test } from "./page.mjs";
import {
  addActor, alert, button, dialog, downloaded, go, header, isSaved, keep, key, menu, ownData, put, small, start, status, stored,
  storedActors, storedDocument,
} from "./steps.mjs";

const safeFile = "Jetzt als Datei sichern";
const newer = "neueren Version";

const own = (page) => header(page).getByRole("link", { name: "Akteure", exact: true });
/** In the list, or as the heading of its own page. */
const actor = (page, name) => page.getByRole("main").getByText(name, { exact: true });

/** Opens the form of a new actor and fills it in; saving it is left to the test. */
async function fillIn(page, name) {
  await page.keyboard.press("Control+k");
  await dialog(page).getByRole("combobox").fill("Neuer Akteur");
  await page.keyboard.press("Enter");
  await dialog(page).getByLabel(/^Name/).fill(name);
}

/** Stops the page's clock: nothing that waits for time happens until the test says so. */
async function stopTheClock(page) {
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
}

/** Lets timers of one window wait until `letGo`; the clock above is that of all windows. */
async function holdTimers(page) {
  await page.addInitScript(() => {
    const held = new Map();
    const { setTimeout, clearTimeout } = window;
    window.setTimeout = (act, delay, ...rest) => {
      if (!window.holds || !(delay >= 100)) return setTimeout(act, delay, ...rest);
      held.set(-held.size - 1, act);
      return -held.size;
    };
    window.clearTimeout = (id) => {
      if (!held.delete(id)) clearTimeout(id);
    };
    window.letGo = () => {
      window.holds = false;
      for (const act of held.values()) act();
      held.clear();
    };
  });
}

async function fileOffered(page, ...names) {
  const file = await downloaded(page, () => button(page, safeFile).first().click());
  expect(file.name).toMatch(/-INTERN\.json$/);
  const there = JSON.parse(file.text).actors.map((actor) => actor.name);
  expect(there).toEqual(expect.arrayContaining(names));
}

test("a change is kept within a second", async ({ page }) => {
  await page.clock.install();
  await start(page, { hash: "#/akteure" });
  await fillIn(page, "Sofort");
  await stopTheClock(page);
  await button(dialog(page), "Speichern").click();
  expect(await stored(page)).toBeNull();
  await page.clock.runFor(1000);
  expect(await storedActors(page)).toContain("Sofort");
  await page.clock.resume();
  await isSaved(page);
});

test("leaving the page keeps what was not kept yet", async ({ page, context }) => {
  await page.clock.install();
  await start(page, { hash: "#/akteure" });
  await fillIn(page, "Im Gehen");
  await stopTheClock(page);
  await button(dialog(page), "Speichern").click();
  expect(await stored(page)).toBeNull();
  await page.goto("about:blank");
  const later = await context.newPage();
  await start(later, { hash: "#/akteure" });
  await expect(actor(later, "Im Gehen")).toBeVisible();
});

test("a full storage: said, offered as a file, kept when there is room again", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  await page.evaluate(() => {
    for (let size = 1 << 22; size >= 1; ) {
      try {
        localStorage.setItem("filler", (localStorage.getItem("filler") ?? "") + "x".repeat(size));
      } catch {
        size >>= 1;
      }
    }
  });
  await addActor(page, "Kein Platz");
  await expect(alert(page, "Der Speicher dieses Browsers ist voll")).toBeVisible();
  await expect(header(page).getByRole("status")).toHaveText("nicht gespeichert");
  await fileOffered(page, "Kein Platz");
  await expect(actor(page, "Kein Platz")).toBeVisible();

  await page.evaluate(() => localStorage.removeItem("filler"));
  await go(page, "#/akteure");
  await addActor(page, "Platz genug");
  await isSaved(page);
  await expect(alert(page, "voll")).toHaveCount(0);
  await go(page, "#/akteure");
  await page.reload();
  await expect(actor(page, "Kein Platz")).toBeVisible();
  await expect(actor(page, "Platz genug")).toBeVisible();
});

test("a storage that was full keeps the last good state", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  const before = await stored(page);
  expect(before).toContain("Werkstatt Nord");
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await addActor(page, "Zu viel");
  await expect(alert(page, "Der Speicher dieses Browsers ist voll")).toBeVisible();
  expect(await stored(page)).toBe(before);
});

const refusals = {
  "a browser that forbids storage": () => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("denied", "SecurityError");
      },
    });
  },
  "a browser without storage": () => Object.defineProperty(window, "localStorage", { value: null }),
  "a storage that takes nothing, as in a private window": () => {
    Storage.prototype.setItem = () => {
      throw new DOMException("private", "SecurityError");
    };
  },
};

for (const [name, refuse] of Object.entries(refusals)) {
  test(`${name}: said, and offered as a file`, async ({ page }) => {
    await page.addInitScript(refuse);
    await start(page, { hash: "#/akteure" });
    await addActor(page, "Nur hier");
    await expect(alert(page, "lässt hier keine Speicherung zu")).toBeVisible();
    await expect(actor(page, "Nur hier")).toBeVisible();
    await fileOffered(page, "Nur hier");
  });
}

test("a storage that forgets at once is noticed", async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {};
  });
  await start(page, { hash: "#/akteure" });
  await addActor(page, "Vergessen");
  await expect(alert(page, "angenommen, aber nicht behalten")).toBeVisible();
  await fileOffered(page, "Vergessen");
});

const unreadable = {
  "no JSON": 'kaputt {"\u0000 äöü 😀 \r\n',
  "a broken document": '{"store":1,"token":"x-1","saved_at":1}\n{"format":"gosmart-network","version":1,"actors":[',
  "another program's data": '{"settings":true}',
};

for (const [name, garbage] of Object.entries(unreadable)) {
  test(`unreadable data (${name}) are set aside to the byte`, async ({ page }) => {
    await put(page, "current", garbage);
    await start(page, { hash: "#/akteure" });
    const said = alert(page, "gespeicherten Daten sind nicht lesbar");
    await expect(said).toBeVisible();
    const aside = () =>
      page.evaluate(
        (prefix) => Object.entries(localStorage).filter(([name]) => name.startsWith(prefix)).map(([, text]) => text),
        key("unreadable/"),
      );
    expect(await aside()).toEqual([garbage]);
    const file = await downloaded(page, () => button(page, "Daten herunterladen").click());
    expect(file.text).toBe(garbage);

    await addActor(page, "Danach");
    await isSaved(page);
    expect(await storedActors(page)).toContain("Danach");
    expect(new Set(await aside())).toEqual(new Set([garbage]));
    await button(page, "Verstanden").click();
    await expect(said).toHaveCount(0);
  });
}

test("unreadable data that cannot be set aside are not overwritten", async ({ page }) => {
  await put(page, "current", "kaputt");
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await start(page, { hash: "#/akteure" });
  await expect(alert(page, "nur Ansehen möglich")).toBeVisible();
  await expect(page.getByRole("main").getByRole("button", { name: "Neuer Akteur" })).toBeDisabled();
  expect(await stored(page)).toBe("kaputt");
  expect((await downloaded(page, () => button(page, "Daten herunterladen").click())).text).toBe("kaputt");
});

for (const [name, document, head] of [
  ["document", small({ version: 99, seats: [{ id: "x" }] }), {}],
  ["storage", small(), { store: 99 }],
]) {
  test(`data of a newer version (${name}) are shown and left alone`, async ({ page }) => {
    await keep(page, document, head);
    await start(page, { hash: "#/akteure" });
    const before = await ownData(page);
    expect(before).toContain("before-1");
    await expect(actor(page, "Werkstatt Nord")).toBeVisible();
    await expect(alert(page, newer)).toBeVisible();
    await expect(header(page).getByRole("status")).toHaveText("nur ansehen");
    await expect(page.getByRole("main").getByRole("button", { name: "Neuer Akteur" })).toBeDisabled();
    await go(page, "#/akteur/a1");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Werkstatt Nord");
    await expect(page.getByRole("main").getByRole("button", { name: "Bearbeiten" })).toHaveCount(0);
    await go(page, "#/netz");
    await expect(page.getByRole("application")).toBeVisible();
    await fileOffered(page, "Werkstatt Nord");
    await page.reload();
    await expect(page.getByRole("application")).toBeVisible();
    expect(await ownData(page)).toBe(before);
  });
}

test("an idle window takes over what another one saved", async ({ page, context }) => {
  const other = await context.newPage();
  await start(page, { hash: "#/akteure" });
  await start(other, { hash: "#/akteure" });
  await addActor(page, "Von hier");
  await expect(actor(other, "Von hier")).toBeVisible();
  await expect(status(other, "aus einem anderen Fenster übernommen")).toBeVisible();
  await addActor(other, "Von dort");
  await go(page, "#/akteure");
  await expect(actor(page, "Von dort")).toBeVisible();
  await isSaved(other);
  expect(await storedActors(page)).toEqual(expect.arrayContaining(["Von hier", "Von dort"]));
});

for (const [choice, kept, earlier] of [
  ["Stand dieses Fensters behalten", "Von dort", "Von hier"],
  ["Stand des anderen Fensters nehmen", "Von hier", "Von dort"],
]) {
  test(`two windows change at once: ${choice}`, async ({ page, context }) => {
    const other = await context.newPage();
    await holdTimers(other);
    await start(page, { hash: "#/akteure" });
    await start(other, { hash: "#/akteure" });
    await fillIn(other, "Von dort");
    await other.evaluate(() => {
      window.holds = true;
    });
    await button(dialog(other), "Speichern").click();
    await addActor(page, "Von hier");
    await isSaved(page);

    const question = alert(other, "gleichzeitig in einem anderen Fenster geändert");
    await expect(question).toBeVisible();
    await other.evaluate(() => window.letGo());
    await expect(header(other).getByRole("status")).toHaveText("wartet auf Ihre Entscheidung");
    expect(await storedActors(page)).toContain("Von hier");
    await fileOffered(other, "Von dort");

    await button(other, choice).click();
    await expect(question).toHaveCount(0);
    await expect.poll(() => storedActors(page)).toContain(kept);
    expect(await storedActors(page, "earlier")).toContain(earlier);
    await isSaved(other);
    for (const window of [page, other]) {
      await go(window, "#/akteure");
      await expect(actor(window, kept)).toBeVisible();
    }
  });
}

test("the theme and the language are remembered", async ({ page }) => {
  await start(page);
  await menu(page).click();
  await page.getByLabel("Darstellung").selectOption("dark");
  await button(header(page), "English").click();
  await start(page);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator("html")).toHaveAttribute("data-kern-theme", "dark");
});

test("the example can be brought back without touching one's own", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  const before = await ownData(page);
  await menu(page).click();
  await button(header(page), "Beispiel Goslar ansehen").click();
  await expect(status(page, "Sie sehen sich")).toContainText("29 Akteure, 64 Kompetenzen");
  await own(page).click();
  await expect(actor(page, "Tiefbau")).toBeVisible();
  await button(page, "Zurück zu meinem Netzwerk").click();
  await expect(actor(page, "Werkstatt Nord")).toBeVisible();
  expect(await ownData(page)).toBe(before);
  expect((await storedDocument(page)).network.id).toBe("klein");
});
