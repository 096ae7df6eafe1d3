"""Tries an installed program as a stranger would: `python packaging/smoke.py COMMAND…`; ends with 0 when all of it worked.

Commands first, on a profile in a folder that is deleted afterwards; then the program itself in a terminal, until its start screen has
been seen and left by a key. On Windows that needs pywinpty.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

NAME: Final = "Ani Lestari"
SECONDS: Final = 120
COMMANDS: Final = (
    ("init", "--name", NAME),
    ("agency", "list"),
    ("list", "--json"),
    ("round", "list"),
    ("config", "show"),
    ("backup",),
    ("completion", "bash"),
    ("help", "sync"),
    ("doctor",),
)


def commands(program: list[str], profile: Path) -> None:
    """Run each command; an exit code other than 0 ends all."""
    version = said(program, "--version")
    for command in COMMANDS:
        text = said(program, "--data-dir", str(profile), "--lang", "en", *command)
        if "--json" in command:
            json.loads(text)
        print("ok", *command)
    print(version.strip())


def said(program: list[str], *arguments: str) -> str:
    """What a command prints."""
    done = subprocess.run([*program, *arguments], capture_output=True, text=True, encoding="utf-8", timeout=SECONDS)
    if done.returncode:
        sys.exit(f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def screens(program: list[str], profile: Path) -> None:
    """Start the program in a terminal, read the name on its start screen, and leave by `q`."""
    read, write, code = terminal([*program, "--data-dir", str(profile), "--lang", "en"])
    text, end = "", time.monotonic() + SECONDS
    while NAME not in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text):
        if time.monotonic() > end:
            sys.exit(f"the start screen does not come:\n{text!r}")
        text += read()
    while (left := code()) is None:
        if time.monotonic() > end:
            sys.exit("it is not left by q")
        write("q")
        read()
    if left:
        sys.exit(f"it was left with {left}")
    print("ok the start screen, and q")


def terminal(command: list[str]) -> tuple[Callable[[], str], Callable[[str], object], Callable[[], int | None]]:
    """How to read from, type to, and ask for the exit code of a command in a terminal of 80x24."""
    if sys.platform == "win32":
        from winpty import PtyProcess  # type: ignore[import-not-found]  # had on Windows only

        process = PtyProcess.spawn(command, dimensions=(24, 80))
        return lambda: process.read() if process.isalive() else "", process.write, lambda: None if process.isalive() else process.exitstatus
    import pty
    import select

    pid, line = pty.fork()
    if pid == 0:
        os.environ |= {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
        os.execvp(command[0], command)

    def read() -> str:
        try:
            return os.read(line, 65536).decode("utf-8", "replace") if select.select([line], [], [], 0.2)[0] else ""
        except OSError:  # how Linux says that nobody is at the other end
            return ""

    def code() -> int | None:
        done, status = os.waitpid(pid, os.WNOHANG)
        return os.waitstatus_to_exitcode(status) if done else None

    return read, lambda text: os.write(line, text.encode()), code


def main() -> None:
    """Try the command that the command line names."""
    program = sys.argv[1:] or sys.exit(__doc__ or "")
    with TemporaryDirectory(ignore_cleanup_errors=True) as made:
        profile = Path(made) / "profile"
        commands(program, profile)
        screens(program, profile)


if __name__ == "__main__":
    main()
