// Nothing entered is ever lost: whatever the browser's storage does, the page says so, offers a file and goes on.
import { expect, test } from "./page.mjs";
import {
  addActor, alert, besides, button, command, database, dialog, documentOf, downloaded, earlierDocuments, go, header, isSaved, keep, key, menu,
  openFile, ownData, put, small, start, status, stored, storedActors, storedDocument, takeOver,
} from "./steps.mjs";

const safeFile = "Jetzt als Datei sichern";
const newer = "neueren Version";

const own = (page) => header(page).getByRole("link", { name: "Akteure", exact: true });
/** In the list, or as the heading of its own page. */
const actor = (page, name) => page.getByRole("main").getByText(name, { exact: true });
const says = (page, text) => expect(header(page).getByRole("status")).toHaveText(text);

async function fileOffered(page, ...names) {
  const file = await downloaded(page, () => button(page, safeFile).first().click());
  expect(file.name).toMatch(/-INTERN\.json$/);
  const there = JSON.parse(file.text).actors.map((actor) => actor.name);
  expect(there).toEqual(expect.arrayContaining(names));
}

/** Lets writes to the database fail, or not, from now on. */
const full = (page, is) =>
  page.evaluate((is) => {
    const { put } = window.real ?? (window.real = { put: IDBObjectStore.prototype.put });
    IDBObjectStore.prototype.put = is
      ? () => {
          throw new DOMException("full", "QuotaExceededError");
        }
      : put;
  }, is);

test("what is said to be saved is on disk", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  await addActor(page, "Sofort");
  await isSaved(page);
  expect(await storedActors(page)).toContain("Sofort");
  // Local storage has no part in it but the next first paint.
  await page.evaluate(() => localStorage.clear());
  await page.goto("about:blank");
  await start(page, { hash: "#/akteure" });
  await expect(actor(page, "Sofort")).toBeVisible();
});

test("a save writes the pieces that changed and no others", async ({ page }) => {
  const actors = Array.from({ length: 3000 }, (_, number) => ({ id: `a${number}`, name: `Akteur ${number}` }));
  await keep(page, small({ actors: [...small().actors, ...actors] }));
  await start(page, { hash: "#/akteur/a1" });
  await ownData(page);
  const before = await database(page);
  await button(page.getByRole("main"), "Bearbeiten").click();
  await dialog(page).getByLabel(/^Name/).fill("Werkstatt Nord und Süd");
  await button(dialog(page), "Speichern").click();
  await isSaved(page);
  const after = await database(page);
  const written = Object.keys(after.pieces).filter((key) => !(key in before.pieces));
  expect(written).toHaveLength(1);
  expect(Object.keys(before.pieces).length).toBeGreaterThan(10);
  expect(documentOf(after).actors).toHaveLength(3003);
});

test("a full database: said, offered as a file, kept when there is room again", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  await isSaved(page).catch(() => {});
  await full(page, true);
  await addActor(page, "Kein Platz");
  await expect(alert(page, "Der Speicher dieses Browsers ist voll")).toBeVisible();
  await says(page, "nicht gespeichert");
  await fileOffered(page, "Kein Platz");
  await expect(actor(page, "Kein Platz")).toBeVisible();

  await full(page, false);
  await go(page, "#/akteure");
  await addActor(page, "Platz genug");
  await isSaved(page);
  await expect(alert(page, "voll")).toHaveCount(0);
  expect(await storedActors(page)).toEqual(expect.arrayContaining(["Kein Platz", "Platz genug"]));
});

test("what could not be saved survives leaving the page", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  await full(page, true);
  await addActor(page, "Nur im Tagebuch");
  await says(page, "nicht gespeichert");
  await page.goto("about:blank");
  await start(page, { hash: "#/akteure" });
  await expect(status(page, "wiederhergestellt")).toBeVisible();
  await expect(actor(page, "Nur im Tagebuch")).toBeVisible();
  await isSaved(page);
  expect(await storedActors(page)).toContain("Nur im Tagebuch");
});

test("leaving asks while something is not saved or half filled in, and only then", async ({ page, context }) => {
  await start(page, { hash: "#/akteure" });
  const asked = [];
  page.on("dialog", async (question) => {
    asked.push(question.type());
    await question.accept();
  });
  const leave = async () => {
    asked.length = 0;
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    return [...asked];
  };
  await addActor(page, "Gespeichert");
  await isSaved(page);
  expect(await leave()).toEqual([]);

  await command(page, "Neuer Akteur");
  await dialog(page).getByLabel(/^Name/).pressSequentially("Halb");
  expect(await leave()).toEqual(["beforeunload"]);

  await full(page, true);
  await addActor(page, "Nicht gespeichert");
  await says(page, "nicht gespeichert");
  expect(await leave()).toEqual(["beforeunload"]);
  await isSaved(page);
  await context.close();
});

