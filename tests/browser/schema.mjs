// The page of a schema.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { accessible, focused, harmless, HOSTILE, run, until, visit } from "./support.mjs";

/** So many models are in the largest set of pages that we know. */
const MANY = 1300;

function many() {
  let text = "";
  for (let at = 0; at < MANY; at += 1) {
    text += `# Model${at}\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n`;
    for (let field = 0; field < 4; field += 1) text += `| field_${at}_${field} | ${field === 0 ? `Model${(at * 7 + 1) % MANY}` : field === 1 ? "Model0[]" : "string"} | yes | What it is. |\n`;
    text += "\n";
  }
  return text;
}

export async function prepare({ fieldtable, fixtures, work }) {
  const docs = join(work, "docs");
  mkdirSync(docs, { recursive: true });
  writeFileSync(join(docs, "evil.md"), HOSTILE);
  writeFileSync(join(docs, "many.md"), many());
  const written = async (name, args) => {
    const file = join(work, `${name}.html`);
    writeFileSync(file, await run(fieldtable, [...args, "--no-config", "--format", "html"]));
    return pathToFileURL(file).href;
  };
  const shop = join(fixtures, "openapi-generator/php/docs");
  const linked = join(work, "linked.html");
  await run(fieldtable, ["export", shop, "--no-config", "--format", "html", "-o", linked]);
  return {
    linked: pathToFileURL(linked).href,
    shop: await written("shop", ["export", shop]),
    pages: await written("pages", ["inspect", shop]),
    evil: await written("evil", ["export", join(docs, "evil.md")]),
    many: await written("many", ["export", join(docs, "many.md")]),
  };
}

export function tests(browser, urls) {
  const on = (url, scheme, test) => visit(browser, scheme, (it) => it.split("#")[0] === url, test);
  // The address changes before what it names is drawn.
  const shows = (page, title) =>
    page.waitForFunction((it) => document.querySelector("main h2")?.textContent === it, title, { timeout: 10_000 });
  return {
    "a model is found, and relations are followed, with the keyboard alone": () => on(urls.shop, "light", async (page) => {
      await page.goto(urls.shop);
      await page.keyboard.press("/");
      assert.equal(await focused(page), "search");
      await page.keyboard.type("order");
      assert.match(await page.locator("#count").textContent(), /^\d+ matches$/);
      await page.keyboard.press("Enter");
      await shows(page, "Order");
      assert.equal(new URL(page.url()).hash, "#Order");
      assert.match(await focused(page), /^model-/, "the heading has the focus");
      await until(page, "Tab", (it) => it.startsWith("OrderLine"));
      await page.keyboard.press("Enter");
      await shows(page, "OrderLine");
      assert.equal(new URL(page.url()).hash, "#OrderLine");
      await page.goBack();
      await shows(page, "Order");
      // Evidence opens.
      await until(page, "Tab", (it) => /facts stated/.test(it));
      await page.keyboard.press("Enter");
      assert.match(await page.locator("details[open] dl").first().innerText(), /stated[\s\S]*Order\.md:7/);
      await page.keyboard.press("/");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      const second = await page.locator("#found a").nth(1).textContent();
      assert.equal(await focused(page), second);
    }),

    "a link leads to a model and to a field": () => on(urls.shop, "light", async (page) => {
      await page.goto(`${urls.shop}#Order.status`);
      await shows(page, "Order");
      assert.equal(await page.locator("tr.here .name").textContent(), "status");
      await page.goto(`${urls.shop}#Nothing`);
      assert.match(await page.locator("main").innerText(), /There is no model Nothing/);
    }),

    "fields are searched too": () => on(urls.shop, "light", async (page) => {
      await page.goto(urls.shop);
      await page.locator("#search").fill("cancelled");
      assert.deepEqual(await page.locator("#found a").allTextContents(), ["Order.cancelled_at"]);
      await page.locator("#search").press("Enter");
      await page.waitForSelector("tr.here");
      await page.locator("#search").press("Escape");
      assert.equal(await page.locator("#found a").count(), 16);
    }),

    "what was read and what was left out is seen": () => on(urls.pages, "light", async (page) => {
      await page.goto(urls.pages);
      await shows(page, "What was read");
      assert.match(await page.locator("main").innerText(), /left out: it lists operations/);
      const { length } = await page.locator(".waffle rect.left").all();
      assert.ok(length > 1, "tables that were left out are drawn");
      await page.locator("#only").press("Space");
      assert.ok((await page.locator("main tbody tr").count()) < 5);
    }),

    "findings are listed, and places lead to the pages": () => on(urls.linked, "light", async (page) => {
      await page.goto(`${urls.linked}#:findings`);
      await shows(page, "Findings");
      assert.match(await page.locator("main").innerText(), /note FT0505/);
      for (const view of [":findings", "Order", ":pages"]) {
        await page.goto(`${urls.linked}#${view}`);
        const href = await page.locator("main a.place").first().evaluate((it) => it.href);
        assert.ok(existsSync(fileURLToPath(href)), `${view}: ${href}`);
      }
    }),

    "what documents say is text": () => on(urls.evil, "light", async (page) => {
      await page.goto(`${urls.evil}#Evil`);
      assert.match(await page.locator("main").innerText(), /<img src=x onerror=alert\(2\)>/);
      await harmless(page, "main");
      for (const view of [":pages", ":findings"]) {
        await page.goto(`${urls.evil}#${view}`);
        await harmless(page, "main");
      }
      await page.goto(`${urls.evil}#<img src=x onerror=alert(7)>`);
      await harmless(page, "main");
    }),

    "many models stay usable": () => on(urls.many, "light", async (page) => {
      const start = Date.now();
      await page.goto(urls.many);
      assert.equal(await page.locator("#found a").count(), MANY);
      const loaded = Date.now() - start;
      const took = await page.evaluate(() => {
        const search = document.getElementById("search");
        const start = performance.now();
        search.value = "field_1299_3";
        search.dispatchEvent(new Event("input"));
        return performance.now() - start;
      });
      assert.deepEqual(await page.locator("#found a").allTextContents(), [`Model${MANY - 1}.field_1299_3`]);
      const drawn = await page.evaluate(async () => {
        const start = performance.now();
        location.hash = "#Model0";
        while (document.querySelector("main h2").textContent !== "Model0") await new Promise(requestAnimationFrame);
        return performance.now() - start;
      });
      console.log(`    ${MANY} models: shown in ${loaded} ms, searched in ${Math.round(took)} ms, a model drawn in ${Math.round(drawn)} ms`);
      assert.ok(loaded < 5000 && took < 500 && drawn < 1500, "it is quick");
      assert.match(await page.locator("figcaption").textContent(), /models on the left mention it/);
      await page.getByRole("button", { name: /Show all/ }).press("Enter");
      assert.ok((await page.locator("figure a").count()) >= MANY - 1);
    }),

    ...Object.fromEntries(["light", "dark"].map((scheme) => [`everybody can read it, ${scheme}`, async () => {
      for (const url of [urls.shop, `${urls.linked}#Order`, `${urls.shop}#Payment`, urls.pages, `${urls.linked}#:findings`]) {
        await visit(browser, scheme, (it) => it.startsWith("file:"), async (page) => {
          await page.goto(url);
          await page.evaluate(() => document.querySelectorAll("details").forEach((it) => (it.open = true)));
          await accessible(page, url);
        });
      }
    }])),
  };
}
