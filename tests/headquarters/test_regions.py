"""Whoever is of a region sees and writes what is about its agencies, in every table; and all of the work goes on for them."""

from collections.abc import Callable
from contextlib import ExitStack

import pytest
from psycopg import errors
from sqlalchemy import text
from sqlmodel import SQLModel

from models import doctor, headquarters, starting
from models.codes import digest
from models.desk import agencies, answers, figures, history, keeping, loose, notes, reading, searching, tabling, verifications
from models.doctor.result import State
from models.errors import Refusal
from models.ledger import server
from models.rules.results import Filter
from tests.desk.acts import LEVELS, begun, decided
from tests.desk.noting_kit import VISIT
from tests.desk.noting_kit import drawn as noted
from tests.desk.reviewing_kit import Laptop, Trio, done
from tests.headquarters.kit import ELSEWHERE, PLACE, Headquarters, approved
from tests.postgres import PASSWORD

pytestmark = pytest.mark.slow

FREE_TO_ALL = {
    "access",
    "agency",
    "alembic_version",
    "attendee",
    "baseline",
    "carried",
    "checklist",
    "cohort",
    "exchange",
    "format",
    "person",
    "plenary",
    "reached",
    "receipt",
    "round",
    "segment",
    "team",
    "writer",
}
"""Tables that say nothing of what was verified, and who may read them whole; of segments not what is in them."""


def writes_a_note(laptop: Laptop, agency: str) -> None:
    laptop.clock.step()
    laptop.desk.do(notes.write, noted(laptop, "visit", VISIT | {"text": f"Zamrud {agency}"}, agency))


def test_all_of_the_work_goes_on_for_somebody_of_a_region_and_they_see_theirs_alone(hq: Headquarters) -> None:
    with ExitStack() as stack:
        vera, lina, wati, surya = (stack.enter_context(hq.laptop(role)) for role in ("vera", "lina", "wati", "surya"))
        team = Trio(vera, lina, wati)
        here = approved(team, PLACE)
        result = done(wati, here, "issue")
        writes_a_note(vera, PLACE)
        vera.desk.do(loose.write, begun(vera.desk, "32.01"), "Kecubung")
        # The same elsewhere, by those of headquarters.
        there = decided(surya.desk, ELSEWHERE)
        writes_a_note(surya, ELSEWHERE)
        assert [len(each.desk.ask(searching.find, "zamrud")) for each in (surya, vera)] == [2, 1]
        with pytest.raises(Refusal) as caught:
            vera.desk.ask(reading.sheet, there)
        assert caught.value.code == "verification.unknown"
        assert vera.desk.ask(keeping.kind_of, digest(result.body)) == "verdict"
    _see_theirs_alone(hq, there)


def _see_theirs_alone(hq: Headquarters, there: str) -> None:
    """No row of any table that says something of a verification elsewhere is seen by the role of a region."""
    with hq.connected() as all_of_it, hq.connected("vera") as region:
        for name in SQLModel.metadata.tables:
            rows = f'SELECT row_to_json(t)::text FROM "{name}" t'
            if name in FREE_TO_ALL:
                continue
            seen = {row[0] for row in region.execute(rows)}
            known = {row[0] for row in all_of_it.execute(rows)}
            assert seen <= known, name
            assert not [row for row in seen if there in row], name
            if any(there in row for row in known):
                assert len(seen) < len(known), name


@pytest.mark.parametrize(
    "act",
    [
        lambda vera, there: vera.desk.do(verifications.begin, "12"),
        lambda vera, there: vera.desk.do(answers.record, there, LEVELS, 3),
    ],
)
def test_what_is_elsewhere_is_not_written_to(hq: Headquarters, act: Callable[[Laptop, str], object]) -> None:
    with hq.laptop("surya") as surya, hq.laptop("vera") as vera:
        there = begun(surya.desk, ELSEWHERE)
        with pytest.raises(Refusal) as caught:
            act(vera, there)
        assert caught.value.code in ("server.region", "verification.unknown")


