// Starts the application. This is a file and not Trunk's inline script because the Content-Security-Policy
// allows no inline script; the build writes the names into the attributes of this script's element.
const names = document.querySelector("script[data-wasm]").dataset;
const reveal = (id) => (document.getElementById(id).hidden = false);

// A trap is reported by nobody else: the program that could do it has ended.
const crashed = (error) => error instanceof WebAssembly.RuntimeError && reveal("crashed");
addEventListener("error", (event) => crashed(event.error));
addEventListener("unhandledrejection", (event) => crashed(event.reason));

// Who has no network of their own sees the example, which then loads beside the program; see store/local.rs.
try {
  if (!localStorage.getItem(`gosmart${location.pathname.replace(/[^/]*$/, "")}v1/current`)) {
    const example = new URL("./goslar.json", import.meta.url);
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: example }));
  }
} catch {
  // Without storage the program asks for the example itself.
}

try {
  // An import is resolved against this file, everything else against the page; both lie side by side.
  const app = await import(names.js);
  await app.default({ module_or_path: names.wasm });
} catch (error) {
  reveal("boot-failed");
  throw error;
}
