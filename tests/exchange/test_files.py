"""Files of evidence travel by their digest, in pieces, when a team wants them to; a broken line costs one piece."""

import shutil
from pathlib import Path

import pytest

from models import evidence_files
from models.causes import Cause
from models.desk import evidence, filed
from models.desk.desk import Desk
from models.errors import Refusal
from models.exchange_files import PIECE, look_at_files
from models.exchange_files import exchange_files as exchanged
from models.exchange_told import summary
from models.exchanged import Exchanged
from models.filed import path_of
from models.fingerprints import Fingerprint, Unread, looked
from models.words import Words
from tests.desk.reviewing_kit import Trio, ready
from tests.exchange.files_kit import CONTENT, handed_in, told
from tests.exchange.kit import Memory, away_at, meets
from tui.headless.sync import data

pytestmark = pytest.mark.slow


def known(desk: Desk, verification: str, location: Path) -> None:
    """Register a file as evidence, and keep what is read of it."""
    desk.do(evidence.register, verification, {"title": "Pergub 12/2022", "location": str(location), "seen": "yes"})
    list(evidence_files.known(desk, verification))


def test_it_arrives_byte_for_byte_and_is_sent_once(team: Trio, scan: Path) -> None:
    carrier = handed_in(team, scan)
    assert exchanged(team.verifier.desk, "hq", carrier, 10_000_000).sent == 1
    assert exchanged(team.verifier.desk, "hq", carrier, 10_000_000).sent == 0
    assert exchanged(team.lead.desk, "hq", carrier, 10_000_000).received == 1
    (each,) = team.lead.desk.ask(filed.to_fetch)
    assert path_of(team.lead.desk.ledger.folder, each.digest).read_bytes() == CONTENT
    assert exchanged(team.lead.desk, "hq", carrier, 10_000_000).received == 0


def test_what_went_over_the_line_of_files_was_told_nowhere(team: Trio, scan: Path) -> None:
    carrier = handed_in(team, scan)
    for laptop, moved in ((team.verifier, (len(CONTENT), len(CONTENT))), (team.lead, (len(CONTENT), 0))):
        carrier.asked.clear()
        done = exchanged(laptop.desk, "hq", carrier, 10_000_000)
        assert (done.bytes_in, done.bytes_out, done.requests) == (*moved, len(carrier.asked))
        said = data(Words("en"), Exchanged("hq", requests=1, bytes_in=2, bytes_out=3, files=done), "", is_preview=False)
        assert (said["bytes_in"], said["bytes_out"], said["requests"]) == (2 + moved[0], 3 + moved[1], 1 + len(carrier.asked))


def test_a_look_told_nothing_of_files_of_evidence(team: Trio, scan: Path) -> None:
    carrier = handed_in(team, scan)
    for laptop in (team.verifier, team.lead):
        held = dict(carrier.files)
        looked = look_at_files(laptop.desk, carrier, 10_000_000)
        assert carrier.files == held
        done = exchanged(laptop.desk, "hq", carrier, 10_000_000)
        assert (looked.sent, looked.received) == (done.sent, done.received) == (laptop is team.verifier, laptop is team.lead)
        nothing = look_at_files(laptop.desk, carrier, 10_000_000)
        assert (nothing.sent, nothing.received, nothing.told) == (0, 0, [])
    said = summary(Words("en"), Exchanged("hq", files=looked), is_preview=True)
    assert said.endswith("files of evidence: 0 would go, 1 would come.")


def test_a_look_tells_why_a_file_would_stay(team: Trio, scan: Path) -> None:
    carrier = handed_in(team, scan)
    assert [each.code for each in look_at_files(team.verifier.desk, carrier, 1).told] == ["file.too_large"]
    scan.write_bytes(b"lain")
    looked = look_at_files(team.verifier.desk, carrier, 10_000_000)
    assert (looked.sent, [each.code for each in looked.told]) == (0, ["file.changed"])


