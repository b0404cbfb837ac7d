// Serves a folder under /some/path/, so that a journey fails when the page asks for anything above its own folder.
// Called with the folder; takes any free port and says which.
import { createServer } from "node:http";
import sirv from "sirv";

const prefix = "/some/path/";
const files = sirv(process.argv[2]);

const server = createServer((request, response) => {
  const missing = () => response.writeHead(404).end();
  if (!request.url.startsWith(prefix)) return missing();
  request.url = request.url.slice(prefix.length - 1);
  files(request, response, missing);
}).listen(0, "127.0.0.1", () => console.log(`Serving at port ${server.address().port}`));
