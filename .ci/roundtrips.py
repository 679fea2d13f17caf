#!/usr/bin/env python3
"""Sends JSON that an API could send through the types made from each kind of docs, twice: with what the pages tell alone, and
with a fieldtable.toml that says what they do not tell. What is lost the first time and not the second is lost for want of
these facts; what is lost the second time is a defect.

usage: roundtrips.py --fieldtable COMMAND --shared FOLDER --work FOLDER [--only GLOB]... [--update] [--misses N]

The folder holds corpus/openapi-generator/SPEC/KIND/{docs/,truth.json} with SPEC/spec.* (the document that pages of each
kind were made from), and eval/. The facts come from the document: each that the schema of the pages does not have is a
setting. WORK/SPEC/KIND.toml are these settings.

Fails where a payload is lost with all facts told, is lost for no fact that is untold, or where fewer come through than
docs/round-trips.md says; --update writes that page.
"""
import argparse
import fnmatch
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs/round-trips.md"
HEADS = ("Pages", "Payloads", "Read", "Came back", "But for `null`", "names", "`null`", "presence", "types", "fields", "models", "Told: came back")
KINDS = ("name", "null", "presence", "type", "field", "model")
MANIFEST = '[package]\nname = "through"\nversion = "0.0.0"\nedition = "2024"\n\n[dependencies]\nserde = "1"\nserde_json = "1"\n'
PROFILE = "\n[profile.dev]\ndebug = false\nincremental = false\n"


