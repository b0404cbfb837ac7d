// Serves a folder, compressed where it lies there compressed: `node serve.mjs FOLDER [--port 8080] [--under /some/path/]`.
// Without a port it takes any free one. Under a path, a page fails that asks for anything above its own folder.
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import sirv from "sirv";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: "string", default: "0" }, under: { type: "string", default: "/" } },
});
const files = sirv(positionals[0], { brotli: true, gzip: true });

const server = createServer((request, response) => {
  const missing = () => response.writeHead(404).end();
  if (!request.url.startsWith(values.under)) return missing();
  request.url = request.url.slice(values.under.length - 1);
  files(request, response, missing);
}).listen(Number(values.port), "127.0.0.1", () => console.log(`Serving at port ${server.address().port}: http://127.0.0.1:${server.address().port}${values.under}`));
