"""Documents as nobody of the team would bring them: rows that no program of ours made."""

import psycopg

from models.codes import digest
from models.documents import signatures
from models.documents.travelling import Signed
from tests.desk.noting_kit import VISIT, drawn
from tests.headquarters.kit import PLACE, Headquarters


def put(connection: psycopg.Connection, document: Signed, kind: str = "note", **said: str) -> str:
    """A row that no program of ours made, which says of its document what is given; the digest it stands under."""
    id_ = digest(document.body)
    blank = dict.fromkeys(("about", "title", "status", "signer", "signer_id"), "") | {"supersedes": "[]", "refers": "{}"}
    row = {
        "digest": id_,
        "kind": kind,
        "name": document.name,
        "body": document.body,
        "received_at": "2023-05-09T07:05:00Z",
        **blank,
        **said,
    }
    connection.execute(f"INSERT INTO document ({', '.join(row)}) VALUES ({', '.join(['%s'] * len(row))})", [*row.values()])
    for each in document.signatures:
        key = signatures.signer(each, document.name)
        connection.execute("INSERT INTO signature (document, key, body) VALUES (%s, %s, %s)", (id_, key, each))
    return id_


def note(hq: Headquarters, text: str, role: str = "lina") -> Signed:
    """A note that somebody signed and that is kept nowhere."""
    with hq.laptop(role) as laptop:
        return drawn(laptop, "visit", VISIT | {"text": text}, PLACE)
