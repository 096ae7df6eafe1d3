"""What a member does by SQL alone: give somebody else another name, put what is too long, keep what is in no table."""

from contextlib import ExitStack

import pytest
from psycopg import errors

from models import headquarters
from models.desk import issuing, people, verifications
from models.documents import kinds, toml
from models.documents.verdict_file import VerdictFile
from models.ledger import checks
from tests.desk.reviewing_kit import Trio
from tests.headquarters.kit import PLACE, Headquarters, approved

pytestmark = pytest.mark.slow

LONG = """INSERT INTO document (digest, kind, name, about, supersedes, title, status, signer, signer_id, refers, body, received_at)
SELECT encode(sha256(b), 'hex'), 'verdict', 'x', '', '[]', '', '', '', verifier_person(), '{}', b, '2023-05-09T07:05:00Z'
FROM (SELECT convert_to(repeat('a', %s), 'UTF8') b) made"""


def test_somebody_signed_under_the_name_that_another_one_gave_them_in_the_table(hq: Headquarters) -> None:
    with hq.connected("vera") as member, pytest.raises(errors.InsufficientPrivilege, match="as they say themselves"):
        member.execute("UPDATE person SET name = 'Palsu' WHERE id = %s", (hq.person("lina"),))
    with hq.connected("vera") as member:
        member.execute("UPDATE person SET name = 'Vera' WHERE id = %s", (hq.person("vera"),))
        member.execute("UPDATE person SET role = 'lead', region = 'x' WHERE id = %s", (hq.person("lina"),))
    with hq.laptop("lina") as lina:
        assert lina.desk.actor.name == "Lina"
        lina.desk.do(people.choose_language, "en")


def test_a_verdict_file_called_who_recorded_its_verdict_as_a_row_did(hq: Headquarters) -> None:
    with ExitStack() as stack:
        vera, lina, surya = (stack.enter_context(hq.laptop(role)) for role in ("vera", "lina", "surya"))
        verification = approved(Trio(vera, lina, surya), PLACE)
        with hq.connected("vera") as member:
            member.execute("UPDATE verdict SET person_id = %s", (hq.person("dian"),))
        drawn = surya.desk.ask(issuing.drawn_up, verification, "issue")
    document = kinds.read(drawn.body, drawn.name)
    assert isinstance(document, VerdictFile)
    assert document.verdict.person == "Vera"


def test_a_document_too_long_for_any_program_took_the_memory_of_all_of_them(hq: Headquarters) -> None:
    assert checks.LONGEST == toml.SIZE_LIMIT
    with hq.connected("vera") as member:
        member.execute(LONG, (checks.LONGEST,))
        with pytest.raises(errors.CheckViolation, match="ck_document_size"):
            member.execute(LONG, (checks.LONGEST + 1,))


@pytest.mark.parametrize("making", ["lo_create(0)", "lo_creat(1)", "lo_from_bytea(0, 'x')"])
def test_a_member_kept_large_objects_that_no_guard_told(hq: Headquarters, making: str) -> None:
    with hq.connected("vera") as member, pytest.raises(errors.InsufficientPrivilege):
        member.execute(f"SELECT {making}")


def test_what_was_kept_in_large_objects_is_told(hq: Headquarters) -> None:
    with hq.connected() as administrator:
        administrator.execute("GRANT EXECUTE ON FUNCTION lo_create(oid) TO PUBLIC")
        administrator.execute("SELECT lo_create(4711)")
    told = {(each.kind, each.name) for each in headquarters.check(hq.url)}
    assert {("grant", "lo_create"), ("foreign", "large object 4711 postgres")} <= told
    headquarters.init(hq.url)
    assert ("grant", "lo_create") not in {(each.kind, each.name) for each in headquarters.check(hq.url)}


def test_what_was_set_for_others_at_the_server_broke_the_guards_and_the_program(hq: Headquarters) -> None:
    settings = ("standard_conforming_strings TO off", "datestyle TO 'SQL, DMY'", "bytea_output TO 'escape'", "row_security TO off")
    for each in (*settings, "default_transaction_read_only TO on"):
        hq.at.run(f"ALTER DATABASE {hq.database} SET {each}")
    headquarters.init(hq.url)
    assert {each.kind for each in headquarters.check(hq.url)} == {"setting"}
    with hq.laptop("vera") as vera:
        vera.desk.do(verifications.begin, PLACE)


_AS_TOLD = """DO $$ DECLARE each record; BEGIN
  FOR each IN SELECT conrelid::regclass AS name, conname, pg_get_constraintdef(oid) AS said FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND contype = 'c'
  LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %2$I %s', each.name, each.conname, each.said);
  END LOOP;
  FOR each IN SELECT * FROM pg_policies WHERE schemaname = 'public' LOOP
    EXECUTE format('DROP POLICY %I ON %I', each.policyname, each.tablename);
    EXECUTE format('CREATE POLICY %I ON %I FOR %s TO %s %s %s', each.policyname, each.tablename, each.cmd, array_to_string(each.roles, ','),
      'USING (' || each.qual || ')', 'WITH CHECK (' || each.with_check || ')');
  END LOOP;
END $$"""


def test_a_server_that_was_brought_to_a_newer_one_was_told_to_be_loosened(hq: Headquarters) -> None:
    headquarters.init(hq.url)
    with hq.connected() as administrator:
        # As every tool that carries a database over writes them down and reads them again.
        administrator.execute(_AS_TOLD)
    assert {each.kind for each in headquarters.check(hq.url)} == {"setting"}
