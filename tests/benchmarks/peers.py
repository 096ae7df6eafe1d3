"""Other programs for terminals beside ours, where they are installed: how soon each can be read, and its memory then."""

import csv
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from tests.benchmarks import profiles, programs
from tests.benchmarks.frame import Benchmark, Figure, Run, paired
from tests.benchmarks.processes import PROGRAM
from tests.benchmarks.window import Window

_ROWS: Final = 200
"""Lines of what the others open."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Another program: how it is started in the folder of its environment, and what it shows when it is there."""

    name: str
    words: tuple[str, ...]
    seen: str


PEERS: Final = (
    Peer("visidata", ("visidata/bin/vd", "{data}/some.csv"), "Agency 9"),
    Peer("dooit", ("dooit/bin/dooit",), "Welcome to Dooit"),
    Peer("harlequin", ("harlequin/bin/harlequin", "-a", "sqlite", "{data}/some.db"), "Data Catalog"),
    Peer("posting", ("posting/bin/posting",), "Collection is empty"),
)
"""Each in an environment of its own, in a folder of its name."""


def installed(folder: Path | None) -> list[Peer]:
    """Those that stand in a folder of environments."""
    return [] if folder is None else [each for each in PEERS if (folder / each.words[0]).exists()]


def data(folder: Path) -> Path:
    """A folder with what the others open: a list of two hundred agencies as a text and as a database."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [(number, f"Agency {number}", "open") for number in range(_ROWS)]
    with (folder / "some.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("id", "agency", "status"), *rows])
    database = folder / "some.db"
    database.unlink(missing_ok=True)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE some (id INTEGER PRIMARY KEY, agency TEXT, status TEXT)")
        connection.executemany("INSERT INTO some VALUES (?, ?, ?)", rows)
        connection.commit()
    return folder


def _seen(words: tuple[str, ...], pattern: str, home: Path | None = None) -> tuple[float, float]:
    """Milliseconds until a text can be read, and MiB once nothing more comes."""
    more = {} if home is None else {"HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config"), "XDG_DATA_HOME": str(home / ".local")}
    with Window(words, more=more) as window:
        seen = window.until_text(pattern)
        window.until_quiet(0.4)
        return seen, window.memory()[0]


def _measure(run: Run) -> Iterator[Figure]:
    found = installed(run.peers)
    if not found:
        run.say("  no other program is installed: give the folder of their environments by --peers")
        return
    profile = profiles.copied(run, profiles.kept(run, "usual", profiles.usual), "peers")
    home = run.folder / "copies" / "peers-home"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    lists = data(run.folder / "peers")
    ways: dict[str, tuple[tuple[str, ...], str, Path | None]] = {
        "hello": (programs.written(run.folder / "programs", "hello", programs.HELLO), programs.READY, None),
        "ours": ((*PROGRAM, "--data-dir", str(profile)), "Provinsi Jawa Barat", None),
    }
    for peer in found:
        first, *more = peer.words
        ways[peer.name] = ((os.fspath(run.peers / first if run.peers else first), *(w.format(data=lists) for w in more)), peer.seen, home)
    for peer in found:
        # Also because some make files for themselves when they are started first.
        try:
            _seen(*ways[peer.name])
        except (TimeoutError, ChildProcessError):
            run.say(f"  {peer.name} does not start here and is left out")
            del ways[peer.name]
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for number in range(run.rounds(9, 3) + 1):
        for name, way in ways.items():
            seen = _seen(*way)
            if number:
                taken[name].append(seen)
    floor = [seen for seen, _ in taken["hello"]]
    for name in ways:
        if name != "hello":
            yield paired(f"peers: {name}", [seen for seen, _ in taken[name]], floor)
            run.say(f"  {name}: {median(memory for _, memory in taken[name]):.0f} MiB")


BENCHMARK: Final = Benchmark(
    "peers",
    "from the start of the process until the first useful text, ours and other programs that are installed",
    "the smallest program with Textual",
    {f"peers: {name}": None for name in ("ours", *(peer.name for peer in PEERS))},
    _measure,
    is_quick=False,
)
