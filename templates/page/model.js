// What pages that show models have in common. Everything that documents say becomes text, never markup.
"use strict";

/** An element with attributes and children; children that are nothing are left out. */
function h(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

function svg(tag, attributes, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((it) => it !== undefined && it !== null && it !== false && it !== ""));
  return element;
}

const plural = (count, what) => `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
const link = (name, field) => "#" + encodeURIComponent(field === undefined ? name : `${name}.${field}`);

/** Prose of the documents: what stands between backticks is code. */
function prose(text) {
  return text.split(/`([^`\n]+)`/).map((it, at) => (at % 2 ? h("code", {}, it) : it));
}

/** A type; the models in it are links. */
function typeNodes(data, type) {
  return type.map((it) => (typeof it === "number" ? h("a", { href: link(data.models[it].name) }, data.models[it].name) : it));
}

const typeText = (data, type) => type.map((it) => (typeof it === "number" ? data.models[it].name : it)).join("");

const HOW = ["stated", "inferred", "set"];

/** Why the facts of a thing are held true, closed at first: which are not stated is said outside. */
function evidence(data, thing) {
  const reasons = (thing.reasons || []).map(([fact, how, text, rule, ...places]) => ({
    fact: data.texts[fact], how: HOW[how], text: data.texts[text], rule: rule < 0 ? null : data.texts[rule], places,
  }));
  if (!reasons.length) return null;
  const facts = (how) => [...new Set(reasons.filter((it) => it.how === how).map((it) => it.fact))];
  const summary = HOW.filter((how) => facts(how).length).map((how) =>
    h("span", { class: how }, how === "stated" ? `${plural(facts(how).length, "fact")} stated` : `${facts(how).join(", ")} ${how}`));
  return h("details", { class: "why" }, h("summary", {}, summary), h("dl", {}, reasons.map((it) => [
    h("dt", {}, it.fact),
    h("dd", { class: "doc" }, h("span", { class: it.how }, it.how), " ",
      it.how === "stated" && it.fact === "description" ? null : [it.rule && ["by ", h("code", {}, it.rule), ": "], it.how === "inferred" ? it.text : h("code", {}, it.text)],
      placesOf(data, it.places)),
  ])));
}

/** A place in a page: a link where it is known where the pages are. */
function at(data, [file, line, column], words, more = {}) {
  const path = data.paths && data.paths[file];
  words ||= [data.files[file], line, column].filter((it) => it !== undefined).join(":");
  if (typeof path !== "string") return h("span", { class: "place", ...more }, words);
  const filled = { path: path.split("/").map(encodeURIComponent).join("/"), line: String(line || 1) };
  return h("a", { class: "place", href: data.link.replace(/\{(path|line)\}/g, (_, hole) => filled[hole]), ...more }, words);
}

function placesOf(data, places) {
  const out = [];
  for (let from = 0; from < places.length; from += 3) out.push(" ", at(data, places.slice(from, from + 3)));
  return out;
}

const place = (data, thing) => thing.place && at(data, thing.place);

/** The name of the file alone: the whole path is said for the model. */
const shortPlace = (data, { place }) => place && at(data, place, `${data.files[place[0]].replace(/^.*\//, "")}:${place[1]}`, { title: `${data.files[place[0]]}:${place[1]}` });

const LEVEL = { error: "bad", warning: "inferred", note: "soft" };

/** A finding, with the words in backticks as code. */
const finding = (it) => [h("span", { class: LEVEL[it.level] }, `${it.level} ${it.code}`), ": ", prose(it.message), it.help && h("div", { class: "soft help" }, "help: ", prose(it.help))];

/** The findings at the row of a thing. */
function findingsOf(data, { place }) {
  const here = place ? (data.findings || []).filter((it) => it.place && it.place[0] === place[0] && it.place[1] === place[1]) : [];
  return here.length ? h("ul", { class: "findings" }, here.map((it) => h("li", { class: "doc" }, finding(it)))) : null;
}

