"""Counts against the base data, and what the sheet proposes from them."""

from pathlib import Path
from typing import Final

import pytest

from models.desk import answers, facts
from models.desk.desk import Desk
from models.errors import Refusal
from models.rules.answers import Gap, Lack, unproposed
from models.rules.checklist import Checklist
from tests.desk.acts import begun, contents, sheet_of
from tests.driver import at_work

STRATA: Final = "INS-02"
"""A gate whose counts are taken stratum by stratum."""
FIVE_JPT: Final = {"jpt_filled": "5", "administrator": "20", "pengawas": "0", "fungsional": "40", "pelaksana": "100"}


@pytest.fixture
def verification(desk: Desk) -> str:
    """A verification just begun."""
    return begun(desk)


def label(checklist: Checklist, item: str, count: str) -> object:
    return checklist.items[item].counts[count].label


@pytest.mark.parametrize("typed", [{"pengawas": ("0", "")}, {}], ids=["counted as 0", "left empty"])
def test_a_stratum_of_nobody_kept_the_gate_at_two(desk: Desk, verification: str, typed: dict[str, tuple[str, str]]) -> None:
    desk.do(facts.base, verification, FIVE_JPT)
    line = desk.do(answers.count, verification, STRATA, {"jpt": ("5", ""), "administrator": ("15", "")} | typed).line(STRATA)
    assert line.proposed == 3
    line = desk.do(answers.record, verification, STRATA, 3).line(STRATA)
    assert Gap.DIFFERENCE not in line.gaps


def test_a_partial_entry_proposed_nought_for_a_gate(desk: Desk, verification: str) -> None:
    assert desk.do(answers.count, verification, STRATA, {"administrator": ("8", "10")}).line(STRATA).proposed is None


@pytest.mark.parametrize("lowered", ["5", "0"])
def test_base_data_lowered_below_a_count_gave_three_hundred_per_cent(desk: Desk, verification: str, lowered: str) -> None:
    desk.do(facts.base, verification, FIVE_JPT | {"jpt_filled": "15"})
    desk.do(answers.count, verification, STRATA, {"jpt": ("15", "")})
    before = contents(desk)
    with pytest.raises(Refusal, match=r"count\.exceeds") as caught:
        desk.do(facts.base, verification, FIVE_JPT | {"jpt_filled": lowered})
    named = label(sheet_of(desk, verification).checklist, STRATA, "jpt")
    assert caught.value.fields == {"label": named, "count": "15", "of": lowered}
    assert contents(desk) == before


def test_base_data_below_a_count_with_a_typed_n_are_refused_too(desk: Desk, verification: str) -> None:
    desk.do(answers.count, verification, STRATA, {"jpt": ("15", "20")})
    with pytest.raises(Refusal, match=r"count\.exceeds"):
        desk.do(facts.base, verification, {"jpt_filled": "5"})
    assert desk.do(facts.base, verification, {"jpt_filled": "15"}).line(STRATA).proposed == 2


def test_a_sum_of_base_data_is_not_lowered_below_its_count(desk: Desk, verification: str) -> None:
    desk.do(facts.base, verification, FIVE_JPT)
    desk.do(answers.count, verification, "INS-01", {"staff": ("165", "")})
    with pytest.raises(Refusal, match=r"count\.exceeds"):
        desk.do(facts.base, verification, {"pelaksana": "99"})
    assert desk.do(facts.base, verification, {"pelaksana": "100", "pengawas": ""}).base.get("pengawas") is None


@pytest.mark.parametrize(("box", "code"), [("0", "fact.range"), ("10", "fact.range"), ("1", None), ("9", None)])
def test_a_post_from_box_ten_was_listed(desk: Desk, verification: str, box: str, code: str | None) -> None:
    post = {"post": "Kepala Dinas", "stratum": "pratama", "decree": "12", "date": "9/5/2023", "box": box}
    if code is None:
        assert desk.do(facts.record, verification, "PEN-01", post).facts["PEN-01"][0]["box"] == box
        return
    before = contents(desk)
    with pytest.raises(Refusal) as caught:
        desk.do(facts.record, verification, "PEN-01", post)
    assert (caught.value.code, caught.value.fields["least"], caught.value.fields["greatest"]) == (code, 1, 9)
    assert contents(desk) == before


