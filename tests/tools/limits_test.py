#!/usr/bin/env python3
"""What stops a query, on the real binary: memory, time, Ctrl-C. It answers with its error and
changes nothing. And readers beside a writer.

usage: limits_test.py PARLEY_BINARY EXAMPLES_FOLDER
"""
import json
import os
import signal
import subprocess
import sys
import tempfile
import time

PARLEY, EXAMPLES = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
LONG = os.environ.get("PARLEY_LONG") == "1"
MEGABYTE = 1e6
# Nine million rows, none of them kept by the UNWIND itself.
MANY = "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b WITH a * 3000 + b AS x "


def check(holds, what):
    if not holds:
        sys.exit(f"limits_test: {what}")


def run(store, *arguments):
    """Status, output, errors, and the most memory the process ever held, in megabytes."""
    process = subprocess.Popen([PARLEY, "--db", store, "query", *arguments], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    out, errors = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, out, errors, usage.ru_maxrss * 1024 / MEGABYTE


def nodes_in(store):
    status, out, errors, _ = run(store, "--format", "csv", "MATCH (n) RETURN count(n)")
    check(status == 0, f"counting nodes: {errors}")
    return int(out.split()[1])


def test_memory(store):
    queries = {
        "sorts": MANY + "WITH x, x % 7 AS y ORDER BY y, -x RETURN count(x)",
        "keeps distinct texts": MANY + "WITH DISTINCT 'text ' + toString(x) AS t RETURN count(t)",
        "groups": MANY + "WITH toString(x) AS k, count(*) AS n RETURN sum(n)",
        "collects": MANY + "RETURN size(collect({a: x, b: 'text ' + toString(x)}))",
        "returns rows": MANY + "RETURN x, 'a text that is longer than most ' + toString(x)",
        "joins texts": "RETURN size(reduce(t = 'ab', i IN range(1, 40) | t + t))",
        "joins lists": "RETURN size(reduce(l = [1], i IN range(1, 40) | l + l))",
        "cuts texts": "RETURN size(split(reduce(t = 'a,', i IN range(1, 24) | t + t), ','))",
        "makes a list": "RETURN size(range(1, 1000000000))",
        "writes": MANY + "CREATE (:Row {x: x, name: 'row ' + toString(x)})",
        "expands": "MATCH p = (a)-[*1..9]-(b) RETURN size(collect(p))",
        "pairs": "MATCH (a), (b), (c), (d) RETURN size(collect([a, b, c, d]))",
    }
    before = nodes_in(store)
    idle = run(store, "RETURN 1")[3]
    for what, query in queries.items():
        for limit in (16, 64, 256, 1000) if LONG else (16, 64):
            status, _, errors, peak = run(store, "--max-memory", str(limit), query)
            check(status == 1 and f"needs more than {limit} MB" in errors,
                  f"a query that {what}, {limit} MB: status {status}, {errors}")
            # Pages and parts of the allocator count too: a few megabytes that no limit is about.
            most = idle + 1.1 * limit + 3
            check(peak <= most, f"a query that {what}, {limit} MB: held {peak - idle:.1f} MB")
    check(nodes_in(store) == before, "a query that ran out of memory left nodes")
    status, out, errors, _ = run(store, "--max-memory", "64", "--format", "csv", MANY + "RETURN count(x)")
    check(status == 0 and "9000000" in out, f"a query that keeps nothing: {errors}")


def test_time(store):
    before = nodes_in(store)
    endless = "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 3000) AS c "
    for query in (endless + "RETURN sum(a * b + c)",
                  "CREATE (:Early) WITH 1 AS one " + endless + "RETURN sum(c)",
                  "MATCH (a), (b), (c), (d), (e), (f) RETURN count(*)",
                  "MATCH p = (a)-[*1..30]-(b) RETURN max(length(p))"):
        start = time.time()
        status, _, errors, _ = run(store, "--timeout", "0.3", query)
        check(status == 1 and "stopped after 300 ms" in errors, f"{query}: {status}, {errors}")
        check(time.time() - start < 5, f"{query}: stopped late")
    check(nodes_in(store) == before, "a query that ran out of time left nodes")


def test_interrupt(store):
    before = nodes_in(store)
    query = ("CREATE (:Early) WITH 1 AS one UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b "
             "UNWIND range(1, 3000) AS c WITH a, c WHERE a < 0 CREATE (:Late {c: c})")
    process = subprocess.Popen([PARLEY, "--db", store, "query", query], stderr=subprocess.PIPE, text=True)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=10)
    check(process.returncode == 1 and "was stopped" in errors, f"Ctrl-C: {process.returncode}, {errors}")
    check(nodes_in(store) == before, "a query that was interrupted left nodes")


def test_readers_beside_a_writer(folder):
    """While articles come in, every reader gets an answer, and none sees less than one before."""
    texts = os.path.join(folder, "news.jsonl")
    copies = 6000 if LONG else 1500
    with open(texts, "w", encoding="utf-8") as file:
        for number in range(copies):
            text = f"Foreign Minister Ada Holt{number} met President Bo Wolak{number} in Oslo on 3 May 2024."
            file.write(json.dumps({"id": f"news-{number}", "language": "en", "published": "2024-05-04",
                                   "text": text.replace(str(number), "aeiou"[number % 5] * (1 + number % 9))}) + "\n")
    store = os.path.join(folder, "busy")
    subprocess.run([PARLEY, "--db", store, "ingest", EXAMPLES], check=True, stdout=subprocess.DEVNULL)
    before = nodes_in(store)
    writer = subprocess.Popen([PARLEY, "--db", store, "ingest", texts], stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True)
    seen, beside = before, 0
    while writer.poll() is None:
        now = nodes_in(store)
        check(now >= seen, f"a reader saw {now} nodes after {seen}")
        seen, beside = now, beside + (writer.poll() is None)
    check(writer.returncode == 0, f"ingest beside readers: {writer.stderr.read()}")
    check(beside >= 1, "the ingest was over before a reader had asked")
    check(nodes_in(store) > before, "the ingest brought nothing")
    # A second writer is told so, and readers go on.
    holder = subprocess.Popen([PARLEY, "--db", store, "shell", "--protocol", "lines"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    holder.stdin.write('{"id":1,"hello":{"protocol":1}}\n')
    holder.stdin.flush()
    holder.stdout.readline()
    status, _, errors, _ = run(store, "CREATE (:Second)")
    check(status == 3, f"a second writer: {status}, {errors}")
    check(nodes_in(store) > before, "a reader beside a writer that waits")
    holder.communicate()


with tempfile.TemporaryDirectory() as folder:
    store = os.path.join(folder, "db")
    subprocess.run([PARLEY, "--db", store, "ingest", EXAMPLES], check=True, stdout=subprocess.DEVNULL)
    test_memory(store)
    test_time(store)
    test_interrupt(store)
    test_readers_beside_a_writer(folder)
print("limits_test: passed")
