"""Everything typed is found, the newest first, as soon as it is saved and no longer than it stands."""

from collections.abc import Sequence
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert

from models.agenda_told import drafted
from models.desk import (
    agenda,
    answers,
    evidence,
    facts,
    findings,
    history,
    plenaries,
    projections,
    rounds,
    searching,
    trips,
    verdicts,
    verifications,
)
from models.desk.desk import Desk
from models.ledger.search import ENTRY
from models.rules.plenary import POSTPONED
from models.words import Words
from tests.conftest import StillClock
from tests.desk.acts import LEVELS, POST, WORDS, answer_all, begun
from tests.desk.reviewing_kit import Trio, approved, ready, returned


def keys(desk: Desk, query: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.key) for hit in desk.ask(searching.find, query)]


def test_notes_reasons_evidence_facts_verdicts_and_items_are_found(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(answers.annotate, verification, LEVELS, "Rapat zamrud dihadiri tiga orang")
    desk.do(answers.not_applicable, verification, "INS-06", "Disediakan zamrud")
    desk.do(evidence.register, verification, {"title": "Perbup zamrud", "number": "821/12"})
    desk.do(facts.record, verification, "PEN-01", POST | {"post": "Kepala Dinas Zamrud"})
    answer_all(desk, verification, 2)
    desk.do(verdicts.record, verification, "V1", "Zamrud kali ini")
    found = keys(desk, "zamrud")
    assert found[:2] == [("verdict", ""), ("fact", "PEN-01/0")]
    assert set(found) >= {("evidence", "B01"), ("note", LEVELS)}
    assert keys(desk, "821/12") == [("evidence", "B01")]
    assert ("item", "REG-06") in keys(desk, "komite talenta")


def test_a_finding_and_what_the_agency_says_to_it_are_found_as_all_that_is_typed(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(findings.record, verification, LEVELS, {"text": "Lampiran zamrud hilang", "stance": "object", "response": "Ada di arsip"})
    assert keys(desk, "zamrud arsip") == [("finding", LEVELS)]
    desk.do(findings.record, verification, LEVELS, {"text": "Lampiran hilang"})
    assert keys(desk, "zamrud") == []
    desk.do(history.undo, verification)
    assert keys(desk, "zamrud") == [("finding", LEVELS)]
    desk.do(findings.remove, verification, LEVELS)
    assert keys(desk, "zamrud") == []


def test_what_is_planned_was_not_found_as_all_that_is_typed(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(answers.record, verification, LEVELS, 1)
    action = desk.do(agenda.add, verification, LEVELS, {"action": "Susun kamus zamrud", "owner": "Biro Zirkon"})
    assert keys(desk, "zamrud zirkon") == [("action", action.code)]
    (hit,) = desk.ask(searching.find, "zamrud")
    assert (hit.agency, hit.round) == ("Prov. Jawa Barat", "2023-1")
    desk.do(agenda.remove, verification, action.code)
    assert keys(desk, "zamrud") == []


def test_of_a_drafted_agenda_what_was_typed_is_found_alone(desk: Desk) -> None:
    verification = begun(desk)
    answer_all(desk, verification, 1)
    drafts = drafted(Words("id"), desk.ask(agenda.gaps, verification))
    action = desk.do(agenda.draft, verification, drafts, 2).actions[0]
    assert {kind for kind, _ in keys(desk, "komite talenta")} == {"item"}
    desk.do(agenda.record, verification, action.code, {"action": action.action, "output": action.output, "owner": "Biro Zirkon"})
    assert keys(desk, "zirkon") == [("action", action.code)]


@pytest.mark.slow
def test_what_leads_remark_was_not_found_on_either_laptop(team: Trio) -> None:
    returned(team, ready(team.verifier.desk), "REG-01")
    for laptop in (team.lead, team.verifier):
        assert keys(laptop.desk, "pasal berapa") == [("remark", "REG-01")]
        assert laptop.desk.ask(projections.texts).unlike == []


def test_the_visit_was_not_found_as_all_that_is_typed(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(trips.record, verification, {"letter": "ST-821/zamrud", "place": "Ruang Zirkon"})
    desk.do(trips.person, verification, "agency", {"name": "Rahma", "post": "Sekretaris Zamrud", "nip": "197001011995031002"})
    desk.do(trips.person, verification, "agency", {"name": "Yusuf"})
    assert keys(desk, "zamrud") == [("trip", "agency/0"), ("trip", "")]
    (hit,) = desk.ask(searching.find, "zirkon")
    assert (hit.verification, hit.agency, hit.round) == (verification, "Prov. Jawa Barat", "2023-1")
    desk.do(trips.remove, verification, "agency", 0)
    assert (keys(desk, "197001011995031002"), keys(desk, "yusuf")) == ([], [("trip", "agency/0")])
    assert desk.ask(projections.texts).unlike == []


@pytest.mark.slow
def test_plenaries_were_not_found_as_all_that_is_typed(team: Trio) -> None:
    verification, desk = approved(team), team.supervisor.desk
    plenary = desk.do(plenaries.begin, [verification]).id
    assert keys(desk, plenary) == []
    desk.do(plenaries.record, plenary, {"number": "05/PLENO", "day": "9-5-2023", "place": "Ruang Zamrud", "chair": "Sri", "note": "Zirkon"})
    desk.do(plenaries.attend, plenary, {"name": "Ratna Zamrud"})
    desk.do(plenaries.decide, plenary, verification, POSTPONED, "Menunggu lampiran zamrud")
    hits = desk.ask(searching.find, "zamrud")
    assert [(hit.kind, hit.key, hit.verification, hit.round) for hit in hits] == [
        ("plenary", plenary, verification, "2023-1"),
        ("plenary", plenary, "", "2023-1"),
        ("plenary", plenary, "", "2023-1"),
    ]
    assert {hit.agency for hit in hits[1:]} == {"05/PLENO"}
    desk.do(plenaries.undo, plenary)
    assert len(keys(desk, "zamrud")) == 2
    assert desk.ask(projections.texts).unlike == []


@pytest.mark.parametrize("query", ["ZAMRUD", "zam", "tiga zamrud", "é", '"zamrud"', "zamrud -tiga", "zamrud)", "(zamrud", "NOT zamrud"])
def test_case_beginnings_and_signs_do_not_matter(desk: Desk, query: str) -> None:
    desk.do(answers.annotate, begun(desk), LEVELS, "Not: tiga zamrud, Ère")
    assert keys(desk, query) == [("note", LEVELS)] or query == "é"


@pytest.mark.parametrize("query", ["", "   ", '"', "*", "- ( )", "NEAR", "zamrud zirkon"])
def test_what_is_nowhere_finds_nothing(desk: Desk, query: str) -> None:
    desk.do(answers.annotate, begun(desk), LEVELS, "zamrud")
    assert keys(desk, query) == []


def test_a_changed_text_comes_first_and_an_undone_one_is_gone(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(answers.annotate, verification, LEVELS, "zamrud")
    desk.do(answers.annotate, verification, WORDS, "zamrud")
    desk.do(answers.annotate, verification, LEVELS, "zamrud hijau")
    assert keys(desk, "zamrud") == [("note", LEVELS), ("note", WORDS)]
    desk.do(history.undo, verification)
    assert keys(desk, "hijau") == []
    assert len(keys(desk, "zamrud")) == 2


def test_an_answer_alone_leaves_the_index_as_it_was(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(answers.annotate, verification, LEVELS, "zamrud")
    (before,) = desk.ask(searching.find, "zamrud")
    desk.do(answers.record, verification, LEVELS, 3)
    (after,) = desk.ask(searching.find, "zamrud")
    assert before.id == after.id


def test_an_item_is_found_once_and_opens_the_verification_touched_last(desk: Desk, clock: StillClock) -> None:
    (before,) = desk.ask(searching.find, "predikat kinerja lengkap")[:1]
    assert (before.key, before.verification) == ("INS-01", "")
    desk.do(verifications.begin, "94.07")
    desk.do(rounds.begin, "2023-2", "mt-kasn 2023")
    clock.step()
    second = desk.do(verifications.begin, "94.07")
    (after,) = [hit for hit in desk.ask(searching.find, "INS-01") if hit.kind == "item"]
    assert (after.verification, after.agency, after.round) == (second, "Kab. Intan Jaya", "2023-2")


def test_hits_come_by_pages(desk: Desk) -> None:
    verification = begun(desk)
    for number in range(searching.PAGE + 5):
        desk.do(evidence.register, verification, {"title": f"zamrud {number}"})
    first = desk.ask(searching.find, "zamrud")
    second = desk.ask(searching.find, "zamrud", first[-1].id)
    assert (len(first), len(second)) == (searching.PAGE, 5)
    assert [hit.key for hit in (*first, *second)] == [f"B{number:02}" for number in range(searching.PAGE + 5, 0, -1)]


def noted(desk: Desk, texts: Sequence[str]) -> None:
    """Let the search hold these texts and no others, the last the newest."""
    with desk.ledger.transaction(writing=True) as connection:
        connection.execute(delete(ENTRY))
        rows = [{"verification_id": "", "kind": "note", "key": f"{number}/", "text": text} for number, text in enumerate(texts)]
        if rows:
            connection.execute(insert(ENTRY), rows)


PARTS: Final = ("per", "peran", "perangkat", "Perangkat", "pérangkatnya", "perangkap", "talenta", "talen", "p", "suksesi")
TEXT: Final = st.lists(st.sampled_from(PARTS), min_size=1, max_size=4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(st.sampled_from(PARTS), min_size=1, max_size=4), max_size=8), st.lists(st.sampled_from(PARTS), min_size=1, max_size=2)
)
def test_beginnings_of_any_length_find_what_holds_them(desk: Desk, texts: list[list[str]], asked: list[str]) -> None:
    noted(desk, [" ".join(text) for text in texts])
    plain = [[word.lower().replace("é", "e") for word in text] for text in texts]
    begins = [word.lower().replace("é", "e") for word in asked]
    wanted = [str(at) for at, text in enumerate(plain) if all(any(word.startswith(each) for word in text) for each in begins)]
    assert [hit.key.partition("/")[0] for hit in desk.ask(searching.find, " ".join(asked))] == wanted[::-1]


def test_more_words_begin_alike_than_are_told_apart(desk: Desk) -> None:
    noted(desk, [f"perangkat{number} daerah" for number in range(450)])
    found = desk.ask(searching.find, "perangkat")
    assert [hit.key for hit in found] == [f"{number}/" for number in range(449, 349, -1)]
    first = desk.ask(searching.find, "perangkat3 daer")
    assert [hit.key for hit in desk.ask(searching.find, "perangkat3 daer", first[-1].id)][-1] == "3/"
    assert len(desk.ask(searching.find, "perangkat44")) == 11
