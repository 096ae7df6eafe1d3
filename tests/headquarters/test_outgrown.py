"""Whoever works while a newer program changes the database, or while their role is dropped, is told so; nothing is written by old rules."""

from collections.abc import Iterator

import pytest

from models import headquarters
from models.desk import listed, people, verifications
from models.errors import Refusal
from tests.headquarters.kit import ELSEWHERE, Headquarters
from tests.postgres import PASSWORD, Server

pytestmark = pytest.mark.slow

ROLE = "eka"


@pytest.fixture
def eka(at: Server, hq: Headquarters) -> Iterator[str]:
    headquarters.admit(hq.url, ROLE, password=PASSWORD)
    yield ROLE
    at.run(f"DROP ROLE IF EXISTS {ROLE}")


def test_a_program_that_was_open_wrote_on_by_old_rules_after_a_newer_one_changed_the_database(hq: Headquarters) -> None:
    with hq.laptop("dian") as dian:
        hq.at.run("UPDATE format SET number = number + 1, program = '9.9.0'", hq.database)
        with pytest.raises(Refusal) as caught:
            dian.desk.do(verifications.begin, ELSEWHERE)
        assert (caught.value.code, caught.value.fields["needed"]) == ("profile.newer", "9.9.0")
        # What was typed is kept, to be copied elsewhere.
        assert caught.value.is_of_disk
        assert dian.desk.ask(listed.lines) == ()


def test_a_column_that_a_newer_program_renamed_ended_an_open_one_in_an_error(hq: Headquarters) -> None:
    with hq.laptop("dian") as dian:
        hq.at.run("UPDATE format SET number = number + 1, program = '9.9.0'", hq.database)
        hq.at.run("ALTER TABLE verification RENAME COLUMN touched_at TO moved_at", hq.database)
        with pytest.raises(Refusal) as caught:
            dian.desk.ask(listed.lines)
        assert caught.value.code == "profile.newer"


def test_a_note_of_somebody_whose_role_was_dropped_meanwhile_ended_in_an_error(at: Server, hq: Headquarters, eka: str) -> None:
    with hq.laptop(eka) as laptop:
        laptop.desk.do(people.found, name="Eka", role="verifier", language="id")
        at.run(f"DROP ROLE {eka}")
        with pytest.raises(Refusal) as caught:
            laptop.desk.do(verifications.begin, ELSEWHERE)
        assert caught.value.code == "server.not_allowed"
        assert caught.value.is_of_disk


def test_an_older_program_called_a_newer_database_what_it_should_be(hq: Headquarters) -> None:
    hq.at.run("UPDATE format SET number = number + 1, program = '9.9.0'", hq.database)
    for act in (headquarters.init, headquarters.check, lambda url: headquarters.admit(url, "dian")):
        with pytest.raises(Refusal) as caught:
            act(hq.url)
        assert caught.value.code == "profile.newer"
