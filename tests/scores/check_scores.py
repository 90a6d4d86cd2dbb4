#!/usr/bin/env python3
"""Compares today's scores on the evaluation material beside the project with tests/floors.json.

usage: check_scores.py articles|names|conformance PARLEY_BINARY

The material is not part of the project: it is looked for in $PARLEY_SHARED, else in ../shared.
Without it, or without what runs it, the status is 77: skipped. A score below its floor fails. A
score above its floor by more than 0.02 is a reason to raise the floor; that is printed.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent
SKIPPED = 77
WORTH_RAISING = 0.02


def shared():
    folder = pathlib.Path(os.environ.get("PARLEY_SHARED", SOURCE.parent / "shared"))
    if not folder.is_dir():
        print(f"no evaluation material in {folder}: skipped")
        sys.exit(SKIPPED)
    return folder


def articles(binary):
    """Scores by language of all development articles, ingested into one store."""
    material = shared()
    found = {}
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        texts = work / "texts"
        texts.mkdir()
        facts = work / "metadata.jsonl"
        with facts.open("wb") as out:
            for language in ("seeds", "vi", "de", "en", "ru", "fr"):
                folder = material / "corpus" / language
                for file in folder.glob("*.txt"):
                    shutil.copy(file, texts)
                if (folder / "metadata.jsonl").exists():
                    out.write((folder / "metadata.jsonl").read_bytes())
        store = ["--db", work / "db"]
        subprocess.run([binary, *store, "ingest", "--metadata", facts, texts], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([binary, *store, "export", "--format", "jsonl", "-o", work / "out.jsonl"], check=True)
        gold = material / "eval" / "gold"
        for folder in [*sorted(gold.iterdir()), gold]:
            score = subprocess.run(
                [sys.executable, material / "eval" / "score.py", "--json", "--gold", folder,
                 "--predicted", work / "out.jsonl", "--texts", texts],
                check=True, capture_output=True, text=True)
            name = "all" if folder == gold else folder.name
            values = json.loads(score.stdout)
            found[name] = {key: value[2] if isinstance(value, list) else value
                           for key, value in values.items() if key != "articles"}
    return found


def names(binary):
    """F1 of `parley same --pairs` on pairs of names known to be one, or not."""
    pairs = shared() / "eval" / "names" / "pairs.tsv"
    answers = subprocess.run([binary, "same", "--pairs", pairs], check=True, capture_output=True, text=True)
    said = [line.split("\t")[1] == "1" for line in answers.stdout.splitlines()]
    true = [line.split("\t")[4] == "1" for line in pairs.read_text("utf-8").splitlines()]
    if len(said) != len(true):
        sys.exit(f"{len(said)} answers to {len(true)} pairs")
    both = sum(s and t for s, t in zip(said, true))
    return {"pairs": {"f1": 2 * both / (sum(said) + sum(true))}}


def conformance(binary):
    """Share of tier 1 scenarios that pass."""
    material = shared()
    if not shutil.which("node"):
        print("no node: skipped")
        sys.exit(SKIPPED)
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        subprocess.run(
            ["node", material / "tck" / "run.mjs", material / "tck" / "features", "--tier", "1", "--jobs", "2",
             "--json", out.name, "--", binary, "shell", "--ephemeral", "--protocol", "lines"],
            stdout=subprocess.DEVNULL, check=False)
        outcomes = json.load(open(out.name))["scenarios"]
    found = {}
    for kind in ("positive", "negative"):
        ran = [s for s in outcomes if s["kind"] == kind and s["outcome"] != "skip"]
        passed = [s for s in ran if s["outcome"] == "pass"]
        found[kind] = {"passed": len(passed) / len(ran) if ran else 0.0}
    return found


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ("articles", "names", "conformance"):
        sys.exit(__doc__)
    what, binary = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    floors = json.loads((SOURCE / "tests" / "floors.json").read_text())[what]
    found = {"articles": articles, "names": names, "conformance": conformance}[what](binary)
    below = 0
    for group, scores in found.items():
        for name, score in scores.items():
            floor = floors.get(group, {}).get(name)
            note = ""
            if floor is not None and score < floor - 1e-9:
                below += 1
                note = f"BELOW its floor {floor}"
            elif floor is not None and score > floor + WORTH_RAISING:
                note = f"floor {floor}: may be raised"
            elif floor is not None:
                note = f"floor {floor}"
            print(f"{group:9} {name:10} {score:.3f}  {note}")
    missing = [f"{group} {name}" for group, scores in floors.items() for name in scores if name not in found.get(group, {})]
    for name in missing:
        print(f"no score for {name}, which has a floor")
    sys.exit(1 if below or missing else 0)


if __name__ == "__main__":
    main()
