"""What acts in a database by itself, at a write or as it is read: triggers and views. In a folder that others had, any may be added."""

import hashlib
from contextlib import closing
from pathlib import Path
from typing import Final

from models.errors import Refusal
from models.ledger import driver
from models.text import clean

OURS: Final = frozenset(
    {
        "13c9317c2f3e6961c44425939a0f34265913677e41073ac53f5bc2f934ce89b8",
        "d89b432655050ced6681f75b2f2358890f8a471f93d3d2ee5f987bebbd912598",
        "78a448d86cb2582567066a7fea2f67e6412754d8752197603c515eba79c180af",
        "86881b2a4578918854f43d4ef652235b6838d6b45c0ae305580287e0ce6a39b3",
    }
)
"""The triggers that migrations of any format made, by digests of how each is made: to make a database anew takes long."""
_TOLD, _LONGEST = 3, 40


def known(name: str, made: str) -> str:
    """The digest by which what acts is known."""
    return hashlib.sha256(f"{name}\n{made}".encode("utf-8", "surrogatepass")).hexdigest()


def require_calm(path: Path, *, writing: bool) -> None:
    """Refuse (`profile.altered`) the database at `path` where anything acts in it that no migration made: a trigger only for writing."""
    with closing(driver.connect(path, writing=False, leaving_no_trace=True)) as connection:
        wanted = "('trigger', 'view')" if writing else "('view')"
        found = connection.execute(f"SELECT name, sql FROM sqlite_schema WHERE type IN {wanted}").fetchall()  # noqa: S608 - words of this file
    strange = sorted(clean(str(name))[:_LONGEST] for name, made in found if known(str(name), str(made)) not in OURS)
    if strange:
        raise Refusal("profile.altered", file=path, names=", ".join(strange[:_TOLD]))
