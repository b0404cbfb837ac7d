// Several windows on one network: they merge, ask only about what both changed, and lose nothing.
import { expect, test } from "./page.mjs";
import {
  addActor, alert, besides, button, command, dialog, earlierDocuments, go, header, isSaved, keep, openFile, ownData, small, start, status, storedActors,
  storedDocument, takeOver,
} from "./steps.mjs";

const actor = (page, name) => page.getByRole("main").getByText(name, { exact: true });

/** Keeps the database busy, as a slow disk would: no page can write until `letGo`. */
async function holdDatabase(context) {
  const holder = await context.newPage();
  await besides(holder);
  await holder.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opened = indexedDB.open("gosmart/some/path/");
        opened.onerror = () => reject(opened.error);
        opened.onsuccess = () => {
          const store = opened.result.transaction(["heads", "pieces"], "readwrite").objectStore("heads");
          const again = () => {
            if (!window.free) store.get("nothing").onsuccess = again;
          };
          again();
          store.get("nothing").onsuccess = () => resolve();
        };
      }),
  );
  return {
    letGo: async () => {
      await holder.evaluate(() => {
        window.free = true;
      });
      await holder.close();
    },
  };
}

/** A window that knows what the database holds: from then on it listens to the others. */
async function open(context, hash = "#/akteure") {
  const page = await context.newPage();
  await page.addInitScript(() => {
    const add = window.addEventListener;
    window.addEventListener = (name, ...rest) => {
      window.listens ||= name === "storage";
      return add.call(window, name, ...rest);
    };
  });
  await start(page, { hash });
  await page.waitForFunction(() => window.listens);
  return page;
}

/** Fills in a field of an actor's form; saving it is left to the test. */
async function change(page, id, field, text) {
  await go(page, `#/akteur/${id}`);
  await button(page.getByRole("main"), "Bearbeiten").click();
  const input = dialog(page).locator(`#form-${field}`);
  if (!(await input.isVisible())) await dialog(page).locator("summary").first().click();
  await input.fill(text);
}

const save = async (page) => {
  await button(dialog(page), "Speichern").click();
  await expect(dialog(page)).toHaveCount(0);
};

const stored = async (page, id) => (await storedDocument(page)).actors.find((actor) => actor.id === id);

test("an idle window takes over what another one saved, and undo takes back one's own alone", async ({ page, context }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await ownData(page);
  const other = await open(context);
  await addActor(page, "Von hier");
  await expect(actor(other, "Von hier")).toBeVisible();
  await expect(status(other, "aus einem anderen Fenster übernommen")).toBeVisible();
  await addActor(other, "Von dort");
  await go(page, "#/akteure");
  await expect(actor(page, "Von dort")).toBeVisible();
  await isSaved(other);
  expect(await storedActors(page)).toEqual(expect.arrayContaining(["Von hier", "Von dort"]));
  await page.keyboard.press("Control+z");
  await expect(actor(page, "Von hier")).toHaveCount(0);
  await expect(actor(page, "Von dort")).toBeVisible();
  await isSaved(page);
  await expect.poll(() => storedActors(page)).not.toContain("Von hier");
  expect(await storedActors(page)).toContain("Von dort");
});

test("three windows change different things at once: all of it is there, and nobody is asked", async ({ page, context }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await ownData(page);
  const [second, third] = [await open(context), await open(context)];
  const disk = await holdDatabase(context);
  await change(page, "a1", "name", "Werkstatt Ost");
  await save(page);
  await change(second, "a1", "place", "Hafenstraße");
  await save(second);
  await addActor(third, "Ganz neu");
  await expect(header(page).getByRole("status")).toHaveText("wird gespeichert …");
  await disk.letGo();
  for (const window of [page, second, third]) await isSaved(window);
  await expect.poll(() => storedActors(page)).toContain("Ganz neu");
  await expect.poll(() => stored(page, "a1")).toMatchObject({ name: "Werkstatt Ost", place: "Hafenstraße" });
  for (const window of [page, second, third]) {
    await expect(button(window, "Stand dieses Fensters behalten")).toHaveCount(0);
    await go(window, "#/akteure");
    await expect(actor(window, "Ganz neu")).toBeVisible();
    await expect(actor(window, "Werkstatt Ost")).toBeVisible();
  }
});

