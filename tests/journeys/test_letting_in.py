"""Who forgot the passphrase of an encrypted profile calls headquarters: a holder of a root key answers the request at the team screen."""

import re
from pathlib import Path

import pytest

from models import encryption
from models.desk import people, teams
from models.desk.desk import opened
from models.keyring import Keyring
from models.landing import land
from tests.conftest import StillClock
from tests.driver import Verifier, at_work
from tests.ledger.encrypted import encrypt

SPELLED = re.compile(r"(?:[A-Z] ){3}[A-Z](?![A-Za-z])")


async def choose(verifier: Verifier, path: Path) -> None:
    """Take in a request."""
    await verifier.press("a", "tab")
    await verifier.type(str(path))
    await verifier.press("enter")
    await verifier.settle()


@pytest.fixture
def ani(folder: Path) -> Path:
    """Ani's encrypted profile, with a team of hers."""
    with opened(folder, clock=StillClock()) as desk:
        desk.do(people.found, name="Ani Lestari", role="supervisor", language="id")
        ring = Keyring(folder)
        ring.make()
        asked = desk.ask(teams.request, ring.person(), ring.device())
        desk.do(teams.found, "Tim Papua", asked, ring.make_root())
    encrypt(folder)
    return folder


async def test_a_request_is_answered_once_its_words_were_compared(ani: Path, stick: Path) -> None:
    letter = encryption.request(ani)
    request = stick / letter.name
    land(request, letter.body)
    async with at_work(ani, size=(100, 34)) as verifier:
        await verifier.press("t")
        await choose(verifier, request)
        verifier.sees("Ani Lestari (aktif) lupa frasa sandi", *(" ".join(word.upper()) for word in letter.words.split()))
        await verifier.press("t")
        verifier.sees("Permintaan itu tidak dijawab")
        await choose(verifier, request)
        await verifier.press("y")
        verifier.sees("Bacakan enam kata ini", "_answer.toml")
        told = "".join(SPELLED.findall(verifier.screen)).replace(" ", "").lower()
        await verifier.press("escape")
        answer = stick / letter.name.replace(".toml", "_answer.toml")
        await choose(verifier, answer)
        verifier.sees("bukan permintaan pembukaan yang utuh")
    six = " ".join(told[at : at + 4] for at in range(0, 24, 4))
    encryption.recover(ani, answer.read_bytes(), answer, six, "empat kata yang lain")
    encryption.lock(ani)
    encryption.unlock(ani, "empat kata yang lain")
