// Starts the application. This is a file and not Trunk's inline script because the Content-Security-Policy
// allows no inline script; the build writes the names into the attributes of this script's element.
import { start } from "./guard.js";

const names = document.querySelector("script[data-wasm]").dataset;

// Who has no network of their own, and comes for none, sees the example, which then loads beside the program; see
// store/local.rs.
try {
  const kept = `gosmart${location.pathname.replace(/[^/]*$/, "")}v1/`;
  if (!/[?&](src|frame)=/.test(location.search) && !["current", "last-network"].some((name) => localStorage.getItem(kept + name))) {
    const example = new URL("./goslar.json", import.meta.url);
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: example }));
  }
} catch {
  // Without storage the program asks for the example itself.
}

await start(async () => {
  // An import is resolved against this file, everything else against the page; both lie side by side.
  const app = await import(names.js);
  await app.default({ module_or_path: names.wasm });
});
