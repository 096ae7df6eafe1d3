"""Whom an encrypted profile lets in: its `.key` file follows the team's root keys, and the language its owner reads."""

from contextlib import suppress
from dataclasses import replace

from models.desk import reading
from models.errors import Refusal
from models.ledger import cipher, driver, encrypting
from models.ledger.engine import Ledger
from models.ledger.transaction import Actor, Transaction
from models.moments import now

FOLLOWED = frozenset({"team", "person"})
"""The tables that say who opens it and in which language."""


def follow(ledger: Ledger) -> None:
    """Seal the key of a profile that is open for writing to each root key of its team as it is now, and to no other.

    Where the disk does not take it, it is left for the next opening: what is done in the profile is done.
    """
    if ledger.is_shared:
        return
    path = ledger.folder / driver.DATABASE
    encrypting.sweep(path)
    if cipher.is_plain(path):
        return
    with suppress(Refusal):
        before = cipher.body_of(cipher.beside(path))
        found = cipher.parsed(before, cipher.beside(path))
        key = cipher.held(found.key_id)
        with ledger.transaction(writing=False) as connection:
            tx = Transaction(connection, Actor("", "", "verifier"), now())
            owner, wanted = reading.owner(tx), _roots(tx)
        language = found.language if owner is None else owner.language
        if key is not None and (wanted != found.roots.keys() or language != found.language):
            found = replace(found, roots=_sealed(key, wanted), language=language)
        # Where somebody set a new passphrase meanwhile, theirs stays.
        encrypting.rewrap(path, found, before)


def _roots(tx: Transaction) -> set[str]:
    """The public lines of the keys that sign the team's documents, none without a team."""
    if not reading.has_team(tx):
        return set()
    from models.desk import teams  # takes long to import, and most laptops begin without one

    return {root.key for root in teams.demanded(tx).team.roots.values()}


def _sealed(key: bytes, roots: set[str]) -> dict[str, bytes]:
    from models.documents import keys

    return {public: keys.sealed(key, keys.sealing(public)) for public in sorted(roots)}
