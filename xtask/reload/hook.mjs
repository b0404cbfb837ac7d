// Trunk calls this at the end of every build. For `cargo xtask dev`, which says so by GOSMART_RELOAD, it puts
// reload.js into the page; any other page stays as it is. Trunk's own script for this is inline, and the page's
// Content-Security-Policy allows no such thing.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

if (process.env.GOSMART_RELOAD) {
  const built = process.env.TRUNK_STAGING_DIR;
  const page = join(built, "index.html");
  copyFileSync(new URL("reload.js", import.meta.url), join(built, "reload.js"));
  const script = '<script type="module" src="./reload.js"></script>';
  writeFileSync(page, readFileSync(page, "utf8").replace("</head>", `${script}</head>`));
}
