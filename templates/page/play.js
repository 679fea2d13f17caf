// The page of `fieldtable play`: sends what is typed, shows what comes back.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const WAIT = 150;
  const MOST = 40;
  let running = null;
  let timer = 0;
  let mended = null;

  function ask(set = null, lines = null) {
    // What waits would take back what is asked for now.
    clearTimeout(timer);
    running?.abort();
    running = new AbortController();
    const choice = (id) => $(id).value || null;
    const question = {
      page: $("page").value, sample: $("sample").value, model: choice("model"), dialect: choice("dialect"), wireNames: choice("wireNames"),
      unsaidNull: choice("unsaidNull"), unsaid: choice("unsaid"), operations: $("operations").checked, config: $("config").value, set, lines,
    };
    fetch("read", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(question), signal: running.signal })
      .then((reply) => (reply.ok ? reply.json() : reply.text().then((it) => ({ error: reply.status === 413 ? "the texts are too large" : it.trim() }))))
      .then((it) => show(it, set || lines))
      .catch((error) => { if (error.name !== "AbortError") trouble("the command does not answer; is it still running?"); });
  }

  const trouble = (text) => { if ($("trouble").textContent !== text) $("trouble").textContent = text; };

  function show(answer, written) {
    if (written && answer.config !== undefined) $("config").value = answer.config;
    trouble(answer.error || "");
    if (answer.error) return;
    const { data } = answer;
    findings(answer.findings);
    sample(answer.sample);
    models(data);
    code("panel-rust", answer.rust, RUST, "the Rust");
    code("panel-schema", answer.jsonSchema, JSON_WORDS, "the JSON Schema");
    const graph = relations(data);
    const few = data.models.length <= MOST;
    replace("panel-diagram", !data.models.length ? h("p", { class: "soft" }, "No model yet.") : few ? overview(data, graph) : h("p", {}, `${data.models.length} models are too many for one picture; `, h("code", {}, "fieldtable export --format html"), " draws them one by one."));
    replace("panel-fields", data.models.slice(0, MOST).map((_, index) => modelView(data, graph, index)));
  }

  /** What is the same stays, so that nobody is told twice and no focus is lost. */
  function replace(id, ...children) {
    const fresh = h("div", {}, children);
    if ($(id).firstElementChild?.innerHTML !== fresh.innerHTML) $(id).replaceChildren(fresh);
  }

  function findings(all) {
    const count = (level) => all.filter((it) => it.level === level).length;
    const counts = ["error", "warning", "note"].filter(count).map((level) => plural(count(level), level));
    say("findings-count", counts.join(", ") || "none");
    update("findings", all.slice(0, 200).map((it) => ({ key: JSON.stringify(it), make: () => finding(it) })));
  }

  function finding(it) {
    const where = it.line && h("button", { type: "button", onclick: () => select(it) }, `line ${it.line}`);
    return h("div", { class: `finding ${it.level}` },
      h("p", {}, h("span", { class: "level" }, `${it.level}[${it.code}]`), " ", h("span", { class: "doc" }, prose(it.message)), where && [" ", where]),
      it.label && h("p", { class: "help doc" }, prose(it.label)),
      it.help && h("p", { class: "help doc" }, "help: ", prose(it.help)),
      it.mends?.length > 0 && h("p", { class: "mends" }, it.mends.map((lines) => h("button", { type: "button", onclick: () => { ask(null, lines); $("page").focus(); } }, "Write ", h("code", {}, lines.replaceAll("\n", " "))))),
      it.explanation && h("details", {}, h("summary", {}, "What it means"), h("p", {}, prose(it.explanation.trim()))));
  }

  /** Items that are already there are kept. */
  function update(id, items) {
    const old = new Map([...$(id).children].map((it) => [it.dataset.key, it]));
    const wanted = items.map(({ key, make }) => {
      const element = old.get(key) || make();
      element.dataset.key = key;
      return element;
    });
    if (wanted.length !== $(id).children.length || wanted.some((it, at) => $(id).children[at] !== it)) $(id).replaceChildren(...wanted);
  }

  const say = (id, text) => { if ($(id).textContent !== text) $(id).textContent = text; };

  /** Selects in the docs what a finding is about. Columns count characters, the text area counts UTF-16 units. */
  function select(it) {
    const lines = $("page").value.split("\n");
    const at = (line, column) => lines.slice(0, line - 1).reduce((sum, it) => sum + it.length + 1, 0) + [...(lines[line - 1] || "")].slice(0, column - 1).join("").length;
    $("page").focus();
    $("page").setSelectionRange(at(it.line, it.column), at(it.endLine, it.endColumn));
    const height = parseFloat(getComputedStyle($("page")).lineHeight);
    $("page").scrollTop = Math.max(0, (it.line - 4) * height);
  }

  function sample(it) {
    mended = it?.mended ?? null;
    const items = [];
    if (!it) say("sample-count", "");
    else if (it.error) {
      say("sample-count", "");
      items.push({ key: it.error, make: () => h("p", { class: "bad doc" }, it.error) });
    } else {
      const none = it.mismatches.length === 0 && it.unmatched.length === 0;
      say("sample-count", none ? `${plural(it.objects, "object")} compared, all as documented` : plural(it.mismatches.length, "difference"));
      if (it.unmatched.length) items.push({ key: "unmatched", make: () => h("p", { class: "inferred" }, "No model has these fields; choose one above.") });
      for (const one of it.mismatches) {
        items.push({ key: JSON.stringify(one), make: () => h("div", { class: "finding warning" }, h("p", { class: "doc" }, h("code", {}, one.path), ": ", prose(one.message), " ", h("span", { class: "place" }, one.pointer))) });
      }
      if (mended !== null) items.push({ key: "mend", make: () => h("p", {}, h("button", { type: "button", onclick: mend }, "Write the lines that mend it")) });
    }
    update("mismatches", items);
  }

  function mend() {
    $("config").value = mended;
    $("config").focus();
    ask();
  }

  function models(data) {
    const chosen = $("model").value;
    const names = data.models.filter((it) => it.kind === "object").map((it) => it.name);
    const options = [...$("model").options].slice(1).map((it) => it.value);
    if (names.length === options.length && names.every((it, at) => it === options[at])) return;
    $("model").replaceChildren($("model").options[0], ...names.map((it) => h("option", { value: it }, it)));
    $("model").value = names.includes(chosen) ? chosen : "";
  }

  const RUST = /(\/\/[^\n]*)|("(?:[^"\\\n]|\\.)*")|\b(pub|struct|enum|impl|fn|use|mod|type|const|static|match|let|self|Self|where|for|if|else|return|crate|as|in|ref|mut)\b|\b(\d[\d_]*)\b/g;
  const JSON_WORDS = /(\/\/(?!)x)|("(?:[^"\\\n]|\\.)*"(?=\s*:))|\b(true|false|null)\b|(-?\b\d[\d.eE+-]*\b)/g;

  function code(id, text, words, what) {
    if ($(id).dataset.text === text) return;
    $(id).dataset.text = text;
    const parts = [];
    let last = 0;
    // Colours are for reading; of a very long text not all is coloured.
    for (const found of text.slice(0, 200000).matchAll(words)) {
      parts.push(text.slice(last, found.index), h("i", { class: found[1] ? "c" : found[2] ? "s" : found[3] ? "k" : "n" }, found[0]));
      last = found.index + found[0].length;
    }
    parts.push(text.slice(last));
    const copy = h("button", { type: "button", class: "copy", onclick: () => navigator.clipboard.writeText(text).then(() => { copy.textContent = "Copied"; setTimeout(() => (copy.textContent = "Copy"), 1500); }) }, "Copy", h("span", { class: "unseen" }, ` ${what}`));
    $(id).replaceChildren(copy, h("pre", { tabindex: 0 }, h("code", {}, parts)));
  }

  const tabs = [...document.querySelectorAll("[role=tab]")];
  function open(tab, focus) {
    for (const it of tabs) {
      it.setAttribute("aria-selected", String(it === tab));
      it.tabIndex = it === tab ? 0 : -1;
      $(it.getAttribute("aria-controls")).hidden = it !== tab;
    }
    if (focus) tab.focus();
  }
  tabs.forEach((tab, at) => {
    tab.addEventListener("click", () => open(tab));
    tab.addEventListener("keydown", ({ key }) => {
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[key];
      if (to !== undefined) open(tabs.at(to % tabs.length), true);
    });
  });

  // A model in the diagram or in a type: its fields.
  document.addEventListener("click", (event) => {
    const to = event.target.closest("a[href^='#']");
    if (!to) return;
    event.preventDefault();
    open($("tab-fields"));
    const name = decodeURIComponent(to.getAttribute("href").slice(1));
    const heading = [...document.querySelectorAll("#panel-fields .model h2")].find((it) => it.textContent === name);
    heading?.focus();
  });

  $("set").addEventListener("click", () => ask(JSON.parse($("choice").value)));
  document.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => ask(), WAIT); });
  ask();
})();