class Untold:
    """What a document says and the schema that was read from pages does not."""

    def __init__(self, spec, export, truth):
        self.spec, self.export = spec, export
        self.settings = {}  # "field" or "model", key -> {word: value}
        self.kinds = Counter()
        self.of = defaultdict(set)  # (schema, member or None) -> kinds
        self.paired = set()
        self.ours = defaultdict(list)
        for name in export.defs:
            self.ours[norm(name)].append(name)
        self.pages = {}
        for path, page in truth.items():
            model = page.get("model") or {}
            names = {model.get("schemaName"), model.get("name"), model.get("classname"), Path(path).stem}
            for name in filter(None, names):
                self.pages.setdefault(norm(name), (names, page["vars"]))
        for name, schema in spec.schemas.items():
            ours = self.model(name)
            if ours is not None and not self.fits(schema, {"$ref": f"#/$defs/{ours}"}):
                self.tell("model", "model", ours, {"type": self.notation(spec.deref(schema))}, schema, None)

    def model(self, name):
        """The model of the pages that this schema of the document is."""
        for candidate in [name, *filter(None, self.pages.get(norm(name), ((), ()))[0])]:
            if self.ours.get(norm(candidate)):
                return self.ours[norm(candidate)][0]
        return None

    def tell(self, kind, table, key, words, schema, member):
        self.of[id(self.spec.deref(schema)), member].add(kind)
        known = self.settings.setdefault((table, key), {})
        if any(word not in known for word in words):
            self.kinds[kind] += 1
        for word, value in words.items():
            known.setdefault(word, value)

    def fields(self, name, ours, properties):
        """The field of the pages that each member is."""
        theirs = ours.get("properties") or {}
        shown = {}
        for field, it in theirs.items():
            shown.setdefault(it.get("x-shown-name", field), field)
        printed = {it["baseName"]: it["name"] for it in self.pages.get(norm(name), ((), ()))[1]}
        found = {wire: wire for wire in properties if wire in theirs}
        for same in (lambda it: it, norm):
            for wire in properties:
                if wire in found:
                    continue
                for word in filter(None, (printed.get(wire), wire)):
                    left = [shown[it] for it in shown if same(it) == same(word) and shown[it] not in found.values()]
                    if left and same(word):
                        found[wire] = left[0]
                        break
        # What neither looks like nor sounds like it stands in its place.
        rest = [it for it in theirs if it not in found.values()]
        open_ = [it for it in properties if it not in found]
        if len(theirs) == len(properties) and len(rest) == len(open_):
            found.update(zip(open_, rest))
        return found

    def pair(self, schema, name):
        properties, required, _ = self.spec.flat(schema)
        schema = self.spec.deref(schema)
        if (id(schema), name) in self.paired:
            return
        self.paired.add((id(schema), name))
        ours = self.export.deref(self.export.defs[name])
        theirs = ours.get("properties") or {}
        found = self.fields(name, ours, properties)
        for wire, it in properties.items():
            field = found.get(wire)
            key = f"{literal(name)}.{literal(field if field is not None else wire)}"
            if field is None:
                words = {"type": self.notation(it), "required": wire in required}
                if self.spec.nullable(it):
                    words["nullable"] = True
                self.tell("field", "field", key, words, schema, wire)
                continue
            if field != wire:
                self.tell("name", "field", key, {"name": wire}, schema, wire)
            if not self.fits(it, theirs[field], inner=False):
                self.tell("type", "field", key, {"type": self.notation(it, inner=False)}, schema, wire)
            if (field in (ours.get("required") or [])) != (wire in required):
                self.tell("presence", "field", key, {"required": wire in required}, schema, wire)
            if self.spec.nullable(it) and not self.export.nullable(theirs[field]):
                self.tell("null", "field", key, {"nullable": True}, schema, wire)
        for field in set(theirs) - set(found.values()):
            if field in (ours.get("required") or []):
                self.tell("presence", "field", f"{literal(name)}.{literal(field)}", {"required": False}, schema, None)

    def branches(self, schema):
        schema = self.spec.deref(schema)
        found = [it for key in ("oneOf", "anyOf") for it in schema.get(key) or [] if it.get("type") != "null"]
        if not found and isinstance(schema.get("type"), list):
            found = [{**schema, "type": it} for it in schema["type"] if it != "null"]
        return found or [it for branch in schema.get("allOf") or [] for it in self.branches(branch)]

    def fits(self, schema, ours, inner=True, depth=0):
        """Whether the type of the pages takes what the document's type is, and gives it back."""
        spec = self.spec
        if depth > 12:
            return True
        ours_nullable = self.export.nullable(ours)
        target = self.named(ours)
        ours = self.export.deref(ours)
        shape = self.export.shape(ours)
        if shape == "any":
            return True
        if inner and spec.nullable(schema) and not ours_nullable and not self.export.nullable(ours):
            return False
        kind = spec.kind(schema)
        choices = [it for key in ("oneOf", "anyOf") for it in ours.get(key) or []]
        if kind == "union":
            if len(choices) < 2:
                return False
            return all(any([self.fits(it, mine, True, depth + 1) for mine in choices]) for it in self.branches(schema))
        if choices:
            return any([self.fits(schema, mine, True, depth + 1) for mine in choices])
        leaf = spec.deref(schema)
        if kind == "object":
            properties, _, merged = spec.flat(schema)
            if properties:
                if shape == "model" and target:
                    named = self.reference(schema)
                    if named not in (None, target):
                        return False
                    self.pair(schema, target)
                    return True
                return ours.get("type") == "object" and not ours.get("properties") and not ours.get("additionalProperties") and not target
            if shape == "model" or (ours.get("type") == "object" and target and "additionalProperties" not in ours and "properties" in ours):
                return False
            if ours.get("type") != "object":
                return False
            values, wanted = ours.get("additionalProperties"), merged.get("additionalProperties")
            if not isinstance(values, dict) or not values:
                return True
            return self.fits(wanted if isinstance(wanted, dict) else {}, values, True, depth + 1)
        if kind == "array":
            return ours.get("type") == "array" and self.fits(leaf.get("items") or {}, ours.get("items") or {}, True, depth + 1)
        declared = ours.get("type")
        declared = [it for it in declared if it != "null"][0] if isinstance(declared, list) else declared
        if kind == "integer":
            narrow = ours.get("format") == "int32" and leaf.get("format") != "int32"
            return declared in ("integer", "number") and not narrow
        return kind == declared

    def reference(self, schema):
        """The model of the pages that a reference of the document leads to."""
        for _ in range(12):
            if "$ref" in schema:
                ours = self.model(schema["$ref"].rsplit("/", 1)[-1].replace("~1", "/").replace("~0", "~"))
                return self.named({"$ref": f"#/$defs/{ours}"}) if ours is not None else None
            live = [it for key in ("anyOf", "oneOf", "allOf") for it in schema.get(key) or [] if it.get("type") != "null"]
            if len(live) != 1 or schema.get("properties"):
                return None
            schema = live[0]
        return None

    def named(self, ours):
        """The model that a type of the pages is, if it is one."""
        for _ in range(12):
            if "$ref" in ours:
                name = ours["$ref"].rsplit("/", 1)[-1].replace("~1", "/").replace("~0", "~")
                inner = self.export.defs.get(name, {})
                if not any(key in inner for key in ("$ref", "anyOf", "oneOf", "allOf")):
                    return name
                ours = inner
                continue
            live = [it for key in ("anyOf", "oneOf", "allOf") for it in ours.get(key) or [] if it.get("type") != "null"]
            if len(live) != 1:
                return None
            ours = live[0]
        return None

    def notation(self, schema, inner=True, depth=0):
        """A type of the document as `type = "…"` says it."""
        spec = self.spec
        if depth > 8:
            return "any"
        if inner and spec.nullable(schema):
            bare = self.notation(schema, False, depth)
            return bare if bare == "any" else f"{bare} | null"
        live = [it for key in ("oneOf", "anyOf") for it in schema.get(key) or [] if it.get("type") != "null"]
        if len(live) == 1:
            return self.notation(live[0], False, depth)
        if "$ref" in schema:
            ours = self.model(schema["$ref"].rsplit("/", 1)[-1].replace("~1", "/").replace("~0", "~"))
            if ours is not None:
                return ours
        if len(schema.get("allOf") or []) == 1 and not schema.get("properties"):
            return self.notation(schema["allOf"][0], False, depth)
        kind, schema = spec.kind(schema), spec.deref(schema)
        if kind == "union":
            all_ = list(dict.fromkeys(self.notation(it, True, depth + 1) for it in self.branches(schema)))
            return "any" if "any" in all_ or not all_ else " | ".join(all_)
        if kind == "array":
            items = self.notation(schema.get("items") or {}, True, depth + 1)
            return f"({items})[]" if " | " in items else f"{items}[]"
        if kind == "object":
            properties, _, merged = spec.flat(schema)
            extra = merged.get("additionalProperties")
            if properties:
                return "any"
            return f"map<{self.notation(extra, True, depth + 1)}>" if isinstance(extra, dict) and extra else "map<any>"
        return kind

    def explain(self, schema, value, found, depth=0):
        """The kinds of untold facts that a payload is about."""
        spec = self.spec
        if depth > 20:
            return
        if value is None and not spec.nullable(schema):
            found.add("null")
        schema = spec.deref(schema)
        found |= self.of[id(schema), None]
        for branch in self.branches(schema):
            self.explain(branch, value, found, depth + 1)
        if isinstance(value, list):
            for it in value:
                self.explain(schema.get("items") or {}, it, found, depth + 1)
        elif isinstance(value, dict):
            properties, _, merged = spec.flat(schema)
            extra = merged.get("additionalProperties")
            for member, it in properties.items():
                about = self.of[id(schema), member]
                if member in value:
                    found |= about - {"null", "presence"}
                    if value[member] is None:
                        found |= about & {"null"}
                    self.explain(it, value[member], found, depth + 1)
                else:
                    found |= about & {"presence", "name"}
            for member in set(value) - set(properties):
                if properties:
                    found.add("member")
                self.explain(extra if isinstance(extra, dict) else {}, value[member], found, depth + 1)

    def toml(self):
        out = []
        for (table, key), words in self.settings.items():
            out.append(f"[{table}.{json.dumps(key, ensure_ascii=False)}]")
            out += [f"{word} = {json.dumps(value, ensure_ascii=False)}" for word, value in words.items()]
        return "\n".join(out) + "\n"


