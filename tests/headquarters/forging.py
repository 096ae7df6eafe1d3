"""Documents as nobody of the team would bring them: rows that no program of ours made."""

import psycopg

from models.codes import digest
from models.documents import signatures
from models.documents.travelling import Signed
from tests.desk.noting_kit import VISIT, drawn
from tests.headquarters.kit import PLACE, Headquarters


def put(connection: psycopg.Connection, document: Signed, kind: str = "note") -> str:
    """A row that no program of ours made; the digest it stands under."""
    id_ = digest(document.body)
    columns = "digest, kind, name, about, supersedes, title, status, signer, signer_id, refers, body, received_at"
    values = (id_, kind, document.name, "", "[]", "", "", "", "", "{}", document.body, "2023-05-09T07:05:00Z")
    connection.execute(f"INSERT INTO document ({columns}) VALUES ({', '.join(['%s'] * 12)})", values)
    for each in document.signatures:
        said = ("document", "key", "body")
        key = signatures.signer(each, document.name)
        connection.execute(f"INSERT INTO signature ({', '.join(said)}) VALUES (%s, %s, %s)", (id_, key, each))
    return id_


def note(hq: Headquarters, text: str, role: str = "lina") -> Signed:
    """A note that somebody signed and that is kept nowhere."""
    with hq.laptop(role) as laptop:
        return drawn(laptop, "visit", VISIT | {"text": text}, PLACE)
