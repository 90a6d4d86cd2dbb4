#!/usr/bin/env python3
"""Writes the scenarios of parley's own language beside this file. Expected rows come from the slow
enumeration below, which shares no code with the engine: every walk is listed, days are chosen by
trying them all. Run it after changing a family; the diff is then read like code."""
import datetime
import itertools
import os

HERE = os.path.dirname(os.path.abspath(__file__))

NODES = {  # key: (label, name)
    "ada": ("Official", "Ada Lind"), "bo": ("Official", "Bo Nguyễn"), "cy": ("Official", "Cy Orlow"),
    "dee": ("Official", "Dee Park"), "eve": ("Official", "Eve Quist"), "zug": ("Official", "Зюганов"),
    "union": ("Party", "Union"), "hall": ("Body", "City Hall"), "oslo": ("Place", "Oslo"),
}
EDGES = [  # number, from, type, to, date
    (1, "ada", "MET_WITH", "bo", "2017-03-01"),
    (2, "bo", "MET_WITH", "cy", "2017-02-01"),
    (3, "bo", "SIGNED", "cy", "2018"),
    (4, "cy", "VISITED", "oslo", "2019-01-01"),
    (5, "ada", "MET_WITH", "dee", "2017-06-10/2017-06-12"),
    (6, "dee", "MET_WITH", "cy", "2017-06-11"),
    (7, "dee", "SIGNED", "union", "2017-06-12"),
    (8, "cy", "HOLDS", "hall", "2016/2020"),
    (9, "ada", "MET_WITH", "bo", "2019-05-05"),
    (10, "eve", "MET_WITH", "zug", ""),
    (11, "zug", "MET_WITH", "ada", "2018-01-20"),
    (12, "hall", "SIGNED", "union", "2020-02-02"),
    (13, "zug", "VISITED", "oslo", "2018-01-21"),
    (14, "cy", "MET_WITH", "cy", "2018-08"),
]
EPOCH = datetime.date(1970, 1, 1)


def day(y, m, d):
    return (datetime.date(y, m, d) - EPOCH).days


def span(text):
    if not text:
        return None
    first, _, last = text.partition("/")
    last = last or first
    f = [int(x) for x in first.split("-")]
    t = [int(x) for x in last.split("-")]
    begin = day(f[0], f[1] if len(f) > 1 else 1, f[2] if len(f) > 2 else 1)
    if len(t) == 3:
        return begin, day(*t)
    y, m = (t[0], t[1] + 1) if len(t) == 2 and t[1] < 12 else (t[0] + 1, 1)
    return begin, day(y, m, 1) - 1


def walks(start, types, least, most, window, direction, mode):
    def go(nodes, edges):
        if len(edges) >= least:
            yield nodes, edges
        if len(edges) == most:
            return
        here = nodes[-1]
        for number, a, kind, b, date in EDGES:
            if types and kind not in types or mode == "TRAIL" and number in edges:
                continue
            s = span(date)
            if window and (not s or s[0] > window[1] or s[1] < window[0]):
                continue
            nexts = []
            if a == here and direction != "<":
                nexts.append(b)
            if b == here and direction != ">" and not (a == b and direction == "-"):
                nexts.append(a)
            for n in nexts:
                if mode == "ACYCLIC" and n in nodes:
                    continue
                yield from go(nodes + [n], edges + [number])
    yield from go([start], [])


def intervals(edges, strict, within, simultaneous):
    """Days of the last hop that some choice allows, hop by hop; days are few enough to list."""
    dates = {e[0]: span(e[4]) for e in EDGES}
    can = None
    for number in edges:
        s = dates[number]
        if s is None:
            return None
        days = range(s[0], s[1] + 1)
        if can is None:
            can = set(days)
            continue
        low, high = min(can), max(can)
        if simultaneous:
            can = {d for d in days if d in can}
        elif within is None:
            can = {d for d in days if d >= low + strict}
        else:
            can = {d for d in days if any(0 + strict <= d - c <= within for c in
                                          range(max(low, d - within), min(high, d) + 1) if c in can)}
        if not can:
            return None
    return can


def departures(edges, strict, within):
    """Latest first day: the same backwards."""
    dates = {e[0]: span(e[4]) for e in EDGES}
    can = None
    for number in reversed(edges):
        days = range(dates[number][0], dates[number][1] + 1)
        if can is None:
            can = set(days)
        elif within is None:
            can = {d for d in days if d <= max(can) - strict}
        else:
            can = {d for d in days if any(strict <= c - d <= within for c in can)}
    return max(can)


