"""Documents that other processes look into ahead: what they find is what is found here, and nothing that nobody known signed is read."""

import pytest

from models.checklists import all_shipped
from models.documents import ahead, checking, kinds, once, signatures
from models.documents.travelling import Signed
from tests.documents.kit import a_full_body
from tests.documents.signing import ani, budi


def signed(by: str = "ani") -> Signed:
    """A verdict file with a signature."""
    body = a_full_body()
    return Signed("a.toml", body, (signatures.sign(ani() if by == "ani" else budi(), body, "verdict"),))


@pytest.mark.slow
def test_what_other_processes_find_is_kept_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_processors", lambda: 2)
    document, stranger = signed(), signed("budi")
    torn = Signed("b.toml", document.body + b"#", document.signatures)
    with ahead.ahead(ahead.FEW + 1, {ani().public}, all_shipped()) as looking, once.kept():
        looking.send([document, torn, stranger])
        looking.keep()
        for each, fits in ((document, True), (torn, False), (stranger, True)):
            assert once.found((signatures.fits, each.body, each.signatures[0]), lambda: None) is fits
        recommended = once.found((checking.recomputed, document.digest, True), lambda: None)
        assert recommended is not None and recommended == checking.recomputed(
            kinds.parsed(document.body, "a.toml"),
            checking.Known(ahead._checklist_in(all_shipped())),
        )
        assert once.found((checking.recomputed, torn.digest, True), lambda: None) is None


def test_nothing_is_looked_into_ahead_where_few_come_or_one_processor_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    for processors, count in ((1, 10_000), (2, ahead.FEW)):
        monkeypatch.setattr(ahead, "_processors", lambda processors=processors: processors)
        with ahead.ahead(count, set(), {}) as looking, once.kept():
            looking.send([signed()])
            looking.keep()
            assert looking.pool is None


def test_nothing_is_parsed_ahead_that_nobody_known_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    def parsed(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(kinds, "parsed", parsed)
    document = signed()
    assert ahead._found(document.body, document.signatures) == ((True,), None)
