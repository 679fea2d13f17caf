#!/usr/bin/env python3
"""Reads docs that people wrote and other tools made, and compares the models with the property sets of their schemas.

usage: written.py --fieldtable COMMAND --shared FOLDER [--update]

The folder holds corpus/wild/NAME with pages and, where there is one, truth/; eval/tables.py scores. The floors are in
written.json beside this file: models that match at 0.9, those that match exactly, and over these the fields whose presence
and whose type agree. Floors only rise; --update raises them.
"""
import argparse
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

FLOORS = Path(__file__).parent / "written.json"
# Docs that print a language's spelling of the names on the wire.
FOLDED = {"square-python"}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fieldtable", required=True, help="the command")
    parser.add_argument("--shared", required=True, type=Path, help="the folder with corpus/ and eval/")
    parser.add_argument("--update", action="store_true", help="raise the floors to what is reached now")
    args = parser.parse_args()

    def score(truth):
        folder = truth.parent
        pages = [str(it) for it in sorted(folder.iterdir()) if it.is_dir() and it != truth or it.suffix in (".md", ".mdx")]
        with tempfile.TemporaryDirectory() as work:
            out = Path(work) / "schema.json"
            command = [args.fieldtable, "export", "--no-config", *pages, "--format", "json-schema", "-o", str(out)]
            subprocess.run(command, capture_output=True)
            if not out.exists():
                return folder.name, None
            command = [sys.executable, str(args.shared / "eval/tables.py"), str(truth), str(out), "--json"]
            command += ["--fold"] if folder.name in FOLDED else []
            done = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        agree, asked = done["agree"], done["asked"]
        return folder.name, {
            "close": done["close"],
            "exact": done["exact"],
            "required": [agree.get("required", 0), asked.get("required", 0)],
            "type": [agree.get("type", 0), asked.get("type", 0)],
        }

    with ThreadPoolExecutor(2) as pool:
        found = dict(pool.map(score, sorted(args.shared.glob("corpus/wild/*/truth"))))
    found = {name: it for name, it in found.items() if it and it["close"]}
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    share = lambda pair: pair[0] / max(pair[1], 1)
    fallen = []
    for name, floor in floors.items():
        now = found.get(name, {"close": 0, "exact": 0, "required": [0, 1], "type": [0, 1]})
        for kind in ("close", "exact"):
            if now[kind] < floor[kind]:
                fallen.append(f"{name}: {kind} {floor[kind]} has become {now[kind]}")
        for kind in ("required", "type"):
            if share(now[kind]) < share(floor[kind]) - 0.0005:
                fallen.append(f"{name}: {kind} {floor[kind]} has become {now[kind]}")
    for name, now in found.items():
        percent = [f"{100 * share(now[it]):.1f} %" for it in ("required", "type")]
        print(f"{name:20} at 0.9 {now['close']:5} exactly {now['exact']:5} required {percent[0]} type {percent[1]}")
    for line in fallen:
        print(line)
    if args.update and not fallen:
        lines = [f"  {json.dumps(name)}: {json.dumps(it)}" for name, it in sorted(found.items())]
        FLOORS.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(f"{len(found)} sets of docs, {len(fallen)} figures below their floors")
    sys.exit(1 if fallen else 0)


if __name__ == "__main__":
    main()
