"""Profiles made by earlier programs, kept as those left them: formats 1 to 3 of before the first release, then one of every release.

Beside the database lies `told.json`: what that program said of each verification.
"""

import json
import tarfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest

from models.desk import reading, verifications
from models.desk.desk import Desk, opened
from models.ledger import driver, migrations

KEPT: Final = Path(__file__).parent / "released"
"""Where they are kept."""
NAMES: Final = tuple(sorted(path.name.removesuffix(".tar.xz") for path in KEPT.glob("*.tar.xz")))
"""The earlier programs, by format or version."""
OLDER: Final = tuple(name for name in NAMES if name.startswith("format-"))
"""Those whose format is not today's."""
_ENV: Final = "env.py"
_MORE: Final = "op.add_column('answer', sa.Column('more', sa.String())); op.create_table('later', sa.Column('x', sa.String()))"


def unpacked(name: str, folder: Path) -> Mapping[str, Any]:
    """What the program of that name said of the profile that is now in `folder`."""
    with tarfile.open(KEPT / f"{name}.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    return dict(json.loads((folder / "told.json").read_text("utf-8")))


def told(desk: Desk) -> dict[str, Any]:
    """What the program says of each verification, in the shape of `told.json`."""
    return {line.id: _told(desk, line.id) for line in desk.ask(verifications.every)}


def _told(desk: Desk, verification: str) -> dict[str, Any]:
    sheet = desk.ask(reading.sheet, verification)
    given = {line.item.code: line.answer for line in sheet.lines if line.answer.is_given or line.answer.note}
    return {
        "agency": sheet.agency.code,
        "state": sheet.state,
        "verdict": sheet.verdict.verdict if sheet.verdict else "",
        "recommended": sheet.recommendation.code if sheet.recommendation else "",
        "progress": {area: list(counted) for area, counted in sheet.progress.items()},
        "scores": {area: str(score) for area, score in sheet.scores.items()},
        "items": {code: [answer.level, answer.not_applicable, answer.reason, answer.note] for code, answer in given.items()},
    }


def next_program(patch: pytest.MonkeyPatch, tmp_path: Path, revision: str) -> None:
    """Let the program be the next one, which knows a format more: its migration is `revision`."""
    scripts = tmp_path / "scripts"
    (scripts / "versions").mkdir(parents=True)
    for path in (migrations.SCRIPTS / _ENV, *(migrations.SCRIPTS / "versions").glob("*.py")):
        (scripts / path.relative_to(migrations.SCRIPTS)).write_bytes(path.read_bytes())
    head = f'revision, down_revision = "{driver.FORMAT + 1:04}", "{driver.FORMAT:04}"'
    (scripts / "versions" / "next.py").write_text(
        f"import sqlalchemy as sa\nfrom alembic import op\n\n{head}\n\n\ndef upgrade():\n    {revision}\n"
    )
    patch.setattr(migrations, "SCRIPTS", scripts)
    patch.setattr(driver, "FORMAT", driver.FORMAT + 1)
    patch.setattr(driver, "LEAST_PROGRAM", "9.8.7")


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, but for the lock, which stays."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != driver.LOCK}


def newer(folder: Path, tmp_path: Path) -> dict[str, object]:
    """What is said of the profile that the next program left in `folder`."""
    said = unpacked("format-3", folder)
    opened(folder).close()
    with pytest.MonkeyPatch.context() as patch:
        next_program(patch, tmp_path, _MORE)
        opened(folder).close()
    (folder / driver.LOCK).unlink()
    return dict(said)


def left_by_a_kill(folder: Path) -> None:
    """Let a program have been killed on the profile in `folder`: what it wrote last is in the log alone."""
    with (
        closing(driver.connect(folder / driver.DATABASE, writing=True)) as connection,
        closing(driver.connect(folder / driver.DATABASE, writing=True)) as other,
    ):
        other.execute("SELECT 1 FROM answer").fetchall()
        connection.execute("UPDATE person SET name = 'Ani dari versi baru'")
        kept = bytes_of(folder)
    for name, body in kept.items():
        (folder / name).write_bytes(body)
    assert kept["verifier.db-wal"]
