// The journeys run on the built page, served under a sub-path as on a shared host. `cargo xtask` says which one by
// GOSMART_SITE, a folder relative to the root: the quickly built one or the release.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";

const debianChromium = "/usr/bin/chromium";
const site = fileURLToPath(new URL(`../../${process.env.GOSMART_SITE ?? "target/dist-e2e"}`, import.meta.url));

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.mjs",
  outputDir: "results",
  reporter: [["list"]],
  fullyParallel: true,
  workers: 2,
  // A loaded machine is slow; what never comes fails all the same.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  // A machine that stumbles once shall not hide whether the page works; the report calls such a test flaky.
  retries: process.env.CI ? 1 : 0,
  webServer: {
    command: `node serve.mjs "${site}" --under /some/path/`,
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    // Any free port, so that two checkouts can be tested at once. Playwright keeps it in the environment.
    wait: { stdout: /Serving at port (?<gosmart_port>\d+)/ },
  },
  use: {
    baseURL: `http://127.0.0.1:${process.env.GOSMART_PORT}/some/path/`,
    locale: "de-DE",
    timezoneId: "Europe/Berlin",
    // It would answer in the place of the server; offline.spec.mjs allows it.
    serviceWorkers: "block",
    // Recording every journey takes a good part of their time; `--trace on` records the one that is looked into.
    trace: "on-first-retry",
    launchOptions: {
      executablePath: existsSync(debianChromium) ? debianChromium : undefined,
      args: [
        "--headless=new",
        "--no-sandbox",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // For what draws by WebGL only: to draw the rest of each page by it, too, would take a third of all time.
        "--enable-unsafe-swiftshader",
      ],
    },
  },
});
