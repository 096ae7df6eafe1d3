"""A database may be at a server, where several people work at once: whom each role means, and whose text is being typed."""

import sqlalchemy as sa
from alembic import op

from models.ledger import dialects

revision = "0005"
down_revision = "0004"

_WIDE = {"trail": "seq undoes", "search_entry": "id", "base": "value", "evidence": "size", "scan": "size", "result": "placements"}
"""Numbers that take 64 bits, as all do in SQLite, by their tables."""


def upgrade() -> None:
    """Bring format 4 to format 5."""
    _access()
    _rounds()
    _drafts()
    _handling()
    _lists()
    _sums()
    _outbox()
    if dialects.is_server(op.get_bind()):
        _numbers()
        _search()
        _polled()
        _teams()
    else:
        _beginnings()


def _access() -> None:
    columns = (_text("role"), _text("person_id"), _text("region"))
    op.create_table("access", *columns, sa.PrimaryKeyConstraint("role", name="pk_access"), sqlite_with_rowid=False)


def _rounds() -> None:
    """Tell since when nothing is begun in a round."""
    op.add_column("round", sa.Column("closed_at", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("round") as batch:
        batch.alter_column("closed_at", server_default=None)


def _drafts() -> None:
    """Tell whose text it is that is being typed."""
    is_server = dialects.is_server(op.get_bind())
    if is_server:
        # Its index has the name that the new one gets, and nothing is in it.
        op.drop_table("draft")
    else:
        op.rename_table("draft", "draft_before")
    columns = (_text("holder"), _text("place"), _text("fields"), _text("kept_at"))
    op.create_table("draft", *columns, sa.PrimaryKeyConstraint("holder", "place", name="pk_draft"))
    if not is_server:
        op.execute("INSERT INTO draft SELECT '', place, fields, kept_at FROM draft_before")
        op.drop_table("draft_before")


def _handling() -> None:
    """Keep what was done with a document beside it, so that documents are only ever added."""
    columns = (_text("document"), _text("about"), _text("hidden_at"), _text("left_at"))
    op.create_table("handling", *columns, sa.PrimaryKeyConstraint("document", name="pk_handling"), sqlite_with_rowid=False)
    told = "digest, about, hidden_at, left_at"
    op.execute(f"INSERT INTO handling SELECT {told} FROM document WHERE hidden_at <> '' OR left_at <> ''")  # noqa: S608 - of names of its own
    op.drop_column("document", "hidden_at")
    op.drop_column("document", "left_at")


def _lists() -> None:
    """Find the rows of a window on a long list by index, and those that follow another verification among the many that follow none."""
    op.drop_index("ix_verification_person_id_touched_at", "verification")
    op.drop_index("ix_verification_follows", "verification")
    for columns in ("person_id touched_at id state", "person_id state touched_at id"):
        op.create_index(f"ix_verification_{columns.replace(' ', '_')}", "verification", columns.split())
    # The names of its columns would be too long a name for a server.
    listed = ["state", "touched_at", "id", "agency_code", "round_id", "person_id"]
    # For those who ask for it: whoever asks for one row of a state would walk over all of the state.
    op.create_index("ix_verification_state_listed", "verification", listed, sqlite_where=sa.text("state > ''"))
    follow = sa.text("follows > ''")
    op.create_index("ix_verification_follows", "verification", ["follows"], sqlite_where=follow, postgresql_where=follow)
    op.create_index("ix_document_kind", "document", ["kind"], sqlite_where=sa.text("kind > ''"))
    op.create_index("ix_document_received_at_title_digest", "document", [sa.text("received_at DESC"), "title", "digest"])
    op.create_index("ix_quarantine_received_at_name_id", "quarantine", [sa.text("received_at DESC"), "name", "id"])


def _sums() -> None:
    """Keep how each agency stands in the figures, and find by index what they are counted from."""
    texts = map(_text, ("agency_code", "year", "result", "verdict", "work", "apart"))
    issued = sa.Column("issued", sa.Integer(), nullable=False)
    key = sa.PrimaryKeyConstraint("agency_code", "year", name="pk_agency_sum")
    op.create_table("agency_sum", *texts, issued, key, sqlite_with_rowid=False)
    op.create_index("ix_agency_sum_year", "agency_sum", ["year"])
    told = ("round_id", "standing", "verdict", "verification", "issued_at", "digest")
    for name, more in (("agency_code", told), ("round_id", ()), ("verification", ())):
        op.create_index(f"ix_result_{name}", "result", [name, *more])
    for columns in (["round_id", "follows"], ["checklist_digest", "touched_at", "id"]):
        op.create_index(f"ix_verification_{'_'.join(columns)}", "verification", columns)
    op.create_index("ix_document_about_received_at", "document", ["about", "received_at"])


def _outbox() -> None:
    """Know what is in no segment yet without going through all documents."""
    op.create_table("outbox", _text("document"), sa.PrimaryKeyConstraint("document", name="pk_outbox"), sqlite_with_rowid=False)
    carried = "SELECT 1 FROM carried WHERE carried.document = document.digest"
    op.execute(f"INSERT INTO outbox SELECT digest FROM document WHERE kind <> 'draft' AND NOT EXISTS ({carried})")  # noqa: S608 - as above


def _numbers() -> None:
    for table, columns in _WIDE.items():
        for column in columns.split():
            op.alter_column(table, column, type_=sa.BigInteger())
    op.execute("ALTER SEQUENCE trail_seq_seq AS bigint")
    op.execute("ALTER SEQUENCE search_entry_id_seq AS bigint")


def _search() -> None:
    """Find texts as SQLite finds them: without regard to capitals and diacritics, at every word or beginning of one."""
    op.execute(dialects.FOLDING)
    # Kept in its row: of frequent words the newest texts are looked at one by one, and folding each anew takes a hundred times longer.
    made = f"to_tsvector('simple'::regconfig, public.{dialects.FOLDED}(text))"
    op.execute(f"ALTER TABLE search_entry ADD COLUMN {dialects.WORDS} tsvector GENERATED ALWAYS AS ({made}) STORED")
    op.execute(f"CREATE INDEX ix_search_entry_text ON search_entry USING gin ({dialects.WORDS})")


def _beginnings() -> None:
    """Know where words begin by one letter to four: to gather every text with such a word takes longer than a key may."""
    op.execute("DROP TABLE search_text")
    op.execute(
        "CREATE VIRTUAL TABLE search_text USING fts5"
        "(text, content='search_entry', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4')"
    )
    op.execute("INSERT INTO search_text(search_text) VALUES ('rebuild')")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _teams() -> None:
    """Let something stand under the number of a team that is none: anybody of the team may write there, and shall hold up nobody."""
    op.execute("ALTER TABLE team DROP CONSTRAINT pk_team, ADD CONSTRAINT pk_team PRIMARY KEY (number, document)")


def _polled() -> None:
    """Tell what came by the transaction that brought it, and what the trail ends with to those who do not see all of it."""
    op.execute(dialects.NEWEST)
    op.execute("ALTER TABLE document ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id()")
    op.execute("ALTER TABLE document ADD COLUMN seq bigint GENERATED ALWAYS AS IDENTITY")
    op.execute("ALTER TABLE document ADD COLUMN brought_by text NOT NULL DEFAULT session_user")
    op.execute("CREATE INDEX ix_document_xid_seq ON document (xid, seq)")
