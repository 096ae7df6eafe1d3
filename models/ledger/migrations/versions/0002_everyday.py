"""Rounds go by a day's rules and can be chosen; stated baselines; a full-text index over all that is typed."""

import tomllib

import sqlalchemy as sa
from alembic import op

from models.ledger import dialects

revision = "0002"
down_revision = "0001"

_BACKFILL = (
    ("note", "item", "trim(note || char(10) || reason, char(10))", "answer WHERE note <> '' OR reason <> ''"),
    ("evidence", "code", "code || ' ' || title || ' ' || number || ' ' || source || ' ' || location", "evidence"),
    ("fact", "fact || '/' || row", "(SELECT group_concat(value, ' ') FROM json_each(fields))", "fact WHERE fields <> '{}'"),
    ("verdict", "''", "reason", "verdict WHERE reason <> ''"),
)


def upgrade() -> None:
    """Bring format 1 to format 2."""
    op.add_column("round", sa.Column("day", sa.String(), nullable=False, server_default=""))
    op.add_column("round", sa.Column("chosen", sa.Integer(), nullable=False, server_default="0"))
    if not dialects.is_server(op.get_bind()):
        _days()
    with op.batch_alter_table("round") as batch:
        for column in ("day", "chosen"):
            batch.alter_column(column, server_default=None)
    texts = [sa.Column(name, sa.String(), nullable=False) for name in ("day", "figure", "value", "unit", "source", "note")]
    op.create_table("baseline", *texts, sa.PrimaryKeyConstraint("day", "figure", name="pk_baseline"))
    _search()
    if not dialects.is_server(op.get_bind()):
        _index()
        _backfill()


def _days() -> None:
    op.execute(
        "UPDATE round SET day = date(opened_at, 'localtime'), chosen = (SELECT count(*) FROM round r WHERE r.opened_at <= round.opened_at)"
    )


def _search() -> None:
    texts = [sa.Column(name, sa.String(), nullable=False) for name in ("verification_id", "kind", "key", "text")]
    unique = sa.UniqueConstraint("verification_id", "kind", "key", name="uq_search_entry_verification_id_kind_key")
    key = sa.PrimaryKeyConstraint("id", name="pk_search_entry")
    op.create_table("search_entry", sa.Column("id", sa.Integer(), nullable=False), *texts, unique, key, sqlite_autoincrement=True)


def _index() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE search_text USING fts5"
        "(text, content='search_entry', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    )
    add = "INSERT INTO search_text(rowid, text) VALUES (new.id, new.text);"
    drop = "INSERT INTO search_text(search_text, rowid, text) VALUES ('delete', old.id, old.text);"
    op.execute(f"CREATE TRIGGER search_added AFTER INSERT ON search_entry BEGIN {add} END")
    op.execute(f"CREATE TRIGGER search_dropped AFTER DELETE ON search_entry BEGIN {drop} END")


def _backfill() -> None:
    connection = op.get_bind()
    for digest, body in connection.execute(sa.text("SELECT digest, body FROM checklist")).all():
        for code, item in tomllib.loads(body.decode()).get("items", {}).items():
            texts = [item[part][language] for part in ("title", "question") for language in ("id", "en")]
            connection.execute(
                sa.text("INSERT INTO search_entry(verification_id, kind, key, text) VALUES ('', 'item', :key, :text)"),
                {"key": f"{digest}/{code}", "text": " ".join([code, *texts])},
            )
    for kind, key, text, source in _BACKFILL:
        op.execute(
            f"INSERT INTO search_entry(verification_id, kind, key, text) SELECT verification_id, '{kind}', {key}, {text} FROM {source}"  # noqa: S608 - words of this file
        )