def test_whoever_moved_an_agency_into_their_province_would_see_what_is_about_it(hq: Headquarters) -> None:
    with hq.laptop("surya") as surya:
        verification = begun(surya.desk, ELSEWHERE)
    with hq.connected("vera") as vera:
        assert vera.execute("UPDATE agency SET province_code = '32' WHERE code = '11'").rowcount == 0
        with pytest.raises(errors.InsufficientPrivilege):
            vera.execute("UPDATE agency SET province_code = '11' WHERE code = '32'")
        for statement in ("UPDATE verification SET agency_code = '32'", "DELETE FROM verification", "DELETE FROM answer"):
            assert vera.execute(statement).rowcount == 0
        assert vera.execute("SELECT count(*) FROM verification").fetchone() == (0,)
    with hq.connected() as known:
        assert known.execute("SELECT agency_code FROM verification WHERE id = %s", [verification]).fetchone() == (ELSEWHERE,)


def test_the_trail_of_which_a_region_sees_a_part_is_not_called_broken(hq: Headquarters) -> None:
    with hq.laptop("vera") as vera, hq.laptop("surya") as surya:
        begun(vera.desk, PLACE)
        begun(surya.desk, ELSEWHERE)
        begun(vera.desk, "32.01")
        seen, known = (each.desk.ask(history.check) for each in (vera, surya))
        assert 0 < seen < known
        assert starting.warning(vera.desk, 100) is None
        server.choose(vera.desk.ledger.folder, hq.at.url(hq.database, "vera"))
        told = {each.check: each.state for each in doctor.examine(vera.desk.ledger.folder, lambda: None)}
        assert (told["trail"], told["rows"]) == (State.GOOD, State.SKIPPED)
        hq.at.run("ALTER TABLE trail DISABLE TRIGGER USER, DROP CONSTRAINT ck_trail_hash", hq.database)
        hq.at.run(
            f"UPDATE trail SET body = replace(body, '{PLACE}', '33') WHERE verb = 'verifications.begin' AND seq = "
            "(SELECT min(seq) FROM trail WHERE verb = 'verifications.begin')",
            hq.database,
        )
        with pytest.raises(Refusal) as caught:
            vera.desk.ask(history.check)
        assert caught.value.code == "server.trail_broken"


def test_a_role_that_was_given_another_region_was_told_as_a_row_that_no_act_left_so(hq: Headquarters) -> None:
    def told() -> dict[str, State]:
        with hq.laptop("surya") as surya:
            server.choose(surya.desk.ledger.folder, hq.at.url(hq.database, "surya"))
            return {each.check: each.state for each in doctor.examine(surya.desk.ledger.folder, lambda: None)}

    headquarters.admit(hq.url, "vera", (PLACE, "36"), password=PASSWORD)
    assert told()["rows"] is State.GOOD
    hq.at.run("UPDATE access SET person_id = '' WHERE role = 'vera'", hq.database)
    assert told()["rows"] is State.WRONG


def test_what_a_region_sees_was_compiled_at_each_question_which_took_seconds(hq: Headquarters) -> None:
    team = """SELECT team.number, (SELECT count(*) FROM signature WHERE signature.document = team.document)
        FROM team JOIN document ON document.digest = team.document ORDER BY team.number, document.seq"""
    with hq.laptop("wati") as wati, wati.desk.ledger.transaction(writing=False) as connection:
        told = connection.execute(text(f"EXPLAIN (ANALYZE, FORMAT JSON) {team}")).scalar()
    assert told is not None and "JIT" not in told[0]


def test_somebody_of_a_region_counted_agencies_elsewhere_as_such_without_a_result(hq: Headquarters) -> None:
    with hq.laptop("surya") as surya, hq.laptop("vera") as vera:
        everything = surya.desk.ask(figures.counted)
        found = vera.desk.ask(figures.counted)
        assert (everything.filter.is_empty, found.filter.regions) == (True, ("Provinsi Jawa Barat",))
        assert {code[:2] for code in found.agencies} == {PLACE}
        assert found.agencies == vera.desk.ask(figures.counted, Filter(regions=("Provinsi Jawa Barat", "Provinsi Aceh"))).agencies
        assert vera.desk.ask(tabling.tabled).filter == found.filter
        assert found.agencies == tuple(each.place.code for each in vera.desk.ask(figures.stands))
        assert vera.desk.ask(figures.counted, Filter(regions=("Provinsi Aceh",))).agencies == ()


def test_an_agency_elsewhere_was_offered_as_one_without_a_verification(hq: Headquarters) -> None:
    with hq.laptop("surya") as surya, hq.laptop("vera") as vera:
        begun(surya.desk, ELSEWHERE)
        offered = {line.agency.code: line.verification for line in vera.desk.ask(agencies.lines)}
        assert {code[:2] for code in offered} == {PLACE}
        assert surya.desk.ask(agencies.lines)[0].agency.type == "kementerian"
