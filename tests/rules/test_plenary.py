"""Plenaries: what a decision needs, and when a plenary can be closed."""

import pytest

from models.errors import Refusal
from models.rules import plenary
from models.rules.plenary import POSTPONED
from tests.ledger.kit import refused

HEAD = {"number": "05/2023", "day": "2023-05-09"}


@pytest.mark.parametrize(
    ("decision", "reason", "code"),
    [
        ("V2", "", ""),
        ("V3", "", "plenary.reason_missing"),
        ("V3", "  ", "plenary.reason_missing"),
        ("V3", "Pejabat berganti.", ""),
        (POSTPONED, "", "plenary.postponed_reason"),
        (POSTPONED, "Menunggu surat.", ""),
        ("V5", "x", "plenary.decision"),
        ("", "x", "plenary.decision"),
    ],
)
def test_another_verdict_and_a_postponement_need_a_reason(decision: str, reason: str, code: str) -> None:
    if code:
        assert refused(lambda: plenary.admit_decision("Aceh", "V2", decision, reason)).code == code
    else:
        assert plenary.admit_decision("Aceh", "V2", decision, reason) == (decision, reason.strip())


@pytest.mark.parametrize(
    ("head", "attendees", "undecided", "changed", "entries", "code"),
    [
        (HEAD, 1, [], [], 2, ""),
        (HEAD, 0, [], [], 2, "plenary.nobody"),
        ({**HEAD, "number": ""}, 1, [], [], 2, "plenary.head_missing"),
        ({**HEAD, "day": ""}, 1, [], [], 2, "plenary.head_missing"),
        (HEAD, 1, ["Aceh"], [], 2, "plenary.undecided"),
        (HEAD, 1, [], ["Aceh"], 2, "plenary.changed"),
        (HEAD, 1, [], [], 0, "plenary.empty"),
    ],
)
def test_a_plenary_is_closed_with_number_day_attendees_and_every_agency_decided(
    head: dict[str, str], attendees: int, undecided: list[str], changed: list[str], entries: int, code: str
) -> None:
    found: Refusal | None = plenary.unclosable(head, attendees, undecided, changed, entries)
    assert (found.code if found else "") == code


def test_what_is_noted_is_kept_as_text_and_days_as_days() -> None:
    found = plenary.admit({"number": " 1.10/PLENO/05/2023 ", "day": "9-5-2023", "note": "=HYPERLINK(1)"})
    assert (found["number"], found["day"], found["note"]) == ("1.10/PLENO/05/2023", "2023-05-09", "=HYPERLINK(1)")
    assert plenary.admit_attendee({"name": "Sri", "nip": "19800101 200501 2 001"})["nip"] == "198001012005012001"
    assert refused(lambda: plenary.admit({"day": "31-2-2023"})).code == "fact.date"
    assert refused(lambda: plenary.admit_attendee({"name": "Sri", "nip": "123"})).code == "trip.nip"


def test_a_nip_of_digits_that_no_document_takes_was_stored_and_kept_the_minutes_from_being_closed() -> None:
    assert refused(lambda: plenary.admit_attendee({"name": "Sri", "nip": "١" * 18})).code == "trip.nip"
