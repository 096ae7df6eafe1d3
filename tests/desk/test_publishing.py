"""A published checklist is frozen: its bytes travel as they are, and nothing else may go by its id and version."""

from itertools import permutations
from pathlib import Path
from typing import Final

import pytest

from models.checklist_told import round_marks, round_warnings
from models.codes import digest
from models.desk import answers, checklists, handing, intake, keeping, publishing, rounds, verifications, versions
from models.desk.desk import Desk
from models.documents import kinds, parts, signatures, toml
from models.documents.checklist import PublishedChecklist
from models.documents.travelling import Signed
from models.ledger.transaction import Transaction
from models.previews import Arriving
from models.words import Words
from tests.desk.arriving import signed_anew
from tests.desk.publishing_kit import SMALL, publishes, small
from tests.desk.reviewing_kit import Laptop, Trio
from tests.documents.signing import judged, ssh_keygen
from tests.ledger.kit import refused

OTHER: Final = small(**{"title.id": "Daftar lain"})


def known(laptop: Laptop) -> dict[str, tuple[str, str]]:
    """Digest and publisher of each checklist on a laptop that the program does not ship, by name."""
    return {line.name: (line.digest, line.publisher) for line in laptop.desk.ask(checklists.lines) if not line.is_shipped}


def long(size: int, sign: str = "x") -> bytes:
    """A checklist file of about so many bytes, most of them a comment of this sign."""
    body = small(version="9")
    return body + f"# {sign * 1_000}\n".encode() * ((size - len(body)) // 1_003)


TOO_LONG: Final = [long(7_990_000), long(4_500_000, '"'), long(200_000) + b"# \n" * 80_000, small(version="9") + b"# " + b'"' * 40_000]


@pytest.mark.slow
@pytest.mark.parametrize("body", TOO_LONG)
def test_a_checklist_that_could_never_be_published_is_refused_when_it_is_imported(team: Trio, body: bytes) -> None:
    desk = team.supervisor.desk
    assert refused(lambda: desk.ask(checklists.preview, body, "long.toml")).code == "checklist.too_large"
    with desk.ledger.transaction(writing=True) as connection:
        # Imported by an earlier program.
        versions.keep(Transaction(connection, desk.actor, team.supervisor.clock.moment), body)
    assert refused(lambda: desk.ask(publishing.drawn_up, "small 9")).code == "checklist.too_large"


@pytest.mark.slow
@pytest.mark.parametrize("body", [long(7_790_000), long(3_890_000, '"'), long(200_000) + b"# \n" * 73_000])
def test_whatever_can_be_imported_can_be_published_with_the_longest_remark(team: Trio, body: bytes) -> None:
    desk = team.supervisor.desk
    desk.do(checklists.adopt, body, "long.toml")
    signed = team.supervisor.sign(desk.ask(publishing.drawn_up, "small 9", '"\n' * 9_999))
    desk.do(publishing.publish, signed)
    assert team.verifier.takes(signed) == [Arriving.NEW]


def test_a_published_checklist_is_known_to_all_by_its_very_bytes(team: Trio) -> None:
    signed = publishes(team.supervisor, small())
    document = kinds.parsed(signed.body, signed.name)
    assert isinstance(document, PublishedChecklist)
    assert (document.body, document.digest) == (small(), digest(small()))
    assert signed.name == f"small_1_checklist_{digest(signed.body)[:16]}.toml"
    assert team.verifier.takes(signed) == [Arriving.NEW]
    assert team.verifier.takes(signed) == [Arriving.HERE]
    for laptop in (team.supervisor, team.verifier):
        assert known(laptop) == {SMALL: (digest(small()), "Surya")}
        assert laptop.desk.ask(checklists.body, SMALL) == small()
    team.verifier.desk.do(rounds.begin, "kecil", SMALL, "2023-05-09")
    assert refused(lambda: publishes(team.supervisor, small())).code == "checklist.published"


def test_one_that_was_known_alone_is_published_with_it(team: Trio) -> None:
    team.verifier.desk.do(checklists.adopt, OTHER, "lain.toml")
    signed = publishes(team.supervisor, small())
    assert team.verifier.takes(signed) == [Arriving.NEW]
    assert known(team.verifier) == {SMALL: (digest(small()), "Surya")}
    team.verifier.desk.do(intake.hide, [digest(signed.body)])
    assert known(team.verifier) == {SMALL: (digest(small()), "")}
    team.verifier.desk.do(checklists.adopt, OTHER, "lain.toml")
    team.verifier.desk.do(rounds.begin, "kecil", SMALL, "2023-05-09")
    found = refused(lambda: team.verifier.desk.do(intake.unhide, [digest(signed.body)]))
    assert found.code == "checklist.other_bytes"


@pytest.mark.parametrize("is_used", [False, True])
def test_a_false_twin_of_a_published_or_used_version_goes_to_quarantine(team: Trio, is_used: bool) -> None:
    vera = team.verifier
    signed = publishes(team.supervisor, small())
    if is_used:
        vera.desk.do(checklists.adopt, OTHER, "lain.toml")
        vera.desk.do(rounds.begin, "kecil", SMALL, "2023-05-09")
        false, stays = signed, digest(OTHER)
    else:
        vera.takes(signed)
        false, stays = _twin(signed, team.supervisor, OTHER), digest(small())
    (arrival,) = vera.desk.do(intake.take, [false], {digest(false.body)})
    assert (arrival.standing, arrival.why and arrival.why.code) == (Arriving.REFUSED, "checklist.other_bytes")
    assert [line.id for line in vera.desk.ask(keeping.set_aside)] == [digest(false.body)]
    assert {found for found, _ in known(vera).values()} == {stays}


def test_of_two_twins_that_come_together_one_is_refused_whatever_their_order(team: Trio) -> None:
    first = publishes(team.supervisor, small())
    second = _twin(first, team.supervisor, OTHER)
    for offered in permutations((first, second)):
        found = team.verifier.desk.ask(intake.judged, offered)
        assert [each.standing for each in found] == [Arriving.NEW, Arriving.REFUSED]


def test_what_goes_by_it_can_be_taken_in_with_it(team: Trio) -> None:
    lina, vera = team.lead, team.verifier
    signed = publishes(team.supervisor, small())
    lina.takes(signed)
    lina.desk.do(rounds.begin, "kecil", SMALL, "2023-05-09")
    verification = lina.desk.do(verifications.begin, "32", "kecil")
    lina.desk.do(answers.record, verification, "REG-01", 3)
    handed = lina.sign(lina.desk.ask(handing.drawn_up, verification, vera.desk.actor.person))
    assert vera.takes(handed) == [Arriving.REFUSED]
    assert vera.takes(handed, signed) == [Arriving.NEW, Arriving.NEW]
    assert [line.checklist for line in vera.desk.ask(verifications.mine)] == [SMALL]


def test_a_round_tells_that_the_team_cannot_have_its_checklist_until_that_is_published(team: Trio) -> None:
    laptop = team.supervisor
    adopted = laptop.desk.do(checklists.adopt, small(), "small.toml")
    line = laptop.desk.do(rounds.begin, "2023-9", SMALL)[0]
    assert (round_marks(line), round_marks(laptop.desk.ask(rounds.lines)[-1])) == (("unpublished",), ())
    assert [SMALL in said for said in round_warnings(Words("id"), line)] == [True]
    laptop.desk.do(publishing.publish, laptop.sign(laptop.desk.ask(publishing.drawn_up, adopted.digest)))
    assert round_marks(laptop.desk.ask(rounds.lines)[0]) == ()


def test_who_works_alone_has_nobody_who_lacks_the_checklist(desk: Desk) -> None:
    desk.do(checklists.adopt, small(), "small.toml")
    assert round_marks(desk.do(rounds.begin, "2023-9", SMALL)[0]) == ()


def test_only_a_supervisor_publishes(team: Trio) -> None:
    found = refused(lambda: publishes(team.lead, small()))
    assert (found.code, found.fields["roles"]) == ("permission.role", ("supervisor",))
    forged = signed_anew(publishes(team.supervisor, small()), team.lead.ring, "checklist")
    assert team.verifier.takes(forged) == [Arriving.REFUSED]
    assert known(team.verifier) == {}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'version = "1"\n', b'version = "2"\n', "check.untrue"),
        (b"Pertanyaan REG-01", b"Pertanyaan REG-99", "document.faults"),
        (b'published_at = "2023', b'published_at = "1923', ""),
    ],
)
def test_one_that_is_not_what_it_says_is_refused(team: Trio, old: bytes, new: bytes, code: str) -> None:
    signed = publishes(team.supervisor, small())
    body = signed.body.replace(old, new, 1)
    false = Signed("a.toml", body, (signatures.sign(team.supervisor.ring.person(), body, "checklist"),))
    (arrival,) = team.verifier.desk.ask(intake.judged, [false])
    assert (arrival.why.code if arrival.why else "") == code


