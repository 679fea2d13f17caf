// Relations between models, as SVG.
"use strict";

/** Who mentions whom, and where: for each model the mentions in it and those of it. */
function relations(data) {
  const graph = data.models.map(() => ({ to: new Map(), from: new Map() }));
  data.models.forEach((model, index) => {
    const mention = (type, label) => {
      const many = type.some((it) => typeof it === "string" && /\[\]|set<|map</.test(it));
      for (const target of type.filter((it) => typeof it === "number")) {
        for (const [side, other] of [[graph[index].to, target], [graph[target].from, index]]) {
          if (!side.has(other)) side.set(other, new Set());
          if (label) side.get(other).add(label + (many ? "[]" : ""));
        }
      }
    };
    for (const field of model.fields || []) mention(field.type, field.name);
    for (const variant of model.variants || []) mention(variant.type, variant.tag || "");
    if (model.additional) mention(model.additional, "*");
    if (model.type) mention(model.type, "");
  });
  return graph;
}

const short = (text, most) => ([...text].length > most ? [...text].slice(0, most - 1).join("") + "…" : text);

/** The first of some labels, and that there are more. */
function listed(labels) {
  const MOST = 12;
  const all = [...labels];
  return all.slice(0, MOST).join(", ") + (all.length > MOST ? `, and ${all.length - MOST} more` : "");
}

