"""A copy that lay on a stick overnight: what was put into it acts at no write here, and no document in it counts by its number alone."""

import hashlib
from contextlib import closing
from pathlib import Path

import pytest

from models.codes import digest
from models.desk import answers, teams
from models.documents import keys, signatures
from models.documents.team import Root
from models.documents.team_changes import next_team, with_roots, written
from models.errors import Refusal
from models.ledger import backups, driver
from models.restoring import Restore
from tests.desk.acts import LEVELS, begun
from tests.desk.reviewing_kit import Trio
from tests.exchange.kit import writes
from tests.ledger.earlier import NAMES, unpacked

pytestmark = pytest.mark.slow

TURNED = "UPDATE answer SET level = 4 WHERE verification_id = new.verification_id AND item = new.item"
MADE = {
    "trigger": f"CREATE TRIGGER turned AFTER INSERT ON answer BEGIN {TURNED}; END",
    "trigger of ours": "DROP TRIGGER search_added",
    "trigger of ours, made over": "DROP TRIGGER search_added;"
    "CREATE TRIGGER search_added AFTER INSERT ON search_entry BEGIN DELETE FROM answer; END",
    "view": "CREATE VIEW seen AS SELECT * FROM answer",
    "table": "CREATE TABLE more (id INTEGER)",
    "column": "ALTER TABLE answer ADD COLUMN more TEXT DEFAULT 'x'",
    "computed column": "ALTER TABLE answer ADD COLUMN more INTEGER GENERATED ALWAYS AS (level + 1)",
    "index": "CREATE UNIQUE INDEX one ON document (about)",
}


def altered(team: Trio, script: str, *values: object) -> tuple[Path, Path]:
    """Vera's folder, closed, and a copy of it that somebody changed."""
    vera = team.verifier
    folder = vera.desk.ledger.folder
    vera.desk.do(answers.record, begun(vera.desk, "11"), LEVELS, 2)
    copy = backups.make(folder / driver.DATABASE, vera.clock())
    vera.desk.close()
    with closing(driver.connect(copy, writing=True)) as connection:
        if values:
            connection.execute(script, values)
        else:
            connection.executescript(script)
    return folder, copy


def why_not(folder: Path, copy: Path) -> str:
    """Why a copy is not restored; nothing of it is left then."""
    with Restore(folder, copy) as restore, pytest.raises(Refusal) as caught:
        list(restore.prepare())
    assert not list(folder.glob(".restoring-*"))
    return caught.value.code


@pytest.mark.parametrize("script", MADE.values(), ids=MADE)
def test_a_copy_that_is_made_otherwise_than_this_program_makes_one_is_not_restored(team: Trio, script: str) -> None:
    assert why_not(*altered(team, script)) == "restore.altered"


ENDLESS = "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x)"


@pytest.mark.parametrize("table", ["trail", "person"])
def test_a_copy_that_has_no_end_was_read_for_ever_or_called_a_damaged_profile(team: Trio, table: str) -> None:
    with closing(driver.connect(team.verifier.desk.ledger.folder / driver.DATABASE, writing=False)) as connection:
        columns = ", ".join(f"n AS {row[1]}" for row in connection.execute(f"PRAGMA table_info({table})"))
    script = f"ALTER TABLE {table} RENAME TO old_{table}; CREATE VIEW {table} AS {ENDLESS} SELECT {columns} FROM x"
    assert why_not(*altered(team, f"PRAGMA legacy_alter_table=on; PRAGMA foreign_keys=off; {script}")) == "restore.altered"


def test_a_document_with_other_bytes_under_its_digest_is_not_restored(team: Trio) -> None:
    note = writes(team.verifier)
    assert why_not(*altered(team, "UPDATE document SET body = CAST(body || x'23' AS BLOB) WHERE digest = ?", note)) == "restore.altered"


def test_a_signature_that_does_not_fit_is_not_restored(team: Trio) -> None:
    note = writes(team.verifier)
    other = signatures.sign(keys.made(), b"x", "note")
    assert why_not(*altered(team, "UPDATE signature SET body = ? WHERE document = ?", other, note)) == "restore.altered"