def literal(text):
    return re.sub(r"[*?\[\]{}]", lambda it: f"[{it.group()}]", text)


def norm(name):
    import truth

    return truth.norm(name) or name


def types_of(source):
    found = {}
    for it in re.finditer(r"^\s*pub (?:struct|enum|type) (?:r#)?([A-Za-z_]\w*)(<)?", source, re.M):
        if not it.group(2):
            found.setdefault(norm(it.group(1)), it.group(1))
    return found


class Crates:
    """One program over all crates that differ; what each makes of each payload."""

    def __init__(self, folder):
        self.folder, self.by_code, self.types = folder, {}, {}

    def add(self, crate):
        """The key of a crate: those that read alike are one."""
        source = "".join(it.read_text(encoding="utf-8") for it in sorted((crate / "src").rglob("*.rs")))
        code = hashlib.sha256(source.encode()).hexdigest()
        if code not in self.by_code:
            key = f"c{len(self.by_code)}"
            self.by_code[code], self.types[key] = key, types_of(source)
            manifest = (crate / "Cargo.toml").read_text(encoding="utf-8")
            manifest = re.sub(r'^name = .*', f'name = "{key}"', manifest, count=1, flags=re.M)
            (crate / "Cargo.toml").write_text(manifest, encoding="utf-8")
            home = self.folder / key
            shutil.rmtree(home, ignore_errors=True)
            crate.rename(home)
        return self.by_code[code]

    def build(self, models, template):
        arms = []
        for key, types in self.types.items():
            arms += [f"        {json.dumps(f'{key} {it}')} => trip::<{key}::{types[norm(it)]}>(json)," for it in models if norm(it) in types]
        (self.folder / "src").mkdir(parents=True, exist_ok=True)
        (self.folder / "src/main.rs").write_text(template.format(arms="\n".join(arms)), encoding="utf-8")
        paths = "".join(f'{key} = {{ path = "{key}" }}\n' for key in self.types)
        (self.folder / "Cargo.toml").write_text(MANIFEST + paths + "\n[workspace]\n" + PROFILE)
        subprocess.run(["cargo", "build", "--quiet"], cwd=self.folder, check=True)

    def run(self, key, rows, program):
        lines = "".join(f"{key} {it['model']}\t{json.dumps(it['json'], ensure_ascii=False)}\n" for it in rows)
        done = subprocess.run([str(program)], input=lines.encode(), stdout=subprocess.PIPE, check=True)
        return [json.loads(it) for it in done.stdout.decode().splitlines()]


