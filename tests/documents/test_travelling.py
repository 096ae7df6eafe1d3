"""Documents on a stick: beside each a file for every signature, and nothing that is no file."""

import os
from pathlib import Path
from typing import Final

import pytest

from models.documents import toml, travelling
from models.documents.signatures import LONGEST
from models.documents.travelling import MOST, Signed, met, put
from models.errors import Refusal
from models.foreign import taken
from models.words import LANGUAGES, Words
from tests.documents.team_kit import request, signed

BODY: Final = toml.write(request("ani"))
DOCUMENT: Final = Signed("x.toml", BODY, tuple(signed(BODY, "ani", "laptop-ani", kind="enrolment")))


def refused(act: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act()  # type: ignore[operator]
    assert all(len(Words(language).refusal(caught.value)) > 40 for language in LANGUAGES)
    return caught.value


def test_a_document_goes_out_and_comes_back_with_every_signature(tmp_path: Path) -> None:
    path = put(tmp_path / "stick", DOCUMENT)
    assert sorted(each.name for each in path.parent.iterdir()) == ["x.toml", "x.toml.1.sig", "x.toml.sig"]
    assert met(path) == DOCUMENT
    assert put(path.parent, DOCUMENT) == path
    assert len(list(path.parent.iterdir())) == 3


def test_somebody_elses_signature_is_added_and_touches_no_other(tmp_path: Path) -> None:
    path = put(tmp_path, DOCUMENT)
    (other,) = signed(BODY, "dewa", kind="enrolment")
    path.with_name("x.toml.sig").unlink()
    put(tmp_path, Signed("x.toml", BODY, (other,)))
    assert met(path).signatures == (other, DOCUMENT.signatures[1])
    put(tmp_path, DOCUMENT)
    assert met(path).signatures == (other, DOCUMENT.signatures[1], DOCUMENT.signatures[0])


def test_a_document_whose_first_signature_was_taken_away_has_all_of_them_again(tmp_path: Path) -> None:
    path = put(tmp_path, DOCUMENT)
    path.with_name("x.toml.sig").unlink()
    put(tmp_path, DOCUMENT)
    assert set(met(path).signatures) == set(DOCUMENT.signatures)


def test_another_document_of_the_name_is_not_overwritten(tmp_path: Path) -> None:
    put(tmp_path, DOCUMENT)
    assert refused(lambda: put(tmp_path, Signed("x.toml", BODY + b"\n", ()))).code == "export.exists_other"
    assert met(tmp_path / "x.toml") == DOCUMENT


def test_more_signatures_than_are_read_are_refused(tmp_path: Path) -> None:
    put(tmp_path, Signed("x.toml", BODY, tuple(b"%d" % number for number in range(MOST))))
    assert len(met(tmp_path / "x.toml").signatures) == MOST
    assert refused(lambda: put(tmp_path, DOCUMENT)).code == "document.signatures"


@pytest.mark.parametrize("name", ["x.toml", "x.toml.sig", "x.toml.7.sig"])
def test_what_is_no_file_or_too_long_is_refused_by_its_name(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, DOCUMENT)
    place = tmp_path / name
    place.unlink(missing_ok=True)
    place.mkdir()
    assert refused(lambda: met(path)).fields["file"] == place
    place.rmdir()
    with place.open("wb") as file:
        file.truncate((toml.SIZE_LIMIT if name == "x.toml" else LONGEST) + 1)
    assert (refused(lambda: met(path)).code, refused(lambda: met(path)).fields["file"]) == ("document.too_large", place)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.toml")
    assert refused(lambda: met(tmp_path / "x.toml")).code == "document.unreadable"


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    assert refused(lambda: met(tmp_path / "none.toml")).code == "document.missing"


def test_a_limit_of_its_own_holds_for_the_document(tmp_path: Path) -> None:
    path = put(tmp_path, DOCUMENT)
    assert travelling.met(path, len(BODY)) == DOCUMENT
    assert refused(lambda: met(path, len(BODY) - 1)).code == "document.too_large"


def test_a_folder_of_more_documents_than_are_read_together_kept_everybody_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.toml", "b.TOML", "c.toml"):
        put(tmp_path / "stick", Signed(name, BODY, DOCUMENT.signatures))
    stick = tmp_path / "stick"
    assert list(travelling.gathered([stick])) == [Signed(name, BODY, DOCUMENT.signatures) for name in ("a.toml", "b.TOML", "c.toml")]
    monkeypatch.setattr(travelling, "AT_ONCE", 2)
    *_, left = travelling.gathered([stick])
    assert isinstance(left, Refusal)
    assert (left.code, left.fields["file"], left.fields["count"]) == ("documents.many", stick, 2)
    monkeypatch.setattr(travelling, "BYTES_AT_ONCE", len(BODY) - 1)
    assert [type(each) for each in travelling.gathered([stick])] == [Signed, Refusal]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no file that tells no size")
def test_a_file_that_tells_no_size_is_read_whole_as_far_as_it_may_be() -> None:
    told = Path("/proc/self/status")
    assert told.stat().st_size == 0 and taken(told, 100_000).startswith(b"Name:")
    with pytest.raises(Refusal) as refused:
        taken(told, 20)
    assert refused.value.code == "document.too_large"


def test_signatures_beside_are_found_by_any_of_their_ends_in_any_letters_and_no_others(tmp_path: Path) -> None:
    for name in ("A.toml", "a.toml.sig", "A.toml.2.sig", "A.toml.10.sig", "A.toml.40.sig", "A.toml.x.sig", "b.toml.sig"):
        (tmp_path / name).write_bytes(name.encode())
    (found,) = travelling.gathered([tmp_path])
    assert isinstance(found, Signed)
    # Where small letters are others, the first is not that of this document.
    beside = {name.encode() for name in ("A.toml.2.sig", "A.toml.10.sig")}
    assert beside <= set(found.signatures) <= beside | {b"a.toml.sig"}
    assert found.signatures[-2:] == (b"A.toml.2.sig", b"A.toml.10.sig")
