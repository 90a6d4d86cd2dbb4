#!/usr/bin/env python3
"""From process start to the first answer, with the store's pages dropped from the page cache.

    cold_start.py PARLEY STORE [--rounds N] [--warm] [QUERY [NAME=TEXT...]]

Prints the median and the greatest of N rounds in milliseconds: the start of the process until its
`hello` is answered, and until the query is. Other files' pages stay cached: the program itself is
warm, as after its first use.
"""
import argparse
import json
import os
import statistics
import subprocess
import time


def forget(folder):
    """Ask the kernel to drop the folder's pages; dirty ones are written first."""
    os.sync()
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), "rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def first_answer(parley, store, query, params):
    begin = time.monotonic()
    child = subprocess.Popen([parley, "--db", store, "shell", "--protocol", "lines"],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    hello = json.dumps({"id": 0, "hello": {"protocol": 1}})
    ask = json.dumps({"id": 1, "query": query, "params": params})
    child.stdin.write(f"{hello}\n{ask}\n".encode())
    child.stdin.flush()
    child.stdout.readline()
    opened = time.monotonic()
    answer = json.loads(child.stdout.readline())
    end = time.monotonic()
    child.stdin.close()
    child.wait()
    if "error" in answer:
        raise SystemExit(answer["error"]["message"])
    return (opened - begin) * 1e3, (end - begin) * 1e3, len(answer["rows"])


def main():
    parse = argparse.ArgumentParser(usage=__doc__)
    parse.add_argument("parley")
    parse.add_argument("store")
    parse.add_argument("query", nargs="?", default="MATCH (a) RETURN a.key LIMIT 1")
    parse.add_argument("params", nargs="*")
    parse.add_argument("--rounds", type=int, default=9)
    parse.add_argument("--warm", action="store_true")
    options = parse.parse_args()
    params = dict(one.split("=", 1) for one in options.params)
    opens, answers, rows = [], [], 0
    for _ in range(options.rounds):
        if not options.warm:
            forget(options.store)
        opened, answered, rows = first_answer(options.parley, options.store, options.query, params)
        opens.append(opened)
        answers.append(answered)
    for name, times in (("open", opens), ("first answer", answers)):
        print(f"{name:12}  median {statistics.median(times):7.1f} ms  greatest {max(times):7.1f} ms")
    print(f"{rows} rows")


if __name__ == "__main__":
    main()
