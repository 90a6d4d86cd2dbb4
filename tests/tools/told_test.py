#!/usr/bin/env python3
"""Passages as newspapers write them, through the real binary: every edge that a golden file says is
read must be read, with its date, and no other. tests/ingest/golden/README.md tells the format.

usage: told_test.py PARLEY_BINARY GOLDEN_FOLDER [--packs DIR] [--update] [LANGUAGE...]

--packs reads with edited packs instead of the built-in ones. --update writes down what is read now
(`=>` and `?>` change places, `!>` comes and goes): look at the difference before it is kept.
"""
import argparse
import dataclasses
import json
import pathlib
import subprocess
import sys
import tempfile
import unicodedata

READ, UNREAD, OPTIONAL, WRONG = "=>", "?>", "..", "!>"
UNDIRECTED = ("MET_WITH", "SIGNED")


def fold(name):
    """Lower case without diacritics and punctuation: how names are compared."""
    text = unicodedata.normalize("NFKD", name.casefold().replace("đ", "d").replace("ß", "ss"))
    text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


@dataclasses.dataclass
class Edge:
    """An edge in a golden file; mark and text are what its line says."""
    mark: str
    type: str
    a: str
    b: str
    date: str
    line: int


@dataclasses.dataclass
class Passage:
    published: str
    line: int
    text: list = dataclasses.field(default_factory=list)
    edges: list = dataclasses.field(default_factory=list)
    end: int = 0  # the line behind its last edge


def read_passages(lines, where):
    passages = []
    for number, line in enumerate(lines):
        if line.startswith("[passage "):
            passages.append(Passage(line[len("[passage "):].split("]")[0].strip(), number))
        elif line.startswith("#") or not passages:
            continue
        elif line[:2] in (READ, UNREAD, OPTIONAL, WRONG):
            passages[-1].end = number + 1
            if line[2:].strip() == "none":
                continue
            parts = [part.strip() for part in line[2:].split("|")]
            if len(parts) not in (3, 4):
                sys.exit(f"error: {where}:{number + 1}: not TYPE | NAME | NAME | DATE")
            passages[-1].edges.append(Edge(line[:2], parts[0], fold(parts[1]), fold(parts[2]),
                                           parts[3] if len(parts) == 4 else "-", number))
        else:
            passages[-1].text.append(line)
    return passages


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"error: {command[0]} ended with {done.returncode}:\n{done.stderr[-2000:]}")


def ingest(binary, packs, language, passages, work):
    """All passages into one store. Gives folded names by node, the node's own name under "own", and
    by passage the edges read."""
    texts = work / "texts"
    texts.mkdir()
    with open(work / "metadata.jsonl", "w", encoding="utf-8") as metadata:
        for number, passage in enumerate(passages):
            stem = f"p{number:05}"
            (texts / f"{stem}.txt").write_text("\n".join(passage.text).strip() + "\n", "utf-8")
            told = {"article": stem, "language": language}
            if passage.published != "-":
                told["published"] = passage.published
            metadata.write(json.dumps(told) + "\n")
    own = ["--packs", packs] if packs else []
    run(binary, "--db", work / "db", "ingest", *own, "--metadata", work / "metadata.jsonl", texts)
    run(binary, "--db", work / "db", "export", "--format", "jsonl", "-o", work / "out.jsonl")
    names, edges = {"own": {}}, {}
    for line in open(work / "out.jsonl", encoding="utf-8"):
        item = json.loads(line)
        if item["kind"] == "node":
            names[item["id"]] = {fold(name) for name in [item["name"], *item.get("aliases", [])]}
            names["own"][item["id"]] = item["name"]
            continue
        for evidence in item["evidence"]:
            stem = pathlib.PurePath(evidence["article"]).stem
            edges.setdefault(stem, []).append(
                (item["type"], item["source"], item["target"], item.get("date") or "-"))
    return names, edges


def fits(edge, read, names):
    kind, source, target, _ = read
    if kind != edge.type:
        return False
    a, b = names.get(source, set()), names.get(target, set())
    return (edge.a in a and edge.b in b) or (kind in UNDIRECTED and edge.a in b and edge.b in a)


class Comparison:
    """One golden file against what is read: mistakes, counts, and the lines as they should be."""

    def __init__(self, path, lines, names):
        self.path, self.names = path, names
        self.lines = list(lines)
        self.added = {}  # line -> lines to put before it
        self.mistakes = []
        self.wanted = self.found = self.wrong = 0

    def mistake(self, line, text):
        self.mistakes.append(f"{self.path}:{line + 1}: {text}: {self.lines[line]}")

    def compare(self, passage, read):
        offices = any(edge.type == "HOLDS" for edge in passage.edges)
        left = [one for one in read if offices or one[0] != "HOLDS"]
        for edge in passage.edges:
            hits = [one for one in left if fits(edge, one, self.names)]
            left = [one for one in left if one not in hits]
            if edge.mark == OPTIONAL:
                continue
            if edge.mark == WRONG:
                self.wrong += bool(hits)
                if not hits:
                    self.mistake(edge.line, "no longer read, and so no longer wrong")
                    self.lines[edge.line] = None
                continue
            self.wanted += 1
            self.found += bool(hits)
            right = any(one[3] == edge.date for one in hits)
            if edge.mark == READ and not right:
                dates = ", ".join(sorted({one[3] for one in hits}))
                self.mistake(edge.line, f"read with the date {dates}" if hits else "not read")
            if edge.mark == UNREAD and right:
                self.mistake(edge.line, "read now")
            self.lines[edge.line] = (READ if right else UNREAD) + self.lines[edge.line][2:]
        ends = set()
        for kind, source, target, _ in left:
            key = (kind, *(sorted((source, target)) if kind in UNDIRECTED else (source, target)))
            if key in ends:
                continue
            ends.add(key)
            self.wrong += 1
            a, b = (self.names["own"].get(end, end) for end in (source, target))
            self.mistakes.append(f"{self.path}:{passage.line + 1}: wrong: {kind} | {a} | {b}")
            self.added.setdefault(passage.end, []).append(f"{WRONG} {kind} | {a} | {b} | -")

    def updated(self):
        lines = []
        for number, line in enumerate([*self.lines, ""]):
            lines += self.added.get(number, [])
            if line is not None:
                lines.append(line)
        return "\n".join(lines).rstrip("\n") + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--packs", type=pathlib.Path)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("languages", nargs="*")
    arguments = parser.parse_intermixed_args()
    mistakes = 0
    for path in sorted(arguments.folder.glob("*.txt")):
        if arguments.languages and path.stem not in arguments.languages:
            continue
        lines = path.read_text("utf-8").splitlines()
        passages = read_passages(lines, path)
        with tempfile.TemporaryDirectory() as work:
            names, edges = ingest(arguments.binary, arguments.packs, path.stem, passages,
                                  pathlib.Path(work))
        comparison = Comparison(path, lines, names)
        for number, passage in enumerate(passages):
            comparison.compare(passage, edges.get(f"p{number:05}", []))
        print(f"{path.stem}: {len(passages)} passages, {comparison.found} of {comparison.wanted} "
              f"edges, {comparison.wrong} wrong")
        print("".join(f"  {mistake}\n" for mistake in comparison.mistakes), end="")
        mistakes += len(comparison.mistakes)
        if arguments.update:
            path.write_text(comparison.updated(), "utf-8")
    sys.exit(1 if mistakes and not arguments.update else 0)


if __name__ == "__main__":
    main()
