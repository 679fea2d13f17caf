#!/usr/bin/env python3
"""Measures each rule of inference over a corpus of pages whose truth is known.

usage: inference.py FIELDTABLE SHARED [--write] [--misses RULES]

FIELDTABLE  the command
SHARED      a folder with corpus/ and eval/ as the project's README of the shared folder describes them

Every rule is switched on, `fieldtable explain '*'` tells what each one concludes of each field, and the truth says whether
that is right. A conclusion counts once for an API, however many kinds of its docs lead to it. --write puts the table into
docs/inference.md. --misses shows what the rules with such names (a regular
expression) got wrong, and of what the truth is silent.
"""
import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RIGHT, WRONG, SILENT = "right", "wrong", "silent"


def rules():
    """Every rule and whether it is on, in the order of their registry."""
    text = "\n".join(p.read_text() for p in sorted((ROOT / "src/infer/rules").glob("*.rs")))
    found = {}
    for block in re.split(r"(?=\bconst \w+: Rule = Rule \{)", text)[1:]:
        on = re.search(r"\bon: (true|false)", block)
        found[re.search(r'id: "([^"]+)"', block)[1]] = on is None or on[1] == "true"
    return found


def explain(command, pages, switches):
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "fieldtable.toml")
        config.write_text("[infer]\n" + "".join(f"{rule} = true\n" for rule in switches))
        arguments = [command, "explain", "*", *map(str, pages), "--config", str(config), "--format", "json"]
        done = subprocess.run(arguments, capture_output=True, text=True)
    if done.returncode:
        print(f"{pages}: {done.stderr[-300:]}", file=sys.stderr)
        return []
    return json.loads(done.stdout)


def conclusions(field):
    """(rule, what it concludes, whether cells say so too)"""
    for fact in field["facts"] + field["against"]:
        if fact["how"] == "inferred" and fact.get("rule"):
            said = fact["note"]
            yield fact["rule"], field["path"].split(".", 1)[1] if fact["fact"] == "name" else said.removeprefix("read as ")


def stated(field, fact):
    return any(it["fact"] == fact and it["how"] == "stated" for it in field["facts"])


class Truth:
    """What a schema says of one field, in the words of conclusions."""

    def __init__(self, wire, schema, leaf, nullable, required):
        self.wire, self.schema, self.leaf, self.nullable, self.required = wire, schema, leaf, nullable, required

    def verdict(self, rule, said):
        kind, _, value = said.partition(" ")
        formatted = re.fullmatch(r"(?:string|integer|number)\((.*)\)", said)
        if rule.startswith("wire-"):
            return RIGHT if said == self.wire else WRONG
        if formatted:
            have, want = formatted[1], self.leaf.get("format")
            if want is None:
                return SILENT
            return RIGHT if have == want or (have == "ip" and want in ("ipv4", "ipv6")) else WRONG
        if rule.startswith("type-"):
            want = self.leaf.get("type")
            return SILENT if want is None else RIGHT if said.removesuffix("[]") == want else WRONG
        if rule.startswith("enum-"):
            want = self.leaf.get("enum")
            if not want:
                return SILENT
            return RIGHT if sorted(said.split(" | ")) == sorted(json.dumps(v) for v in want if v is not None) else WRONG
        if said in ("required", "optional"):
            return RIGHT if (said == "required") == self.required else WRONG
        if said == "nullable":
            return RIGHT if self.nullable else WRONG
        if kind == "default":
            want = self.schema.get("default")
            return SILENT if want is None else RIGHT if json.dumps(want) == value or str(want) == value.strip('"') else WRONG
        if said.startswith("deprecated") or said in ("read-only", "write-only"):
            key = {"read-only": "readOnly", "write-only": "writeOnly"}.get(said, "deprecated")
            return SILENT if key not in self.schema else RIGHT if self.schema[key] else WRONG
        if kind in ("minimum", "maximum", "minLength", "maxLength"):
            want = self.schema.get(kind)
            return SILENT if want is None else RIGHT if float(want) == float(value) else WRONG
        return None

    def asks(self, rule, field):
        """Whether the truth knows what the rule could have found, and no cell says it."""
        leaf, schema = self.leaf, self.schema
        known = {
            "date": leaf.get("format") in ("date", "date-time"),
            "unix": leaf.get("format") in ("unixtime", "unixtime-ms"),
            "number": leaf.get("type") == "string" and leaf.get("format") in ("decimal", "int64"),
            "integer": leaf.get("format") in ("int32", "int64"),
            "uuid": leaf.get("format") == "uuid",
            "uri": leaf.get("format") == "uri",
            "email": leaf.get("format") == "email",
            "ip": leaf.get("format") in ("ipv4", "ipv6"),
            "base64": leaf.get("format") == "byte",
            "enum": bool(leaf.get("enum")),
            "optional": not self.required,
            "required": self.required,
            "null": self.nullable,
            "default": schema.get("default") is not None,
            "range": "minimum" in schema or "maximum" in schema,
            "interval": "minimum" in schema or "maximum" in schema,
            "length": "minLength" in schema or "maxLength" in schema,
            "deprecated": schema.get("deprecated") is True,
            "read": schema.get("readOnly") is True,
            "write": schema.get("writeOnly") is True,
            "type": leaf.get("type") is not None and field["type"].startswith("any"),
            "wire": (field["shown"] or field["path"].split(".", 1)[1]) != self.wire,
        }[rule.split("-")[0]]
        fact = {"optional": "presence", "required": "presence", "null": "nullable", "default": "default", "enum": "values",
                "range": "constraint", "interval": "constraint", "length": "constraint", "deprecated": "deprecated", "read": "read-only",
                "write": "write-only"}.get(rule.split("-")[0])
        typed = fact is None and not rule.startswith("wire-") and re.search(r"\(", field["type"]) is not None
        told = typed and not any(it["fact"] == "format" and it["how"] == "inferred" for it in field["facts"])
        return known and not (fact and stated(field, fact)) and not told