AT = '"2023-05-09T00:00:00Z"'
TOLD = '{"moment":%s,"person":"p","device":"","verb":"v","verification":"","undoes":null,"writes":%s}'


@pytest.mark.parametrize(
    "body",
    [
        *("x", "[]", "{}", "[" * 100_000, TOLD % (AT, 5), TOLD % ('"x"', "[]"), TOLD % (1, "[]")),
        TOLD % (AT, '[["answer",{},null,null]]'),
        TOLD % (AT, '[["answer",{"item":["REG-01"]},null,null]]'),
        TOLD % (AT, '[["document",{"digest":"x"},null,{"name":"x"}]]'),
        TOLD % (AT, '[["round",5,null,null]]'),
        TOLD % (AT, '[["round",{"id":"x"},null,5]]'),
        TOLD % (AT, '[["round",{"id":"x"}]]'),
    ],
    ids=[
        *("no JSON", "a list", "nothing", "deep", "no writes", "no moment", "a number of a moment"),
        *("no item", "several items", "no kind", "no key", "no row", "half a write"),
    ],
)
def test_an_act_that_no_act_writes_is_refused_in_words(team: Trio, body: str) -> None:
    folder, copy = altered(team, "SELECT 1")
    with closing(driver.connect(copy, writing=True)) as connection:
        seq, before = connection.execute("SELECT seq, hash FROM trail ORDER BY seq DESC LIMIT 1").fetchone()
        made = (seq + 1, "", "p", "v", None, body, before, hashlib.sha256((before + body).encode()).hexdigest())
        connection.execute(
            "INSERT INTO trail (seq, verification_id, person_id, verb, undoes, body, prev, hash) VALUES (?,?,?,?,?,?,?,?)", made
        )
    assert why_not(folder, copy) in ("trail.broken", "restore.altered")


def test_a_team_that_does_not_follow_is_not_restored(team: Trio) -> None:
    before, root = team.verifier.desk.ask(teams.demanded), keys.made()
    changed = with_roots(before.team, {"root-1": Root(name="Orang lain", key=root.public)}, 1)
    body = written(next_team(changed, before.document.body, "2023-05-09T00:00:00Z"))
    folder, copy = altered(team, "SELECT 1")
    with closing(driver.connect(copy, writing=True)) as connection:
        found = connection.execute("SELECT * FROM document WHERE kind = 'team' LIMIT 1")
        row = dict(zip([each[0] for each in found.description], found.fetchone(), strict=True)) | {"digest": digest(body), "body": body}
        connection.execute(f"INSERT INTO document ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values()))
        connection.execute("INSERT INTO signature VALUES (?, ?, ?)", (digest(body), root.public, signatures.sign(root, body, "team")))
        connection.execute("INSERT INTO team (number, document) VALUES (?, ?)", (before.team.number + 1, digest(body)))
    assert why_not(folder, copy) == "restore.altered"


def test_the_team_of_a_copy_that_is_not_known_here_is_told_with_its_six_words(team: Trio, tmp_path: Path) -> None:
    surya, vera = team.supervisor, team.verifier
    current = surya.desk.ask(teams.demanded)
    copy = backups.make(tmp_path / "vera" / driver.DATABASE, vera.clock())
    surya.clock.step()
    later = surya.desk.do(teams.assign, next(iter(current.team.people)), ("supervisor", "lead"), "Bali", surya.ring.root())
    vera.takes(later.document)
    vera.desk.close()
    told = []
    for folder in (tmp_path / "vera", tmp_path / "new"):
        with Restore(folder, copy) as restore:
            list(restore.prepare())
            told.append((restore.preview.team, restore.preview.team_words, restore.preview.teams_lost))
    assert told == [("", "", 1), (current.team.name, current.six_words, 0)]


@pytest.mark.slow
@pytest.mark.parametrize("earlier", NAMES)
def test_a_copy_of_an_earlier_program_is_restored(earlier: str, tmp_path: Path) -> None:
    unpacked(earlier, tmp_path / "old")
    with Restore(tmp_path / "new", tmp_path / "old" / driver.DATABASE) as restore:
        list(restore.prepare())
        assert restore.preview.is_new
