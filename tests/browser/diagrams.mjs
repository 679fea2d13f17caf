// Diagrams are read by the programs that draw them, whatever the documents say.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { instance } from "@viz-js/viz";
import { HOSTILE, run, visit } from "./support.mjs";

/** Words of the diagrams' own grammars, as names, types and values. */
const WORDS = `${HOSTILE}
# class

| Field | Type | Required | Description |
| --- | --- | --- | --- |
| \`direction\` | \`end\` | yes | |
| \`a"]; b -> c\` | \`"}%%{init: {}}%%" \\| "\\\\N"\` | yes | |
| \`note for\` | \`class[]\` | no | |
| \`{<f0>}\` | map | no | |

# end

| Field | Type | Required | Description |
| --- | --- | --- | --- |
| \`subgraph\` | \`class\` | yes | |
| \`~T~\` | \`Evil\` | yes | |
`;

export function tests(browser, { fieldtable, fixtures, work }) {
  const docs = join(work, "words");
  mkdirSync(docs, { recursive: true });
  writeFileSync(join(docs, "words.md"), WORDS);
  const sources = [docs, join(fixtures, "openapi-generator/php/docs")];
  const all = (format) => Promise.all(sources.map((it) => run(fieldtable, ["export", it, "--no-config", "--format", format])));
  return {
    "Mermaid reads its diagrams": async () => {
      const texts = await all("mermaid");
      const mermaid = createRequire(import.meta.url).resolve("mermaid/dist/mermaid.min.js");
      await visit(browser, "light", () => false, async (page) => {
        await page.addScriptTag({ path: mermaid });
        for (const text of texts) {
          const classes = await page.evaluate(async (text) => {
            await mermaid.parse(text);
            const { svg } = await mermaid.render("drawn", text);
            return new DOMParser().parseFromString(svg, "text/html").querySelectorAll("g.node").length;
          }, text);
          assert.equal(classes, text.match(/^ {2}class m/gm).length, "each model is drawn");
        }
      });
    },

    "Graphviz reads its diagrams": async () => {
      const viz = await instance();
      for (const text of await all("dot")) {
        const { status, output, errors } = viz.render(text, { format: "svg" });
        assert.equal(status, "success");
        assert.deepEqual(errors.filter((it) => it.level === "error"), []);
        assert.equal(output.match(/class="node"/g).length, text.match(/^ {2}m\d+ \[/gm).length, "each model is drawn");
      }
    },
  };
}