const PRESENCE = { required: "required", optional: "optional", unsaid: "not said" };
const KIND = { object: "object", enum: "enum", union: "one of", alias: "another name", undocumented: "no page describes it", empty: "its page leaves its content out" };
const BRIEF = { ...KIND, undocumented: "not described", empty: "left empty" };
const BOUNDS = { minimum: "≥", maximum: "≤", exclusiveMinimum: ">", exclusiveMaximum: "<", multipleOf: "multiple of", minLength: "length ≥", maxLength: "length ≤", pattern: "pattern", minItems: "items ≥", maxItems: "items ≤" };

function notes(field) {
  const code = (word, text) => h("span", {}, word + " ", h("code", {}, text));
  const all = [
    field.shown && code("shown as", field.shown),
    field.default !== undefined && code("default", field.default),
    field.readOnly && h("span", {}, "read-only"),
    field.writeOnly && h("span", {}, "write-only"),
    field.deprecated !== undefined && h("span", { class: "bad" }, "deprecated" + (field.deprecated && ": " + field.deprecated)),
    ...Object.entries(field.constraints || {}).map(([bound, value]) => code(BOUNDS[bound], String(value))),
    ...(field.examples || []).slice(0, 3).map((it) => code("example", it)),
  ].filter(Boolean);
  return all.length ? h("div", { class: "notes doc" }, all) : null;
}

function table(caption, heads, rows) {
  return h("div", { class: "scroll" }, h("table", {}, h("caption", { class: "unseen" }, caption),
    h("thead", {}, h("tr", {}, heads.map((it) => h("th", { scope: "col" }, it)))), h("tbody", {}, rows)));
}

/** What a model consists of. */
function content(data, model) {
  const say = (it) => it && h("div", { class: "doc" }, prose(it));
  if (model.fields) {
    const rows = model.fields.map((it) => h("tr", { "data-field": it.name }, [
      h("td", { class: "field" }, h("span", { class: "name doc" }, it.name)),
      h("td", { class: "type doc" }, typeNodes(data, it.type), it.nullable && " | null"),
      h("td", {}, PRESENCE[it.presence]),
      h("td", { class: "what" }, say(it.description), notes(it), findingsOf(data, it), evidence(data, it)),
      h("td", {}, shortPlace(data, it)),
    ]));
    if (model.additional) {
      rows.push(h("tr", {}, h("td", {}, h("span", { class: "soft" }, "further members")), h("td", { class: "type doc" }, typeNodes(data, model.additional)), h("td"), h("td"), h("td")));
    }
    if (!rows.length) return h("p", { class: "soft" }, "It has no fields.");
    return table(`Fields of ${model.name}`, ["Field", "Type", "Presence", "What the docs say", "Place"], rows);
  }
  if (model.values) {
    return table(`Values of ${model.name}`, ["Value", "What the docs say"], model.values.map((it) => h("tr", {},
      h("td", {}, h("code", { class: "doc" }, it.value)), h("td", { class: "what" }, it.name && h("div", { class: "notes doc" }, it.name), say(it.description)))));
  }
  if (model.variants) {
    return table(`Variants of ${model.name}`, ["Type", model.discriminator ? `When ${model.discriminator} is` : "Tag", "What the docs say"], model.variants.map((it) => h("tr", {},
      h("td", { class: "type doc" }, typeNodes(data, it.type)), h("td", {}, it.tag && h("code", { class: "doc" }, it.tag)), h("td", { class: "what" }, say(it.description)))));
  }
  if (model.type) return h("p", { class: "type doc" }, typeNodes(data, model.type));
  return h("p", { class: "soft" }, "It keeps any JSON.");
}

/** A model with its relations, content and evidence. */
function modelView(data, graph, index) {
  const model = data.models[index];
  return h("article", { class: "model", "aria-labelledby": `model-${index}` },
    h("header", {}, h("h2", { id: `model-${index}`, class: "doc", tabindex: -1 }, model.name), h("span", { class: "kind" }, KIND[model.kind]), place(data, model)),
    model.deprecated !== undefined && h("p", { class: "bad" }, "deprecated" + (model.deprecated && ": " + model.deprecated)),
    model.description && h("p", { class: "prose doc" }, prose(model.description)),
    neighbours(data, graph, index),
    h("h3", {}, { enum: "Values", union: "Variants", object: "Fields" }[model.kind] || "Content"),
    content(data, model), findingsOf(data, model), evidence(data, model));
}
