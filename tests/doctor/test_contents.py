"""Tables that contradict each other are findings that name the place."""

from contextlib import closing
from pathlib import Path

import pytest

from models.desk import outgoing, projections
from models.desk.desk import opened
from models.doctor import State
from models.ledger import driver
from tests.conftest import StillClock
from tests.desk.acts import LEVELS
from tests.doctor.kit import broken, codes, results, wrong

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("check", "statement"),
    [
        ("trail", "UPDATE trail SET body = replace(body, 'level', 'levle') WHERE body LIKE '%level%'"),
        ("trail", "UPDATE trail SET body = 'x' WHERE seq = 9"),
        ("trail", "UPDATE trail SET hash = prev WHERE seq = 9"),
        ("trail", "DELETE FROM trail WHERE seq = 9"),
        ("trail", "DELETE FROM trail"),
        ("progress", "UPDATE progress SET answered = answered + 1 WHERE area = 'REG'"),
        ("progress", "UPDATE progress SET total = total - 1 WHERE area = 'REG'"),
        ("progress", "DELETE FROM progress WHERE area = 'SIS'"),
        ("progress", "INSERT INTO progress SELECT verification_id, 'XYZ', 0, 0 FROM progress LIMIT 1"),
        ("progress", f"UPDATE answer SET level = NULL WHERE item = '{LEVELS}'"),
        ("search", "UPDATE search_entry SET text = 'lain' WHERE kind = 'note'"),
        ("search", "DELETE FROM search_entry WHERE kind = 'evidence'"),
        ("search", "DELETE FROM search_entry WHERE kind = 'item' AND key LIKE '%REG-01'"),
        ("search", "UPDATE search_entry SET key = 'B02' WHERE kind = 'evidence'"),
        ("search", "INSERT INTO search_text(search_text, rowid, text) SELECT 'delete', id, text FROM search_entry WHERE kind = 'note'"),
        ("search", "INSERT INTO search_text(rowid, text) SELECT id, 'asing' FROM search_entry WHERE kind = 'note'"),
        ("search", "DROP TABLE search_text"),
        ("sums", "UPDATE agency_sum SET verdict = 'V1'"),
        ("sums", "UPDATE agency_sum SET apart = 'fork'"),
        ("sums", "DELETE FROM agency_sum WHERE year <> ''"),
        ("sums", "INSERT INTO agency_sum SELECT agency_code, '1999', '', '', '', '', 0 FROM agency_sum WHERE year = ''"),
        ("outbox", "DELETE FROM outbox"),
        ("outbox", "INSERT INTO outbox VALUES ('asing')"),
        ("outbox", "INSERT INTO carried SELECT 'asing', digest FROM document LIMIT 1"),
        ("outbox", "UPDATE document SET kind = 'draft'"),
        ("checklists", "UPDATE checklist SET body = CAST(body || x'0a' AS BLOB)"),
        ("checklists", "UPDATE checklist SET body = 'teks'"),
        ("checklists", "UPDATE checklist SET version = '1999'"),
        ("documents", "UPDATE quarantine SET body = x'00'"),
    ],
)
def test_tables_that_contradict_each_other_are_found_out(sound: Path, check: str, statement: str) -> None:
    if "quarantine" in statement:
        broken(sound, "INSERT INTO quarantine SELECT 'ab', 'x.toml', x'01', '[]', 'c', '{}', '2026', '' FROM person LIMIT 1")
    broken(sound, statement)
    assert check in wrong(sound)


def test_only_what_is_wrong_is_a_finding(sound: Path) -> None:
    broken(sound, "UPDATE progress SET answered = 3 WHERE area = 'REG'")
    assert wrong(sound) == {"progress"}


def test_a_wrong_count_is_told_with_its_place(sound: Path) -> None:
    broken(sound, "UPDATE progress SET answered = 77 WHERE area = 'REG' AND answered > 0")
    (fault,) = results(sound)["progress"].found.faults
    assert {name: fault.fields[name] for name in ("agency", "area", "said")} == {"agency": "32", "area": "REG", "said": "77/13"}  # type: ignore[union-attr]


def test_a_checklist_that_no_longer_loads_is_told(sound: Path) -> None:
    broken(sound, "UPDATE checklist SET body = x'ff'")
    found = results(sound)["checklists"]
    assert (found.state, codes(found)) == (State.WRONG, {"checklists.wrong", "checklists.other"})


def test_a_summary_of_a_verification_that_is_gone_is_told(sound: Path) -> None:
    broken(sound, "INSERT INTO progress VALUES ('hilang', 'REG', 0, 0)")
    assert results(sound)["progress"].found.faults == ("hilang REG",)


@pytest.mark.parametrize(
    ("statement", "code"), [("DELETE FROM outbox", "outbox.lacks"), ("INSERT INTO outbox VALUES ('asing')", "outbox.holds")]
)
def test_a_document_that_never_goes_out_was_no_finding_until_the_next_day(sound: Path, statement: str, code: str) -> None:
    assert results(sound)["outbox"].found.said.fields["count"] == 3  # type: ignore[union-attr]
    broken(sound, statement)
    found = results(sound)["outbox"]
    assert (wrong(sound), codes(found)) == ({"outbox"}, {"outbox.wrong", code})
    with opened(sound, clock=StillClock()) as desk:
        assert desk.ask(outgoing.is_short, "hq")
        desk.do(outgoing.fill)
    assert wrong(sound) == set()


def test_a_table_that_is_kept_beside_others_was_counted_by_nobody(sound: Path) -> None:
    # Nothing is issued here: the table of results is spoilt where something is.
    for name in sorted(projections.TABLES - {"result"}):
        with closing(driver.connect(sound / driver.DATABASE, writing=False)) as connection:
            kept = connection.execute(f"SELECT * FROM {name}").fetchall()
        broken(sound, f"DELETE FROM {name}")
        assert len(wrong(sound)) == 1, name
        with closing(driver.connect(sound / driver.DATABASE, writing=True)) as connection:
            connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(kept[0]))})", kept)
    assert wrong(sound) == set()
