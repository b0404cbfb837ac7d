// `test` with a page that watches itself: at the end of every journey no error was logged, the
// Content-Security-Policy blocked nothing, no file was missing, and no other origin was asked for anything.
import { test as base, expect } from "@playwright/test";

export const test = base.extend({
  /** Files that a journey keeps from coming; the browser logs each as an error. */
  mayFail: [[], { option: true }],
  /** A path above the page's folder that a journey itself goes to. */
  outside: [null, { option: true }],
  page: async ({ page, baseURL, mayFail, outside }, use) => {
    const complaints = [];
    const home = new URL(baseURL);
    page.on("console", (message) => {
      const isExpected = mayFail.some((file) => message.location().url.endsWith(`/${file}`));
      if (message.type() === "error" && !isExpected) complaints.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
    page.context().on("request", (request) => {
      const url = new URL(request.url());
      const own = ["data:", "blob:"].includes(url.protocol) || url.origin === home.origin;
      if (!own) complaints.push(`foreign request: ${url}`);
      if (url.origin === home.origin && !url.pathname.startsWith(home.pathname) && url.pathname !== outside) {
        complaints.push(`request above the page's folder: ${url}`);
      }
    });
    page.context().on("response", (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
    });
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`policy: ${event.violatedDirective} blocked ${event.blockedURI}`);
      });
    });
    await use(page);
    expect(complaints).toEqual([]);
  },
});

export { expect };
