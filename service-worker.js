// Keeps the page for when there is no network. The build writes its name and its files into this text, so that each
// build is another worker; it lies beside index.html, and what it serves is the page's folder.
//
// - A version is kept whole or not at all, each file checked by its hash. The page comes from the version of the active
//   worker and names its files by that version's folder, so files of two versions never meet.
// - A newer version waits until all tabs are closed or somebody asks for it. Tabs of the older one then go on: versions
//   that came before are kept as long as any tab is open.
// - `site.json`, the map that it names and whatever else the page asks for besides its own files comes from the network,
//   and from the last answer where there is none.
const build = "{build}";
const files = {};

const home = new URL("./", location).pathname;
// Other copies of the page at this host have other paths, and others a worker of their own.
const prefix = `gosmart${home}`;
const own = `${prefix}${build}`;
const answers = `${prefix}answers`;
const ANSWERS_KEPT = 20;
/** As builds and the folders of their files are called. */
const BUILD = /^[0-9a-f]{12}$/;
/** Edited where they lie, and asked for by each page at its start. */
const BESIDE = ["site.json", "manifest.webmanifest"];

addEventListener("install", (event) => event.waitUntil(keepVersion()));

addEventListener("activate", (event) => event.waitUntil(takeCharge()));

addEventListener("message", ({ data }) => {
  if (data === "take") skipWaiting();
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  const name = pathname.startsWith(home) ? pathname.slice(home.length) : undefined;
  if (request.mode === "navigate") {
    if (name === "" || name === "index.html") event.respondWith(page(event));
  } else if (name?.includes("/") && BUILD.test(name.split("/")[0])) {
    event.respondWith(file(request));
  } else if (request.destination === "" || request.destination === "manifest") {
    event.respondWith(latest(event));
  }
});

/** One file after the other: nobody waits for them. */
async function keepVersion() {
  const isNew = !(await caches.has(own));
  try {
    const cache = await caches.open(own);
    for (const [name, hash] of Object.entries(files)) {
      if (!(await cache.match(name))) await cache.put(name, await checked(name, hash));
    }
    await cache.put("./", await index());
  } catch (error) {
    // Of no use, and the room may be needed.
    if (isNew) await caches.delete(own);
    throw error;
  }
  const cache = await caches.open(answers);
  for (const name of BESIDE) await cache.add(name).catch(() => {});
  await keepMap(cache).catch(() => {});
}

/** The map with which the page opens came before there was a worker. */
async function keepMap(cache) {
  const { map } = await (await cache.match("site.json")).json();
  if (map && new URL(map, location).origin === location.origin) await cache.add(map);
}

async function takeCharge() {
  await tidy();
  await clients.claim();
  // What the open pages were asked to show came before there was a worker.
  const cache = await caches.open(answers);
  for (const { url, frameType } of await clients.matchAll({ type: "window" })) {
    if (frameType === "nested") continue;
    const { origin, searchParams } = new URL(url);
    const shown = searchParams.getAll("src").map((name) => new URL(name, url));
    for (const file of shown) if (file.origin === origin) await cache.add(file).catch(() => {});
  }
}

/** Mostly what the browser has anyway, because the page just loaded it. */
async function checked(name, hash) {
  const bytes = hash.replace("sha256-", "").match(/../g).map((digits) => parseInt(digits, 16));
  const integrity = `sha256-${btoa(String.fromCharCode(...bytes))}`;
  const load = (cache) => fetch(name, { integrity, cache }).then(whole);
  return load("default").catch(() => load("reload"));
}

/** Not by its hash, since a host may add to it, but it has to be the page of this version. */
async function index() {
  const answer = whole(await fetch("./", { cache: "reload" }));
  const text = await answer.text();
  const [folder] = Object.keys(files)[0].split("/");
  if (!text.includes(`"${folder}/boot.js"`)) throw new Error("The page is of another version.");
  // A new one, because what was redirected answers no navigation.
  return new Response(text, { headers: answer.headers });
}

function whole(answer) {
  if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.url}`);
  return answer;
}

async function page(event) {
  event.waitUntil(tidy());
  return (await kept(own, "./")) ?? fetch(event.request);
}

/** Of any version, for the tabs that are open. */
async function file(request) {
  return (await kept(own, request)) ?? (await kept(undefined, request)) ?? fetch(request);
}

const kept = (cacheName, request) => caches.match(request, { cacheName, ignoreVary: true });

async function latest(event) {
  const { request } = event;
  const last = () => kept(answers, request);
  try {
    const answer = await fetch(request);
    if (answer.status === 200) event.waitUntil(remember(event, answer.clone()).catch(() => {}));
    return answer.status < 500 ? answer : ((await last()) ?? answer);
  } catch (error) {
    const answer = await last();
    if (answer) return answer;
    throw error;
  }
}

/** Not for frames, which store nothing. */
async function remember({ request, clientId }, answer) {
  const client = await clients.get(clientId);
  if (client?.frameType === "nested" || request.cache === "no-store") return;
  const cache = await caches.open(answers);
  await cache.put(request, answer);
  const all = await cache.keys();
  for (const old of all.slice(0, -ANSWERS_KEPT)) await cache.delete(old);
}

/** Takes away older versions, unless a tab may still need them. A version that is on its way lets them be, too. */
async function tidy() {
  const { installing, waiting } = registration;
  const tabs = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (installing || waiting || tabs.some(({ url }) => new URL(url).pathname.startsWith(home))) return;
  for (const name of await caches.keys()) {
    const isVersion = name.startsWith(prefix) && BUILD.test(name.slice(prefix.length));
    if (isVersion && name !== own) await caches.delete(name);
  }
}
