"""What a role may not do is refused by the server itself, whatever program it uses; and what was loosened is found."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import errors

from models import headquarters
from models.desk import taken_teams, teams, verifications
from models.documents import signatures
from models.documents import team_changes as change
from models.documents.travelling import Signed
from models.errors import Refusal
from tests.documents.team_kit import key, roots
from tests.headquarters.forging import put
from tests.headquarters.kit import PLACE, Headquarters
from tests.postgres import PASSWORD, Server

pytestmark = pytest.mark.slow

DOCUMENT = "digest, kind, name, about, supersedes, title, status, signer, signer_id, refers, body, received_at"
OF_IT = "'note', 'x', '', '[]', '', '', '', (SELECT verifier_person()), '{}'"
TRUE = f"encode(sha256('x'), 'hex'), {OF_IT}, 'x', '2023-05-09T07:05:00Z'"
FORBIDDEN = (
    "UPDATE document SET name = 'x'",
    "UPDATE document SET digest = digest WHERE false",
    "DELETE FROM document",
    "TRUNCATE document",
    "UPDATE signature SET body = ''",
    "DELETE FROM signature",
    "TRUNCATE signature",
    "UPDATE trail SET body = ''",
    "DELETE FROM trail",
    "TRUNCATE trail",
    "UPDATE team SET document = document",
    "DELETE FROM team",
    "TRUNCATE team",
    "UPDATE segment SET body = ''",
    "DELETE FROM segment",
    "TRUNCATE segment",
    f"INSERT INTO document ({DOCUMENT}, seq) OVERRIDING SYSTEM VALUE VALUES ({TRUE}, 1)",
    f"INSERT INTO document ({DOCUMENT}, xid) VALUES ({TRUE}, '1')",
    # Whose row was gone was told that there was no profile, and could found none.
    *("DELETE FROM person", "UPDATE person SET id = 'x'", "DELETE FROM round", "DELETE FROM writer", "DELETE FROM agency"),
    # What came, and what was received, is told by who exchanges.
    "INSERT INTO receipt VALUES ('x', 'y', 1, '{}', '', '', 1)",
    *(f"{act} {each}" for act in ("DELETE FROM", "TRUNCATE") for each in ("receipt", "reached", "carried", "exchange")),
    "UPDATE writer SET id = 'x'",
    "INSERT INTO writer (number, id, since) VALUES (9, 'x', '')",
    "DROP POLICY by_region ON verification",
    "CREATE POLICY mine ON verification USING (true)",
    "ALTER TABLE verification DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE document DISABLE TRIGGER ALL",
    "ALTER TABLE document DROP CONSTRAINT ck_document_digest",
    "DROP TABLE answer",
    "CREATE TABLE mine (x int)",
    "CREATE OR REPLACE FUNCTION verifier_person() RETURNS text LANGUAGE sql AS $$ SELECT 'x' $$",
    "SET ROLE verifier_owner",
    "SET SESSION AUTHORIZATION postgres",
    "GRANT verifier_worker TO vera",
    "INSERT INTO access (role, person_id, region) VALUES ('x', '', '')",
    "UPDATE access SET region = ''",
    "DELETE FROM access",
    "UPDATE format SET number = 99",
    "COPY document TO '/tmp/x'",
)


@pytest.fixture
def vera(hq: Headquarters) -> Iterator[psycopg.Connection]:
    with hq.connected("vera") as connection:
        yield connection


@pytest.mark.parametrize("role", ["vera", "surya"])
def test_what_nobody_may_do_is_refused_by_privilege(hq: Headquarters, role: str) -> None:
    with hq.connected(role) as connection:
        for statement in FORBIDDEN:
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute(statement)


def test_bytes_under_a_digest_that_is_not_theirs_come_into_no_table(hq: Headquarters) -> None:
    forged = (
        f"INSERT INTO document ({DOCUMENT}) VALUES (repeat('0', 64), {OF_IT}, 'x', '2023-05-09T07:05:00Z')",
        "INSERT INTO segment (digest, writer, number, device, at, body) VALUES (repeat('0', 64), 'x', 1, '', '', 'x')",
        "INSERT INTO quarantine VALUES (repeat('0', 64), '', 'x', '', '', '', '', '')",
        "UPDATE checklist SET body = 'x'",
    )
    with hq.connected("tono") as connection:
        for statement in forged:
            with pytest.raises(errors.CheckViolation):
                connection.execute(statement)
        connection.execute(f"INSERT INTO document ({DOCUMENT}) VALUES ({TRUE})")


@pytest.mark.parametrize("number", ["min(number) - 1", "max(number) + 2"])
def test_no_team_comes_before_the_first_and_none_is_left_out(hq: Headquarters, number: str) -> None:
    with hq.connected("surya") as connection, pytest.raises(errors.IntegrityConstraintViolation, match="does not follow"):
        connection.execute(f"INSERT INTO team (number, document) SELECT {number}, min(document) FROM team")


def test_a_team_that_somebody_put_behind_the_last_one_held_everything_up(hq: Headquarters) -> None:
    with hq.laptop("surya") as surya, hq.connected() as administrator, hq.connected("vera") as member:
        desk, last = surya.desk, surya.desk.ask(teams.demanded)
        dian, root = hq.person("dian"), surya.ring.root()
        own = change.assigned(last.team, surya.desk.actor.person, ("lead", "supervisor"))
        for further in (1, 2):
            told = {"number": last.team.number + further, "previous": last.digest, "roots": roots(["pencuri"]), "threshold": 1}
            body = change.written(own.model_copy(update=told))
            forged = Signed("tim.toml", body, (signatures.sign(key("pencuri"), body, "team"),))
            id_ = put(administrator, forged, "team")
            member.execute("INSERT INTO team (number, document) SELECT max(number) + 1, %s FROM team", (id_,))
        assert desk.ask(teams.demanded).digest == last.digest
        followed = desk.do(teams.assign, dian, ("lead",), "", root)
        assert desk.ask(teams.demanded).digest == followed.digest
        assert followed.team.number == last.team.number + 1
        assert [each.name for each in desk.ask(teams.chain)][-1] == followed.document.name
        assert len(desk.ask(taken_teams.astray)) == 2
        for _ in range(2):
            desk.do(teams.assign, dian, ("verifier",), "", root)
    with hq.laptop("lina") as lina:
        assert lina.desk.ask(teams.demanded).team.number == last.team.number + 3


def test_a_team_whose_signature_came_later_was_none_until_the_program_began_anew(hq: Headquarters) -> None:
    with hq.laptop("surya") as surya, hq.connected() as administrator, hq.connected("vera") as member:
        last = surya.desk.ask(teams.demanded)
        following = change.next_team(change.assigned(last.team, hq.person("dian"), ("lead",), ""), last.document.body, last.team.issued_at)
        body = change.written(following)
        id_ = put(administrator, Signed("tim.toml", body, ()), "team")
        member.execute("INSERT INTO team (number, document) VALUES (%s, %s)", (following.number, id_))
        assert surya.desk.ask(teams.demanded).digest == last.digest
        surya.desk.do(teams.take, Signed("tim.toml", body, (signatures.sign(surya.ring.root(), body, "team"),)))
        assert surya.desk.ask(teams.demanded).digest == id_


def test_a_team_was_told_as_taken_that_something_false_beside_it_kept_from_counting(hq: Headquarters) -> None:
    with hq.laptop("surya") as surya, hq.connected("vera") as member:
        last, root = surya.desk.ask(teams.demanded), surya.ring.root()
        following = change.next_team(
            change.assigned(last.team, hq.person("dian"), ("supervisor",), ""), last.document.body, last.team.issued_at
        )
        body = change.written(following)
        true, false = (signatures.sign(each, body, "team") for each in (root, key("pencuri")))
        id_ = put(member, Signed("tim.toml", body, ()), "team", signer_id=hq.person("vera"))
        under = (id_, signatures.signer(true, "tim.toml"), false)
        member.execute("INSERT INTO signature (document, key, body) VALUES (%s, %s, %s)", under)
        with pytest.raises(Refusal, match=r"server\.misfiled"):
            surya.desk.do(teams.take, Signed("tim.toml", body, (true,)))
        assert surya.desk.ask(teams.demanded).digest == last.digest
        assert surya.desk.do(teams.assign, hq.person("dian"), ("lead",), "", root).team.number == following.number


def test_who_logged_in_once_is_nobody_else_later(vera: psycopg.Connection) -> None:
    assert vera.execute("UPDATE access SET person_id = 'x'").rowcount == 0
    assert vera.execute("SELECT role, region FROM access").fetchall() == [("vera", "32")]


@pytest.mark.parametrize("table", ["document", "signature", "trail"])
def test_owners_make_no_mistakes_either(hq: Headquarters, table: str) -> None:
    with hq.connected() as connection:
        for statement in (f"UPDATE {table} SET body = body", f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
            with pytest.raises(errors.InsufficientPrivilege, match="only grows"):
                connection.execute(statement)


LOOSENED = {
    "GRANT UPDATE ON document TO verifier_member": ("grant", "document verifier_member"),
    "GRANT UPDATE (body) ON document TO PUBLIC": ("grant", "document.body PUBLIC"),
    "GRANT SELECT ON segment TO vera": ("grant", "segment vera"),
    "ALTER TABLE document DROP CONSTRAINT ck_document_digest": ("check", "document.ck_document_digest"),
    "ALTER TABLE trail DISABLE TRIGGER trail_no_update": ("trigger", "trail.trail_no_update"),
    "DROP TRIGGER trail_chained ON trail": ("trigger", "trail.trail_chained"),
    "CREATE POLICY all_of_it ON verification USING (true)": ("policy", "verification.all_of_it"),
    "ALTER TABLE answer DISABLE ROW LEVEL SECURITY": ("security", "answer"),
    "ALTER TABLE answer OWNER TO postgres": ("owner", "answer"),
    "CREATE OR REPLACE FUNCTION verifier_person() RETURNS text LANGUAGE sql AS $$ SELECT 'x' $$": ("function", "verifier_person"),
    "ALTER TABLE document ALTER xid SET DEFAULT '1'": ("column", "document.xid"),
    "ALTER ROLE verifier_member CREATEDB": ("role", "verifier_member createdb"),
}
FOREIGN = {
    "CREATE RULE tiada AS ON INSERT TO message DO INSTEAD NOTHING": "message.tiada",
    "CREATE FUNCTION hilang() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'": "hilang",
    "CREATE TRIGGER hilang BEFORE INSERT ON answer FOR EACH ROW EXECUTE FUNCTION hilang()": "answer.hilang",
    "CREATE SCHEMA lain CREATE VIEW semua AS SELECT body FROM public.document": "lain.semua",
    "CREATE FUNCTION lain.semua() RETURNS text SECURITY DEFINER LANGUAGE sql AS 'SELECT body FROM public.trail'": "lain.semua",
    "CREATE TABLE titipan (id int)": "titipan",
}
"""By what is not ours somebody reads past the rules, or has what others write vanish."""
OF_ROLES = {
    "GRANT pg_write_all_data TO vera": ("vera pg_write_all_data", "REVOKE pg_write_all_data FROM vera"),
    "ALTER ROLE vera BYPASSRLS": ("vera bypassrls", "ALTER ROLE vera NOBYPASSRLS"),
    "GRANT verifier_owner TO vera": ("vera verifier_owner", "REVOKE verifier_owner FROM vera"),
    "GRANT verifier_headquarters TO vera": ("vera access", "REVOKE verifier_headquarters FROM vera"),
    "UPDATE access SET region = '' WHERE role = 'vera'": ("vera access", "UPDATE access SET region = '32' WHERE role = 'vera'"),
}


def test_what_an_administrator_loosened_is_found_and_put_back(hq: Headquarters) -> None:
    headquarters.init(hq.url)  # a copy has no grants of its own
    of_server = {each for each in headquarters.check(hq.url) if each.kind == "setting"}
    # The server of tests is a quick one.
    assert {each.name for each in of_server} == {"fsync", "full_page_writes", "synchronous_commit", "ssl"}
    for statement in LOOSENED:
        hq.at.run(statement, hq.database)
    found = {(each.kind, each.name) for each in headquarters.check(hq.url) if each not in of_server}
    assert found >= set(LOOSENED.values())
    assert {(each.kind, each.name) for each in headquarters.check(hq.url) if each not in of_server} == found
    assert {(each.kind, each.name) for each in headquarters.init(hq.url).put_back} == found
    assert not set(headquarters.check(hq.url)) - of_server


def test_what_somebody_put_beside_the_guards_was_not_found(hq: Headquarters) -> None:
    headquarters.init(hq.url)
    for statement in FOREIGN:
        hq.at.run(statement, hq.database)
    for _ in range(2):
        assert [each.name for each in headquarters.check(hq.url) if each.kind == "foreign"] == sorted({*FOREIGN.values()})
        headquarters.init(hq.url)


def test_nothing_was_put_back_where_rows_do_not_keep_to_it(hq: Headquarters) -> None:
    headquarters.init(hq.url)
    for statement in (
        "ALTER TABLE document DROP CONSTRAINT ck_document_digest",
        f"INSERT INTO document ({DOCUMENT}) VALUES (repeat('0', 64), {OF_IT}, 'x', '2023-05-09T07:05:00Z')",
        "DROP INDEX ix_access_person",
        "UPDATE access SET person_id = (SELECT person_id FROM access WHERE role = 'lina') WHERE role = 'dian'",
        "GRANT UPDATE ON document TO vera",
    ):
        hq.at.run(statement, hq.database)
    unlike = ["document.ck_document_digest", "access.dian", "access.lina"]
    assert {each.name for each in headquarters.check(hq.url)} >= {*unlike, "document vera"}
    assert [each.name for each in headquarters.init(hq.url).put_back] == ["document.ck_document_digest", "document vera"]
    assert sorted(each.name for each in headquarters.check(hq.url) if each.kind == "rows") == sorted(unlike)
    with hq.connected("dian") as connection, pytest.raises(errors.CheckViolation):
        connection.execute(f"INSERT INTO document ({DOCUMENT}) VALUES (repeat('1', 64), {OF_IT}, 'x', '2023-05-09T07:05:00Z')")


@pytest.mark.parametrize("statement", OF_ROLES)
def test_a_role_that_sees_more_than_it_was_given_is_found(hq: Headquarters, statement: str) -> None:
    headquarters.init(hq.url)
    name, undone = OF_ROLES[statement]
    hq.at.run(statement, hq.database)
    try:
        assert [each.name for each in headquarters.check(hq.url) if each.kind == "role"] == [name]
    finally:
        hq.at.run(undone, hq.database)


def test_while_it_is_looked_at_others_go_on(hq: Headquarters) -> None:
    with hq.laptop("surya") as surya:
        surya.desk.do(verifications.begin, PLACE)
        headquarters.check(hq.url)
        assert surya.desk.do(verifications.begin, "11")


def test_an_administrator_who_is_no_superuser_makes_and_guards_it_too(at: Server) -> None:
    at.run(f"CREATE ROLE pengelola LOGIN CREATEDB CREATEROLE PASSWORD '{PASSWORD}'")
    try:
        url = at.url("milik_pengelola", "pengelola")
        assert headquarters.init(url).is_new
        headquarters.admit(url, "candra", ("32",))
        assert headquarters.init(url).put_back == ()
        # At a newer server whoever makes a role is put down as its administrator.
        told = [each.name for each in headquarters.check(url) if each.kind == "role"]
        assert [each for each in told if "candra" in each or "pengelola" in each] == []
    finally:
        at.run("DROP DATABASE milik_pengelola")
        at.run("DROP ROLE candra")
        at.run("DROP ROLE pengelola")


@pytest.mark.parametrize("others", ["CREATE TABLE document (id int)", "CREATE VIEW absen AS SELECT 1 AS id"])
def test_a_database_of_somebody_else_was_taken_over(at: Server, others: str) -> None:
    name = at.database()
    at.run(others, name)
    at.run("CREATE TABLE gaji (id int); GRANT SELECT ON gaji TO PUBLIC; CREATE POLICY semua ON gaji USING (true)", name)
    with pytest.raises(Refusal, match=r"server\.occupied") as caught:
        headquarters.init(at.url(name))
    assert str(caught.value.fields["found"]) in others
    with at.connected(name) as administrator:
        assert administrator.execute("SELECT tableowner, policyname FROM pg_policies NATURAL JOIN pg_tables").fetchall() == [
            ("postgres", "semua")
        ]
        assert administrator.execute("SELECT has_table_privilege('pg_database_owner', 'gaji', 'SELECT')").fetchone() == (True,)


def test_what_an_extension_brought_was_taken_for_somebody_elses(at: Server) -> None:
    name = at.database()
    at.run("CREATE EXTENSION pg_stat_statements", name)
    assert headquarters.init(at.url(name)).found == 0
