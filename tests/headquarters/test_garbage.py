"""Rows that say they are documents and hold none, of every kind: whoever may log in can put them there, and nothing stumbles over them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from typing import Any, Final

import psycopg
import pytest
from psycopg import errors

from models.desk import (
    agreed,
    arrived,
    assigning,
    checklists,
    cohorts,
    decided,
    figures,
    handed,
    handing,
    history,
    intake,
    issued,
    keeping,
    merging,
    notes,
    opinions,
    outgoing,
    planned,
    plenaries,
    requested,
    reviewing,
    rounds,
    seconding,
    settling,
    shelved,
    submitting,
    verifications,
    ways,
    weighing,
)
from models.doctor import State, examine
from models.documents.travelling import Signed
from models.errors import Refusal
from models.previews import Arriving
from models.windows import Span
from tests.desk.noting_kit import VISIT, wrote
from tests.desk.reviewing_kit import Trio, done
from tests.headquarters.forging import note, put
from tests.headquarters.kit import ELSEWHERE, PLACE, Headquarters, approved

pytestmark = pytest.mark.slow

KINDS: Final = (
    *("submission", "review", "verdict", "withdrawal", "handover", "opinion", "settlement", "minutes", "assignment", "checklist"),
    *("request", "action", "note", "draft", "team", "tiada"),
)
ALONE: Final[tuple[Callable[..., Any], ...]] = (
    *(opinions.digests, requested.waiting, issued.lines, issued.with_verdicts, issued.drafts, assigning.every, assigning.inbox),
    *(checklists.lines, planned.every, notes.practices, handed.documents, handing.given_away, merging.waiting, merging.disagreements),
    *(keeping.lines, outgoing.outbox, ways.ways, submitting.unsent, submitting.returned, verifications.mine, rounds.lines),
    *(figures.counted, figures.stands, seconding.held),
)
"""What is asked of nothing in particular."""
OF_ONE: Final[tuple[Callable[..., Any], ...]] = (
    *(settling.position, settling.verdicts, issued.standing, issued.revisions, issued.leaving, opinions.settlements, opinions.results),
    *(opinions.settled_with, agreed.of, planned.of, planned.signed_codes, handed.contributors, history.entries, submitting.next_number),
    *(opinions.is_settled, reviewing.standing),
)
"""What is asked of a verification."""


@pytest.fixture
def team(hq: Headquarters) -> Iterator[Trio]:
    with ExitStack() as stack:
        yield Trio(*(stack.enter_context(hq.laptop(role)) for role in ("dian", "lina", "surya")))


def litter(connection: psycopg.Connection, signer: str, *about: str) -> None:
    """A row of each kind about each of these and about nothing."""
    for kind in KINDS:
        for of in (*about, ""):
            put(connection, Signed(f"{kind}.toml", f"{kind} {of} {signer}".encode(), ()), kind, about=of, signer_id=signer)


def test_rows_that_hold_no_document_held_up_who_asked_or_acted(hq: Headquarters, team: Trio) -> None:
    verification, since = approved(team, ELSEWHERE), team.lead.desk.ask(arrived.end)
    written, _ = wrote(team.lead, "visit", VISIT, PLACE)
    with hq.connected("dian") as connection:
        for role in ("dian", "lina", "surya"):
            litter(connection, hq.person(role), verification, written.note)
    for laptop in (team.verifier, team.lead, team.supervisor):
        for question in ALONE:
            laptop.desk.ask(question)
        for question in OF_ONE:
            laptop.desk.ask(question, verification)
        laptop.desk.ask(shelved.page, True, Span(500))
        assert laptop.desk.ask(notes.of_agency, PLACE) == (written,)
    assert team.lead.desk.ask(weighing.queue)
    assert since is not None
    assert {each.why is None for each in team.lead.desk.ask(arrived.arrived, since).came} == {True, False}
    assert team.supervisor.desk.ask(settling.position, verification).state == "approved"
    done(team.supervisor, verification, "issue")
    wrote(team.lead, "visit", VISIT | {"text": "Sudah berjalan"}, PLACE, corrects=written.digest)
    assert [each.text for each in team.verifier.desk.ask(notes.of_agency, PLACE)] == ["Sudah berjalan"]
    assert team.verifier.desk.ask(settling.position, verification).state == "issued"
    folder = hq.folder / "surya"
    told = {each.check: each for each in examine(folder, lambda: None)}
    assert {name for name, each in told.items() if each.state is State.WRONG} == {"opening", "documents", "outbox", "rows"}


FACTS: Final = ("", "[]", "tiada", '{"post": 1}', '{"post": {}}', '{"post": null}')
TITLES: Final = ("", "[]", "{}", '{"id": "a"}', '{"id": "a", "en": "b", "x": "c"}', '{"id": "a", "en": 1}')
DEEP: Final = "[" * 3000 + "]" * 3000


@pytest.mark.parametrize(
    "told",
    [
        *({"refers": "tidak ada"}, {"refers": "[]"}, {"supersedes": "{}"}, {"supersedes": ""}),
        # JSON too, and readers that take it for texts stumbled over it: nothing was issued any more.
        *({"received_at": each} for each in ("", "besok", "2023-02-30T07:05:00Z", "9999-12-31T23:59:59Z")),
        *(
            {"kind": "{press[x]}"},
            {"status": "{press[x]}"},
            {"supersedes": DEEP},
            {"supersedes": '["a", 1]'},
            {"supersedes": "[{}]"},
            {"supersedes": "[null]"},
        ),
        *({"refers": f'{{"decision": {DEEP}}}'}, {"refers": '{"decision": {}}'}, {"refers": '{"decision": 1}'}),
        *({"refers": r'{"decision": "\ud800"}'}, {"refers": r'{"decision": "\u0000"}'}, {"supersedes": r'["\ud800"]'}),
    ],
)
def test_a_row_said_of_a_document_what_readers_stumbled_over(hq: Headquarters, told: dict[str, str]) -> None:
    refused = (errors.CheckViolation, errors.DataError)
    with hq.connected("lina") as connection, pytest.raises(refused):
        put(connection, Signed("palsu.toml", b"tidak ada", ()), **{"kind": "review", **told})


def test_a_result_of_a_verdict_that_nobody_signed_was_counted(hq: Headquarters, team: Trio) -> None:
    verification = approved(team, ELSEWHERE)
    done(team.supervisor, verification, "issue")
    (true,) = team.lead.desk.ask(figures.results)
    with hq.connected("dian") as connection:
        told = {"about": verification, "refers": f'{{"decision": "{true.verdict}"}}', "signer_id": hq.person("surya"), "status": "issued"}
        id_ = put(connection, Signed("palsu.toml", b"bukan putusan", ()), "verdict", **told)
        connection.execute(
            "INSERT INTO result SELECT (jsonb_populate_record(result, jsonb_build_object('digest', %s::text, 'flags', 'x'))).* FROM result",
            (id_,),
        )
        connection.execute("UPDATE agency_sum SET result = %s", (id_,))
    for laptop in (team.verifier, team.supervisor):
        assert laptop.desk.ask(figures.results) == (true,)
        assert {each.result for each in laptop.desk.ask(figures.stands)} == {None}
    assert {"documents", "results", "sums"} <= {
        each.check for each in examine(hq.folder / "surya", lambda: None) if each.state is State.WRONG
    }


def test_a_document_whose_bytes_were_there_before_it_under_a_false_row_was_told_as_taken(hq: Headquarters) -> None:
    true = note(hq, "Semua beres")
    with hq.connected("dian") as connection:
        put(connection, Signed(true.name, true.body, ()), "minutes")
    with hq.laptop("surya") as surya:
        (arrival,) = surya.desk.do(intake.take, [true], {true.digest})
        assert (arrival.standing, arrival.why and arrival.why.code) == (Arriving.REFUSED, "server.misfiled")
        assert surya.desk.ask(notes.of_agency, PLACE) == ()


def test_rows_of_a_result_that_tell_nothing_ended_the_figures_of_all(hq: Headquarters, team: Trio) -> None:
    for agency in (ELSEWHERE, PLACE):
        done(team.supervisor, approved(team, agency), "issue")
    told = ("name", "flags", "approval_label", "merit_scheme", "items", "people", "levels", "areas", "counts", "base")
    with hq.connected("vera") as connection:
        before = dict(zip(told, connection.execute(f"SELECT {', '.join(told)} FROM result").fetchone() or (), strict=True))
        for column, true in before.items():
            for strange in ("tiada", "[1]", "-1", "null", '{"id": 1}', DEEP):
                connection.execute(f"UPDATE result SET {column} = %s", (strange,))
                for laptop in (team.verifier, team.supervisor):
                    assert laptop.desk.ask(figures.counted).agencies
                    assert laptop.desk.ask(figures.stands)
                    assert all(isinstance(each.areas, Mapping) for each in laptop.desk.ask(figures.results))
            connection.execute(f"UPDATE result SET {column} = %s", (true,))
    assert len(team.lead.desk.ask(figures.results)) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE verification SET forks = '{'",
        # With that the program ended as it began, for all who saw it in a list.
        "UPDATE verification SET touched_at = 'besok'",
        "UPDATE agency_sum SET apart = 'tiada'",
        "UPDATE agency SET type = 'tiada'",
        "INSERT INTO fact (verification_id, fact, row, fields) SELECT id, 'PEN-01', 0, '{' FROM verification",
        "INSERT INTO cohort (name, filter, agencies, saved_at) VALUES ('x', '{', '[]', '2023-05-09T07:05:00Z')",
    ],
)
def test_a_row_of_somebody_in_a_region_ended_the_lists_of_all(hq: Headquarters, statement: str) -> None:
    with hq.laptop("vera") as vera:
        vera.desk.do(verifications.begin, PLACE)
    with hq.connected("vera") as connection, pytest.raises((errors.CheckViolation, errors.DataError)):
        connection.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        *(f"INSERT INTO fact (verification_id, fact, row, fields) SELECT id, 'PEN-01', 0, '{each}' FROM verification" for each in FACTS),
        "UPDATE verdict SET verdict = 'V9'",
        "INSERT INTO party SELECT id, 'x', 0, 'x', '', '', '', '' FROM verification",
        "INSERT INTO count (verification_id, item, key, n, of) SELECT id, 'REG-09', 'posts', 'banyak', '' FROM verification",
        "INSERT INTO count (verification_id, item, key, n, of) SELECT id, 'REG-09', 'posts', '1', '1/0' FROM verification",
    ],
)
def test_a_row_of_somebody_in_a_region_ended_the_queue_of_every_lead(hq: Headquarters, statement: str) -> None:
    with ExitStack() as stack:
        approved(Trio(*(stack.enter_context(hq.laptop(role)) for role in ("vera", "lina", "surya"))), PLACE)
    with hq.connected("vera") as connection, pytest.raises((errors.CheckViolation, errors.DataError)):
        connection.execute(statement)


def test_what_is_cited_and_nobody_registered_ended_the_queue_of_every_lead(hq: Headquarters, team: Trio) -> None:
    verification = approved(team, ELSEWHERE)
    with hq.connected("dian") as connection:
        connection.execute(
            "INSERT INTO citation (verification_id, item, evidence, place) VALUES (%s, 'REG-01', 'B99', '')", (verification,)
        )
    assert [each.id for each in team.lead.desk.ask(weighing.queue)] == [verification]
    team.lead.desk.ask(issued.standing, verification)


def test_a_cohort_that_chooses_nothing_known_ended_the_figures_of_all(hq: Headquarters, team: Trio) -> None:
    with hq.connected("vera") as connection:
        for name, (chosen, agencies) in enumerate((('{"x": 1}', "[]"), ("[]", "[]"), ("", "[]"), ("{}", ""), ("{}", "[{}]"))):
            connection.execute("INSERT INTO cohort VALUES (%s, %s, %s, '2023-05-09T07:05:00Z')", (str(name), chosen, agencies))
    assert team.supervisor.desk.ask(cohorts.lines) == ()
    with pytest.raises(Refusal, match=r"cohort\.unknown"):
        team.supervisor.desk.ask(cohorts.named, "0")


@pytest.mark.parametrize("title", TITLES)
def test_the_title_of_an_action_ended_the_agendas_of_all_agencies(hq: Headquarters, title: str) -> None:
    with hq.connected("lina") as connection, pytest.raises((errors.CheckViolation, errors.DataError)):
        connection.execute(
            "INSERT INTO action SELECT (jsonb_populate_record(NULL::action, jsonb_object_agg(column_name, '')"
            " || jsonb_build_object('title', %s::text))).* FROM information_schema.columns WHERE table_name = 'action'",
            (title,),
        )


@pytest.mark.parametrize("told", ["recommended", "recorded", "decision"])
def test_a_verdict_that_is_none_ended_a_plenary(hq: Headquarters, team: Trio, told: str) -> None:
    found = team.supervisor.desk.do(plenaries.begin, [approved(team, ELSEWHERE)])
    with hq.connected("lina") as connection:
        with pytest.raises(errors.CheckViolation):
            connection.execute(f"UPDATE plenary_entry SET {told} = 'V9'")
        connection.execute("UPDATE plenary_entry SET variant = 'tiada'")
    assert team.supervisor.desk.ask(decided.of, found.id).entries[0].recommended == found.entries[0].recommended


def test_what_a_disagreement_keeps_ended_all_that_differs(hq: Headquarters, team: Trio) -> None:
    verification = approved(team, ELSEWHERE)
    with hq.connected("dian") as connection:
        for number, strange in enumerate(("", "[]", "-1", "{}", DEEP, '{"counts": {"a": 1}}', '{"level": "x", "counts": {}}')):
            connection.execute(
                "INSERT INTO disagreement VALUES (%s, 'REG-01', %s, %s, 'a', '{}', 'b', '', '', '', '')",
                (verification, str(number), strange),
            )
    team.verifier.desk.ask(merging.disagreements)
