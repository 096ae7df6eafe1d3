"""What a forger would try, each refused with the rule that forbids it, in both languages."""

from collections.abc import Callable
from typing import Final

import pytest

from models.codes import digest
from models.documents import signatures, team_chain
from models.documents import team_changes as change
from models.documents.signers import admits, signer
from models.documents.team import Team
from models.errors import Refusal
from models.words import LANGUAGES, Words
from tests.documents.team_kit import NOW, signed, team

BODY: Final = b'kind = "verdict"\n'
FIRST: Final = change.written(team())
SECOND: Final = change.next_team(team(), FIRST, NOW)


def taken(found: Team, body: bytes, signature: bytes, kind: str, authors: tuple[str, ...] = ()) -> None:
    """What is done with every document that comes in: whose signature, over what, for what, and whether they may."""
    public = signatures.signer(signature, "x.toml")
    holder = signer(found, public)
    signatures.check(body, signature, public, kind, "x.toml")
    admits(found, holder, kind, digest(body), authors=authors)


def old_team() -> None:
    """Somebody hands out the team of before Budi left."""
    team_chain.accepted((SECOND, change.written(SECOND)), FIRST, signed(FIRST, "pusat"), "x.toml")


def unread_team() -> None:
    """A team that came with the stick, and nobody read anything out."""
    team_chain.accepted(None, FIRST, signed(FIRST, "pusat"), "x.toml")


def own_team() -> None:
    """A member makes the next team themself."""
    body = change.written(change.next_team(change.assigned(team(), "ani", ["supervisor"]), FIRST, NOW))
    team_chain.accepted((team(), FIRST), body, signed(body, "ani"), "x.toml")


def stolen_key() -> None:
    """A verdict with the supervisor's key, after the team said that it is in other hands."""
    taken(change.marked(team(), "people.citra", "compromised"), BODY, signed(BODY, "citra", kind="verdict")[0], "verdict")


def lost_key() -> None:
    """The same with a key that was lost."""
    taken(change.marked(team(), "people.citra", "lost"), BODY, signed(BODY, "citra", kind="verdict")[0], "verdict")


def own_work() -> None:
    """A lead approves a verification of their own."""
    taken(team(), BODY, signed(BODY, "budi", kind="review")[0], "review", ("ani", "budi"))


def other_purpose() -> None:
    """The supervisor's signature of a submission, offered as that of a verdict."""
    taken(team(), BODY, signed(BODY, "citra", kind="submission")[0], "verdict")


def wrong_role() -> None:
    """A verifier signs a verdict."""
    taken(team(), BODY, signed(BODY, "ani", kind="verdict")[0], "verdict")


def stranger() -> None:
    """Somebody who is not in the team signs a verdict."""
    taken(team(), BODY, signed(BODY, "pencuri", kind="verdict")[0], "verdict")


@pytest.mark.parametrize(
    ("forge", "code", "told"),
    [
        (old_team, "team.older", {"id": "tidak pernah mundur", "en": "never goes back"}),
        (unread_team, "team.untrusted", {"id": "membacakan enam kata", "en": "read the six words"}),
        (own_team, "team.signatures", {"id": "pemegang kunci akar", "en": "root keys"}),
        (stolen_key, "signer.compromised", {"id": "ditegaskan kembali", "en": "confirmed again"}),
        (lost_key, "signer.left", {"id": "kuncinya hilang", "en": "lost"}),
        (own_work, "signer.own", {"id": "pekerjaannya sendiri", "en": "their own work"}),
        (other_purpose, "signature.purpose", {"id": "penyerahan verifikasi", "en": "a submission"}),
        (wrong_role, "signer.role", {"id": "penanggung jawab", "en": "supervisor"}),
        (stranger, "signer.unknown", {"id": "tidak ada dalam daftar tim", "en": "not in the team list"}),
    ],
)
def test_a_forgery_is_refused_and_the_rule_is_named(forge: Callable[[], None], code: str, told: dict[str, str]) -> None:
    with pytest.raises(Refusal) as caught:
        forge()
    assert caught.value.code == code
    for language in LANGUAGES:
        assert told[language] in Words(language).refusal(caught.value)


def test_the_same_documents_honestly_made_are_taken() -> None:
    taken(team(), BODY, signed(BODY, "citra", kind="verdict")[0], "verdict", ("ani",))
    taken(team(), BODY, signed(BODY, "budi", kind="review")[0], "review", ("ani",))
    body = change.written(SECOND)
    assert team_chain.accepted((team(), FIRST), body, signed(body, "pusat"), "x.toml") == SECOND
    assert team_chain.accepted(None, FIRST, signed(FIRST, "pusat"), "x.toml", team_chain.six_words(FIRST)) == team()
