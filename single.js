// Starts the page that is one file, which page and network are in: opened from a disk, there is nothing to load. So what
// the program asks for stands in blocks of the file, and nothing is stored. The build writes this into its template,
// see bundle/src/single.rs; src/ui/sharing/single_file.rs fills that.
import bind from "./app.js";
import { start } from "./guard.js";
import workerText from "./single_worker.txt";

const WORKER = "worker_loader.js";
const WORKER_PROGRAM = "worker_bg.wasm";

const nameOf = (address) => String(address).replace(/[?#].*/, "").split("/").pop();

/** What is called so in this file; nothing where it is not in it. */
function enclosed(name) {
  const text = document.querySelector(`script[type="text/plain"][id="${CSS.escape(name)}"]`)?.textContent;
  if (!text) return new Response(null, { status: 404 });
  const packed = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  const bytes = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(bytes, { headers: { "content-type": "application/wasm" } });
}

globalThis.fetch = async (address) => enclosed(nameOf(address));

// Its program comes as the first message: a worker sees nothing of the file.
const BrowserWorker = globalThis.Worker;
const workerAddress = URL.createObjectURL(new Blob([workerText], { type: "text/javascript" }));
globalThis.Worker = function (address, { name }) {
  if (nameOf(address) !== WORKER) throw new Error(`${address} is not in this file.`);
  const worker = new BrowserWorker(workerAddress, { name });
  const send = (program) => worker.postMessage(program, [program]);
  enclosed(WORKER_PROGRAM).arrayBuffer().then(send, (error) => worker.dispatchEvent(new ErrorEvent("error", { error })));
  return worker;
};

// A browser may let all files of a disk share one storage.
for (const storage of ["localStorage", "sessionStorage", "indexedDB"]) {
  Object.defineProperty(globalThis, storage, { value: null });
}

await start(() => bind({ module_or_path: fetch("front.wasm") }));
