// Starts the application. This is a file and not Trunk's inline script because the Content-Security-Policy
// allows no inline script; Trunk.toml writes the hashed names into the attributes of this script's element.
const names = document.querySelector("script[data-wasm]").dataset;
try {
  // An import is resolved against this file, everything else against the page; both lie side by side.
  const app = await import(names.js);
  await app.default({ module_or_path: names.wasm });
} catch (error) {
  document.getElementById("boot-failed").hidden = false;
  throw error;
}
