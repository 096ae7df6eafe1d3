"""Documents that other processes look into ahead: what they find is what is found here, and nothing that nobody known signed is read."""

from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from unittest.mock import MagicMock

import pytest

from models.checklists import all_shipped, load
from models.documents import checking, kinds, lookahead, once, partly, resulted, signatures
from models.documents import verdict_file as doc
from models.documents.travelling import Signed
from models.documents.verdict_file import VerdictFile
from tests.documents.kit import a_full_body
from tests.documents.signing import ani, budi


def signed(by: str = "ani") -> Signed:
    """A verdict file with a signature."""
    body = a_full_body()
    return Signed("a.toml", body, (signatures.sign(ani() if by == "ani" else budi(), body, "verdict"),))


def put_together(document: Signed) -> Signed:
    """The same once more, of bytes of its own, as when it is read from the database."""
    return Signed(document.name, bytes(bytearray(document.body)), document.signatures)


@pytest.mark.slow
def test_what_other_processes_find_is_kept_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookahead, "_processors", lambda: 2)
    document, stranger = signed(), signed("budi")
    torn = Signed("b.toml", document.body + b"#", document.signatures)
    with lookahead.lookahead(lookahead.FEW + 1, {ani().public}, all_shipped()) as looking, once.kept():
        # Enough that some of it is begun by the other one before it is asked for.
        looking.send([*[document] * 4 * lookahead._CHUNK, torn, stranger])
        looking.keep()
        for each, fits in ((document, True), (torn, False), (stranger, True)):
            assert once.found((signatures.fits, each.body, each.signatures[0]), lambda: None) is fits
        whole = kinds.parsed(put_together(document).body, "a.toml")
        assert isinstance(whole, VerdictFile)
        checklist = load(all_shipped()[whole.checklist.digest], whole.checklist.digest)
        recommended = once.found((checking.recomputed, document.digest, True), lambda: None)
        assert recommended is not None and recommended == checking.recomputed(whole, checking.Known(lambda _: checklist))
        assert once.found((resulted.told, document.digest, True), lambda: None) == resulted.told(whole, checklist)
        for name in (checking.recomputed, resulted.told):
            assert once.found((name, torn.digest, True), lambda: None) is None


def test_what_few_hold_is_found_here_and_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for processors, count in ((1, 10_000), (2, lookahead.FEW)):
        monkeypatch.setattr(lookahead, "_processors", lambda processors=processors: processors)
        document = signed()
        with lookahead.lookahead(count, {ani().public}, all_shipped()) as looking, once.kept():
            looking.send([document])
            looking.keep()
            assert looking.pool is None
            assert once.found((signatures.fits, document.body, document.signatures[0]), lambda: None) is True
            assert once.found((resulted.told, document.digest, True), lambda: None) is not None


def test_what_nobody_has_begun_with_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    document = signed()
    looking = lookahead.Lookahead(lookahead._Looking(frozenset({ani().public}), all_shipped()))
    for waits in (True, False):
        future: Future[list[lookahead._Found]] = Future()
        if not waits:
            future.set_exception(BrokenProcessPool())
        monkeypatch.setattr(lookahead.Lookahead, "_handed_over", lambda _, __, future=future: future)
        with once.kept():
            looking.send([document])
            looking.keep()
            assert future.cancelled() is waits
            assert (once.found((checking.recomputed, document.digest, True), lambda: None) is not None) is waits


def test_what_comes_later_is_gone_on_with_while_others_are_at_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookahead, "_CHUNK", 1)
    document, later = signed(), [signed(), signed(), signed()]
    looking = lookahead.Lookahead(lookahead._Looking(frozenset({ani().public}), all_shipped()), pool=MagicMock())
    begun, *waiting = futures = [Future[list[lookahead._Found]]() for _ in range(4)]
    begun.set_running_or_notify_cancel()
    found = looking.looking.found(document.body, document.signatures)
    waiting[1].add_done_callback(lambda _: begun.set_result([found]))
    monkeypatch.setattr(lookahead.Lookahead, "_handed_over", lambda *_: futures.pop(0))
    with once.kept():
        looking.send([document])
        looking.send(later)
        looking.keep()
        assert once.found((resulted.told, document.digest, True), lambda: None) is not None
        assert [each.cancelled() for each in waiting] == [False, True, True], "the last of them first, and no more than there was time for"
    with once.kept():
        looking.keep()
        assert all(once.found((signatures.fits, each.body, each.signatures[0]), lambda: None) for each in later)