def test_a_text_that_is_no_checklist_is_refused_with_its_faults(team: Trio) -> None:
    signed = publishes(team.supervisor, small())
    for text, code in ((b"id = ", "document.not_toml"), (small("1", **{"bands.partial.from": 90}), "checklist.faults")):
        (arrival,) = team.verifier.desk.ask(intake.judged, [_twin(signed, team.supervisor, text)])
        assert arrival.why is not None
        assert arrival.why.code == code


def test_lines_that_end_as_no_document_holds_them_are_refused_at_once(team: Trio) -> None:
    found = refused(lambda: team.verifier.desk.do(checklists.adopt, small().replace(b"\n", b"\r\n"), "a.toml"))
    assert found.code == "checklist.line_ends"


@judged
def test_ssh_keygen_takes_the_signature_for_a_checklist_alone(team: Trio, tmp_path: Path) -> None:
    signed = publishes(team.supervisor, small())
    person, (signature,) = team.supervisor.desk.actor.person, signed.signatures
    (tmp_path / "signers").write_text(f'{person} namespaces="checklist@verifier" {team.supervisor.ring.public}\n')
    (tmp_path / "a.sig").write_bytes(signature)
    for kind, good in (("checklist", True), ("verdict", False)):
        asked = ("-Y", "verify", "-f", tmp_path / "signers", "-I", person, "-n", f"{kind}@verifier", "-s", tmp_path / "a.sig")
        assert (ssh_keygen(*asked, stdin=signed.body).returncode == 0) is good


def _twin(signed: Signed, laptop: Laptop, text: bytes) -> Signed:
    """A document of the same id and version that publishes other bytes."""
    document = kinds.parsed(signed.body, signed.name)
    assert isinstance(document, PublishedChecklist)
    title = {"title": document.title.model_copy(update={"id": "Daftar lain"})} if text == OTHER else {}
    body = toml.write(document.model_copy(update={"text": text.decode(), "digest": digest(text), **title}))
    assert parts.tables(body, "checklist", "a.toml")
    return Signed("a.toml", body, (signatures.sign(laptop.ring.person(), body, "checklist"),))