test("a browser whose room is nearly used up says so, and the list of what is kept is one click away", async ({ page }) => {
  await page.addInitScript(() => {
    StorageManager.prototype.estimate = async () => ({ usage: 85, quota: 100 });
  });
  await start(page, { hash: "#/akteure" });
  const said = alert(page, "fast voll");
  await expect(said).toBeVisible();
  await button(said.locator(".."), "Frühere Stände").click();
  await expect(dialog(page)).toContainText("Noch keiner");
});

test("the browser is asked to keep the data once somebody has entered something, and once only", async ({ page }) => {
  await page.addInitScript(() => {
    window.asked = 0;
    StorageManager.prototype.persist = async () => {
      window.asked += 1;
      return true;
    };
  });
  await start(page, { hash: "#/akteure" });
  expect(await page.evaluate(() => window.asked)).toBe(0);
  for (const name of ["Erster", "Zweiter"]) {
    await addActor(page, name);
    await isSaved(page);
  }
  expect(await page.evaluate(() => window.asked)).toBe(1);
});

const noDatabase = {
  "a browser without a database": () => Object.defineProperty(window, "indexedDB", { value: undefined }),
  "a browser that forbids its database": () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("denied", "SecurityError");
    };
  },
};

for (const [name, refuse] of Object.entries(noDatabase)) {
  test(`${name}: local storage alone keeps the network, and the state says so`, async ({ page, context }) => {
    await context.addInitScript(refuse);
    await start(page, { hash: "#/akteure" });
    await addActor(page, "Im kleinen Speicher");
    await says(page, /^im Zwischenspeicher/);
    await expect(alert(page, "stellt keine Datenbank bereit")).toBeVisible();
    await fileOffered(page, "Im kleinen Speicher");
    await page.reload();
    await expect(actor(page, "Im kleinen Speicher")).toBeVisible();
    // Two windows merge there too.
    const other = await context.newPage();
    await start(other, { hash: "#/akteure" });
    await go(page, "#/akteure");
    await addActor(page, "Von hier");
    await expect(actor(other, "Von hier")).toBeVisible();
    await addActor(other, "Von dort");
    await go(page, "#/akteure");
    await expect(actor(page, "Von dort")).toBeVisible();
    // And a full one is said.
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    const before = await stored(page);
    await addActor(page, "Zu viel");
    await expect(alert(page, "Der Speicher dieses Browsers ist voll")).toBeVisible();
    expect(await stored(page)).toBe(before);
  });
}

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
  "a storage whose reading throws": () => {
    Storage.prototype.getItem = () => {
      throw new DOMException("broken", "InvalidStateError");
    };
  },
  "a storage that forgets at once": () => {
    Storage.prototype.setItem = () => {};
  },
};

for (const [name, refuse] of Object.entries(refusals)) {
  test(`${name}, beside a database: nothing is lost`, async ({ page }) => {
    await page.addInitScript(refuse);
    await start(page, { hash: "#/akteure" });
    await addActor(page, "Trotzdem da");
    await isSaved(page);
    await page.reload();
    await expect(actor(page, "Trotzdem da")).toBeVisible();
  });

  test(`${name}, and no database: said, and offered as a file`, async ({ page }) => {
    await page.addInitScript(refuse);
    await page.addInitScript(noDatabase["a browser that forbids its database"]);
    await start(page, { hash: "#/akteure" });
    await addActor(page, "Nur hier");
    await expect(alert(page, /lässt hier keine Speicherung zu|nicht behalten/)).toBeVisible();
    await expect(actor(page, "Nur hier")).toBeVisible();
    await fileOffered(page, "Nur hier");
  });
}

const unreadable = {
  "no JSON": 'kaputt {"\u0000 äöü 😀 \r\n',
  "a broken document": '{"store":1,"token":"x-1","saved_at":1}\n{"format":"gosmart-network","version":1,"actors":[',
  "another program's data": '{"settings":true}',
  "half a surrogate pair": "kaputt \ud83d {",
};

/** The texts that were set aside, as code units. */
const aside = (page) =>
  page.evaluate(
    (prefix) => Object.entries(localStorage).filter(([name]) => name.startsWith(prefix)).map(([, text]) => [...text].map((unit) => unit.codePointAt(0))),
    key("unreadable/"),
  );

