#!/usr/bin/env python3
"""The shell as a person uses it: on a terminal, with keys.

usage: shell_test.py PARLEY_BINARY EXAMPLES_FOLDER
"""
import os
import pty
import select
import subprocess
import sys
import tempfile
import time

PARLEY, EXAMPLES = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
PATIENCE = 20  # seconds until an expected text has to be there


class Shell:
    def __init__(self, home, *arguments):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm", HOME=home, LANG="C.UTF-8", NO_COLOR="1")
            os.environ.pop("XDG_STATE_HOME", None)
            os.execv(PARLEY, [PARLEY, *arguments, "shell"])
        self.seen = ""

    def read(self, seconds):
        """Takes what is printed within so many seconds; false where nothing can come any more."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return True
        try:
            self.seen += os.read(self.terminal, 65536).decode("utf-8", "replace")
            return True
        except OSError:
            return False

    def expect(self, text):
        """Waits until the text has been printed; forgets what was printed up to it."""
        end = time.time() + PATIENCE
        while text not in self.seen:
            if not self.read(0.1) or time.time() > end:
                break
        if text not in self.seen:
            sys.exit(f"waited for {text!r}, saw:\n{self.seen}")
        self.seen = self.seen.split(text, 1)[1]

    def type(self, keys):
        os.write(self.terminal, keys.encode())

    def ask(self, line, *answers):
        self.expect("parley> ")
        self.type(line + "\n")
        for answer in answers:
            self.expect(answer)

    def leave(self, keys):
        """Types the keys until the shell ends; its status. A terminal that just changes its mode may lose them, or
        leave some of them in the line: Ctrl-C drops that before the next try."""
        end = time.time() + PATIENCE
        tries = 0
        while time.time() < end:
            self.type(keys if tries == 0 else "\x03")
            if tries > 0:
                time.sleep(0.2)
                self.type(keys)
            tries += 1
            for _ in range(20):
                ended, status = os.waitpid(self.pid, os.WNOHANG)
                if ended:
                    return os.waitstatus_to_exitcode(status)
                if not self.read(0.05):
                    time.sleep(0.05)
        sys.exit(f"the shell does not end at {keys!r}, saw:\n{self.seen}")


with tempfile.TemporaryDirectory() as home:
    store = os.path.join(home, "db")
    subprocess.run([PARLEY, "--db", store, "ingest", EXAMPLES], check=True, stdout=subprocess.DEVNULL)
    shell = Shell(home, "--db", store)
    shell.ask(":help", "Ctrl-C")
    shell.ask("RETURN 'Lê Hạnh' AS name;", "\r\nname", "\r\n-------", "Lê Hạnh", "(1 row, ")
    # several lines; an empty one runs them
    shell.ask("UNWIND [1, 2] AS n")
    shell.expect("   ...> ")
    shell.type("RETURN n + 40 AS sum\n")
    shell.expect("   ...> ")
    shell.type("\n")
    shell.expect("42")
    # Ctrl-C drops the line
    shell.expect("parley> ")
    shell.type("RETURN nonsense")
    time.sleep(0.2)
    shell.type("\x03")
    # Tab completes a word
    shell.expect("parley> ")
    shell.type("UNWI\t")
    shell.expect("ND")
    shell.type(" [7] AS n RETURN n * 11 AS product;\n")
    shell.expect("77")
    # a mistake has its place and its hint, and the shell goes on
    shell.ask("MATCH (n) RETURN m;", "line 1, column 18", "^", "did you mean 'n'?")
    shell.ask(":param x=[1, 2]")
    shell.ask("RETURN size($x) AS size;", "\r\n   2\r\n")
    shell.ask(":format jsonl")
    shell.ask("RETURN 1 AS one;", '{"one":1}')
    shell.ask(":stats", "articles", "MET_WITH")
    # a statement that writes
    shell.ask("CREATE (:Odd {name: 'Zed'});", "1 node created")
    shell.ask("MATCH (z:Odd) RETURN z.name AS name;", '{"name":"Zed"}')
    # Ctrl-C stops a query, not the shell
    shell.expect("parley> ")
    shell.type("UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b);\n")
    time.sleep(0.5)
    shell.type("\x03")
    shell.ask("RETURN 'still here' AS text;", '"still here"')
    shell.expect("parley> ")
    assert shell.leave(":quit\n") == 0
    # the history is there in the next session
    shell = Shell(home, "--db", store)
    shell.expect("parley> ")
    shell.type("\x1b[A\x1b[A")
    shell.expect("still here")
    shell.type("\n")
    shell.expect("(1 row")
    shell.expect("parley> ")
    assert shell.leave("\x04") == 0
print("shell_test.py: passed")
