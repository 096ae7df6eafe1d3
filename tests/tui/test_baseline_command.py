"""`verifier baseline`: figures that others stated are listed, stated, corrected and removed, those that are shipped by either name."""

import pytest

from models.desk.desk import Desk
from tests.tui.commands import Commands, data

TARGET = ("set", "9-5-2023", "Target RPJMN 2023")


@pytest.fixture(autouse=True)
def founded(desk: Desk) -> None:
    """A profile, closed."""
    desk.close()


def test_a_figure_is_stated_corrected_and_removed(verifier: Commands) -> None:
    said = ("--value", "87", "--unit", "instansi", "--source", "Siaran pers", "--measure", "target", "--year", "2023")
    assert "1 stated figure" in verifier("baseline", *TARGET, *said)[2]
    (stated,) = data(verifier("baseline", "set", "2023-05-09", "target rpjmn 2023", "--value", "88", "--json"))["stated"]
    told = {"day": "2023-05-09", "figure": TARGET[2], "value": "88", "source": "Siaran pers", "measure": "target", "year": "2023"}
    assert told.items() <= stated.items()
    assert "88" in verifier("baseline", "list", language="id")[1]
    assert verifier("baseline", "remove", "9 Mei 2023", TARGET[2])[:2] == (0, "")
    assert "no stated figure" in verifier.refused("baseline", "remove", "9 Mei 2023", TARGET[2])


def test_a_shipped_figure_is_known_by_its_name_in_either_language(verifier: Commands) -> None:
    verifier("figures", "--load-stated")
    before = data(verifier("baseline", "list", "--json"))["stated"]
    line = next(line for line in verifier("baseline", "list")[1].splitlines() if "Ready, not" in line)
    day, rest = line.split(maxsplit=1)
    name = rest.split("  ")[0]
    assert name not in {each["figure"] for each in before}
    verifier("baseline", "set", day, name, "--note", "Diperiksa")
    after = data(verifier("baseline", "list", "--json"))["stated"]
    assert [each["note"] for each in after if each not in before] == ["Diperiksa"]
    assert len(after) == len(before)


@pytest.mark.parametrize(
    ("more", "said"),
    [((), "Value"), (("--value", "x", "--unit", "y", "--source", "z", "--measure", "luck"), "luck")],
)
def test_what_states_no_figure_is_refused(verifier: Commands, more: tuple[str, ...], said: str) -> None:
    assert said in verifier.refused("baseline", *TARGET, *more)
    assert "Mei" in verifier.refused("baseline", "remove", "Mei", TARGET[2])
