"""Text left half typed: it is offered again where it was typed, named in words, and nowhere else."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from models.desk import answers, drafts, evidence, facts, people, reading, verifications
from models.desk.desk import Desk, opened
from screens.forms import Form
from tests.desk.acts import AGENCY, POST
from tests.driver import Verifier, at_work


@pytest.fixture
def verification(folder: Path) -> str:
    """A verification with two posts filled and evidence for REG-01, on a profile that is closed again."""
    with opened(folder) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        verification = desk.do(verifications.begin, AGENCY)
        for post in ("Kepala Dinas A", "Kepala Dinas B"):
            desk.do(facts.record, verification, "PEN-01", POST | {"post": post})
        desk.do(evidence.register, verification, {"title": "Pergub"}, "REG-01")
        return verification


@asynccontextmanager
async def at_the_sheet(folder: Path, language: str = "id") -> AsyncIterator[Verifier]:
    """Ani at the sheet."""
    async with at_work(folder, language=language) as ani:
        await ani.press("enter")
        yield ani


def kept(desk: Desk, verification: str) -> tuple[str, ...]:
    return desk.ask(drafts.under, f"{verification}/")


def form(ani: Verifier) -> dict[str, str]:
    """What the form in front holds."""
    assert isinstance(ani.app.screen, Form)
    return dict(ani.app.screen.values())


async def test_a_draft_typed_for_one_post_does_not_open_in_the_next_when_the_first_is_removed(folder: Path, verification: str) -> None:
    async with at_the_sheet(folder) as ani:
        await ani.press("f", "j", "j", "enter")
        await ani.type(" yang lama")
        assert form(ani)["post"] == "Kepala Dinas A yang lama"
        await ani.press("escape")
        assert kept(ani.desk, verification) == (drafts.of_row(verification, "PEN-01", 0),)
        await ani.press("x", "enter")
        assert form(ani)["post"] == "Kepala Dinas B"
        ani.does_not_see("telah dipulihkan")
        await ani.press("escape", "u", "enter")
        assert form(ani)["post"] == "Kepala Dinas A"


async def test_what_is_typed_of_evidence_for_one_item_is_not_prefilled_for_another(folder: Path, verification: str) -> None:
    async with at_the_sheet(folder) as ani:
        await ani.press("home", "e", "n")
        await ani.type("SK Tim")
        await ani.press("enter")
        await ani.type("hlm. 4")
        await ani.press("escape", "q", "home", "j", "e", "n")
        assert (form(ani)["title"], form(ani)["place"]) == ("", "")
        ani.does_not_see("telah dipulihkan")
        await ani.press("escape", "q", "home", "e", "n")
        assert (form(ani)["title"], form(ani)["place"]) == ("SK Tim", "hlm. 4")
        await ani.press("ctrl+s")
        ani.sees("B02 SK Tim")
        assert kept(ani.desk, verification) == ()


async def test_a_draft_of_withdrawn_evidence_does_not_open_in_the_next(folder: Path, verification: str) -> None:
    async with at_the_sheet(folder) as ani:
        await ani.press("home", "e", "enter")
        await ani.type(" lama")
        await ani.press("escape", "space", "x", "n")
        await ani.type("Keputusan")
        await ani.press("ctrl+s")
        ani.sees("B02 Keputusan")
        await ani.press("enter")
        assert form(ani)["title"] == "Keputusan"
        ani.does_not_see("telah dipulihkan")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("id", "bukti dukung B01, bukti dukung baru untuk REG-02, catatan DSN-01, data dasar, fakta PEN-01, hitungan DSN-01,"),
        ("en", "base data, counts of DSN-01, evidence B01, fact PEN-01, new evidence for REG-02, note on DSN-01,"),
    ],
)
async def test_recovered_text_is_named_in_words_and_not_by_the_keys_of_the_program(
    folder: Path, verification: str, language: str, said: str
) -> None:
    with opened(folder) as desk:
        for place in ("note/DSN-01", "counts/DSN-01", "fact/PEN-01.new", "place/REG-01.B01", "evidence/B01", "base", "verdict/V3"):
            desk.do(drafts.keep, f"{verification}/{place}", {})
        desk.do(drafts.keep, drafts.of_new_evidence(verification, "REG-02"), {})
    async with at_the_sheet(folder, language) as ani:
        ani.sees(said)
        marked = re.findall(r"([A-Z]{3}-\d\d) .* draf", ani.screen)
        assert marked == ["REG-01", "REG-02"]


async def test_a_draft_of_base_data_alone_is_named_at_the_opening(folder: Path, verification: str) -> None:
    async with at_the_sheet(folder) as ani:
        await ani.press("f", "enter")
        await ani.type("12")
        await ani.press("escape")
    assert verification
    async with at_the_sheet(folder) as ani:
        ani.sees("Draf yang belum disimpan dipulihkan: data dasar.")
        await ani.press("f", "enter")
        ani.sees("telah dipulihkan")
        await ani.press("backspace", "backspace", "escape")
    async with at_the_sheet(folder) as ani:
        ani.does_not_see("dipulihkan")


async def test_enter_overwrites_no_answer_by_what_the_counts_propose(folder: Path, verification: str) -> None:
    with opened(folder) as desk:
        desk.do(answers.count, verification, "SIS-05", {"index": ("98,5", "")})
        desk.do(answers.record, verification, "SIS-05", 1)
    async with at_the_sheet(folder) as ani:
        await ani.press("slash")
        await ani.type("sis 05")
        await ani.press("enter")
        line = ani.desk.ask(reading.sheet, verification).line("SIS-05")
        assert line.proposed not in (None, 1)
        ani.sees("Jawaban Anda berbeda")
        ani.does_not_see("Tekan Enter")
        await ani.press("enter")
        ani.sees(f"SIS-05 sudah dijawab: 1. Untuk mengganti jawaban dengan usulan hitungan, tekan {line.proposed}.")
        assert ani.desk.ask(reading.sheet, verification).line("SIS-05").answer.level == 1
        await ani.press("x", "enter")
        assert ani.desk.ask(reading.sheet, verification).line("SIS-05").answer.level == line.proposed


async def test_enter_sent_to_counts_that_the_item_does_not_ask_for(folder: Path, verification: str) -> None:
    async with at_the_sheet(folder) as ani:
        assert not ani.desk.ask(reading.sheet, verification).line("REG-01").item.counts
        await ani.press("enter")
        ani.sees("Level butir ini tidak diusulkan dari hitungan; jawab sendiri.")
        ani.does_not_see("Isi hitungannya")