for (const [choice, kept, lost] of [
  ["Stand dieses Fensters behalten", "Von dort", "Von hier"],
  ["Stand des anderen Fensters nehmen", "Von hier", "Von dort"],
]) {
  test(`two windows change the same field at once: ${choice}`, async ({ page, context }) => {
    await keep(page, small());
    await start(page, { hash: "#/akteure" });
    await ownData(page);
    const other = await open(context);
    const disk = await holdDatabase(context);
    await change(page, "a1", "name", "Von hier");
    await save(page);
    await change(other, "a1", "name", "Von dort");
    await save(other);
    await disk.letGo();

    // Whoever comes second is asked, with both values.
    const question = (window) => alert(window, "verschieden geändert");
    await expect.poll(async () => (await question(page).count()) + (await question(other).count())).toBe(1);
    const asked = (await question(page).count()) ? page : other;
    const [mine, theirs] = asked === other ? ["Von dort", "Von hier"] : ["Von hier", "Von dort"];
    await expect(question(asked)).toContainText(`hier „${mine}“, dort „${theirs}“`);
    await expect(header(asked).getByRole("status")).toHaveText("wartet auf Ihre Entscheidung");
    expect((await stored(page, "a1")).name).toBe(theirs);

    // Leaving asks first; it loses nothing, and the question comes back.
    const questions = [];
    asked.once("dialog", async (leaving) => {
      questions.push(leaving.type());
      await leaving.accept();
    });
    await asked.reload();
    expect(questions).toEqual(["beforeunload"]);
    await expect(question(asked)).toContainText(`hier „${mine}“, dort „${theirs}“`);

    await button(asked, choice).click();
    await expect(question(asked)).toHaveCount(0);
    await isSaved(asked);
    const expected = asked === other ? [kept, lost] : [lost, kept];
    await expect.poll(async () => (await stored(page, "a1")).name).toBe(expected[0]);
    const earlier = await earlierDocuments(page);
    expect(earlier[0].actors.find((actor) => actor.id === "a1").name).toBe(expected[1]);
    for (const window of [page, other]) {
      await go(window, "#/akteure");
      await expect(actor(window, expected[0])).toBeVisible();
    }
  });
}

test("a form that was open while another window changed the same asks, and different fields do not", async ({ page, context }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await ownData(page);
  const other = await open(context);
  await change(page, "a1", "name", "Aus dem Formular");
  await change(other, "a1", "place", "Hafenstraße");
  await save(other);
  await isSaved(other);
  await save(page);
  await isSaved(page);
  await expect.poll(() => stored(page, "a1")).toMatchObject({ name: "Aus dem Formular", place: "Hafenstraße" });

  await change(page, "a1", "name", "Noch einmal");
  await change(other, "a1", "name", "Anders");
  await save(other);
  await isSaved(other);
  await expect.poll(() => page.evaluate(() => document.title)).toContain("Anders");
  await save(page);
  await expect(alert(page, "verschieden geändert")).toContainText("hier „Noch einmal“, dort „Anders“");
  await button(page, "Stand dieses Fensters behalten").click();
  await isSaved(page);
  await expect.poll(async () => (await stored(page, "a1")).name).toBe("Noch einmal");
});

test("a record removed in another window comes back whole or not at all", async ({ page, context }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await ownData(page);
  const other = await open(context);
  await change(page, "a1", "place", "Hafenstraße");
  await go(other, "#/akteur/a1");
  await button(other.getByRole("main"), "Bearbeiten").click();
  await button(dialog(other), "Löschen").click();
  await button(dialog(other), "Löschen").click();
  await isSaved(other);
  await expect.poll(async () => (await storedDocument(page)).actors.length).toBe(2);
  await expect(status(page, "aus einem anderen Fenster übernommen")).toBeVisible();
  await save(page);
  await expect(alert(page, "verschieden geändert")).toContainText("Werkstatt Nord: hier geändert oder gebraucht, dort gelöscht");
  await button(page, "Stand dieses Fensters behalten").click();
  await isSaved(page);
  await expect.poll(() => stored(page, "a1")).toMatchObject({ name: "Werkstatt Nord", place: "Hafenstraße" });
  const document = await storedDocument(page);
  expect(document.offers.map((offer) => offer.id)).toContain("o1");
  expect((document.removed ?? []).map((removed) => removed.id)).not.toContain("a1");
});

for (const [where, prepare] of [
  ["", () => {}],
  [", where there are no locks", () => Object.defineProperty(navigator, "locks", { value: undefined })],
])
test(`a window whose browser stops while it saves leaves its work to the next${where}`, async ({ page, context }) => {
  await context.addInitScript(prepare);
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await ownData(page);
  const disk = await holdDatabase(context);
  await addActor(page, "Beinahe verloren");
  await expect(header(page).getByRole("status")).toHaveText("wird gespeichert …");
  await page.close();
  await disk.letGo();
  const next = await open(context);
  await expect(actor(next, "Beinahe verloren")).toBeVisible();
  await isSaved(next);
  expect(await storedActors(next)).toContain("Beinahe verloren");
});

test("undo does not reach behind what another window went on with", async ({ page, context }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await ownData(page);
  await openFile(page, small({ network: { id: "neu", title: "Ganz neu" }, actors: [], offers: [], needs: [], links: [], topics: [] }));
  await takeOver(page);
  await isSaved(page);
  const other = await open(context);
  await addActor(other, "Von dort");
  await go(page, "#/akteure");
  await expect(actor(page, "Von dort")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(status(page, "nicht mehr als Ganzes rückgängig machen")).toBeVisible();
  await expect(actor(page, "Von dort")).toBeVisible();
  expect((await earlierDocuments(page))[0].network.title).toBe("Kleines Netz");
});
