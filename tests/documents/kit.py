"""What tests of documents share: a verdict file with something of everything, and the same with a change."""

import os
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
import tomli_w

from models.desk import answers, evidence, facts, freeze, people, verdicts
from models.desk.desk import Desk, opened
from tests.conftest import StillClock
from tests.desk.acts import BASE, FREE, LEVELS, POST, answer_all, begun, sheet_of
from tests.sheets import changed

TRICKY: Final = 'Ditulis "tangan" \\ [[[[[[[[[[[[[[[[[[[[ # {{{{ \'\'\' a.b.c.d.e.f.g.h\n\tkedua é — 漢字 🙂 """'


def full(desk: Desk) -> str:
    """A verification with something of everything, and a verdict other than the recommended one."""
    verification = begun(desk)
    desk.do(facts.base, verification, BASE)
    desk.do(facts.record, verification, "PEN-01", POST)
    desk.do(facts.record, verification, "PEN-02", {"status": "not_proposed"})
    desk.do(answers.count, verification, FREE, {"posts": ("7", "10")})
    desk.do(answers.count, verification, "SIS-05", {"index": ("97,5", "")})
    desk.do(answers.annotate, verification, LEVELS, TRICKY)
    desk.do(evidence.register, verification, {"title": TRICKY[:40], "kind": "decree", "date": "1/2/2023"}, LEVELS, "Pasal 8")
    optional = next(line.item.code for line in answer_all(desk, verification, 2).lines if line.item.not_applicable)
    desk.do(answers.not_applicable, verification, optional, "Disediakan oleh BKN")
    sheet = sheet_of(desk, verification)
    assert sheet.recommendation is not None
    desk.do(verdicts.record, verification, "V3" if sheet.recommendation.code != "V3" else "V4", TRICKY)
    return verification


@cache
def a_full_body() -> bytes:
    """The bytes of a verdict file with something of everything."""
    with TemporaryDirectory() as folder, opened(Path(folder), clock=StillClock()) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        return desk.ask(freeze.verdict_file, full(desk)).body


def with_line(line: str) -> bytes:
    """A full file with one more line before its first table."""
    return a_full_body().replace(b"\n[agency]", f"\n{line}\n[agency]".encode(), 1)


def swapped(old: str, new: str) -> bytes:
    """A full file with its first `old` in place of which stands `new`."""
    assert old.encode() in a_full_body()
    return a_full_body().replace(old.encode(), new.encode(), 1)


def with_changes(**changes: object) -> bytes:
    """A full file with other values at the named places (dots between the keys)."""
    return tomli_w.dumps(changed(tomllib.loads(a_full_body().decode()), **changes)).encode()


def failing(monkeypatch: pytest.MonkeyPatch, name: str, at: int) -> Callable[[], int]:
    """Let call number `at` of `os.<name>` fail; what is returned tells how often it was called."""
    real, calls = getattr(os, name), [0]

    def fail(*arguments: Any, **named: Any) -> Any:
        calls[0] += 1
        if calls[0] == at:
            raise OSError(28, "No space left on device")
        return real(*arguments, **named)

    monkeypatch.setattr(os, name, fail)
    return lambda: calls[0]


def values(raw: object) -> Iterator[object]:
    """Every plain value in parsed TOML."""
    if isinstance(raw, dict):
        for part in raw.values():
            yield from values(part)
    elif isinstance(raw, list):
        for part in raw:
            yield from values(part)
    else:
        yield raw
