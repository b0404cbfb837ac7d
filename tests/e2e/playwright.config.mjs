// The journeys run on the built site, served under a sub-path as on a shared host.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";

const debianChromium = "/usr/bin/chromium";
const port = 4173;

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
    command: `node serve.mjs ${port}`,
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    url: `http://127.0.0.1:${port}/some/path/`,
  },
  use: {
    baseURL: `http://127.0.0.1:${port}/some/path/`,
    locale: "de-DE",
    timezoneId: "Europe/Berlin",
    trace: "retain-on-failure",
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
        "--use-angle=swiftshader",
        "--enable-unsafe-swiftshader",
      ],
    },
  },
});