@pytest.mark.parametrize("typed", [{"staff": ("12,5", "100")}, {"staff": ("12", "100.5")}])
def test_half_a_person_was_counted(desk: Desk, verification: str, typed: dict[str, tuple[str, str]]) -> None:
    before = contents(desk)
    with pytest.raises(Refusal) as caught:
        desk.do(answers.count, verification, "INS-01", typed)
    (n, of), *_ = typed.values()
    named = label(sheet_of(desk, verification).checklist, "INS-01", "staff")
    assert (caught.value.code, caught.value.fields) == ("count.not_whole", {"label": named, "value": n if "," in n else of})
    assert contents(desk) == before


def test_parts_of_an_index_and_thousands_are_admitted(desk: Desk, verification: str) -> None:
    index = desk.do(answers.count, verification, "SIS-05", {"index": ("98,45", "")}).line("SIS-05").answer.counts["index"]
    assert index.count * 100 == 9845
    assert desk.do(answers.count, verification, "INS-01", {"staff": ("1.250", "1.300")}).line("INS-01").proposed == 2


def test_a_total_without_a_count_was_dropped_without_a_word(desk: Desk, verification: str) -> None:
    before = contents(desk)
    with pytest.raises(Refusal, match=r"count\.total_alone"):
        desk.do(answers.count, verification, "INS-01", {"staff": (" ", "100")})
    assert contents(desk) == before
    desk.do(facts.base, verification, FIVE_JPT)
    assert desk.do(answers.count, verification, "INS-01", {"staff": ("", "165")}).line("INS-01").answer.counts == {}


@pytest.mark.parametrize(
    ("typed", "lack"),
    [
        ({}, (Lack.COUNT, "jpt")),
        ({"jpt": ("0", "0")}, (Lack.COUNT, "administrator")),
        ({"jpt": ("5", "")}, (Lack.TOTAL, "jpt")),
        ({"jpt": ("5", "5"), "administrator": ("2", "4"), "pengawas": ("2", "")}, None),
        ({"administrator": ("8", "10")}, (Lack.COUNT, "jpt")),
        (dict.fromkeys(("jpt", "administrator", "pengawas"), ("0", "0")), (Lack.NOBODY, "jpt")),
        ({"pelaksana": ("5", "")}, (Lack.COUNT, "jpt")),
    ],
)
def test_counts_that_proposed_nothing_did_not_say_why(
    desk: Desk, verification: str, typed: dict[str, tuple[str, str]], lack: tuple[Lack, str] | None
) -> None:
    line = desk.do(answers.count, verification, STRATA, typed).line(STRATA)
    found = unproposed(line.item, line.answer.counts)
    assert (found and (found[0], found[1].key)) == lack
    assert (line.proposed is None) is (lack is not None)


async def test_the_sheet_says_why_no_level_is_proposed(desk: Desk, folder: Path, verification: str) -> None:
    desk.close()
    async with at_work(folder) as ani:
        await ani.press("enter", "slash", *"INS-01", "enter", "enter")
        ani.sees("Tidak ada usulan level: Pegawai berpredikat kinerja lengkap belum dihitung (n)")
        await ani.press("c", "5", "ctrl+s")
        ani.sees("Hitungan INS-01 tercatat. Belum ada usulan level", "(N) untuk Pegawai berpredikat kinerja lengkap belum diisi.")
        await ani.press("c", "backspace", "0", "enter", "0", "ctrl+s")
        ani.sees("Hitungan INS-01 tercatat. Belum ada usulan level", "jumlah seluruhnya (N) adalah 0")
        await ani.press("c", "backspace", *"9", "enter", "backspace", *"10", "ctrl+s")
        ani.sees("Hitungan INS-01 tercatat. tersimpan", "Usulan dari hitungan: 1")
        await ani.press("c", "backspace", "ctrl+s")
        ani.sees("Hitungan INS-01 tercatat. Belum ada usulan level")
        ani.does_not_see("Belum ada usulan dari hitungan")
        await ani.press("c", "down", "8", "ctrl+s")
        ani.sees("Isi n, atau kosongkan juga N.")