def counted(rows, results, roundtrip):
    """How many come through, and which do not: (row, why)."""
    count, lost = Counter(), []
    for row, result in zip(rows, results, strict=True):
        if "none" in result:
            continue
        count["typed"] += 1
        if "err" in result:
            lost.append((row, result["err"]))
            continue
        count["accepted"] += 1
        same = roundtrip.same(row["json"], result["ok"])
        count["lossless"] += same
        modulo = roundtrip.same(roundtrip.without_nulls(row["json"]), roundtrip.without_nulls(result["ok"]))
        count["modulo_null"] += modulo
        if not same:
            lost.append((row, ("" if modulo else "changed: ") + json.dumps(result["ok"], ensure_ascii=False)))
    return count, lost


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fieldtable", required=True, help="the command")
    parser.add_argument("--shared", required=True, type=Path)
    parser.add_argument("--work", required=True, type=Path)
    parser.add_argument("--only", action="append", default=[], help="SPEC/KIND; all when absent")
    parser.add_argument("--update", action="store_true", help="write the figures into the book")
    parser.add_argument("--misses", type=int, default=5, help="how many of each kind's losses to print")
    args = parser.parse_args()
    sys.path.insert(0, str(args.shared / "eval"))
    import fidelity
    import roundtrip
    from truth import Spec, load

    args.shared, work = args.shared.resolve(), args.work.resolve()
    tool = str(Path(args.fieldtable).resolve())
    failed, table = [], {}
    for document in sorted((args.shared / "corpus/openapi-generator").glob("*/spec.*")):
        name = document.parent.name
        kinds = sorted(it.parent for it in document.parent.glob("*/truth.json"))
        kinds = [it for it in kinds if not args.only or any(fnmatch.fnmatch(f"{name}/{it.name}", one) for one in args.only)]
        if not kinds:
            continue
        spec = Spec(load(document))
        lines = subprocess.run([sys.executable, str(args.shared / "eval/payloads.py"), str(document)], capture_output=True, check=True, text=True)
        rows = [json.loads(it) for it in lines.stdout.splitlines()]
        home = work / name
        home.mkdir(parents=True, exist_ok=True)
        crates = Crates(home)

        def make(kind):
            pages = str(kind / "docs") if (kind / "docs").is_dir() else str(kind)
            export = subprocess.run([tool, "export", "--no-config", pages], capture_output=True, check=True, text=True)
            untold = Untold(spec, fidelity.Export(json.loads(export.stdout)), json.loads((kind / "truth.json").read_text(encoding="utf-8")))
            sources = f"sources = [{json.dumps(pages)}]\n"
            told = sources + '[schema]\nunsaid_null = "always"\n[rust]\nunknown_fields = "keep"\n' + untold.toml()
            made = []
            for word, config in (("pages", sources), ("told", told)):
                file = home / f"{kind.name}.{word}.toml"
                file.write_text(config, encoding="utf-8")
                crate = home / f"{kind.name}.{word}"
                command = [tool, "generate", "--config", str(file), "--crate", str(crate), "--message-format", "short"]
                done = subprocess.run(command, capture_output=True, text=True)
                (home / f"{kind.name}.{word}.log").write_text(done.stderr, encoding="utf-8")
                if done.returncode:
                    sys.exit(f"{name}/{kind.name}: {done.stderr[-2000:]}")
                made.append(crate)
            return untold, made

        with ThreadPoolExecutor(2) as pool:
            made = list(pool.map(make, kinds))
        keys = [[crates.add(crate) for crate in of] for _, of in made]
        crates.build(sorted({it["model"] for it in rows}), roundtrip.MAIN)
        target = Path(os.environ.get("CARGO_TARGET_DIR", home / "target"))
        results = {key: crates.run(key, rows, target / "debug/through") for key in crates.types}
        print(f"{name}: {len(rows)} payloads; {len(kinds)} kinds of pages, {len(results)} crates that differ")
        for kind, (untold, _), (bare, told) in zip(kinds, made, keys):
            first, lost = counted(rows, results[bare], roundtrip)
            second, still = counted(rows, results[told], roundtrip)
            why = Counter()
            unexplained = []
            for row, error in lost:
                found = set()
                untold.explain(spec.schemas[row["model"]], row["json"], found)
                why.update(found)
                if not found:
                    unexplained.append((row, error))
            settings = ", ".join(f"{untold.kinds[it]} {it}" for it in KINDS if untold.kinds[it])
            print(f"{name}/{kind.name}: {first['accepted']} accepted, {first['lossless']} the same, {first['modulo_null']} but for null, of {first['typed']};"
                  f" told {settings or 'nothing'}: {second['accepted']}, {second['lossless']}, {second['modulo_null']} of {second['typed']}")
            for word, all_ in (("unexplained", unexplained), ("still lost", still)):
                for row, error in all_[: args.misses]:
                    print(f"  {word}: {row['model']}: {error[:300]} <- {json.dumps(row['json'], ensure_ascii=False)[:300]}")
            if unexplained or still:
                failed.append(f"{name}/{kind.name}: {len(unexplained)} unexplained, {len(still)} lost")
            untold_ = [untold.kinds[it] or "–" for it in KINDS]
            figures = [first[it] for it in ("typed", "accepted", "lossless", "modulo_null")]
            table[name, kind.name] = [*figures, *untold_, second["lossless"]]
    failed += fallen(known(), table)
    if args.update:
        update({**known(), **table})
    for line in failed:
        print(line)
    sys.exit(1 if failed else 0)


