// node run.mjs CHROMIUM FIELDTABLE FIXTURES WORK [WORDS]: runs the tests whose name has the words.
import * as diagrams from "./diagrams.mjs";
import * as play from "./play.mjs";
import * as schema from "./schema.mjs";
import { launch, serve } from "./support.mjs";

const [chromium, fieldtable, fixtures, work, words = ""] = process.argv.slice(2);
const places = { fieldtable, fixtures, work };
const server = await serve(fieldtable, []);
let browser;
const failed = [];
try {
  browser = await launch(chromium);
  const all = { ...play.tests(browser, server.url), ...diagrams.tests(browser, places), ...schema.tests(browser, await schema.prepare(places)) };
  for (const [name, test] of Object.entries(all).filter((it) => it[0].includes(words))) {
    const start = Date.now();
    try {
      await test();
      console.log(`ok      ${name} (${Date.now() - start} ms)`);
    } catch (error) {
      failed.push(name);
      console.log(`FAILED  ${name}\n${error.stack}`);
    }
  }
} finally {
  await browser?.close();
  server.end();
}
console.log(failed.length ? `failed: ${failed.length}` : "all hold");
process.exitCode = failed.length ? 1 : 0;