class Search:
    def __init__(self, start, target=None, selector="", count=1, groups=False, mode="TRAIL", order="",
                 strict=0, within=None, types=(), least=1, most=4, window=None, direction="-"):
        self.__dict__.update(locals())

    def text(self):
        out = self.selector
        if self.count > 1 or self.selector == "SHORTEST":
            out += f" {self.count}"
        if self.groups:
            out += " GROUPS"
        if self.mode != "TRAIL":
            out += " " + self.mode
        if self.order:
            out += " " + self.order
        if self.strict:
            out += " STRICT"
        if self.within is not None:
            out += f" WITHIN duration('P{self.within}D')"
        kinds = "".join((":" if i == 0 else "|") + t for i, t in enumerate(self.types))
        left = "<-" if self.direction == "<" else "-"
        right = "->" if self.direction == ">" else "-"
        out += f" (a {{key: '{self.start}'}}){left}[{kinds}*{self.least}..{self.most}]{right}"
        out += f"(b {{key: '{self.target}'}})" if self.target else "(b)"
        if self.window:
            out += " " + self.window
        return out.strip()

    def window_days(self):
        if not self.window:
            return None
        if self.window.startswith("AS OF"):
            return span(self.window[6:].strip())
        first, last = self.window[8:].split(" AND ")
        return span(first.strip())[0], span(last.strip())[1]

    def paths(self):
        found = []
        for nodes, edges in walks(self.start, self.types, self.least, self.most, self.window_days(),
                                  self.direction, self.mode):
            if self.target and nodes[-1] != self.target:
                continue
            rank = len(edges)
            if self.order or self.selector in ("EARLIEST", "LATEST"):
                can = intervals(edges, self.strict, self.within, self.order == "SIMULTANEOUS")
                if can is None:
                    continue
                if self.selector == "EARLIEST":
                    rank = min(can)
                if self.selector == "LATEST":
                    rank = -departures(edges, self.strict, self.within)
            found.append((rank, len(edges), edges, nodes))
        if not self.selector:
            return found
        out = []
        for _, group in itertools.groupby(sorted(found, key=lambda f: f[3][-1]), lambda f: f[3][-1]):
            group = sorted(group)
            if self.selector == "ALL SHORTEST" or self.groups:
                lengths = sorted({g[1] for g in group})[:self.count]
                out += [g for g in group if g[1] in lengths]
            else:
                out += group[:self.count]
        return out


def quote(text):
    return "'" + text + "'"


def outline(number, title, searches, query, header, rows_of):
    lines = [f"  Scenario Outline: [{number}] {title}", "    Given an empty graph",
             "    And having executed:", '      """']
    lines += ["      " + line for line in create()]
    lines += ['      """', "    When executing query:", '      """']
    lines += ["      " + line for line in query]
    lines += ['      """', "    Then the result should be, in any order:",
              f"      | {header} |", "      | <result> |", "    And no side effects", "",
              "    Examples:", "      | search | result |"]
    for s in searches:
        pattern = s.text().replace("|", "\\|")
        lines.append(f"      | {pattern} | {rows_of(s)} |")
    return lines + [""]


def create():
    out = ["CREATE"]
    for key, (label, name) in NODES.items():
        out.append(f"  ({key}:{label} {{key: '{key}', name: '{name}'}}),")
    for number, a, kind, b, date in EDGES:
        dated = f", date: date('{date}')" if date else ""
        out.append(f"  ({a})-[:{kind} {{n: {number}{dated}}}]->({b}),")
    out[-1] = out[-1].rstrip(",")
    return out


def edge_lists(search):
    rows = sorted("".join(f"{n}," for n in f[2]) for f in search.paths())
    return quote(" ".join(rows))


def ends(search):
    rows = sorted(f"{f[3][-1]}:{f[1]}" for f in search.paths())
    return quote(" ".join(rows))


# Lists are put in order inside the query, so that one string stands for all rows.
LISTS = ["MATCH p = <search>",
         "WITH reduce(s = '', r IN relationships(p) | s + toString(r.n) + ',') AS one ORDER BY one",
         "WITH collect(one) AS all",
         "RETURN CASE WHEN size(all) = 0 THEN '' ELSE",
         "  reduce(s = head(all), x IN tail(all) | s + ' ' + x) END AS edges"]
ENDS = ["MATCH p = <search>",
        "WITH b.key + ':' + toString(length(p)) AS one ORDER BY one",
        "WITH collect(one) AS all",
        "RETURN CASE WHEN size(all) = 0 THEN '' ELSE",
        "  reduce(s = head(all), x IN tail(all) | s + ' ' + x) END AS ends"]


