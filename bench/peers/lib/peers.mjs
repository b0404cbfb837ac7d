// The smallest page of each library that shows a network at given places, and our whole application.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { bundle, serve, writeWork } from "./browser.mjs";

/** By name: the turn of the wheel that zooms in about four times in 1.5 seconds, and how often it comes. */
const WHEELS = {
  "force-graph": { delta: 33, everyMillis: 50 },
  "d3-canvas": { delta: 33, everyMillis: 50 },
  "d3-svg": { delta: 33, everyMillis: 50 },
  sigma: { delta: 60, everyMillis: 500 },
  "vis-network": { delta: 60, everyMillis: 100 },
  cytoscape: { delta: 75, everyMillis: 50 },
  cosmos: { delta: 33, everyMillis: 50 },
};
const OUR_WHEEL = { delta: 29, everyMillis: 50 };
const STYLE = "html,body{margin:0;height:100%;overflow:hidden}#graph{width:100vw;height:100vh}";

/** Bundles the pages and serves them beside the application: `{ candidates, close }`, ours first. */
export async function openCandidates(peers, dist) {
  const names = Object.keys(WHEELS).filter((name) => !peers || peers.includes(name));
  const server = await serve({ "/app/": dist });
  const candidates = [{ name: "ours", isOurs: true, wheel: OUR_WHEEL, selector: ".stage canvas", files: filesOf(dist), address: () => `${server.address}/app/index.html#/netz` }];
  for (const name of names) {
    const file = await bundle(`render/${name}.js`, "esm");
    writeWork(`pages/render/${name}.html`, `<!doctype html><html lang="de"><meta charset="utf-8"><title>${name}</title><style>${STYLE}</style><div id="graph"></div><script type="module" src="${name}.js"></script>`);
    candidates.push({ name, isOurs: false, wheel: WHEELS[name], selector: "#graph", files: [file], address: (nodes) => `${server.address}/pages/render/${name}.html?nodes=${nodes}` });
  }
  writeWork("pages/blank.html", "<!doctype html><title>blank</title>");
  return { candidates, blank: `${server.address}/pages/blank.html`, close: server.close };
}

/** What a browser loads before the picture stands; the interface follows. */
function filesOf(dist) {
  const folder = readdirSync(dist, { withFileTypes: true }).find((entry) => entry.isDirectory())?.name ?? "";
  return ["boot.js", "app.js", "front.wasm", "front.css"].map((name) => join(dist, folder, name));
}