def known():
    """The rows of the page: (document, kind) -> figures."""
    found, document = {}, ""
    for line in PAGE.read_text(encoding="utf-8").splitlines() if PAGE.exists() else []:
        if line.startswith("## "):
            document = line[3:].split(" ", 1)[0].strip("`")
        cells = [it.strip() for it in line.strip("|").split("|")]
        if len(cells) == len(HEADS) and cells[1].isdigit():
            found[document, cells[0]] = [int(it) if it.isdigit() else it for it in cells[1:]]
    return found


def fallen(before, now):
    """Where fewer come through than before."""
    places = (1, 2, 3, len(HEADS) - 2)
    return [
        f"{'/'.join(key)}: {HEADS[at + 1]} {before[key][at]} has become {row[at]}"
        for key, row in now.items()
        for at in places
        if key in before and row[at] < before[key][at]
    ]


def update(table):
    """Writes the page: what stands above the first table stays."""
    intro = PAGE.read_text(encoding="utf-8").split("\n## ", 1)[0].rstrip("\n") + "\n"
    for document in sorted({it[0] for it in table}):
        rows = {kind: row for (of, kind), row in sorted(table.items()) if of == document}
        intro += f"\n## `{document}`\n\n| {' | '.join(HEADS)} |\n|{' --- |' * len(HEADS)}\n"
        intro += "".join(f"| {kind} | {' | '.join(map(str, row))} |\n" for kind, row in rows.items())
    PAGE.write_text(intro, encoding="utf-8")


if __name__ == "__main__":
    main()