def test_what_others_read_is_read_in_part_here_where_its_form_is_the_usual_one(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = signed()
    body = usual.body.replace(b"[agency]\n", b"[agency] # of this round\n", 1)
    unusual = Signed("b.toml", body, (signatures.sign(ani(), body, "verdict"),))
    looking = lookahead.Lookahead(lookahead._Looking(frozenset({ani().public}), all_shipped()))
    for document, is_part in ((usual, True), (unusual, False)):
        future: Future[list[lookahead._Found]] = Future()
        future.set_running_or_notify_cancel()
        future.set_result([looking.looking.found(document.body, document.signatures)._replace(document=None)])
        assert future.result()[0].told is not None
        monkeypatch.setattr(lookahead.Lookahead, "_handed_over", lambda _, __, future=future: future)
        with once.kept():
            looking.send([document])
            looking.keep()
            found = kinds.known(document.body, document.name)
            assert isinstance(found, VerdictFile) and isinstance(found, partly.PartlyRead) is is_part
            assert found.items == kinds.parsed(document.body, document.name).items  # type: ignore[union-attr]


def test_nothing_is_parsed_ahead_that_nobody_known_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    def parsed(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(kinds, "read", parsed)
    document = signed()
    assert lookahead._Looking(frozenset({budi().public}), all_shipped()).found(document.body, document.signatures) == (
        (True,),
        None,
        None,
        None,
    )


def test_nothing_is_told_of_a_file_that_does_not_follow_from_its_answers() -> None:
    document = signed()
    body = document.body.replace(b"level = 2\n", b"level = 4\n", 1)
    signature = signatures.sign(ani(), body, "verdict")
    looking = lookahead._Looking(frozenset({ani().public}), all_shipped())
    assert looking.found(document.body, document.signatures).told is not None
    assert looking.found(body, (signature,))[:3] == ((True,), None, None)
    assert lookahead._Looking(looking.keys, {}).found(document.body, document.signatures)[:3] == ((True,), None, None)


def test_a_file_that_is_read_in_part_says_the_same_as_one_that_is_read_whole() -> None:
    document = signed()
    whole = kinds.parsed(document.body, "a.toml")
    assert isinstance(whole, VerdictFile)
    asked: list[bytes] = []

    def rest() -> VerdictFile:
        asked.append(document.body)
        return whole

    for name in VerdictFile.model_fields:
        part = partly.read(document.body, rest)
        assert part is not None and getattr(part, name) == getattr(whole, name), name
    asked.clear()
    part = partly.read(document.body, rest)
    assert isinstance(part, VerdictFile)
    for question in (kinds.purpose, kinds.signer, kinds.kind, kinds.status, kinds.about, kinds.title, kinds.supersedes, kinds.refers):
        assert question(part) == question(whole)
    assert kinds.named(part, document.body) == kinds.named(whole, document.body)
    assert (kinds.named_kinds(part), kinds.authors(part)) == (kinds.named_kinds(whole), kinds.authors(whole))
    assert not asked
    assert part.items == whole.items and len(asked) == 1 and part.facts == whole.facts and len(asked) == 1
    with pytest.raises(AttributeError):
        _ = part.nothing_of_that_name  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "behind",
    [
        b'\n[people.verifier-2]\nid = "ani"\nname = "Ani"\nrole = "verifier"\n',
        b'\n[people.verifier-2]\nid = "ani"\nname = "Ani"\n# as a verifier\nrole = "verifier"\n',
        b'\n[people]\n[people.verifier-2]\nid = "ani"\nname = "Ani"\nrole = "verifier"\n',
    ],
)
def test_whoever_was_named_behind_the_first_tables_was_nobody_whose_work_it_is(behind: bytes) -> None:
    body = signed().body
    assert partly.is_told_first(body, doc.parsed(body, ""))
    whole = doc.parsed(body + behind, "")
    assert "ani" in kinds.authors(whole)
    assert not partly.is_told_first(body + behind, whole)


def test_what_others_found_is_not_gone_by_where_the_first_tables_say_less(monkeypatch: pytest.MonkeyPatch) -> None:
    body = signed().body
    moved = body + b'\n[people.verifier-2]\nid = "ani"\nname = "Ani"\nrole = "verifier"\n'
    monkeypatch.setattr(lookahead, "_HERE", [lookahead._Looking(frozenset({ani().public}), all_shipped())])
    given: list[tuple[bytes, tuple[bytes, ...]]] = [(each, (signatures.sign(ani(), each, "verdict"),)) for each in (body, moved)]
    usual, unusual = lookahead._look(given)
    assert usual.told is not None and (unusual.told, unusual.document) == (None, None)
    assert unusual.recommended == usual.recommended is not None


def test_a_checklist_that_is_damaged_here_kept_all_documents_out() -> None:
    document = signed()
    looking = lookahead._Looking(frozenset({ani().public}), all_shipped())
    used = doc.parsed(document.body, "").checklist.digest
    other = next(body for digest, body in all_shipped().items() if digest != used)
    for body in (b"\xff", b"id = 1", other):
        found = lookahead._Looking(looking.keys, {used: body}).found(document.body, document.signatures)
        assert found[:3] == ((True,), None, None)


def test_what_is_of_another_form_is_not_read_in_part() -> None:
    body = signed().body
    for other in (b"", b"\n\n[recommendation]\n", body.replace(b"[agency]", b"[agencies]"), b'x = """' + body, b"\xff" + body):
        assert partly.read(other, lambda: pytest.fail("nothing is asked")) is None