function arrowhead(id) {
  return svg("defs", {}, svg("marker", { id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" }, svg("path", { d: "M0 0 8 4 0 8z" })));
}

const curve = (x1, y1, x2, y2) => `M${x1} ${y1} C${(x1 + x2) / 2} ${y1} ${(x1 + x2) / 2} ${y2} ${x2} ${y2}`;

/** The models around one: on the left those that mention it, on the right those that it mentions. */
function neighbours(data, graph, index) {
  const WIDTH = 250, GAP = 90, HEIGHT = 42, STEP = 52, MOST = 10;
  const sides = [[...graph[index].from], [...graph[index].to]].map((it) => it.filter(([other]) => other !== index));
  const own = graph[index].to.get(index);
  if (!sides[0].length && !sides[1].length && !own) return null;
  const figure = h("figure", {});
  const draw = (most) => {
    const shown = sides.map((it) => it.slice(0, most));
    const rows = Math.max(shown[0].length, shown[1].length, 1);
    const middle = (rows * STEP) / 2;
    const column = (it) => it * (WIDTH + GAP) + 1;
    const box = (other, x, y, labels, center) => {
      const { name } = data.models[other];
      const below = listed(labels);
      const parts = [
        svg("title", {}, below ? `${name} (${below})` : name),
        svg("rect", { x, y: y - HEIGHT / 2, width: WIDTH, height: HEIGHT, rx: 6 }),
        svg("text", { class: "title", x: x + 10, y: below ? y - 3 : y + 4 }, short(name, 29)),
        below && svg("text", { class: "soft", x: x + 10, y: y + 13 }, short(below, 34)),
      ];
      return center ? svg("g", { class: "center" }, parts) : svg("a", { href: link(name) }, parts);
    };
    const at = (side, row) => middle + (row - (shown[side].length - 1) / 2) * STEP;
    const paths = [
      shown[0].map((_, row) => svg("path", { d: curve(column(0) + WIDTH, at(0, row), column(1), middle), "marker-end": `url(#arrow-${index})` })),
      shown[1].map((_, row) => svg("path", { d: curve(column(1) + WIDTH, middle, column(2), at(1, row)), "marker-end": `url(#arrow-${index})` })),
    ];
    const left = shown[0].length ? 0 : column(1) - 1;
    const right = shown[1].length ? column(2) + WIDTH + 1 : column(1) + WIDTH + 1;
    const picture = svg("svg", { viewBox: `${left} 0 ${right - left} ${rows * STEP}`, width: right - left, role: "group", "aria-label": `Relations of ${data.models[index].name}` },
      arrowhead(`arrow-${index}`), paths,
      shown[0].map(([other, labels], row) => box(other, column(0), at(0, row), labels)),
      box(index, column(1), middle, own ? [`${listed(own)} ↺`] : [], true),
      shown[1].map(([other, labels], row) => box(other, column(2), at(1, row), labels)));
    const all = sides[0].length + sides[1].length;
    const hidden = all - shown[0].length - shown[1].length;
    const says = [sides[0].length && `${plural(sides[0].length, "model")} on the left mention${sides[0].length === 1 ? "s" : ""} it`, sides[1].length && `it mentions ${plural(sides[1].length, "model")} on the right`];
    const more = hidden > 0 && h("button", { type: "button", onclick: () => { draw(Infinity); figure.querySelector("a").focus(); } }, `Show all ${all} relations`);
    figure.replaceChildren(picture, h("figcaption", { class: "soft" }, says.filter(Boolean).join("; "), more && " ", more));
  };
  draw(MOST);
  return figure;
}

/** All models with their fields, those that nobody mentions on the left. For a few models only. */
function overview(data, graph) {
  const WIDTH = 280, GAP = 80, ROW = 18, LINES = 12, SPACE = 26;
  const depth = data.models.map(() => -1);
  const walk = (starts) => {
    let now = starts.filter((it) => depth[it] < 0);
    now.forEach((it) => (depth[it] = 0));
    for (let level = 1; now.length; level += 1) {
      const next = [];
      for (const from of now) for (const to of graph[from].to.keys()) if (depth[to] < 0) { depth[to] = level; next.push(to); }
      now = next;
    }
  };
  const related = (it) => graph[it].to.size || graph[it].from.size;
  const all = data.models.map((_, it) => it);
  walk(all.filter((it) => related(it) && ![...graph[it].from.keys()].some((from) => from !== it)));
  for (const it of all.filter(related)) walk([it]);
  const lines = data.models.map((model) => {
    const all = (model.fields || []).map((it) => ({ name: it.name, text: `${it.name}${it.presence === "required" ? "" : "?"}: ${typeText(data, it.type)}${it.nullable ? " | null" : ""}`, type: it.type }))
      .concat((model.values || []).map((it) => ({ text: it.value, type: [] })), (model.variants || []).map((it) => ({ text: typeText(data, it.type), type: it.type })), model.type ? [{ text: typeText(data, model.type), type: model.type }] : []);
    return all.length > LINES ? [...all.slice(0, LINES - 1), { text: `and ${all.length - LINES + 1} more`, type: all.slice(LINES - 1).flatMap((it) => it.type), soft: true }] : all;
  });
  const height = (it) => 28 + lines[it].length * ROW + 8;
  const spot = [];
  const columns = [];
  const put = (it, column) => {
    columns[column] = columns[column] || 1;
    spot[it] = { x: column * (WIDTH + GAP) + 1, y: columns[column] };
    columns[column] += height(it) + SPACE;
  };
  const linked = all.filter(related);
  linked.sort((a, b) => depth[a] - depth[b] || a - b).forEach((it) => put(it, depth[it]));
  const alone = all.filter((it) => !related(it));
  const width = Math.max(columns.length, Math.min(3, alone.length), 1);
  const floor = Math.max(1, ...columns.filter(Boolean));
  if (alone.length) {
    for (let at = 0; at < width; at += 1) columns[at] = floor;
    alone.forEach((it) => put(it, columns.indexOf(Math.min(...columns.slice(0, width)))));
  }
  const arrows = linked.flatMap((it) => lines[it].flatMap((line, row) => [...new Set(line.type.filter((to) => typeof to === "number"))].map((to) => {
    const y = spot[it].y + 28 + row * ROW + ROW / 2, [a, b] = [spot[it], spot[to]], end = b.y + 14;
    const d = b.x > a.x ? curve(a.x + WIDTH, y, b.x, end) : `M${a.x + WIDTH} ${y} C${a.x + WIDTH + 60} ${y} ${b.x + WIDTH + 60} ${end} ${b.x + WIDTH} ${end}`;
    return svg("path", { d, "marker-end": "url(#arrow)" });
  })));
  const boxes = all.map((it) => {
    const { x, y } = spot[it], { name, kind } = data.models[it];
    return svg("a", { href: link(name) }, svg("title", {}, name),
      svg("rect", { x, y, width: WIDTH, height: height(it), rx: 6 }),
      svg("text", { class: "title", x: x + 10, y: y + 19 }, short(name, kind === "object" ? 34 : 22)),
      kind !== "object" && svg("text", { class: "soft", x: x + WIDTH - 10, y: y + 19, "text-anchor": "end" }, BRIEF[kind]),
      lines[it].map((line, row) => svg("text", { class: line.soft && "soft", x: x + 10, y: y + 28 + row * ROW + 13 }, short(line.text, 34))));
  });
  const w = columns.length * (WIDTH + GAP) - GAP + 62, tall = Math.max(...columns.filter(Boolean)) - SPACE + 2;
  return h("figure", { class: "wide", tabindex: 0, "aria-label": "All models and their relations" }, svg("svg", { viewBox: `0 0 ${w} ${tall}`, width: w, role: "group", "aria-label": "All models" }, arrowhead("arrow"), arrows, boxes));
}