for (const [name, garbage] of Object.entries(unreadable)) {
  test(`unreadable data (${name}) are set aside to the byte, once, and can be removed`, async ({ page }) => {
    await put(page, "current", garbage);
    await start(page, { hash: "#/akteure" });
    const said = alert(page, "gespeicherten Daten sind nicht lesbar");
    await expect(said).toBeVisible();
    const units = [...garbage].map((unit) => unit.codePointAt(0));
    expect(await aside(page)).toEqual([units]);
    const file = await downloaded(page, () => button(page, "Daten herunterladen").click());
    if (garbage.isWellFormed()) expect(file.text).toBe(garbage);
    else expect(file.text.charCodeAt(0)).toBe(0xfffd);
    // The next start finds the same again, and keeps no second copy.
    await page.reload();
    await expect(said).toBeVisible();
    expect(await aside(page)).toEqual([units]);

    await addActor(page, "Danach");
    await isSaved(page);
    expect(await storedActors(page)).toContain("Danach");
    expect(await aside(page)).toEqual([units]);
    await button(said.locator(".."), "Frühere Stände").click();
    const unreadable = dialog(page).getByRole("listitem").filter({ hasText: "nicht lesbar" });
    await button(unreadable, "Löschen").click();
    await button(unreadable, "Endgültig löschen").click();
    await expect(unreadable).toHaveCount(0);
    expect(await aside(page)).toEqual([]);
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

/** Changes what the database has while no page of ours has it open. */
async function tamper(page, change) {
  await besides(page);
  await page.evaluate(
    ([change]) =>
      new Promise((resolve, reject) => {
        const opened = indexedDB.open("gosmart/some/path/");
        opened.onerror = () => reject(opened.error);
        opened.onsuccess = () => {
          const transaction = opened.result.transaction(["heads", "pieces"], "readwrite");
          transaction.oncomplete = () => {
            opened.result.close();
            resolve();
          };
          new Function("heads", "pieces", change)(transaction.objectStore("heads"), transaction.objectStore("pieces"));
        };
      }),
    [change],
  );
}

for (const [name, change] of [
  ["a directory that is none", 'heads.put("kaputt", "current")'],
  ["a piece that is gone", "pieces.getAllKeys().onsuccess = (event) => pieces.delete(event.target.result[1])"],
  ["a piece that is broken", 'pieces.getAllKeys().onsuccess = (event) => pieces.put("{", event.target.result[1])'],
]) {
  test(`a broken database (${name}) is set aside, and the copy is shown`, async ({ page }) => {
    await start(page, { hash: "#/akteure" });
    await addActor(page, "In der Kopie");
    await isSaved(page);
    await expect.poll(() => stored(page)).toContain("In der Kopie");
    await page.evaluate((name) => localStorage.setItem(name, localStorage.getItem(name).replace(/"token":"[^"]*"/, '"token":"old-1"').replace(/"saves":\[[^\]]*\]\]/, '"saves":[]')), key("current"));
    await tamper(page, change);
    await start(page, { hash: "#/akteure" });
    await expect(alert(page, "nicht lesbar")).toBeVisible();
    await expect(actor(page, "In der Kopie")).toBeVisible();
    await addActor(page, "Weiter");
    await isSaved(page);
    const there = await database(page);
    expect(Object.keys(there.heads).filter((name) => name.startsWith("unreadable/"))).toHaveLength(1);
    expect(documentOf(there).actors.map((actor) => actor.name)).toEqual(expect.arrayContaining(["In der Kopie", "Weiter"]));
  });
}

for (const [name, document, head] of [
  ["document", small({ version: 99, seats: [{ id: "x" }] }), {}],
  ["storage", small(), { store: 99 }],
]) {
  test(`data of a newer version (${name}) are shown, handed out as they are, and left alone`, async ({ page }) => {
    await keep(page, document, head);
    await start(page, { hash: "#/akteure" });
    const before = await stored(page);
    expect(before).toContain("before-1");
    await expect(actor(page, "Werkstatt Nord")).toBeVisible();
    await expect(alert(page, newer)).toBeVisible();
    await says(page, "nur ansehen");
    await expect(page.getByRole("main").getByRole("button", { name: "Neuer Akteur" })).toBeDisabled();
    await go(page, "#/akteur/a1");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Werkstatt Nord");
    await expect(page.getByRole("main").getByRole("button", { name: "Bearbeiten" })).toHaveCount(0);
    await go(page, "#/netz");
    await expect(page.getByRole("application")).toBeVisible();
    const file = await downloaded(page, () => button(page, safeFile).first().click());
    expect(JSON.parse(file.text)).toEqual(document);
    await page.reload();
    await expect(page.getByRole("application")).toBeVisible();
    expect(await stored(page)).toBe(before);
    expect((await database(page))?.heads ?? {}).toEqual({});
  });
}

test("a database of a newer version is shown, handed out as it is, and left alone", async ({ page }) => {
  await start(page, { hash: "#/akteure" });
  await addActor(page, "Aus der Zukunft");
  await isSaved(page);
  await tamper(
    page,
    `heads.get("current").onsuccess = (event) => {
       const head = JSON.parse(event.target.result);
       heads.put(JSON.stringify({ ...head, store: 99, token: "future-1" }), "current");
     }`,
  );
  await start(page, { hash: "#/akteure" });
  await expect(alert(page, newer)).toBeVisible();
  await expect(actor(page, "Aus der Zukunft")).toBeVisible();
  await expect(page.getByRole("main").getByRole("button", { name: "Neuer Akteur" })).toBeDisabled();
  const file = await downloaded(page, () => button(page, safeFile).first().click());
  expect(JSON.parse(file.text).actors.map((actor) => actor.name)).toContain("Aus der Zukunft");
  expect((await database(page)).heads.current).toContain("future-1");
});

test("a network too large for local storage opens from the database", async ({ page }) => {
  const actors = Array.from({ length: 9000 }, (_, number) => ({ id: `a${number}`, name: `Akteur ${number}`, about: "x".repeat(300) }));
  const document = { format: "gosmart-network", version: 1, network: { id: "gross", title: "Großes Netz" }, actors };
  await start(page, { hash: "#/akteure" });
  await openFile(page, document);
  await takeOver(page);
  await isSaved(page);
  await expect.poll(() => stored(page)).toContain("in_database");
  await page.reload();
  await expect(header(page)).toContainText("Großes Netz");
  await go(page, "#/akteur/a8999");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Akteur 8999");
  await button(page.getByRole("main"), "Bearbeiten").click();
  await dialog(page).getByLabel(/^Name/).fill("Umbenannt");
  await button(dialog(page), "Speichern").click();
  await isSaved(page);
  expect(await storedActors(page)).toContain("Umbenannt");
  // Without its database there is nothing to show, and nothing is written in its place.
  await page.addInitScript(noDatabase["a browser that forbids its database"]);
  await go(page, "#/akteure");
  await page.reload();
  await expect(alert(page, "lässt sich gerade nicht öffnen")).toBeVisible();
  // Nothing looks as if the network was empty.
  await expect(page.getByRole("main")).not.toContainText("Noch steht kein");
  await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
  expect(await stored(page)).toContain("in_database");
});

test("networks that are replaced are kept, each of them, and can be looked at and taken back", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  for (const title of ["Zweites", "Drittes"]) {
    await openFile(page, small({ network: { id: title, title }, actors: [], offers: [], needs: [], links: [], topics: [] }));
    await takeOver(page);
    await expect(header(page)).toContainText(title);
    await isSaved(page);
  }
  expect((await earlierDocuments(page)).map((document) => document.network.title)).toEqual(["Zweites", "Kleines Netz"]);
  await command(page, "Frühere Stände");
  await dialog(page).getByRole("listitem").filter({ hasText: /ersetzt.*Kleines Netz/ }).getByRole("button", { name: "Ansehen" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await go(page, "#/akteure");
  await expect(actor(page, "Werkstatt Nord")).toBeVisible();
  await button(page, "Diesen Stand zurückholen").click();
  await button(page, "Ja, zurückholen").click();
  await expect(button(page, "Ja, zurückholen")).toHaveCount(0);
  await isSaved(page);
  expect(await storedActors(page)).toContain("Werkstatt Nord");
});

test("without room for a copy nothing is replaced", async ({ page }) => {
  await keep(page, small());
  await start(page, { hash: "#/akteure" });
  await ownData(page);
  await full(page, true);
  await openFile(page, small({ network: { id: "anders", title: "Anderes" }, actors: [{ id: "x", name: "Fremd" }] }));
  await button(page, "Übernehmen").click();
  await button(page, "Ja, ersetzen").click();
  await expect(status(page, "Es wurde nichts geändert")).toBeVisible();
  await full(page, false);
  await page.reload();
  await expect(actor(page, "Werkstatt Nord")).toBeVisible();
});

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
