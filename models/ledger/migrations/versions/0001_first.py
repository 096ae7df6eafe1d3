"""The first format: profile, register, checklists, rounds, verifications with all that hangs on them, trail and drafts."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from models.ledger import dialects

revision = "0001"
down_revision = None

_COMPACT = {"sqlite_with_rowid": False}
_VERIFICATION = ("verification_id", "verification.id")


def upgrade() -> None:
    """Make every table of format 1."""
    _table("person", "id", _texts("id name role region language"), [_flag("is_owner")])
    _table("agency", "code", _texts("code name short_name type province_code valid_from valid_to predecessor search"))
    unique = sa.UniqueConstraint("id", "version", name="uq_checklist_id_version")
    _table("checklist", "digest", _texts("digest id version"), [sa.Column("body", sa.LargeBinary(), nullable=False), unique])
    checklist = _refers("round", "checklist_digest", "checklist.digest")
    _table("round", "id", _texts("id checklist_digest opened_at"), [checklist])
    _verification()
    _part("progress", "area", [], [_whole("answered"), _whole("total")])
    level = sa.CheckConstraint("level BETWEEN 0 AND 4", name="ck_answer_level")
    one = sa.CheckConstraint("level IS NULL OR NOT not_applicable", name="ck_answer_one_answer")
    _part("answer", "item", _texts("reason note"), [sa.Column("level", sa.Integer()), _flag("not_applicable"), level, one])
    _part("count", "item key", _texts("n of"))
    _part("base", "key", [], [_whole("value")])
    _part("fact", "fact", _texts("fields"), [_whole("row")], also="row")
    _part("evidence", "code", _texts("kind title number date valid_until source location status"), [_flag("seen")])
    _part("citation", "item evidence", _texts("place"))
    person = _refers("verdict", "person_id", "person.id")
    verification = _refers("verdict", *_VERIFICATION)
    _table("verdict", "verification_id", _texts("verification_id verdict recommended reason person_id recorded_at"), [person, verification])
    _table("trail", "seq", [_whole("seq"), *_texts("verification_id person_id verb body prev hash")], [sa.Column("undoes", sa.Integer())])
    op.create_index("ix_trail_verification_id_seq", "trail", ["verification_id", "seq"])
    if not dialects.is_server(op.get_bind()):
        _only_grows()
    _table("draft", "place", _texts("place fields kept_at"))


def _only_grows() -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER trail_no_{act.lower()} BEFORE {act} ON trail BEGIN SELECT RAISE(ABORT, 'the trail only grows'); END")


def _verification() -> None:
    unique = ("agency_code", "round_id", "checklist_digest")
    _table(
        "verification",
        "id",
        _texts("id agency_code round_id checklist_digest person_id state opened_at touched_at"),
        [
            sa.UniqueConstraint(*unique, name=f"uq_verification_{'_'.join(unique)}"),
            _refers("verification", "agency_code", "agency.code"),
            _refers("verification", "round_id", "round.id"),
            _refers("verification", "checklist_digest", "checklist.digest"),
            _refers("verification", "person_id", "person.id"),
        ],
    )
    op.create_index("ix_verification_person_id_touched_at", "verification", ["person_id", "touched_at"])


def _table(name: str, key: str, columns: list[Any], more: list[Any] | None = None, **options: Any) -> None:
    op.create_table(name, *columns, *(more or []), sa.PrimaryKeyConstraint(*key.split(), name=f"pk_{name}"), **options)


def _part(name: str, key: str, columns: list[Any], more: list[Any] | None = None, also: str = "") -> None:
    """A table whose rows belong to a verification, stored by its composite key."""
    owner = [*_texts(f"verification_id {key}"), *columns]
    _table(name, f"verification_id {key} {also}", owner, [*(more or []), _refers(name, *_VERIFICATION)], **_COMPACT)


def _refers(name: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{name}_{column}")


def _texts(names: str) -> list[Any]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names.split()]


def _whole(name: str) -> Any:
    return sa.Column(name, sa.Integer(), nullable=False)


def _flag(name: str) -> Any:
    return sa.Column(name, sa.Boolean(), nullable=False)