def test_a_file_of_no_bytes_never_came_and_nobody_was_told(team: Trio, scan: Path) -> None:
    scan.write_bytes(b"")
    carrier = handed_in(team, scan)
    assert [exchanged(team.verifier.desk, "hq", carrier, 10_000_000).sent for _ in range(2)] == [1, 0]
    assert [exchanged(team.lead.desk, "hq", carrier, 10_000_000).received for _ in range(2)] == [1, 0]
    (each,) = team.lead.desk.ask(filed.to_fetch)
    assert path_of(team.lead.desk.ledger.folder, each.digest).read_bytes() == b""


def test_a_broken_line_costs_one_piece_on_either_side(team: Trio, scan: Path) -> None:
    carrier = handed_in(team, scan)
    for laptop, verb in ((team.verifier, "put"), (team.lead, "get")):
        carrier.before = away_at(verb, 3 if verb == "put" else 2)
        with pytest.raises(Refusal):
            exchanged(laptop.desk, "hq", carrier, 10_000_000)
        carrier.before = lambda _verb, _path: None
        carrier.asked.clear()
        done = exchanged(laptop.desk, "hq", carrier, 10_000_000)
        assert done.sent + done.received == 1
        assert len([path for asked, path in carrier.asked if asked == verb]) == -(-len(CONTENT) // PIECE) - (2 if verb == "put" else 1)


def test_above_the_limit_only_what_is_known_of_it_travels(team: Trio, scan: Path) -> None:
    carrier = handed_in(team, scan)
    assert told(team.verifier, carrier, 1_000) == ["file.too_large"]
    assert not any(path.startswith("q/") for path in carrier.files)
    assert [each.digest for each in team.lead.desk.ask(filed.to_fetch)]


def test_a_file_that_its_sender_keeps_back_or_that_is_here_was_told_as_too_large_at_each_exchange(team: Trio, scan: Path) -> None:
    carrier = handed_in(team, scan)
    assert told(team.lead, carrier, 1_000) == []
    exchanged(team.verifier.desk, "hq", carrier, 10_000_000)
    assert told(team.lead, carrier, 1_000) == ["file.too_large"]
    exchanged(team.lead.desk, "hq", carrier, 10_000_000)
    assert told(team.lead, carrier, 1_000) == []


def test_a_file_that_changed_since_stays_and_one_that_came_damaged_is_thrown_away(team: Trio, scan: Path) -> None:
    carrier = handed_in(team, scan)
    exchanged(team.verifier.desk, "hq", carrier, 10_000_000)
    piece = next(path for path in carrier.files if path.startswith("q/"))
    held = carrier.files[piece]
    carrier.files[piece] = held[:-1] + b"x"
    assert told(team.lead, carrier) == ["file.damaged"]
    assert exchanged(team.verifier.desk, "hq", carrier, 10_000_000).sent == 1
    assert carrier.files[piece] == held
    assert exchanged(team.lead.desk, "hq", carrier, 10_000_000).received == 1
    del carrier.files[piece]
    scan.write_bytes(CONTENT[:-1] + b"x")
    assert told(team.verifier, carrier) == ["file.changed"]
    scan.unlink()
    assert told(team.verifier, carrier) == ["file.unread"]


@pytest.mark.parametrize("gone", [0, 1])
def test_of_one_file_at_two_places_only_one_was_tried(team: Trio, scan: Path, gone: int) -> None:
    vera, carrier, places = team.verifier, Memory(), (scan, scan.with_name("salinan.pdf"))
    places[1].write_bytes(CONTENT)
    verification = ready(vera.desk)
    for place in places:
        vera.desk.do(evidence.register, verification, {"title": place.stem, "location": str(place), "seen": "yes"})
    list(evidence_files.known(vera.desk, verification))
    vera.submits(verification)
    places[gone].unlink()
    meets(vera, carrier)
    done = exchanged(vera.desk, "hq", carrier, 10_000_000)
    assert (done.sent, done.told) == (1, [])
    carrier.files = {path: body for path, body in carrier.files.items() if not path.startswith("q/")}
    places[1 - gone].write_bytes(b"lain")
    (why,) = told(vera, carrier)
    assert why == ("file.unread" if gone == 0 else "file.changed")


def test_evidence_put_elsewhere_is_no_longer_known_by_what_was_read(desk: Desk, scan: Path) -> None:
    verification = ready(desk)
    known(desk, verification, scan)
    (before,) = (each for each in desk.do(evidence.know, verification, ()).evidence if each.digest)
    there = {"title": before.title, "location": str(scan.with_name("lain.pdf")), "seen": "yes"}
    sheet = desk.do(evidence.change, verification, before.code, {**there, "location": before.location, "number": "7"})
    assert [each.digest for each in sheet.evidence if each.code == before.code] == [before.digest]
    sheet = desk.do(evidence.change, verification, before.code, there)
    assert not any(each.digest for each in sheet.evidence)
    found: list[Fingerprint | Unread] = []
    list(looked(before.code, there["location"], found))
    assert found == [Unread(before.code, there["location"], Cause("enoent"))]


def test_two_who_send_one_file_at_once_do_not_stop_each_other(team: Trio, scan: Path) -> None:
    carrier = handed_in(team, scan)

    def another(verb: str, path: str) -> None:
        if verb == "put" and path.startswith("q/"):
            carrier.files.setdefault(path, CONTENT[int(path[-8:]) * PIECE :][:PIECE])

    carrier.before = another
    assert exchanged(team.verifier.desk, "hq", carrier, 10_000_000).sent == 1
    carrier.before = lambda _verb, _path: None
    assert exchanged(team.lead.desk, "hq", carrier, 10_000_000).received == 1


def test_a_stick_that_was_full_for_files_alone_was_told_to_scripts_as_done(team: Trio, scan: Path) -> None:
    carrier = handed_in(team, scan)

    def full(verb: str, path: str) -> None:
        if verb == "put" and path.startswith("q/"):
            raise Refusal("carrier.failed", carrier="hq", path=path, cause=Cause("enospc"))

    carrier.before = full
    done = Exchanged("hq", files=exchanged(team.verifier.desk, "hq", carrier, 10_000_000))
    assert not data(Words("en"), done, "", is_preview=False)["is_clean"]
    carrier.before = lambda _verb, _path: None
    done = Exchanged("hq", files=exchanged(team.verifier.desk, "hq", carrier, 10_000_000))
    assert data(Words("en"), done, "", is_preview=False)["is_clean"]


def test_files_of_others_do_not_fill_the_disk_that_the_next_answer_needs(team: Trio, scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    carrier = handed_in(team, scan)
    exchanged(team.verifier.desk, "hq", carrier, 10_000_000)
    really = shutil.disk_usage(scan.parent)
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "disk_usage", lambda _: really._replace(free=len(CONTENT) + 100_000_000))
        assert told(team.lead, carrier) == ["file.no_room"]
    assert exchanged(team.lead.desk, "hq", carrier, 10_000_000).received == 1


@pytest.mark.parametrize("bad", [2, 6])
def test_a_bad_sector_under_one_file_keeps_no_other_from_coming(team: Trio, tmp_path: Path, bad: int) -> None:
    vera, carrier = team.verifier, Memory()
    verification = ready(vera.desk)
    for number in range(7):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(b"%d" % number * (number + 1))
        vera.desk.do(evidence.register, verification, {"title": f"Pergub {number}", "location": str(path), "seen": "yes"})
    list(evidence_files.known(vera.desk, verification))
    vera.submits(verification)
    meets(vera, carrier)
    meets(team.lead, carrier)
    assert exchanged(vera.desk, "hq", carrier, 10_000_000).sent == 7
    small = {f"q/{each.digest}/00000000" for each in vera.desk.ask(filed.to_send)[:bad]}

    def fails(verb: str, path: str) -> None:
        if verb == "get" and path in small:
            raise Refusal("carrier.failed", carrier="hq", path=path, cause="-")

    carrier.before = fails
    if bad == 2:
        done = exchanged(team.lead.desk, "hq", carrier, 10_000_000)
        assert (done.received, [each.code for each in done.told]) == (5, ["carrier.failed"] * 2)
    else:
        with pytest.raises(Refusal):
            exchanged(team.lead.desk, "hq", carrier, 10_000_000)
