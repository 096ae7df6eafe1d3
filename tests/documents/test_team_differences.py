"""What a proposed team changes, as sentences: nothing that differs goes untold."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from models.documents import keys, toml
from models.documents import team_changes as change
from models.documents.team import Policy, Team
from models.documents.team_differences import between
from models.documents.team_told import difference_told
from models.words import LANGUAGES, Words
from tests.documents.team_kit import key, request, roots, second, team


def said(before: Team, after: Team) -> list[str]:
    """The ends of the ids of what is told."""
    return [each.said.removeprefix("team.change.") for each in between(before, after)]


def places(tables: Mapping[str, Any], *above: str) -> Iterator[tuple[str, ...]]:
    """The place of every value."""
    for name, value in tables.items():
        if isinstance(value, Mapping):
            yield from places(value, *above, name)
        else:
            yield (*above, name)


def with_other(tables: Mapping[str, Any], place: tuple[str, ...]) -> dict[str, Any]:
    """The tables with another value at a place."""
    name, *rest = place
    if rest:
        return {**tables, name: with_other(tables[name], tuple(rest))}
    value = tables[name]
    other: object
    match value:
        case bool():
            other = not value
        case int():
            other = value + 1
        case tuple():
            other = tuple(each for each in ("verifier", "lead", "supervisor") if each not in value)
        case _ if name == "status":
            other = "lost" if value != "lost" else "left"
        case _ if name == "key":
            other = key("lain").public
        case _ if name in ("sealing_key", "last"):
            other = "c" * 64
        case _:
            other = f"{value}x"
    return {**tables, name: other}


def test_one_other_value_anywhere_is_told() -> None:
    before = second()
    tables = before.model_dump()
    usual = {(each,) for each in ("number", "previous", "issued_at", "format", "kind", "major")}
    changed = [place for place in places(tables) if place not in usual and place[-1] != "person"]
    for place in changed:
        assert between(before, Team.model_validate(with_other(tables, place))), place
    assert len(changed) > 40
    assert between(before, change.next_team(before, b"x", "2026-11-26T04:33:59Z")) == ()


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (change.with_roots(team(), roots(["pusat", "cadangan"]), 2), ["threshold", "root_new"]),
        (change.with_roots(team(), roots(["cadangan"]), 1), ["root_gone", "root_new"]),
        (change.assigned(team(), "ani", ["lead"], "Papua"), ["roles", "region"]),
        (change.marked(team(), "people.ani", "left", "b" * 64), ["status", "other"]),
        (change.marked(team(), "devices.laptop-ani", "lost"), ["device_status"]),
        (change.with_policy(team(), Policy(issuer_may_be_approver=True)), ["approver_issues"]),
        (change.with_policy(team(), Policy(issuer_may_be_approver=False, signers={"note": ("lead",)})), ["other"]),
    ],
)
def test_each_change_has_its_sentence(after: Team, told: list[str]) -> None:
    assert said(team(), after) == told


def test_a_renewed_key_is_one_sentence_while_all_of_it_is_as_usual() -> None:
    asked = request("ani", renewal=" 2").model_copy(update={"sealing_key": keys.sealing(key("ani 2").public)})
    assert said(team(), change.renewed(team(), asked)) == ["key"]
    other = request("ani", renewal=" 2")
    assert said(team(), change.renewed(team(), other)) == ["key", "other"]
    assert said(team(), change.renewed(team(), asked, "a" * 64)) == ["key", "other"]


def test_a_new_member_is_told_with_what_is_not_usual_of_them() -> None:
    asked = request("eka").model_copy(update={"sealing_key": keys.sealing(key("eka").public)})
    joined = change.enrolled(team(), asked, ["lead"], "Papua")
    assert said(team(), joined) == ["person_new", "device_new"]
    gone = change.marked(joined, "people.eka", "left")
    assert said(team(), gone) == ["person_new", "other", "device_new"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_difference_is_a_sentence_with_names(language: str) -> None:
    words = Words(language)
    told = [difference_told(words, each) for each in between(team(), second())]
    assert all("{" not in each and "team." not in each for each in told)
    assert any("Budi Santoso" in each for each in told)
    assert toml.write(second())
