// Measures GoSMART against other libraries that draw networks, all in one browser and in turn, and prints
// Markdown tables for the README.
//
//   cargo xtask bench [part …] [option …]     installs and builds what is needed, then calls this file
//   node bench/peers/run.mjs [part …] …       when all of that is there
//
// Parts: layout, general, render, startup, memory; all of them when none is named.
// Options: --sizes 100,1000   --rounds 3   --peers sigma,d3-canvas (ours is always among them)   --quick
//          --dist FOLDER (the release build of the page; dist/ unless said)
// Absolute figures hold for one machine and one hour; compare within a run.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureGeneralGraphs } from "./general.mjs";
import { measureLayouts } from "./layout.mjs";
import { ROOT, provenance } from "./lib/browser.mjs";
import { measureMemory } from "./memory.mjs";
import { measureRendering } from "./render.mjs";
import { measureStartup } from "./startup.mjs";

const PARTS = { layout: measureLayouts, general: measureGeneralGraphs, render: measureRendering, startup: measureStartup, memory: measureMemory };
/** What `--quick` takes where nothing else is said: enough to see that everything works. */
const QUICK = { sizes: [100, 1_000], rounds: 1 };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: "string" },
    rounds: { type: "string" },
    peers: { type: "string" },
    quick: { type: "boolean" },
    dist: { type: "string", default: join(ROOT, "dist") },
  },
});
const unknown = positionals.find((part) => !(part in PARTS));
if (unknown) throw new Error(`There is no part "${unknown}"; there are ${Object.keys(PARTS).join(", ")}.`);

const options = {
  ...(values.quick && QUICK),
  ...(values.sizes && { sizes: values.sizes.split(",").map(Number) }),
  ...(values.rounds && { rounds: Number(values.rounds) }),
  ...(values.peers && { peers: values.peers.split(",") }),
  dist: values.dist,
};
for (const part of positionals.length > 0 ? positionals : Object.keys(PARTS)) await PARTS[part](options);
console.log(`\n${await provenance()}`);
