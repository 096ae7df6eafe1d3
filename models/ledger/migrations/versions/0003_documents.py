"""Documents as signed bytes, the chain of teams, and what was not let in."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Bring format 2 to format 3."""
    _table("document", "digest", "digest kind name about supersedes title status signer received_at hidden_at", blobs="body")
    document = sa.ForeignKeyConstraint(["document"], ["document.digest"], name="fk_signature_document")
    _table("signature", "document key", "document key", document, blobs="body")
    document = sa.ForeignKeyConstraint(["document"], ["document.digest"], name="fk_team_document")
    _table("team", "number", "document", sa.Column("number", sa.Integer(), nullable=False), document)
    _table("quarantine", "id", "id name code reason received_at dropped_at", blobs="body signatures")


def _table(name: str, key: str, texts: str, *more: sa.Column[int] | sa.ForeignKeyConstraint, blobs: str = "") -> None:
    columns: list[sa.Column[str] | sa.Column[bytes]] = [sa.Column(text, sa.String(), nullable=False) for text in texts.split()]
    columns += [sa.Column(blob, sa.LargeBinary(), nullable=False) for blob in blobs.split()]
    op.create_table(name, *columns, *more, sa.PrimaryKeyConstraint(*key.split(), name=f"pk_{name}"))
