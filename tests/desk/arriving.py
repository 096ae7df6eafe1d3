"""What tests of the intake share: a supervisor's laptop with a team of two, and the verdict files that come from the other one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models import exporting
from models.desk import people, teams
from models.desk.desk import Desk, opened
from models.documents import signatures, team_chain
from models.documents import verdict_file as doc
from models.documents.travelling import Signed
from models.keyring import Keyring
from tests.conftest import StillClock


def founded(desk: Desk) -> Keyring:
    """Give Ani's laptop keys and a team of her own."""
    ring = Keyring(desk.ledger.folder)
    ring.make()
    desk.do(teams.found, "Tim Papua", desk.ask(teams.request, ring.person(), ring.device()), ring.make_root())
    return ring


@contextmanager
def member(desk: Desk, ring: Keyring, folder: Path, clock: StillClock, role: str = "verifier") -> Iterator[tuple[Desk, Keyring]]:
    """Budi's laptop, let into the team of `desk`, whose root key is in `ring`."""
    with opened(folder, clock=clock) as other:
        other.do(people.found, name="Budi", role=role, language="id")
        keys = Keyring(folder)
        keys.make()
        asked = other.ask(teams.request, keys.person(), keys.device())
        team = desk.do(teams.enrol, asked, (role,), "Papua", ring.root())  # type: ignore[arg-type]
        other.do(teams.take, team.document, team_chain.six_words(team.document.body))
        yield other, keys


def sent(desk: Desk, ring: Keyring, verification: str) -> Signed:
    """The verdict file of a verification as it leaves `desk`, signed."""
    how = exporting.terms(desk, ring.public)
    return exporting.signed(exporting.frozen(desk, how, verification), how, ring.person())


def signed_anew(document: Signed, ring: Keyring, kind: str, old: str = "", new: str = "") -> Signed:
    """A document with one text replaced, and a signature over what it then is."""
    body = document.body.replace(old.encode(), new.encode(), 1) if old else document.body
    assert not old or body != document.body
    return Signed("lain.toml", body, (signatures.sign(ring.person(), body, kind),))


def superseding(document: Signed, earlier: str, ring: Keyring) -> Signed:
    """The same verdict file put in the place of an `earlier` one."""
    parsed = doc.parsed(document.body, document.name)
    return signed_anew(document, ring, doc.PURPOSES[parsed.status], "\nopened_at", f'\nsupersedes = [\n    "{earlier}",\n]\nopened_at')
