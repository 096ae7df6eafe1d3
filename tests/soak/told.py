"""What a client says of itself, line by line, so that whoever kills it knows what it was told to be done."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class Told:
    """The ledger of one client; what it said before it was killed stays."""

    def __init__(self, path: Path) -> None:
        self._path = path
        # What a killed one left half said is nobody's line.
        self._file = os.open(path, os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)
        os.write(self._file, b"\n")

    def say(self, **what: Any) -> None:
        """Say one thing."""
        os.write(self._file, json.dumps(what).encode() + b"\n")


def said(path: Path) -> Iterator[dict[str, Any]]:
    """All that a client said, of all its lives."""
    if not path.exists():
        return
    for line in path.read_bytes().splitlines():
        try:
            what = json.loads(line)
        except ValueError:
            continue
        if isinstance(what, dict):
            yield what
