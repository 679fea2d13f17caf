// The page of a schema: search, one model at a time, and what became of the pages.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const start = document.documentElement.dataset.start;
  const graph = relations(data);
  const numbers = new Map(data.models.map((it, at) => [it.name, at]));
  const main = document.querySelector("main");
  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const count = document.getElementById("count");
  const PAGES = ":pages";
  const FINDINGS = ":findings";
  const MOST = 200;
  const fields = data.models.reduce((sum, it) => sum + (it.fields || []).length, 0);

  /** Models and fields whose name has the words; a model's own name comes first. */
  function matches(words) {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (text) => wanted.every((it) => text.toLowerCase().includes(it));
    if (!wanted.length) return data.models.map((it) => ({ name: it.name }));
    const begins = (it) => (it.name.toLowerCase().startsWith(wanted[0]) ? 0 : 1);
    const models = data.models.filter((it) => fits(it.name)).sort((a, b) => begins(a) - begins(b)).map((it) => ({ name: it.name }));
    const members = data.models.flatMap((model) => (model.fields || [])
      .filter((it) => (fits(it.name) || (it.shown && fits(it.shown)) || fits(`${model.name}.${it.name}`)) && !fits(model.name))
      .map((it) => ({ name: model.name, field: it.name })));
    return [...models, ...members];
  }

  function list() {
    const all = matches(search.value);
    const most = search.value ? MOST : Infinity;
    found.replaceChildren(...all.slice(0, most).map(({ name, field }) =>
      h("li", {}, h("a", { href: link(name, field), class: "doc" }, field === undefined ? name : [h("span", { class: "soft" }, name + "."), field]))));
    count.textContent = search.value ? `${all.length > most ? `first ${most} of ` : ""}${plural(all.length, "match").replace(/matchs$/, "matches")}` : plural(all.length, "model");
    current();
  }

  function current() {
    const name = target().model;
    for (const it of found.querySelectorAll("a")) {
      const here = name !== undefined && it.getAttribute("href") === link(name);
      if (here) it.setAttribute("aria-current", "page"); else it.removeAttribute("aria-current");
    }
  }

  /** What the address names: a model, a field of one, the pages, or nothing. */
  function target() {
    let hash = location.hash.slice(1);
    try { hash = decodeURIComponent(hash); } catch { /* as it is */ }
    if (!location.hash && !numbers.has(start)) hash = start;
    if (numbers.has(hash)) return { model: hash };
    for (let dot = hash.lastIndexOf("."); dot > 0; dot = hash.lastIndexOf(".", dot - 1)) {
      if (numbers.has(hash.slice(0, dot))) return { model: hash.slice(0, dot), field: hash.slice(dot + 1) };
    }
    return hash === PAGES ? { pages: true } : hash === FINDINGS ? { findings: true } : { missing: hash };
  }

  function home(missing) {
    const most = data.models.map((it, at) => [it.name, graph[at].from.size]).filter((it) => it[1] > 0).sort((a, b) => b[1] - a[1]).slice(0, 20);
    return h("article", {}, h("h2", { tabindex: -1 }, plural(data.models.length, "model")),
      missing && h("p", { class: "bad" }, "There is no model ", h("code", { class: "doc" }, missing), "."),
      h("p", { class: "soft" }, `${plural(fields, "field")}. Choose a model, or press `, h("kbd", {}, "/"), " and type part of a name."),
      data.models.length > 0 && (data.models.length <= 40 ? overview(data, graph) : [
        h("h3", {}, "Most mentioned"),
        h("ul", { class: "most" }, most.map(([name, times]) => h("li", {}, h("a", { href: link(name), class: "doc" }, name), " ", h("span", { class: "soft" }, `by ${plural(times, "model")}`))))]));
  }

  function coverage() {
    const tables = data.pages.flatMap((page) => page.tables.map((it) => ({ page, ...it })));
    const silent = data.pages.filter((it) => it.leftOut);
    const left = tables.filter((it) => it.leftOut);
    const reasons = new Map();
    for (const [what, all] of [["page", silent], ["table", left]]) {
      for (const it of all) {
        const key = `${what}: ${it.leftOut}`;
        reasons.set(key, { what, reason: it.leftOut, count: (reasons.get(key) || { count: 0 }).count + 1 });
      }
    }
    const cell = (it) => svg("rect", { class: it.leftOut ? "left" : "read" }, svg("title", {}, `${data.files[it.page.path]}:${it.line}: ${it.leftOut ? "left out: " + it.leftOut : "read"}`));
    const across = Math.max(1, Math.min(60, Math.ceil(Math.sqrt(tables.length * 6)))), SIDE = 14;
    const cells = tables.slice(0, 6000).map(cell);
    cells.forEach((it, at) => {
      const inset = tables[at].leftOut ? 1 : 0;
      for (const [name, value] of Object.entries({ x: (at % across) * SIDE + 1 + inset, y: Math.floor(at / across) * SIDE + 1 + inset, width: SIDE - 4 - 2 * inset, height: SIDE - 4 - 2 * inset, rx: 2 })) it.setAttribute(name, value);
    });
    const tall = Math.ceil(cells.length / across) * SIDE;
    const rows = h("tbody");
    const only = h("input", { type: "checkbox", id: "only", checked: silent.length + left.length > 0 && data.pages.length > 60 });
    const show = () => {
      const some = data.pages.filter((it) => !only.checked || it.leftOut || it.tables.some((table) => table.leftOut));
      rows.replaceChildren(...some.slice(0, 2000).map((page) => h("tr", {},
        h("td", {}, at(data, [page.path])),
        h("td", {}, page.dialect && h("code", {}, page.dialect)),
        h("td", { class: "what" },
          page.leftOut ? h("div", { class: "inferred doc" }, "left out: " + page.leftOut) : !page.tables.length && h("div", { class: "doc" }, page.models.map((it, at) => [at > 0 && ", ", named(it)])),
          h("ul", {}, page.tables.filter((it) => !only.checked || it.leftOut).map((it) => h("li", {},
            at(data, [page.path, it.line], `line ${it.line}`), h("span", { class: "soft" }, `, ${plural(it.rows, "row")}: `),
            it.leftOut ? h("span", { class: "inferred doc" }, "left out: " + it.leftOut) : named(it.model))))))));
    };
    only.addEventListener("change", show);
    show();
    return h("article", {}, h("h2", { tabindex: -1 }, "What was read"),
      h("p", {}, `${plural(data.pages.length, "page")}, ${silent.length} left out; ${plural(tables.length, "table")}, ${left.length} left out; ${plural(data.models.length, "model")}, ${plural(fields, "field")}.`),
      cells.length > 0 && h("figure", { class: "waffle" }, svg("svg", { viewBox: `0 0 ${across * SIDE} ${tall}`, width: across * SIDE, role: "img", "aria-label": `${tables.length - left.length} tables read, ${left.length} left out` }, cells),
        h("figcaption", { class: "soft" }, svg("svg", { class: "key", width: 12, height: 12, "aria-hidden": true }, svg("rect", { class: "read", x: 1, y: 1, width: 10, height: 10, rx: 2 })), " a table that was read  ",
          svg("svg", { class: "key", width: 12, height: 12, "aria-hidden": true }, svg("rect", { class: "left", x: 2, y: 2, width: 8, height: 8, rx: 2 })), " one that was left out")),
      reasons.size > 0 && [h("h3", {}, "Left out, and why"), h("ul", { class: "reasons" }, [...reasons.values()].sort((a, b) => b.count - a.count).map((it) => h("li", {}, h("b", {}, plural(it.count, it.what)), ": ", h("span", { class: "doc" }, it.reason))))],
      data.dialects.length > 0 && [h("h3", {}, "Dialects"), h("ul", {}, data.dialects.map((it) => h("li", {}, h("details", { class: "why" },
        h("summary", {}, h("code", {}, it.folder || "."), ` ${it.set ? "is set to" : "was recognised as"} `, h("code", {}, it.id)),
        h("ul", { class: "reasons" }, it.evidence.map((line) => h("li", { class: "doc" }, prose(line))), it.rivals.length > 0 && h("li", { class: "inferred" }, "nothing tells it apart from " + it.rivals.join(", "))))))) ],
      h("h3", {}, "Pages"), h("p", {}, h("label", {}, only, " only what was left out")),
      h("div", { class: "scroll" }, h("table", {}, h("caption", { class: "unseen" }, "Pages and what became of their tables"), h("thead", {}, h("tr", {}, ["Page", "Dialect", "What became of it"].map((it) => h("th", { scope: "col" }, it)))), rows)));
  }

  /** All findings, by code, what matters most first. */
  function listed() {
    const codes = new Map();
    for (const it of data.findings) codes.set(it.code, [...(codes.get(it.code) || []), it]);
    const levels = Object.keys(LEVEL);
    const order = [...codes.values()].sort((a, b) => levels.indexOf(a[0].level) - levels.indexOf(b[0].level) || b.length - a.length);
    const count = levels.map((level) => [level, data.findings.filter((it) => it.level === level).length]).filter((it) => it[1]);
    return h("article", {}, h("h2", { tabindex: -1 }, "Findings"),
      h("p", { class: "soft" }, count.length ? count.map(([level, some]) => plural(some, level)).join(", ") + "." : "There are none."),
      order.map((all) => [h("h3", {}, h("span", { class: LEVEL[all[0].level] }, `${all[0].level} ${all[0].code}`), all.length > 1 && h("span", { class: "soft" }, `, ${all.length.toLocaleString("en")} times`)),
        h("ul", { class: "findings" }, all.slice(0, 500).map((it) => h("li", { class: "doc" }, it.place && [at(data, it.place), " "], prose(it.message), it.help && h("div", { class: "soft help" }, "help: ", prose(it.help)))), all.length > 500 && h("li", { class: "soft" }, `and ${all.length - 500} more`))]));
  }

  const named = (name) => (numbers.has(name) ? h("a", { href: link(name), class: "doc" }, name) : h("span", { class: "doc" }, name));

  function show(moved) {
    const { model, field, pages, findings, missing } = target();
    const view = model !== undefined ? modelView(data, graph, numbers.get(model)) : pages ? coverage() : findings ? listed() : home(missing);
    main.replaceChildren(view);
    document.title = (model !== undefined ? `${model}, ` : pages ? "What was read, " : findings ? "Findings, " : "") + document.documentElement.dataset.title;
    for (const it of document.querySelectorAll("header nav a")) {
      if (it.getAttribute("href") === (pages ? "#" + PAGES : findings ? "#" + FINDINGS : "#")) it.setAttribute("aria-current", "page"); else it.removeAttribute("aria-current");
    }
    const row = field !== undefined && [...view.querySelectorAll("tr")].find((it) => it.dataset.field === field);
    current();
    if (row) {
      row.classList.add("here");
      row.setAttribute("tabindex", "-1");
      row.scrollIntoView({ block: "center" });
    } else {
      window.scrollTo(0, 0);
    }
    if (moved) (row || view.querySelector("h2")).focus({ preventScroll: true });
  }

  document.querySelector(".skip").addEventListener("click", () => main.querySelector("h2").focus());
  search.addEventListener("input", list);
  document.addEventListener("keydown", (event) => {
    const typing = ["INPUT", "TEXTAREA", "SELECT"].includes(document.activeElement.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Escape" && document.activeElement === search) {
      search.value = "";
      list();
    } else if (event.key === "Enter" && document.activeElement === search) {
      const first = found.querySelector("a");
      if (first) location.hash = first.getAttribute("href");
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const links = [...found.querySelectorAll("a")];
      const at = links.indexOf(document.activeElement);
      if (at < 0 && document.activeElement !== search) return;
      event.preventDefault();
      const next = at + (event.key === "ArrowDown" ? 1 : -1);
      if (next < 0) search.focus(); else if (links[next]) links[next].focus();
    }
  });
  window.addEventListener("hashchange", () => show(true));
  list();
  show(false);
})();