def write(name, title, parts):
    with open(os.path.join(HERE, name + ".feature"), "w") as file:
        file.write(f"# Written by make_features.py: change that, not this.\nFeature: {title}\n\n")
        for lines in parts:
            file.write("\n".join(lines) + "\n")


def selectors():
    pairs = [("ada", "cy"), ("ada", "oslo"), ("eve", "cy"), ("ada", "union"), ("union", "bo"),
             ("ada", "ada"), ("bo", "hall"), ("oslo", "dee")]
    tied = [Search(a, b, "ALL SHORTEST") for a, b in pairs] + [Search("ada", None, "ALL SHORTEST")]
    groups = [Search(a, b, "SHORTEST", k, True) for a, b in pairs[:6] for k in (1, 2)]
    counts = [Search(a, b, s, k) for a, b in pairs for s, k in
              (("ANY SHORTEST", 1), ("SHORTEST", 2), ("SHORTEST", 3))]
    modes = [Search(a, b, mode=m, most=k) for a, b in pairs[:4] for m, k in
             (("TRAIL", 3), ("ACYCLIC", 4), ("WALK", 3))]
    write("selectors", "Which of the paths", [
        outline(1, "All shortest paths", tied, LISTS, "edges", edge_lists),
        outline(2, "Groups of equal length", groups, LISTS, "edges", edge_lists),
        outline(3, "So many shortest paths", counts, ENDS, "ends", ends),
        outline(4, "Modes", modes, LISTS, "edges", edge_lists)])


def orders():
    pairs = [("ada", "cy"), ("ada", "oslo"), ("bo", "oslo"), ("ada", "union"), ("zug", "cy")]
    plain = [Search(a, b, order="CHRONOLOGICAL", strict=s, most=3) for a, b in pairs for s in (0, 1)]
    within = [Search(a, b, order="CHRONOLOGICAL", within=w, most=3) for a, b in pairs
              for w in (0, 1, 100, 700)]
    same = [Search(a, b, order="SIMULTANEOUS", most=3) for a, b in pairs]
    undated = [Search("eve", None, order=o, most=3) for o in ("", "CHRONOLOGICAL", "SIMULTANEOUS")]
    write("orders", "Paths that respect the order of days", [
        outline(1, "One hop after the other", plain, LISTS, "edges", edge_lists),
        outline(2, "Neighbours near in time", within, LISTS, "edges", edge_lists),
        outline(3, "All on one day", same, LISTS, "edges", edge_lists),
        outline(4, "A hop without a date is in no order", undated, LISTS, "edges", edge_lists)])


def times():
    pairs = [("ada", "cy"), ("ada", "oslo"), ("bo", "oslo"), ("ada", "union"), ("zug", "hall"),
             ("ada", None)]
    def family(selector):
        return [Search(a, b, selector, k, order="CHRONOLOGICAL" if w is not None else "", within=w)
                for a, b in pairs for k in (1, 2) for w in (None, 400)]
    write("times", "Earliest and latest", [
        outline(1, "Earliest arrival", family("EARLIEST"), LISTS, "edges", edge_lists),
        outline(2, "Latest departure", family("LATEST"), LISTS, "edges", edge_lists)])


def windows():
    spans = ["AS OF 2017-06-11", "AS OF 2018", "AS OF 2016-05", "BETWEEN 2017 AND 2018",
             "BETWEEN 2017-06-12 AND 2017-06-12", "BETWEEN 2017-02 AND 2017-03",
             "BETWEEN 2021 AND 2022", "BETWEEN 2018-08-31 AND 2019-01-01"]
    one = [Search(a, None, window=w, most=1) for a in ("ada", "cy", "dee") for w in spans]
    more = [Search("ada", "cy", window=w, most=3) for w in spans]
    write("windows", "Windows of days inside the search", [
        outline(1, "One hop in a window", one, LISTS, "edges", edge_lists),
        outline(2, "Every hop in the window", more, LISTS, "edges", edge_lists)])


def directions():
    some = [Search(a, None, types=t, direction=d, most=m) for a in ("cy", "zug", "union")
            for t in ((), ("MET_WITH",), ("SIGNED", "VISITED")) for d in "-><" for m in (1, 2)]
    write("directions", "Types and directions", [
        outline(1, "Hops of some types one way or both", some, ENDS, "ends", ends)])


if __name__ == "__main__":
    for family in (selectors, orders, times, windows, directions):
        family()
