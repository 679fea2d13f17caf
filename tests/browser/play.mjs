// The page of `fieldtable play`, and what its server refuses.
import assert from "node:assert/strict";
import http from "node:http";
import { accessible, focused, harmless, HOSTILE, until, visit } from "./support.mjs";

const TABLE = "# User\n\n| Field | Type | Required |\n|---|---|---|\n| id | string | yes |\n| age | integer | no |\n";

/** The status, headers and text of a request that no browser would send. */
function ask(url, { path = "", method = "GET", headers = {}, body = "" } = {}) {
  return new Promise((done, failed) => {
    const request = http.request(new URL(path, url), { method, headers }, (reply) => {
      let text = "";
      reply.on("data", (it) => (text += it));
      reply.on("end", () => done({ status: reply.statusCode, headers: reply.headers, text }));
    });
    request.on("error", failed);
    request.end(body);
  });
}

export function tests(browser, url) {
  const { origin, host } = new URL(url);
  const on = (scheme, test) => visit(browser, scheme, (it) => it.startsWith(url), async (page) => {
    await page.goto(url);
    await page.waitForSelector("#panel-rust pre");
    await test(page);
  });
  const rust = (page, words) => page.waitForFunction((words) => document.querySelector("#panel-rust pre")?.textContent.includes(words), words);
  const type = async (page, id, text) => {
    await page.locator(`#${id}`).focus();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(text);
  };
  const json = { "Content-Type": "application/json" };
  const question = JSON.stringify({ page: TABLE, sample: "", model: null, dialect: null, wireNames: null, unsaidNull: null, unsaid: null, operations: false, config: "", set: null, lines: null });

  return {
    "the example shows what there is to see": () => on("light", async (page) => {
      await rust(page, "pub struct Order");
      assert.match(await page.locator("#findings").innerText(), /FT0501[\s\S]*Discount/);
      assert.match(await page.locator("#mismatches").innerText(), /Order\.total: documented as number/);
      assert.match(await page.locator("#mismatches").innerText(), /Order\.currency: not documented/);
    }),

    "a table becomes Rust, a sample is checked, and what differs is mended, with the keyboard alone": () => on("light", async (page) => {
      await until(page, "Tab", (it) => it === "page", 5);
      await page.keyboard.press("Control+A");
      await page.keyboard.insertText(TABLE);
      await rust(page, "pub struct User");
      await rust(page, "pub age: Option<i64>");
      await until(page, "Tab", (it) => it === "dialect", 3);
      for (const id of ["wireNames", "unsaidNull", "unsaid", "operations"]) {
        await page.keyboard.press("Tab");
        assert.equal(await focused(page), id);
      }
      await until(page, "Tab", (it) => it === "sample");
      await page.keyboard.press("Control+A");
      await page.keyboard.insertText('{"id": 7, "age": 8}');
      await page.waitForFunction(() => document.getElementById("sample-count").textContent === "1 difference");
      assert.match(await page.locator("#mismatches").innerText(), /User\.id: documented as string, and is integer/);
      await until(page, "Tab", (it) => it === "Write the lines that mend it");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.getElementById("sample-count").textContent.includes("all as documented"));
      assert.match(await page.locator("#config").inputValue(), /\[field\."User\.id"\]/);
      await rust(page, "pub id: i64");
      assert.equal(await focused(page), "config");
      await until(page, "Tab", (it) => it === "tab-rust");
      for (const tab of ["tab-schema", "tab-diagram", "tab-fields", "tab-rust", "tab-schema"]) {
        await page.keyboard.press("ArrowRight");
        assert.equal(await focused(page), tab);
        assert.equal(await page.locator("[role=tabpanel]:not([hidden])").getAttribute("aria-labelledby"), tab);
      }
      assert.match(await page.locator("#panel-schema pre").innerText(), /"\$schema"/);
      await page.keyboard.press("ArrowRight");
      await until(page, "Tab", (it) => it.startsWith("User"));
      await page.keyboard.press("Enter");
      assert.equal(await focused(page), "model-0", "the fields of the model that was chosen in the diagram");
    }),

    "options count": () => on("light", async (page) => {
      await type(page, "page", "| Field | Type |\n|---|---|\n| firstName | string |\n");
      await rust(page, "pub struct Model");
      await page.locator("#wireNames").selectOption("snake_case");
      await rust(page, "pub first_name: ");
      await page.locator("#unsaid").selectOption("required");
      await rust(page, "pub first_name: String");
      await page.locator("#choice").selectOption({ label: "rust.docs = false" });
      await page.locator("#set").press("Enter");
      await page.waitForFunction(() => document.getElementById("config").value === "[rust]\ndocs = false\n");
      await type(page, "config", "[rust]\nno_such_key = 1");
      await page.waitForFunction(() => /fieldtable\.toml:2:1/.test(document.getElementById("trouble").textContent));
      await type(page, "config", 'dialects = ["/etc/passwd"]');
      await page.waitForFunction(() => /names files/.test(document.getElementById("trouble").textContent));
      await type(page, "config", "");
      await page.waitForFunction(() => document.getElementById("trouble").textContent === "");
    }),

    "the lines that answer a finding are written": () => on("light", async (page) => {
      await page.getByRole("button", { name: 'Write [schema] unsaid_null = "never"' }).press("Enter");
      await page.waitForFunction(() => document.getElementById("config").value === '[schema]\nunsaid_null = "never"\n' && !/FT0505/.test(document.getElementById("findings").textContent));
    }),

    "a finding leads to its place": () => on("light", async (page) => {
      await type(page, "page", "# User\n\n| Mark | Field | Type | Required |\n|---|---|---|---|\n| 😀 | id | string | yes |\n| 😀 | friend | Nobody | yes |\n");
      await page.waitForFunction(() => /Nobody/.test(document.getElementById("findings").textContent));
      await page.locator(".finding.warning button").first().press("Enter");
      assert.equal(await focused(page), "page");
      assert.equal(await page.evaluate(() => document.getSelection().toString() || document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)), "Nobody");
    }),

    "what is typed is text": () => on("light", async (page) => {
      await type(page, "page", HOSTILE);
      await rust(page, "pub struct Evil");
      await type(page, "sample", '{"a": 1, "b": "<img src=x onerror=alert(8)>", "</script><script>alert(9)</script>": 1}');
      await page.waitForFunction(() => /onerror/.test(document.getElementById("mismatches").textContent));
      for (const tab of ["schema", "diagram", "fields", "rust"]) {
        await page.locator(`#tab-${tab}`).click();
        await harmless(page, "main");
      }
    }),

    ...Object.fromEntries(["light", "dark"].map((scheme) => [`everybody can use it, ${scheme}`, () => on(scheme, async (page) => {
      for (const tab of ["rust", "schema", "diagram", "fields"]) {
        await page.locator(`#tab-${tab}`).click();
        await page.evaluate(() => document.querySelectorAll("details").forEach((it) => (it.open = true)));
        await accessible(page, tab);
      }
    })])),

    "only who knows the address is answered": async () => {
      assert.equal((await ask(url)).status, 200);
      assert.equal((await ask(url, { path: "read", method: "POST", headers: json, body: question })).status, 200);
      assert.equal((await ask(origin)).status, 404, "without the token");
      assert.equal((await ask(`${origin}/${"0".repeat(32)}/`)).status, 404, "with another token");
      assert.equal((await ask(url, { headers: { Host: "evil.example" } })).status, 421, "by another name");
      assert.equal((await ask(url, { headers: { Host: host.replace("127.0.0.1", "127.0.0.1.evil.example") } })).status, 421);
      assert.equal((await ask(url, { path: "read", method: "POST", headers: { ...json, Origin: "http://evil.example" }, body: question })).status, 403);
      assert.equal((await ask(url, { path: "read", method: "POST", headers: { ...json, Origin: "null" }, body: question })).status, 403);
      assert.equal((await ask(url, { path: "read", method: "POST", headers: { "Content-Type": "text/plain" }, body: question })).status, 415);
      assert.equal((await ask(url, { path: "read", method: "OPTIONS", headers: { Origin: "http://evil.example" } })).status, 403);
      assert.equal((await ask(url, { path: "read", method: "POST", headers: json, body: "{}" })).status, 400);
      const large = await ask(url, { path: "read", method: "POST", headers: json, body: JSON.stringify({ page: "x".repeat(3 << 20) }) });
      assert.equal(large.status, 413);
      const { headers } = await ask(url, { headers: { Origin: origin } });
      assert.deepEqual(Object.keys(headers).filter((it) => it.startsWith("access-control")), [], "no other origin may read");
      assert.match(headers["content-security-policy"], /default-src 'none'/);
    },
  };
}
