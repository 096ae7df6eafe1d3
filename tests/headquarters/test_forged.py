"""Rows that an administrator wrote past the desk, whom no grant binds: they are told, and no reader takes them for a result."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from psycopg import errors

from models.codes import digest
from models.desk import arrived, believing, issued, notes, noting, outgoing, reading, settling, shelved, teams
from models.desk.keeping import Signed
from models.doctor import State, examine
from models.documents import keys, kinds, signatures
from models.documents import team_changes as change
from models.errors import Refusal
from models.ledger import server
from tests.desk.reviewing_kit import Trio, done, drawn
from tests.documents.team_kit import key, roots
from tests.headquarters.forging import note, put
from tests.headquarters.kit import ELSEWHERE, PLACE, Headquarters, approved
from tests.ledger.kit import refused

pytestmark = pytest.mark.slow

ROW = "digest, kind, name, about, supersedes, title, status, signer, signer_id, refers, body, received_at"


@pytest.fixture
def team(hq: Headquarters) -> Iterator[Trio]:
    with ExitStack() as stack:
        yield Trio(*(stack.enter_context(hq.laptop(role)) for role in ("dian", "lina", "surya")))


def forges(hq: Headquarters, verification: str, file: Signed, signer_id: str) -> str:
    """A verdict file that somebody put into the tables by hand, with whatever signature lies beside it."""
    id_, (signature,) = digest(file.body), file.signatures
    with hq.connected() as administrator:
        submission, review = administrator.execute(
            "SELECT max(digest) FILTER (WHERE kind = 'submission'), max(digest) FILTER (WHERE kind = 'review') FROM document"
        ).fetchone() or ("", "")
        told = f'{{"submission": "{submission}", "review": "{review}", "decision": "applied_good"}}'
        row = (
            id_,
            "verdict",
            file.name,
            verification,
            "[]",
            "Palsu",
            "issued",
            "Surya",
            signer_id,
            told,
            file.body,
            "2023-05-09T08:00:00Z",
        )
        administrator.execute(f"INSERT INTO document ({ROW}) VALUES ({', '.join(['%s'] * 12)})", row)
        administrator.execute("INSERT INTO signature VALUES (%s, %s, %s)", (id_, signatures.signer(signature, file.name), signature))
    return id_


def test_a_verdict_that_nobody_of_the_team_signed_counts_nowhere(hq: Headquarters, team: Trio) -> None:
    verification = approved(team, ELSEWHERE)
    since = team.lead.desk.ask(arrived.end)
    assert since is not None
    true, stranger = drawn(team.supervisor, verification, "issue"), keys.made()
    forged = Signed(true.name, true.body, (signatures.sign(stranger, true.body, "verdict"),))
    id_ = forges(hq, verification, forged, team.supervisor.desk.actor.person)
    (came,) = team.lead.desk.ask(arrived.arrived, since).came
    assert (came.digest, came.why is None) == (id_, False)
    for laptop in (team.lead, team.supervisor, team.verifier):
        assert laptop.desk.ask(settling.position, verification).state == "approved"
        assert laptop.desk.ask(settling.verdicts, verification) == {}
        assert laptop.desk.ask(issued.leaving, verification) == ()
        recorded = laptop.desk.ask(reading.sheet, verification).verdict
        assert recorded is not None
        assert [line.verdict for line in laptop.desk.ask(issued.lines)] == [recorded.verdict]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE verdict SET verdict = 'V1'",
        "SET session_replication_role = replica; UPDATE verification SET state = 'issued'",
        "UPDATE answer SET level = 0 WHERE level IS NOT NULL",
        "INSERT INTO answer (verification_id, item, not_applicable, reason, note) SELECT id, 'XXX-99', true, '', '' FROM verification",
    ],
)
def test_a_row_that_was_changed_past_the_desk_is_told(hq: Headquarters, team: Trio, statement: str) -> None:
    approved(team, ELSEWHERE)
    assert wrong(hq) == {"opening"}  # the server of tests is a quick one
    hq.at.run(statement, hq.database)
    assert "rows" in wrong(hq)


def wrong(hq: Headquarters) -> set[str]:
    """What the doctor of somebody at headquarters finds wrong."""
    folder = hq.folder / "surya"
    server.choose(folder, hq.at.url(hq.database, "surya"))
    try:
        return {result.check for result in examine(folder, lambda: None) if result.state is State.WRONG}
    finally:
        server.choose(folder, "")


def test_a_note_that_a_member_of_the_database_put_there_in_somebodys_name_was_told_as_theirs(hq: Headquarters) -> None:
    true, lina = note(hq, "Semua beres"), hq.person("lina")
    forged = Signed(true.name, true.body, (signatures.sign(keys.made(), true.body, "note"),))
    with hq.laptop("dian") as dian, hq.laptop("surya") as surya:
        told = {"about": noted(true), "title": "Kunjungan", "status": "visit", "signer": "Lina", "signer_id": lina}
        with hq.connected("dian") as connection:
            id_ = put(connection, forged, **told)
            connection.execute("INSERT INTO outbox VALUES (%s)", (id_,))
        dian.desk.do(noting.settle, noted(true))
        for laptop in (dian, surya):
            assert laptop.desk.ask(notes.of_agency, PLACE) == ()
            assert id_ not in laptop.desk.ask(outgoing.outbox)
            line = laptop.desk.ask(shelved.one, True, id_)
            assert line is not None
            assert (line.is_believed, line.signer) == (False, "")
    assert "documents" in wrong(hq)
    with hq.connected("dian") as connection:
        key, signature = signatures.signer(true.signatures[0], true.name), true.signatures[0]
        connection.execute("INSERT INTO signature (document, key, body) VALUES (%s, %s, %s)", (id_, key, signature))
    with hq.laptop("dian") as dian:
        dian.desk.do(noting.settle, noted(true))
        assert [each.text for each in dian.desk.ask(notes.of_agency, PLACE)] == ["Semua beres"]
        assert id_ in dian.desk.ask(outgoing.outbox)
    assert "documents" not in wrong(hq)


def noted(signed: Signed) -> str:
    """The id of the note in a document."""
    return kinds.about(kinds.parsed(signed.body, signed.name))


def past_the_guards(hq: Headquarters, *statements: str) -> None:
    """What somebody does whom nothing binds."""
    with hq.connected() as administrator:
        administrator.execute("SET session_replication_role = replica")
        for statement in statements:
            administrator.execute(statement)


def own_chain(hq: Headquarters, last: teams.CurrentTeam, lead: str) -> str:
    """A team that somebody founded who has no key of the true one, in which the lead supervises; the digest it stands under."""
    made = change.assigned(last.team, lead, ("lead", "supervisor"))
    body = change.written(made.model_copy(update={"number": 1, "previous": "", "roots": roots(["pencuri"]), "threshold": 1}))
    with hq.connected() as administrator:
        return put(administrator, Signed("tim.toml", body, (signatures.sign(key("pencuri"), body, "team"),)), "team")


@pytest.mark.parametrize("way", ["in the place of all", "before the first", "none is left"])
def test_a_chain_of_somebodys_own_was_taken_for_the_team_by_whoever_had_met_the_true_one(hq: Headquarters, way: str) -> None:
    with hq.laptop("surya") as surya, hq.laptop("lina"):
        last = surya.desk.ask(teams.demanded)
        id_ = own_chain(hq, last, hq.person("lina"))
        if way != "before the first":
            past_the_guards(hq, "DELETE FROM team")
        if way != "none is left":
            number = 0 if way == "before the first" else 1
            past_the_guards(hq, f"INSERT INTO team (number, document) VALUES ({number}, '{id_}')")
        if way == "before the first":
            assert surya.desk.ask(teams.demanded).digest == last.digest
        else:
            said = refused(lambda: surya.desk.ask(teams.current))
            assert (said.code, "team" in str(said.fields["file"])) == ("server.team_other", True)
            assert surya.desk.ask(believing.left_out)
    if way != "before the first":
        with pytest.raises(Refusal, match=r"server\.team_other"), hq.laptop("lina"):
            pass
        assert {"team", "documents"} <= wrong(hq)
        # Who never was there meets what is there.
        (hq.folder / "lina" / "team").unlink()
        with hq.laptop("lina") as lina:
            assert (lina.desk.ask(teams.current) is None) is (way == "none is left")


def test_a_team_list_that_was_taken_back_is_told_by_whoever_saw_the_newer_one(hq: Headquarters) -> None:
    with hq.laptop("surya") as surya:
        made = surya.desk.do(teams.assign, hq.person("dian"), ("lead",), "", surya.ring.root())
        assert server.met(hq.folder / "surya").last == made.digest
    assert "team" not in wrong(hq)
    past_the_guards(hq, "DELETE FROM team WHERE number = (SELECT max(number) FROM team)")
    assert "team" in wrong(hq)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE verification SET state = 'issued'",
        "UPDATE verification SET state = 'returned'",
        "UPDATE verification SET submission = (SELECT digest FROM document WHERE kind = 'review')",
        'INSERT INTO result SELECT (json_populate_record(null::result, \'{{"digest": "x", "verification": "{id}"}}\')).*',
    ],
)
def test_a_row_of_somebodys_own_said_how_a_verification_stands(hq: Headquarters, team: Trio, statement: str) -> None:
    verification = approved(team, ELSEWHERE)
    with hq.connected("dian") as connection, pytest.raises(errors.IntegrityConstraintViolation, match="says what no document says"):
        connection.execute(statement.replace("{{", "{").replace("}}", "}").replace("{id}", verification))


def test_a_verdict_that_is_no_file_held_up_all_that_is_about_the_verification(hq: Headquarters, team: Trio) -> None:
    verification = approved(team, ELSEWHERE)
    with hq.connected("dian") as connection:
        told = {"about": verification, "title": "Palsu", "status": "issued", "signer": "Surya", "signer_id": hq.person("surya")}
        refers = '{"decision": "V1", "submission": "", "review": ""}'
        id_ = put(connection, Signed("palsu.toml", b"tidak ada", ()), "verdict", **told, refers=refers)
    done(team.supervisor, verification, "issue")
    (issued_,) = team.lead.desk.ask(settling.verdicts, verification)
    assert issued_ != id_
    assert team.lead.desk.ask(settling.position, verification).state == "issued"
    (row,) = team.lead.desk.ask(believing.left_out)
    assert (row.digest, row.brought_by) == (id_, "dian")


def test_what_somebody_signed_with_a_key_that_was_stolen_counted_by_the_team_of_before(hq: Headquarters) -> None:
    before, after = note(hq, "Sebelumnya", "dian"), note(hq, "Sesudahnya", "dian")

    def brings(signed: Signed) -> None:
        told = {"about": noted(signed), "status": "visit", "signer": "Dian", "signer_id": hq.person("dian")}
        with hq.connected("dian") as connection:
            put(connection, signed, **told)

    brings(before)
    with hq.laptop("surya") as surya:
        surya.desk.do(teams.mark, f"people.{hq.person('dian')}", "compromised", "", surya.ring.root())
        brings(after)
        assert [row.digest for row in surya.desk.ask(believing.left_out)] == [digest(after.body)]
        surya.desk.do(noting.settle, noted(before))
        surya.desk.do(noting.settle, noted(after))
        assert [each.text for each in surya.desk.ask(notes.of_agency, PLACE)] == ["Sebelumnya"]
