"""Everything that was typed and not saved is listed in words, opened where it was typed, and discarded one by one."""

from pathlib import Path
from typing import Final

import pytest

from models.desk import drafts, evidence, people, reading, verifications
from models.desk.desk import opened
from models.kept_told import KINDS, parted, told
from models.words import Words
from screens.forms import Form
from screens.notes import AskNote
from screens.recovering import door
from tests.desk.acts import AGENCY
from tests.driver import Verifier, at_work
from tests.sources import entries
from tui.routes import made

TYPED: Final = {
    "note/REG-01": {"text": "hadir tiga orang"},
    "reason/INS-06": {"reason": "belum ada jabatan kritikal"},
    "counts/SIS-05": {"index": "98,5"},
    "evidence/B01": {"title": "Pergub 12/2023"},
    "evidence/new.REG-02": {"title": "SK Tim"},
    "verdict/V3": {"reason": "belum berani"},
    "loose/new": {"text": "tanyakan BKD"},
}


@pytest.fixture
def verification(folder: Path) -> str:
    with opened(folder) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        verification = desk.do(verifications.begin, AGENCY)
        desk.do(evidence.register, verification, {"title": "Pergub"}, "REG-01")
        for place, fields in TYPED.items():
            desk.do(drafts.keep, f"{verification}/{place}", fields)
        return verification


def named(ani: Verifier) -> str:
    return type(ani.app.screen).__name__


async def test_what_was_typed_is_announced_listed_with_an_excerpt_discarded_and_put_back(folder: Path, verification: str) -> None:
    async with at_work(folder) as ani:
        ani.sees("7 teks belum disimpan di tempatnya")
        await ani.press("D")
        ani.sees("Prov. Jawa Barat catatan REG-01: hadir tiga orang", "bukti dukung baru untuk REG-02: SK Tim", "hitungan SIS-05: 98,5")
        before = ani.desk.ask(drafts.lines)
        await ani.press("x", "x")
        assert len(ani.desk.ask(drafts.lines)) == 5
        ani.sees("5 teks belum disimpan", "Dibuang")
        await ani.press("u", "u")
        assert ani.desk.ask(drafts.lines) == before
        await ani.press("u")
        ani.sees("Belum ada teks yang dibuang")


@pytest.mark.parametrize(
    ("place", "screen", "text"),
    [
        ("note/REG-01", AskNote, "hadir tiga orang"),
        ("evidence/B01", Form, "Pergub 12/2023"),
        ("evidence/new.REG-02", Form, "SK Tim"),
        ("counts/SIS-05", Form, "98,5"),
        ("loose/new", AskNote, "tanyakan BKD"),
    ],
)
async def test_one_key_goes_on_with_the_text_where_it_was_typed(
    folder: Path, verification: str, place: str, screen: type, text: str
) -> None:
    with opened(folder) as desk:
        for other in TYPED.keys() - {place}:
            desk.do(drafts.forget, f"{verification}/{other}")
    async with at_work(folder) as ani:
        await ani.press("D", "enter")
        await ani.until(lambda: isinstance(ani.app.screen, screen))
        await ani.settle()
        ani.sees(text, "telah dipulihkan")
        await ani.press("escape", *(["escape"] if named(ani) != "RecoveredScreen" else []))


async def test_an_answer_from_a_rescue_copy_is_named_until_its_item_is_answered(folder: Path, verification: str) -> None:
    with opened(folder) as desk:
        for place in TYPED:
            desk.do(drafts.forget, f"{verification}/{place}")
        desk.do(drafts.keep, f"{verification}/answer/REG-03", {"answer": "3"})
    async with at_work(folder) as ani:
        await ani.press("D")
        ani.sees("jawaban REG-03: 3")
        await ani.press("enter")
        ani.sees("jawaban REG-03", "› · REG-03")
        await ani.press("2", "q")
        ani.sees("Tidak ada teks yang menunggu disimpan")
        assert ani.desk.ask(reading.sheet, verification).line("REG-03").answer.level == 2


def test_every_kind_of_place_has_its_name_and_its_screen() -> None:
    of = "0123456789abcdef"
    for kind in KINDS:
        place = {"noted": "note/32/new"}.get(kind, f"{kind}/{of}/x" if parted(f"{kind}/{of}/x")[1] == kind else f"{of}/{kind}/REG-01.B01")
        assert parted(place)[1] == kind
        assert f"draft.{kind}" in entries("id"), kind
        to = door(place)
        assert made(to.route, to.ids) is not None


def test_text_of_a_fact_whose_code_holds_dots_was_told_and_opened_as_of_another() -> None:
    for row, at in (("new", "PEN.05"), ("2", "PEN.05/2")):
        place = f"v/fact/PEN.05.{row}"
        assert "PEN.05" in told(Words("en"), place)
        assert door(place).ids["at"] == at
