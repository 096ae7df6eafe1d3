"""Taking a list of agencies over: nothing is lost, nothing is taken while a fault stands, and the trail tells what was."""

import json
from typing import Final

import pytest

from models.desk import agencies, registering
from models.desk.desk import Desk
from models.errors import Refusal
from models.formats import agency_list, reading
from models.formats.agency_list import AgencyList
from models.text import folded
from models.words import Words
from tests.conftest import ROOT
from tests.desk.acts import contents

LIST: Final = (
    "Kode;Nama;Jenis;Kode provinsi;Berlaku sampai\n32;Jawa Barat;;;\n32.90;Kabupaten Baru;kabupaten;32;\nBKN;Badan Kepegawaian Negara;;;\n"
)


def listed(text: str) -> AgencyList:
    return agency_list.read(reading.tables(text.encode(), "l.csv"), "l.csv")


def rows(desk: Desk) -> dict[str, tuple[object, ...]]:
    return {str(row[0]): row for row in contents(desk)["agency"]}


def test_names_that_look_like_another_agency_s_were_taken_without_a_word(desk: Desk) -> None:
    heads = "Kode;Nama;Jenis;Kode provinsi;Pendahulu\n"
    rows_ = (
        ("32.91", "Kabupaten Bаndung", ""),  # a Cyrillic letter
        ("32.92", "Kabupaten Cianjurr", ""),
        ("32.93", "Kabupaten Bogor", "32.01"),  # it follows on that
        ("32.94", "Kantor Wilayah I", ""),
        ("32.95", "Kantor Wilayah II", ""),
        ("32.96", "Kabupaten Zamrуd", ""),
    )
    text = heads + "".join(f"{code};{name};kabupaten;32;{before}\n" for code, name, before in rows_)
    found = desk.ask(registering.preview, listed(text))
    assert found.faults == ()
    told = {each.code: (each.other, each.letters) for each in found.doubtful}
    assert told == {"32.91": ("32.04", "а"), "32.92": ("32.03", ""), "32.96": ("", "у")}
    said = [agency_list.doubt(Words("id"), each) for each in found.doubtful]
    assert "Kabupaten Bandung" in said[0] and "U+0430" in said[0]
    # Whoever looked at them may take them.
    assert desk.do(registering.take_over, listed(text)).changes
    assert desk.ask(registering.preview, listed(text)).doubtful == ()


def test_new_ones_are_added_and_known_ones_changed_by_their_code(desk: Desk) -> None:
    before = rows(desk)
    found = desk.do(registering.take_over, listed(LIST))
    after = rows(desk)
    assert [(change.code, change.is_new) for change in found.changes] == [("32", False), ("32.90", True)]
    assert (found.same, len(found.kept)) == (1, len(before) - 2)
    assert {code: row for code, row in after.items() if code not in ("32", "32.90")} == {
        code: row for code, row in before.items() if code != "32"
    }
    assert after["32"] == ("32", "Jawa Barat", *before["32"][2:-1], folded("Jawa Barat Prov. Jawa Barat 32"))
    assert after["32.90"][1:5] == ("Kabupaten Baru", "Kabupaten Baru", "kabupaten", "32")


def test_they_are_found_under_their_new_names(desk: Desk) -> None:
    desk.do(registering.take_over, listed(LIST))
    found = {line.agency.code: line.agency for line in desk.ask(agencies.lines)}
    assert (found["32.90"].name, found["32.90"].province) == ("Kabupaten Baru", "Jawa Barat")
    assert folded("Kabupaten Baru 32.90") in str(rows(desk)["32.90"][-1]).replace(folded("Kabupaten Baru"), "", 1)


def test_it_is_one_entry_of_the_trail_with_what_was_and_what_is(desk: Desk) -> None:
    entries = len(contents(desk)["trail"])
    desk.do(registering.take_over, listed(LIST))
    *_, last = sorted(contents(desk)["trail"], key=lambda row: int(row[0]))
    assert len(contents(desk)["trail"]) == entries + 1
    body = json.loads(next(str(cell) for cell in last if str(cell).startswith("{")))
    assert body["verb"] == "registering.take_over"
    changed, added = body["writes"]
    assert (changed[0], changed[1], changed[2]["name"], changed[3]["name"]) == (
        "agency",
        {"code": "32"},
        "Provinsi Jawa Barat",
        "Jawa Barat",
    )
    assert (added[1], added[2], added[3]["name"]) == ({"code": "32.90"}, None, "Kabupaten Baru")


def test_taking_it_again_changes_nothing(desk: Desk) -> None:
    desk.do(registering.take_over, listed(LIST))
    before = contents(desk)
    assert desk.do(registering.take_over, listed(LIST)).changes == ()
    assert contents(desk) == before


def test_while_a_fault_stands_nothing_is_taken(desk: Desk) -> None:
    before = contents(desk)
    bad = listed(LIST + "31.7;Kota X;kota;31;\n;Y;kota;99;\n")
    with pytest.raises(Refusal) as caught:
        desk.do(registering.take_over, bad)
    assert (caught.value.code, caught.value.fields["count"]) == ("agency.faults", 3)
    assert contents(desk) == before
    assert len(desk.ask(registering.preview, bad).faults) == 3


def test_the_shipped_register_is_taken_over_as_the_same(desk: Desk) -> None:
    shipped = (ROOT / "models" / "register" / "agencies.csv").read_text("utf-8")
    found = desk.ask(registering.preview, listed(shipped))
    assert (found.changes, found.kept, found.faults, found.unread) == ((), (), (), ())
    assert found.same > 600
