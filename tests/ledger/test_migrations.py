"""An older database comes to today's format whole, with everything in it found by the search."""

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from models.desk import answers, evidence, rounds, searching, verdicts, verifications
from models.desk.desk import Desk, opened
from models.ledger import driver
from models.ledger import migrations as package
from tests.desk.acts import LEVELS, WORDS, answer_all, begun, contents, raw


@pytest.fixture
def older(desk: Desk, folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """A full profile taken back to format 1; what it held before."""
    verification = begun(desk)
    answer_all(desk, verification, 2)
    desk.do(answers.annotate, verification, LEVELS, "Catatan zamrud")
    desk.do(answers.not_applicable, verification, "INS-06", "Alasan zamrud")
    desk.do(evidence.register, verification, {"title": "Perbup zamrud"}, WORDS)
    desk.do(verdicts.record, verification, "V1", "Kesimpulan zamrud")
    kept = contents(desk)
    desk.close()
    raw(
        desk,
        "DROP TABLE search_text",
        "DROP TABLE search_entry",
        "DROP TABLE baseline",
        "ALTER TABLE round DROP COLUMN day",
        "ALTER TABLE round DROP COLUMN chosen",
        "UPDATE alembic_version SET version_num = '0001'",
        "PRAGMA user_version = 1",
    )
    return kept


@pytest.mark.parametrize("writing", [True, False])
def test_format_1_is_brought_to_today(older: dict[str, list[tuple[object, ...]]], folder: Path, writing: bool) -> None:
    with opened(folder, writing=writing) as desk:
        assert contents(desk) == older
        assert [line.day for line in desk.ask(rounds.lines)] == ["2023-05-09"]
        assert [hit.kind for hit in desk.ask(searching.find, "zamrud")] == ["verdict", "evidence", "note", "note"]
        assert desk.ask(verifications.every)[0].verdict == "V1"
    assert (folder / "backups" / "verifier-format-1.db").is_file()


def test_the_first_format_is_still_made_step_by_step(tmp_path: Path) -> None:
    path = tmp_path / "first.db"
    engine = create_engine("sqlite://", module=driver.MODULE, creator=lambda: driver.MODULE.connect(path), poolclass=NullPool)
    config = Config(attributes={"engine": engine})
    config.set_main_option("script_location", str(Path(package.__file__).parent))
    command.upgrade(config, "0001")
    connection = driver.MODULE.connect(path)
    assert {row[1] for row in connection.execute("PRAGMA table_info(round)")} == {"id", "checklist_digest", "opened_at"}
    connection.close()
