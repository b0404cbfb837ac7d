// Serves a folder, compressed where it lies there compressed: `node serve.mjs FOLDER [--port 8080] [--under /some/path/]`.
// Without a port it takes any free one. Under a path, a page fails that asks for anything above its own folder.
import { parseArgs } from "node:util";
import { serverOf } from "./site.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: "string", default: "0" }, under: { type: "string", default: "/" } },
});

const server = serverOf({ [values.under]: positionals[0] }).listen(Number(values.port), "127.0.0.1", () =>
  console.log(`Serving at port ${server.address().port}: http://127.0.0.1:${server.address().port}${values.under}`),
);
