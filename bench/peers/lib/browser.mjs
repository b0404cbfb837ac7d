// One Chromium per measurement, a static server for peers and us alike, and the processor time they take.
import { execFileSync } from "node:child_process";
import { createReadStream, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import * as esbuild from "esbuild";
import { documentOf, makeNetwork } from "./networks.mjs";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
/** Bundles, networks and results; nothing here is committed. */
export const WORK = join(ROOT, "target/bench");
const PAGES = fileURLToPath(new URL("../pages", import.meta.url));
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm", ".svg": "image/svg+xml", ".woff2": "font/woff2" };
const DEBIAN_CHROMIUM = "/usr/bin/chromium";

export function launch(options = []) {
  return chromium.launch({
    executablePath: existsSync(DEBIAN_CHROMIUM) ? DEBIAN_CHROMIUM : undefined,
    args: [
      "--headless=new",
      "--no-sandbox",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-background-timer-throttling",
      "--disable-renderer-backgrounding",
      "--disable-backgrounding-occluded-windows",
      ...options,
    ],
  });
}

/** WebGL works in software where there is no graphics card; two-dimensional canvases stay with the processor. */
export const SOFTWARE_WEBGL = ["--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"];

/**
 * Serves the work folder at `/` and each of `mounts` (path to folder). Nothing is cached, and pages are isolated,
 * so that their clocks are fine-grained.
 */
export async function serve(mounts = {}) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    const mount = Object.keys(mounts).find((mount) => path.startsWith(mount));
    const top = mount ? mounts[mount] : WORK;
    const file = normalize(join(top, mount ? path.slice(mount.length) : path));
    if (!file.startsWith(normalize(top) + sep) || !existsSync(file) || statSync(file).isDirectory()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "cache-control": "no-store",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
    });
    createReadStream(file).pipe(response);
  }).listen(0, "127.0.0.1");
  await new Promise((ready) => server.once("listening", ready));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { address: `http://127.0.0.1:${server.address().port}`, close };
}

/** Bundles one page of `pages/` into the work folder and returns the file's path. */
export async function bundle(entry, format) {
  const outfile = join(WORK, "pages", entry);
  await esbuild.build({ entryPoints: [join(PAGES, entry)], outfile, bundle: true, format, minify: true, target: "chrome120", logLevel: "error", external: ["/engine/*"] });
  return outfile;
}

export function writeWork(name, content) {
  const file = join(WORK, name);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** The network of a size, made once. */
export function networkOf(nodeCount) {
  const file = join(WORK, `data/network-${nodeCount}.json`);
  if (!existsSync(file)) {
    const network = makeNetwork(nodeCount);
    writeWork(`data/network-${nodeCount}.json`, JSON.stringify(network));
    writeWork(`data/document-${nodeCount}.json`, JSON.stringify(documentOf(network)));
  }
  return JSON.parse(readFileSync(file, "utf8"));
}

/**
 * A probe of the processor time, in milliseconds, that the browser has really used: it does not grow when other
 * programs run on the machine. Linux only; elsewhere everything is `NaN`.
 */
export async function processorProbe(browser) {
  const session = await browser.newBrowserCDPSession();
  const read = (path) => {
    try {
      return Number(readFileSync(path, "utf8").split(" ")[0]) / 1e6;
    } catch {
      return Number.NaN;
    }
  };
  const mainThread = (id) => read(`/proc/${id}/task/${id}/schedstat`);
  const allThreads = (id) => {
    try {
      // A thread may end between being listed and being read.
      return readdirSync(`/proc/${id}/task`).reduce((sum, thread) => sum + (read(`/proc/${id}/task/${thread}/schedstat`) || 0), 0);
    } catch {
      return Number.NaN;
    }
  };
  return async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    const sum = (type, of) => processInfo.filter((process) => process.type === type).reduce((all, { id }) => all + of(id), 0);
    return { main: sum("renderer", mainThread), renderer: sum("renderer", allThreads), gpu: sum("GPU", allThreads) };
  };
}

/** For the foot of the tables: what was measured, when and on what. */
export async function provenance() {
  const browser = await launch();
  const version = browser.version();
  await browser.close();
  const { cpus } = await import("node:os");
  let commit = "";
  try {
    commit = `, commit ${execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: ROOT, encoding: "utf8" }).trim()}`;
  } catch {
    // An archive without history has no commit to name.
  }
  return `${new Date().toISOString().slice(0, 10)}, Chromium ${version}, ${cpus().length} × ${cpus()[0].model.trim()}${commit}.`;
}
