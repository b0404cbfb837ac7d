// A site of its own for a journey: other versions are published at it, and it can be gone.
import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sirv from "sirv";

/** The page under test, as a folder; see playwright.config.mjs. */
export const built = fileURLToPath(new URL(`../../${process.env.GOSMART_SITE ?? "target/dist-e2e"}`, import.meta.url));

/** A server of folders by path; the longest path that fits counts, so that one site may lie within another. */
export function serverOf(sites) {
  const handlers = new Map();
  const handlerOf = (folder) => {
    if (!handlers.has(folder)) handlers.set(folder, sirv(folder, { brotli: true, gzip: true }));
    return handlers.get(folder);
  };
  return createServer((request, response) => {
    const missing = () => response.writeHead(404).end();
    const paths = Object.keys(sites).filter((path) => request.url.startsWith(path));
    const path = paths.sort((one, other) => other.length - one.length)[0];
    if (!path) return missing();
    request.url = request.url.slice(path.length - 1);
    handlerOf(sites[path])(request, response, missing);
  });
}

/** Names of twelve digits, each made of the one before. */
const next = (name) => [...name].map((digit) => ((Number.parseInt(digit, 16) + 1) % 16).toString(16)).join("");

/** In which folder the files of a site lie. */
export const folderOf = async (site) => (await readFile(join(site, "index.html"), "utf8")).match(/"([0-9a-f]{12})\/boot\.js"/)[1];

/**
 * A copy of a site as if it was built of other sources: its files lie in another folder, and its worker has another
 * name. `change` may alter the text of its worker. The caller removes it.
 */
export async function nextVersion(site, change = (worker) => worker) {
  const copy = await mkdtemp(join(tmpdir(), "gosmart-site-"));
  await cp(site, copy, { recursive: true });
  const folder = await folderOf(copy);
  await rename(join(copy, folder), join(copy, next(folder)));
  for (const name of ["index.html", "files.json", "manifest.webmanifest", "service-worker.js"]) {
    const text = (await readFile(join(copy, name), "utf8")).replaceAll(folder, next(folder));
    const renamed = text.replace(/(?<=^const build = ")[0-9a-f]{12}(?=";$)/m, next);
    await writeFile(join(copy, name), name === "service-worker.js" ? change(renamed) : renamed);
    // Of what it was before.
    for (const ending of ["br", "gz"]) await rm(join(copy, `${name}.${ending}`), { force: true });
  }
  return copy;
}