class Tally:
    def __init__(self, switches, misses):
        self.seen = defaultdict(dict)
        self.asked = defaultdict(set)
        self.switches, self.misses = switches, misses

    def add(self, source, field, truth):
        key = (source, field["path"].split(".")[0].lower(), truth.wire)
        for rule, said in conclusions(field):
            verdict = truth.verdict(rule, said) if rule in self.switches else None
            if verdict:
                if self.misses and re.fullmatch(self.misses, rule) and verdict != RIGHT and (key, said) not in self.seen[rule]:
                    print(f"{verdict}: {rule}: {source} {field['path']}: {said}; the truth: {json.dumps(truth.schema)[:160]}")
                self.seen[rule][(key, said)] = verdict
        for rule in self.switches:
            if truth.asks(rule, field):
                self.asked[rule].add(key)

    def table(self):
        lines = ["| Rule | On | Right | Wrong | Truth is silent | Precision | Recall |", "| --- | --- | --: | --: | --: | --: | --: |"]
        for rule, on in self.switches.items():
            counts = {v: sum(1 for it in self.seen[rule].values() if it == v) for v in (RIGHT, WRONG, SILENT)}
            judged = counts[RIGHT] + counts[WRONG]
            precision = f"{100 * counts[RIGHT] / judged:.1f} %" if judged else "–"
            found = {key for (key, _), verdict in self.seen[rule].items() if verdict == RIGHT} & self.asked[rule]
            recall = f"{100 * len(found) / len(self.asked[rule]):.1f} % of {len(self.asked[rule])}" if self.asked[rule] else "–"
            lines.append(f"| `{rule}` | {'yes' if on else 'no'} | {counts[RIGHT]} | {counts[WRONG]} | {counts[SILENT]} | {precision} | {recall} |")
        return "\n".join(lines) + "\n"


def generated(tally, command, source, spec, pages, evaluation):
    """Pages of generated docs: models are found by name."""
    models = {evaluation.norm(name): it for name, it in spec.models().items()}
    for field in explain(command, pages, tally.switches):
        model, name = field["path"].split(".", 1)
        properties, required = models.get(evaluation.norm(model), ({}, set()))
        loose = {evaluation.norm(it): it for it in properties}
        wire = name if name in properties else loose.get(evaluation.norm(name))
        if wire is not None:
            schema = properties[wire]
            top = schema if "$ref" not in schema else {}
            truth = Truth(wire, {**spec.deref(schema), **top}, spec.leaf(schema), spec.nullable(schema), wire in required)
            tally.add(source, field, truth)


def written(tally, command, source, folder, tables, evaluation):
    """Pages that people wrote: models are found by the names of their fields, nearly all of which must agree."""
    sets = tables.truth_sets(str(folder / "truth"))
    index = defaultdict(set)
    for at, (_, properties, _) in enumerate(sets):
        for key in properties:
            index[key].add(at)
    models = defaultdict(list)
    for field in explain(command, [folder], tally.switches):
        models[field["path"].split(".")[0]].append(field)
    for fields in models.values():
        names = {it["path"].split(".", 1)[1] for it in fields}
        shared = defaultdict(int)
        for name in names:
            for at in index.get(name, ()):
                shared[at] += 1
        best = max(((n / (len(names) + len(sets[at][1]) - n), -at) for at, n in shared.items()), default=(0, 0))
        if best[0] < 0.9 or len(names) < 3:
            continue
        _, properties, required = sets[-best[1]]
        for field in fields:
            name = field["path"].split(".", 1)[1]
            schema = properties.get(name)
            if isinstance(schema, dict) and "proto" not in schema:
                leaf = schema
                while isinstance(leaf.get("items"), dict):
                    leaf = leaf["items"]
                nullable = evaluation.Spec({}).nullable(schema)
                tally.add(source, field, Truth(name, schema, leaf, nullable, name in required))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fieldtable")
    parser.add_argument("shared", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--misses")
    arguments = parser.parse_args()
    sys.path.insert(0, str(arguments.shared / "eval"))
    import tables
    import truth as evaluation

    tally = Tally(rules(), arguments.misses)
    corpus = arguments.shared / "corpus"
    sdk = corpus / "voucherify-php-sdk"
    sources = [("voucherify-php-sdk", sdk / "spec.json", [sdk / "Model", sdk / "Api"])]
    for folder in sorted(p for p in (corpus / "openapi-generator").iterdir() if p.is_dir()):
        for pages in sorted(folder.glob("*/docs")):
            sources.append((folder.name, next(folder.glob("spec.*")), [pages]))
    specs = {}
    for source, spec, pages in sources:
        specs.setdefault(spec, None)
        if specs[spec] is None:
            specs[spec] = evaluation.Spec(evaluation.load(spec))
        generated(tally, arguments.fieldtable, source, specs[spec], pages, evaluation)
    for folder in sorted(p.parent for p in (corpus / "wild").glob("*/truth")):
        written(tally, arguments.fieldtable, folder.name, folder, tables, evaluation)
    table = tally.table()
    print(table)
    if arguments.write:
        page = ROOT / "docs/inference.md"
        before, rest = page.read_text().split("<!-- table -->\n", 1)
        page.write_text(before + "<!-- table -->\n" + table + "<!-- /table -->" + rest.split("<!-- /table -->", 1)[1])


if __name__ == "__main__":
    main()
