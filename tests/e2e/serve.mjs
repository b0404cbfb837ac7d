// Serves dist/ under /some/path/, so that a journey fails when the page asks for anything above its own folder.
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import sirv from "sirv";

const prefix = "/some/path/";
const files = sirv(fileURLToPath(new URL("../../dist", import.meta.url)));

createServer((request, response) => {
  const missing = () => response.writeHead(404).end();
  if (!request.url.startsWith(prefix)) return missing();
  request.url = request.url.slice(prefix.length - 1);
  files(request, response, missing);
}).listen(Number(process.argv[2]), "127.0.0.1");
