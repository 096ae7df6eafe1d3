"""The signatures that are kept over a document: those that fit, and as many as ever arrive."""

from dataclasses import replace
from pathlib import Path

import pytest

from models.codes import digest
from models.desk import keeping, teams
from models.documents import keys, segment, signatures
from models.documents.travelling import MOST, Signed, met, put
from models.previews import Arriving
from tests.desk.reviewing_kit import Laptop, Trio, ready

pytestmark = pytest.mark.slow


def kept(laptop: Laptop, document: Signed) -> tuple[bytes, ...]:
    """The signatures over a document on a laptop."""
    return laptop.desk.ask(keeping.stored, digest(document.body)).signatures


def test_a_bogus_signature_that_claimed_a_key_kept_the_good_one_of_that_key_out(team: Trio) -> None:
    submission = team.verifier.submits(ready(team.verifier.desk))
    lina = team.lead.ring.person()
    bogus, good = signatures.sign(lina, b"x", "submission"), signatures.sign(lina, submission.body, "submission")
    other = signatures.sign(lina, submission.body, "review")
    team.supervisor.takes(replace(submission, signatures=(*submission.signatures, bogus, other)))
    assert kept(team.supervisor, submission) == submission.signatures
    assert team.supervisor.takes(replace(submission, signatures=(*submission.signatures, good))) == [Arriving.HERE]
    assert set(kept(team.supervisor, submission)) == {*submission.signatures, good}


def test_a_damaged_signature_beside_a_good_one_stopped_all_that_was_taken_with_it(team: Trio) -> None:
    submission = team.verifier.submits(ready(team.verifier.desk))
    damaged = replace(submission, signatures=(b"rusak", *submission.signatures))
    assert team.supervisor.takes(damaged) == [Arriving.NEW]
    assert kept(team.supervisor, submission) == submission.signatures


def test_a_stray_signature_beside_a_team_is_not_kept_either(team: Trio) -> None:
    root, supervisor = team.supervisor.ring.root(), team.supervisor.desk
    document = supervisor.do(teams.assign, team.lead.desk.actor.person, ("lead",), "Jawa Barat", root).document
    stray = signatures.sign(team.verifier.ring.person(), b"x", "team")
    team.lead.takes(replace(document, signatures=(b"rusak", stray, *document.signatures)))
    assert kept(team.lead, document) == document.signatures
    later = signatures.sign(team.lead.ring.make_root(), document.body, "team")
    assert team.lead.takes(replace(document, signatures=(*document.signatures, later))) == [Arriving.HERE]
    assert set(kept(team.lead, document)) == {*document.signatures, later}


def bearing(document: Signed, kind: str, count: int, *, first: bool = True) -> Signed:
    """A document beside which strangers put signatures over it, of as many keys, before those that lie there or behind them."""
    others = tuple(signatures.sign(keys.made(), document.body, kind) for _ in range(count))
    return replace(document, signatures=(*others, *document.signatures) if first else (*document.signatures, *others))


def test_a_document_that_strangers_signed_again_and_again_could_be_passed_on_no_more(team: Trio, tmp_path: Path) -> None:
    submission = team.verifier.submits(ready(team.verifier.desk))
    for _ in range(3):
        team.supervisor.takes(bearing(submission, "submission", MOST - 1))
    # Who is known may sign it still.
    good = signatures.sign(team.lead.ring.person(), submission.body, "submission")
    team.supervisor.takes(bearing(replace(submission, signatures=(*submission.signatures, good)), "submission", MOST - 2))
    found = team.supervisor.desk.ask(keeping.stored, digest(submission.body))
    assert {*submission.signatures, good} <= set(found.signatures) and len(found.signatures) < MOST
    path = put(tmp_path, found)
    assert set(met(path).signatures) == set(found.signatures)
    heading = segment.drawn_up(writer="0" * 16, number=1, device="pc", cut_at="2023-05-09T07:05:00Z")
    body = segment.written(team.supervisor.ring.device(), heading, [found])
    assert segment.opened(body, "x.seg").documents == (found,)


def test_a_team_that_strangers_signed_again_and_again_could_be_passed_on_no_more(team: Trio) -> None:
    root, supervisor = team.supervisor.ring.root(), team.supervisor.desk
    document = supervisor.do(teams.assign, team.lead.desk.actor.person, ("lead",), "Jawa Barat", root).document
    for _ in range(3):
        team.lead.takes(bearing(document, "team", MOST - 1))
    assert set(document.signatures) <= set(kept(team.lead, document)) and len(kept(team.lead, document)) < MOST
