"""What differs between two verifications is told field by field, and nothing else is."""

import pytest

from models.desk import answers, evidence, facts, freeze, reading, verdicts
from models.desk.desk import Desk
from models.documents.differences import differences
from models.documents.verdict_file import PlenaryResult, opened
from models.text import Phrase
from tests.desk.acts import BASE, FREE, LEVELS, POST, WORDS, decided


def told(desk: Desk, verification: str, before: freeze.Contents) -> list[tuple[str, str, str, str]]:
    """The differences to now, in Indonesian."""

    def said(value: Phrase | str) -> str:
        return value.id if isinstance(value, Phrase) else value

    found = differences(before, desk.ask(freeze.contents, verification))
    return [(each.place, each.changed.label.id, said(each.changed.here), said(each.changed.there)) for each in found]


def test_a_file_differs_in_nothing_from_the_verification_it_was_made_of(desk: Desk) -> None:
    verification = decided(desk)
    desk.do(evidence.register, verification, {"title": "SK", "date": "9-5-2023"}, LEVELS, "hal. 3")
    frozen = desk.ask(freeze.verdict_file, verification)
    document = opened(frozen.body, frozen.name)
    assert differences(document, desk.ask(freeze.contents, verification)) == ()
    assert differences(document, document) == ()


def test_every_kind_of_change_is_told_with_both_values(desk: Desk) -> None:
    verification = decided(desk)
    desk.do(answers.annotate, verification, LEVELS, "semula")
    desk.do(evidence.register, verification, {"title": "SK", "kind": "decree"}, LEVELS, "hal. 3")
    before = desk.ask(freeze.contents, verification)
    desk.do(answers.annotate, verification, LEVELS, "")
    desk.do(answers.record, verification, LEVELS, 4)
    desk.do(answers.say, verification, WORDS, "no")
    desk.do(answers.not_applicable, verification, "INS-06", "Disediakan oleh BKN")
    desk.do(answers.count, verification, FREE, {"posts": ("7", "10")})
    desk.do(evidence.cite, verification, LEVELS, "B01", "hal. 4")
    desk.do(evidence.change, verification, "B01", {"title": "SK", "kind": "letter", "seen": "yes"})
    desk.do(facts.base, verification, BASE)
    desk.do(facts.record, verification, "PEN-01", POST)
    found = told(desk, verification, before)
    assert (LEVELS, "Catatan", "semula", "") in found
    assert (LEVELS, "Rujukan", "B01 hal. 3", "B01 hal. 4") in found
    assert (WORDS, "Jawaban", "Sebagian", "Tidak") in found
    assert ("INS-06", "Alasan", "", "Disediakan oleh BKN") in found
    assert ("B01", "Jenis", "SK atau keputusan", "Surat") in found or ("B01", "Jenis") in [row[:2] for row in found]
    assert {("base", value.replace(".", "")) for value in BASE.values()} <= {(place, there) for place, _, _, there in found}
    assert ("PEN-01/1", "Nama jabatan", "", POST["post"]) in found
    assert any(place == FREE and there == "7/10" for place, _, _, there in found)


def test_a_verification_that_is_not_complete_is_compared_as_far_as_it_has_come(desk: Desk) -> None:
    verification = decided(desk)
    before = desk.ask(freeze.contents, verification)
    level = desk.ask(reading.sheet, verification).line(LEVELS).answer.level
    desk.do(answers.clear, verification, LEVELS)
    found = told(desk, verification, before)
    assert (LEVELS, "Jawaban", str(level), "") in found
    assert [label for place, label, _, _ in found if place == ""] == ["Usulan kesimpulan"]


def test_a_reason_and_another_verdict_are_told(desk: Desk) -> None:
    verification = decided(desk)
    before = desk.ask(freeze.contents, verification)
    desk.do(verdicts.record, verification, "V1", "Alasan lain")
    labels = [label for place, label, _, _ in told(desk, verification, before) if place == ""]
    assert labels == ["Kesimpulan", "Alasan"]


@pytest.mark.parametrize("swap", [False, True])
def test_nothing_is_lost_whichever_way_round(desk: Desk, swap: bool) -> None:
    verification = decided(desk)
    before = desk.ask(freeze.contents, verification)
    desk.do(evidence.register, verification, {"title": "Baru"})
    after = desk.ask(freeze.contents, verification)
    pair = (after, before) if swap else (before, after)
    assert {each.place for each in differences(*pair)} == {"B01"}


def test_two_issued_files_were_alike_where_only_plenary_reason_of_the_issue_or_last_day_differed(desk: Desk) -> None:
    frozen = desk.ask(freeze.verdict_file, decided(desk))
    document = opened(frozen.body, frozen.name)
    other = document.model_copy(
        update={"plenary": PlenaryResult(number="7", date="2023-05-09"), "issue_reason": "Keliru", "valid_until": "2025-12-31"}
    )
    found = {each.changed.label.id: each.changed.there for each in differences(document, other)}
    assert found == {
        "Rapat pleno": Phrase("Pleno nomor 7, 9 Mei 2023", "Plenary 7, 9 May 2023"),
        "Alasan penerbitan": "Keliru",
        "Berlaku sampai": Phrase("31 Desember 2025", "31 December 2025"),
    }
