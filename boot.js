// Starts the application. This is a file and not Trunk's inline script because the Content-Security-Policy
// allows no inline script; the build writes the names into the attributes of this script's element.
import { start } from "./guard.js";

const names = document.querySelector("script[data-wasm]").dataset;

const answers = {};
/** The text of a file at this host, as it is now; nothing where it cannot be had. The program asks by this, too. */
globalThis.beside = (address, options) => (answers[address] ??= ask(address, options).catch(() => void delete answers[address]));

async function ask(address, options) {
  const url = new URL(address, location);
  const answer = url.origin === location.origin && (await fetch(url, { cache: "no-cache", ...options }));
  if (!answer.ok) throw url;
  return answer.text();
}

let opened;
/**
 * What opens for who has no network of their own: the address of the map that `site.json` names, or an empty one for the
 * example, and its text, which is missing where it cannot be had.
 */
globalThis.opening = () => (opened ??= begin());

async function begin() {
  let map = "";
  try {
    // The picture does not wait for a host that does not answer.
    const named = JSON.parse(await beside("site.json", { signal: AbortSignal.timeout(5_000) })).map;
    if (typeof named === "string") map = named.trim();
  } catch {
    // It is not there, or says nothing.
  }
  const example = new URL("./goslar.json", import.meta.url).href;
  return [map, await (map ? beside(map) : beside(example, { cache: "default" }))];
}

// Who has no network of their own, and comes for none, sees one of the two, which then loads beside the program;
// see store/local.rs.
try {
  const kept = `gosmart${location.pathname.replace(/[^/]*$/, "")}v1/`;
  if (!/[?&](src|frame)=/.test(location.search) && !["current", "last-network"].some((name) => localStorage.getItem(kept + name))) opening();
} catch {
  // Without storage the program asks for it itself.
}

await start(async () => {
  // An import is resolved against this file, everything else against the page; both lie side by side.
  const app = await import(names.js);
  await app.default({ module_or_path: names.wasm });
});
