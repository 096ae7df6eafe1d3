"""Checklists of several versions stand side by side, and one id and version keeps its bytes once anything rests on it."""

from typing import Final

import pytest

from models.checklists import SHIPPED, shipped
from models.desk import checklists, rounds, searching
from models.desk.desk import Desk
from models.errors import Refusal
from tests.desk.acts import begun, contents, sheet_of
from tests.sheets import small_checklist, written

OWN: Final = written(small_checklist())


def other(version: str = "1") -> bytes:
    """The small checklist in another version, or in the same with another title."""
    return written(small_checklist(**{"version": version, "title.id": "Daftar kecil lain"}))


def test_an_adopted_checklist_is_known_and_a_round_can_be_opened_with_it(desk: Desk) -> None:
    known = desk.do(checklists.adopt, OWN, "kecil.toml")
    line = next(line for line in desk.ask(checklists.lines) if line.digest == known.digest)
    assert (line.name, line.is_fixed, line.published, line.items) == (known.name, False, "", len(known.items))
    assert desk.ask(checklists.body, known.name) == OWN
    desk.do(checklists.adopt, other("2"), "kecil-2.toml")
    for number, version in enumerate((known.name, f"{known.id} 2"), 1):
        desk.do(rounds.begin, f"kecil-{number}", version, "2023-05-09")
        assert sheet_of(desk, begun(desk)).checklist.name == version
    assert [(line.rounds, line.verifications) for line in desk.ask(checklists.lines) if line.name == known.name] == [(1, 1)]


def test_only_an_unused_one_gives_its_place_to_other_bytes(desk: Desk) -> None:
    first = desk.do(checklists.adopt, OWN, "a.toml")
    assert desk.ask(checklists.preview, other(), "b.toml").replaces == first.digest
    second = desk.do(checklists.adopt, other(), "b.toml")
    assert [line.digest for line in desk.ask(checklists.lines) if line.name == first.name] == [second.digest]
    desk.do(rounds.begin, "kecil", first.name, "2023-05-09")
    before = contents(desk)
    for act in (desk.do, desk.ask):
        with pytest.raises(Refusal, match=r"checklist\.other_bytes"):
            act(checklists.adopt if act == desk.do else checklists.preview, OWN, "a.toml")
    assert contents(desk) == before
    assert desk.ask(checklists.preview, other(), "b.toml").is_here


@pytest.mark.parametrize("name", SHIPPED)
def test_one_that_comes_with_the_program_keeps_its_bytes(desk: Desk, name: str) -> None:
    assert desk.ask(checklists.preview, shipped(name), name).is_here
    with pytest.raises(Refusal, match=r"checklist\.other_bytes"):
        desk.do(checklists.adopt, shipped(name) + b"\n", name)


def test_what_is_replaced_is_no_longer_found(desk: Desk) -> None:
    desk.do(checklists.adopt, OWN, "a.toml")
    found = len(desk.ask(searching.find, "REG-01"))
    desk.do(checklists.adopt, other(), "b.toml")
    assert len(desk.ask(searching.find, "REG-01")) == found
