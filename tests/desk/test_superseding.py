"""Which documents stand of those that take each other's place."""

import json
from types import SimpleNamespace
from typing import Any

from models.desk import superseding


def _row(digest: str, *supersedes: str, about: str = "v1", by: str = "ani") -> Any:
    return SimpleNamespace(digest=digest, about=about, supersedes=json.dumps(supersedes), by=by)


def _standing(*rows: Any) -> list[str]:
    return [row.digest for row in superseding.standing(rows)]


def test_the_last_of_a_chain_stands_in_whatever_order_they_came() -> None:
    first, second, third = _row("1"), _row("2", "1"), _row("3", "1", "2")
    assert _standing(first, second, third) == _standing(third, first, second) == ["3"]


def test_two_that_were_put_in_the_place_of_one_stand_beside_each_other() -> None:
    assert _standing(_row("1"), _row("2", "1"), _row("3", "1")) == ["2", "3"]


def test_one_that_is_put_in_the_place_of_what_is_not_here_stands() -> None:
    assert _standing(_row("2", "1")) == ["2"]


def test_what_is_about_another_verification_took_the_place_of_one() -> None:
    assert _standing(_row("1"), _row("2", "1", about="v2")) == ["1", "2"]


def test_only_what_may_take_the_place_of_another_does() -> None:
    rows = [_row("1"), _row("2", "1", by="budi"), _row("3", "1")]
    found = superseding.standing(rows, lambda later, earlier: later.by == earlier.by)
    assert [row.digest for row in found] == ["2", "3"]
