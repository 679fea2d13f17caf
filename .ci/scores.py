#!/usr/bin/env python3
"""Reads the pages of a corpus and compares what is recovered with what is known to be in them.

usage: scores.py --fieldtable COMMAND --shared FOLDER [--update]

The folder holds corpus/*/SPEC/spec.* with SPEC/KIND/{docs/,truth.json}, corpus/*-sdk/{spec.json,truth.json,Model/}, and
eval/fidelity.py, which scores.

The floors are in floors.json beside this file: how many facts of each kind are recovered of how many, and how many are
claimed that nobody said. Neither the first nor the first less the last may fall; --update raises the floors.
"""
import argparse
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

FLOORS = Path(__file__).parent / "floors.json"


def runs(corpus):
    """(name, spec, pages, truth, flags) of all that is scored."""
    for spec in sorted(corpus.glob("*/*/spec.*")):
        for truth in sorted(spec.parent.glob("*/truth.json")):
            yield f"{spec.parent.name}/{truth.parent.name}", spec, truth.parent / "docs", truth, []
    for truth in sorted(corpus.glob("*-sdk/truth.json")):
        folder = truth.parent
        yield folder.name, folder / "spec.json", folder / "Model", truth, ["--wire-names", "snake_case"]
        # The names on the wire are found, not told: the pages of the operations show them.
        yield f"{folder.name}/untold", folder / "spec.json", folder / "Model", truth, [str(folder / "Api")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fieldtable", required=True, help="the command")
    parser.add_argument("--shared", required=True, type=Path, help="the folder with corpus/ and eval/")
    parser.add_argument("--update", action="store_true", help="raise the floors to what is reached now")
    args = parser.parse_args()
    sys.path.insert(0, str(args.shared / "eval"))
    import fidelity
    from truth import Spec, load

    specs = {}
    found = {}

    def export(run):
        name, _, pages, _, flags = run
        command = [args.fieldtable, "export", "--no-config", *flags, str(pages)]
        return name, subprocess.run(command, capture_output=True, text=True)

    with ThreadPoolExecutor(2) as pool:
        all_runs = list(runs(args.shared / "corpus"))
        for run, (name, done) in zip(all_runs, pool.map(export, all_runs)):
            if done.returncode or not done.stdout:
                print(f"{name}: exit status {done.returncode}\n{done.stderr[-2000:]}")
                found[name] = {}
                continue
            if run[1] not in specs:
                specs[run[1]] = Spec(load(run[1]))
            hits, totals, extra, _ = fidelity.score(
                specs[run[1]], fidelity.Export(json.loads(done.stdout)), fidelity.printed(run[3])
            )
            found[name] = {
                fact: [hits[fact], totals[fact], extra[fact]] for fact in fidelity.FACTS if totals[fact] or extra[fact]
            }
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    fallen = []
    for name, facts in floors.items():
        for fact, (hits, total, extra) in facts.items():
            now = found.get(name, {}).get(fact, [0, total, 0])
            if now[0] < hits or now[0] - now[2] < hits - extra:
                fallen.append(f"{name}: {fact} {hits} of {total} (+{extra}) has become {now[0]} of {now[1]} (+{now[2]})")
    for line in fallen:
        print(line)
    if args.update and not fallen:
        lines = [f"  {json.dumps(name)}: {json.dumps(facts)}" for name, facts in sorted(found.items())]
        FLOORS.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(f"{len(found)} kinds of pages, {len(fallen)} facts below their floors")
    sys.exit(1 if fallen else 0)


if __name__ == "__main__":
    main()
