"""`verifier draw`: the same agencies whoever draws, and plain words where nothing can be drawn."""

import pytest

from models.desk.desk import Desk
from tests.tui.commands import Commands, data

DRAW = ("draw", "--round", "2023-1", "--share", "10", "--seed", "KASN-7")


@pytest.fixture
def founded(desk: Desk) -> Desk:
    """A founded profile, closed."""
    desk.close()
    return desk


@pytest.mark.usefixtures("founded")
def test_the_same_draw_as_data_and_as_a_table_in_both_languages(verifier: Commands) -> None:
    found = data(verifier(*DRAW, "--json"))
    assert (found["round"], found["day"], found["share"], found["seed"]) == ("2023-1", "2023-05-09", 10, "KASN-7")
    codes = [each["code"] for each in found["agencies"]]
    assert 0.08 * found["of"] < len(codes) < 0.12 * found["of"]
    assert {each["type"] for each in found["agencies"]} >= {"kementerian", "provinsi", "kota", "kabupaten"}
    for language, word in (("id", "kementerian"), ("en", "ministry")):
        code, out, said = verifier(*DRAW, language=language)
        assert code == 0
        assert [line.split()[0] for line in out.splitlines()[1:]] == codes
        assert word in out
        assert "KASN-7" in said
    assert data(verifier(*DRAW[:-1], "lain", "--json"))["agencies"] != found["agencies"]


@pytest.mark.usefixtures("founded")
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (("--share", "sepuluh"), "0 to 100"),
        (("--share", "101"), "0 to 100"),
        (("--share", "0"), "greater share"),
        (("--seed", " "), "seed"),
        (("--round", "1999"), "1999"),
    ],
)
def test_what_cannot_be_drawn_says_why(verifier: Commands, changed: tuple[str, str], said: str) -> None:
    at = DRAW.index(changed[0])
    assert said in verifier.refused(*DRAW[:at], *changed, *DRAW[at + 2 :])
