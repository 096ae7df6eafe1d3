"""Two people may verify the same agency in one round; where a verification stands by its documents, and what is remarked on it."""

import tomllib

import sqlalchemy as sa
from alembic import op

from models.ledger import dialects

revision = "0004"
down_revision = "0003"

_UNIQUE = ["agency_code", "round_id", "checklist_digest"]
_COMPACT = {"sqlite_with_rowid": False}


def upgrade() -> None:
    """Bring format 3 to format 4."""
    with op.batch_alter_table("verification") as batch:
        batch.drop_constraint(f"uq_verification_{'_'.join(_UNIQUE)}", type_="unique")
        batch.create_unique_constraint(f"uq_verification_{'_'.join(_UNIQUE)}_person_id", [*_UNIQUE, "person_id"])
    _add("verification", submission="", forks="[]", follows="")
    second: sa.Column[bool] = sa.Column("is_second", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("verification", second)
    with op.batch_alter_table("verification") as batch:
        batch.alter_column("is_second", server_default=None)
    # Not by a copy of the table, which would lose the triggers of the search.
    op.add_column("evidence", sa.Column("digest", sa.String(), nullable=False, server_default=sa.text("''")))
    op.add_column("evidence", sa.Column("size", sa.Integer(), nullable=False, server_default=sa.text("0")))
    _add_to_documents()
    _table("remark", "verification_id id", "verification_id id item kind")
    _table("message", "verification_id remark id", "verification_id remark id person act text at")
    _table("confirmed", "verification_id item submission", "verification_id item submission")
    _table("settled", "verification_id opinion item settlement", "verification_id opinion item settlement first second counts reason")
    op.create_table(
        "opened",
        *(sa.Column(text, sa.String(), nullable=False) for text in ("opinion", "opened_at")),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("opinion", name="pk_opened"),
    )
    told = "digest note purpose agency_code agency date person_id person written_at item title text more standing"
    _table("note", "digest", told)
    assigned = "round_id agency_code document"
    _table("assignment", assigned, f"{assigned} purpose person_id person assigner due note at")
    came = "verification_id document person_id"
    _table("contribution", came, f"{came} person merged_at")
    differs = "verification_id item document"
    _table("disagreement", differs, f"{differs} ours our_name theirs their_name counts reason settled_by settled_at")
    _add_the_carrying()
    _add_the_day()
    _add_the_exchange()
    _add_the_figures()
    _add_the_agenda()
    _add_the_plenary()
    _add_the_self_assessment()
    op.create_table("format", _number("number"), _text("program"), sa.PrimaryKeyConstraint("number", name="pk_format"))


def _add_to_documents() -> None:
    """Keep verdict files that were not issued as drafts, and by whose key each was signed: format 3 knew one kind and a name."""
    _add("document", signer_id="", refers="{}", left_at="")
    connection = op.get_bind()
    if dialects.is_server(connection):
        return
    asked = "SELECT digest, status, body FROM document WHERE kind = 'verdict'"
    for digest, status, body in connection.exec_driver_sql(asked).all():
        people = tomllib.loads(body.decode())["people"]
        signer = people["supervisor"] if status == "issued" else people.get("signer", people["verifier"])
        kind = "verdict" if status == "issued" else "draft"
        told = (kind, signer.get("id", ""), digest)
        connection.exec_driver_sql("UPDATE document SET kind = ?, signer_id = ? WHERE digest = ?", told)


def _add_the_carrying() -> None:
    _add("checklist", published="")
    op.create_index("ix_verification_follows", "verification", ["follows"])
    op.add_column("answer", sa.Column("is_carried", sa.Boolean(), nullable=False, server_default=sa.false()))


def _add_the_day() -> None:
    _table("trip", "verification_id", "verification_id letter letter_date begins ends place method")
    op.create_table(
        "party",
        *(sa.Column(text, sa.String(), nullable=False) for text in ("verification_id", "side")),
        sa.Column("row", sa.Integer(), nullable=False),
        *(sa.Column(text, sa.String(), nullable=False) for text in ("name", "nip", "post", "function", "contact")),
        sa.PrimaryKeyConstraint("verification_id", "side", "row", name="pk_party"),
        **_COMPACT,
    )
    op.create_table(
        "scan",
        *(_text("verification_id"), _text("digest"), _text("minutes"), _text("name"), _number("size"), _text("location"), _text("at")),
        sa.PrimaryKeyConstraint("verification_id", "digest", name="pk_scan"),
        **_COMPACT,
    )
    _table("completion", "verification_id", "verification_id until closed_at")
    of_item = "verification_id item"
    _table("finding", of_item, f"{of_item} text stance response deadline")
    weighed = " ".join(f"{axis} {axis}_middle {axis}_high" for axis in ("performance", "potential"))
    _table("formula", "verification_id item", f"verification_id item {weighed} boxes")
    op.create_table(
        "sample",
        *(sa.Column(text, sa.String(), nullable=False) for text in ("verification_id", "item")),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("scores", sa.String(), nullable=False),
        sa.Column("box", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("verification_id", "item", "number", name="pk_sample"),
        **_COMPACT,
    )
    _table("loose_note", "verification_id id", "verification_id id text at item")


def _add_the_exchange() -> None:
    op.create_table(
        "writer", _number("number"), _text("id"), _text("since"), sa.PrimaryKeyConstraint("number", name="pk_writer"), **_COMPACT
    )
    op.create_table(
        "segment",
        *(_text("digest"), _text("writer"), _number("number"), _text("device"), _text("at")),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_segment"),
    )
    op.create_index("ix_segment_writer_number", "segment", ["writer", "number"])
    op.create_index("ix_document_about", "document", ["about"])
    _table("carried", "segment document", "segment document")
    op.create_index("ix_carried_document", "carried", ["document"])
    at = (_text("carrier"), _text("writer"))
    op.create_table("reached", *at, _number("number"), sa.PrimaryKeyConstraint("carrier", "writer", name="pk_reached"), **_COMPACT)
    _table("exchange", "carrier", "carrier tried_at succeeded_at failure")
    op.create_table(
        "receipt",
        *(_text("giver"), _text("writer"), _number("number"), _text("refused"), _text("person"), _text("at"), _number("segment")),
        sa.PrimaryKeyConstraint("giver", "writer", name="pk_receipt"),
        **_COMPACT,
    )


def _add_the_figures() -> None:
    _add("baseline", measure="", type="", year="")
    texts = "digest standing verification round_id agency_code agency type province checklist verdict name recommended"
    more = "flags approval approval_label merit_scheme merit merit_label merit_year reason reason_label"
    rest = "overall areas items levels counts base people issued_at valid_until"
    op.create_table(
        "result",
        *map(_text, texts.split()),
        sa.Column("differs", sa.Boolean(), nullable=False),
        *map(_text, more.split()),
        _number("placements"),
        *map(_text, rest.split()),
        sa.PrimaryKeyConstraint("digest", name="pk_result"),
        **_COMPACT,
    )
    _table("cohort", "name", "name filter agencies saved_at")
    _table("recap", "at", "at filter stood")


def _add_the_plenary() -> None:
    _table("plenary", "id", "id round_id number day place chair note opened_at closed_at")
    op.create_table(
        "attendee",
        *(_text("plenary_id"), _number("row"), _text("name"), _text("nip"), _text("post")),
        sa.PrimaryKeyConstraint("plenary_id", "row", name="pk_attendee"),
        **_COMPACT,
    )
    key = ("plenary_id", "verification_id")
    op.create_table(
        "plenary_entry",
        *map(_text, (*key, *["submission", "recommended", "variant", "recorded", "recorded_reason", "decision", "reason"])),
        _number("row"),
        sa.PrimaryKeyConstraint(*key, name="pk_plenary_entry"),
        **_COMPACT,
    )


def _add_the_agenda() -> None:
    head = "verification_id agency_code round_id checklist_digest document person written_at"
    op.create_table(
        "agenda",
        *map(_text, head.split()),
        _number("revision"),
        _text("changed_at"),
        sa.PrimaryKeyConstraint("verification_id", name="pk_agenda"),
        **_COMPACT,
    )
    of_action = "verification_id code"
    item, target = "item item_digest title scale gate was", "action output level number unit owner deadline"
    _table("action", of_action, f"{of_action} {item} {target} status done_on evidence cited reason")


def _add_the_self_assessment() -> None:
    of = sa.ForeignKeyConstraint(["verification_id"], ["verification.id"], name="fk_self_assessment_verification_id")
    told = ("verification_id", "file", "digest", "person", "taken_at")
    key = sa.PrimaryKeyConstraint("verification_id", name="pk_self_assessment")
    op.create_table("self_assessment", *map(_text, told), of, key, **_COMPACT)
    op.create_table(
        "self_answer",
        *(_text("verification_id"), _text("item")),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("not_applicable", sa.Boolean(), nullable=False),
        *(_text("evidence"), _text("note")),
        sa.ForeignKeyConstraint(["verification_id"], ["verification.id"], name="fk_self_answer_verification_id"),
        sa.PrimaryKeyConstraint("verification_id", "item", name="pk_self_answer"),
        **_COMPACT,
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _add(table: str, **defaults: str) -> None:
    for name, default in defaults.items():
        op.add_column(table, sa.Column(name, sa.String(), nullable=False, server_default=default))
    with op.batch_alter_table(table) as batch:
        for name in defaults:
            batch.alter_column(name, server_default=None)


def _table(name: str, key: str, texts: str) -> None:
    columns = [sa.Column(text, sa.String(), nullable=False) for text in texts.split()]
    op.create_table(name, *columns, sa.PrimaryKeyConstraint(*key.split(), name=f"pk_{name}"), **_COMPACT)
