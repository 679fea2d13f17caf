// What the tests have in common: a browser that tells of everything that should not happen.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Without these, Chromium asks its maker's hosts at every start. */
const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const launch = (executablePath) => chromium.launch({ executablePath, args: QUIET });

/** Runs the test with a fresh page and fails when the page complains, asks for anything but `allowed`, or opens a dialog. */
export async function visit(browser, scheme, allowed, test) {
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 1280, height: 900 } });
  const trouble = [];
  context.on("request", (it) => { if (!it.url().startsWith("data:") && !allowed(it.url())) trouble.push(`a request to ${it.url()}`); });
  const page = await context.newPage();
  page.setDefaultTimeout(10000);
  page.on("console", (it) => { if (["error", "warning"].includes(it.type())) trouble.push(`${it.type()}: ${it.text()}`); });
  page.on("pageerror", (it) => trouble.push(`an error: ${it.message}`));
  page.on("dialog", (it) => { trouble.push(`a dialog: ${it.message()}`); it.dismiss(); });
  try {
    await test(page);
    assert.deepEqual(trouble, []);
  } finally {
    await context.close();
  }
}

/** Contrast, names, roles and more, as far as a program can tell. */
export async function accessible(page, what) {
  const violations = await page.evaluate(`${axe}; axe.run().then((it) => it.violations.map((it) => it.id + ": " + it.help + "\\n    " + it.nodes.slice(0, 4).map((it) => it.target + ": " + it.failureSummary.replace(/\\s+/g, " ")).join("\\n    ")))`);
  assert.deepEqual(violations, [], `${what}:\n  ${violations.join("\n  ")}`);
}

/** What has the focus: its id, its label, or what it says. */
export const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.getAttribute("aria-label") || document.activeElement.textContent.trim());

/** Presses a key until what has the focus fits. */
export async function until(page, key, fits, most = 40) {
  for (let at = 0; at < most; at += 1) {
    await page.keyboard.press(key);
    if (fits(await focused(page))) return;
  }
  assert.fail(`${key}, ${most} times, leads to ${await focused(page)}`);
}

/** Nothing that a document says became an element. */
export async function harmless(page, within) {
  const elements = await page.evaluate((within) => [...document.querySelectorAll(`${within} script, ${within} img, ${within} iframe, ${within} style, ${within} [onerror]`)].map((it) => it.outerHTML), within);
  assert.deepEqual(elements, []);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
}

export const run = (command, args) => new Promise((done, failed) => {
  execFile(command, args, { maxBuffer: 1 << 28 }, (error, out, err) => (error ? failed(new Error(`${args.join(" ")}: ${err}`)) : done(out)));
});

/** Starts the server; gives its address and how to end it. */
export function serve(command, args) {
  const server = spawn(command, ["play", ...args], { stdio: ["ignore", "pipe", "ignore"] });
  return new Promise((done, failed) => {
    server.once("error", failed);
    server.once("exit", (status) => failed(new Error(`the server ended with ${status}`)));
    server.stdout.once("data", (it) => done({ url: it.toString().trim(), end: () => server.kill() }));
  });
}

export const HOSTILE = `# Evil

<script>window.hacked = 1</script> [x](javascript:window.hacked=1) <img src=x onerror="window.hacked=1">

| Field | Type | Required | Description |
| --- | --- | --- | --- |
| a | string | yes | A row. \`<img src=x onerror=alert(2)>\` |
| d | integer | no | Another one. |
| \`</script><script>window.hacked=1</script>\` | string | yes | <img src=x onerror=alert(1)> |
| b | \`"<svg onload=alert(3)>" \\| "{{7*7}}"\` | no | </textarea><script>alert(4)</script> &lt;script&gt;alert(5)&lt;/script&gt; |
| c | Evil[] | no | \`</td></table><iframe src=javascript:alert(6)>\` |
`;
