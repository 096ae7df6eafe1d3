"""What leaves a laptop is kept as having left: a submission that others have cannot be recalled."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from models import leaving
from models.codes import digest
from models.desk import keeping, submitting
from models.desk.desk import Desk
from models.documents.travelling import Signed, put
from models.errors import Refusal
from models.leaving import hand_out, hand_out_entered
from models.words import Words
from tests.desk.noting_kit import VISIT, wrote
from tests.desk.reviewing_kit import Laptop, ready, trio

pytestmark = pytest.mark.slow


@pytest.fixture
def vera(tmp_path: Path) -> Iterator[Laptop]:
    """The verifier's laptop."""
    with trio(tmp_path) as team:
        yield team.verifier


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "stick"


@pytest.fixture
def submission(vera: Laptop) -> Signed:
    """A submission that waits on it."""
    return vera.submits(ready(vera.desk))


def has_left(vera: Laptop, document: Signed) -> bool:
    return vera.desk.ask(keeping.has_left, digest(document.body))


class _Dead(BaseException):
    """The laptop died."""


def test_a_laptop_that_died_once_the_file_was_written_could_recall_what_others_have(
    vera: Laptop, submission: Signed, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*given: Any) -> None:
        put(*given)
        raise _Dead

    monkeypatch.setattr(leaving, "put", dies)
    with pytest.raises(_Dead):
        hand_out(vera.desk, stick, submission)
    assert (stick / submission.name).exists()
    assert has_left(vera, submission)
    verification = vera.desk.ask(keeping.about, digest(submission.body))
    with pytest.raises(Refusal, match=r"recall\.left"):
        vera.desk.do(submitting.recall, verification)


def test_a_file_that_could_not_be_written_has_not_left(vera: Laptop, submission: Signed, stick: Path) -> None:
    stick.write_text("no folder")
    with pytest.raises(Refusal, match=r"export\.folder"):
        hand_out(vera.desk, stick, submission)
    assert not has_left(vera, submission)
    vera.desk.do(submitting.recall, vera.desk.ask(keeping.about, digest(submission.body)))


def test_what_left_before_stays_left_where_a_second_copy_is_refused(vera: Laptop, submission: Signed, stick: Path) -> None:
    hand_out(vera.desk, stick / "first", submission)
    stick.joinpath("second").write_text("no folder")
    with pytest.raises(Refusal):
        hand_out(vera.desk, stick / "second", submission)
    assert has_left(vera, submission)


def refusing(verb: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk take no `verb`."""
    do = Desk.do

    def full(desk: Desk, wanted: Callable[..., Any], *given: Any, **named: Any) -> Any:
        if wanted is verb:
            raise Refusal("profile.disk_full", folder="/x", missing=9)
        return do(desk, wanted, *given, **named)

    monkeypatch.setattr(Desk, "do", full)


def test_a_submission_left_although_that_could_not_be_kept(
    vera: Laptop, submission: Signed, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing(keeping.give_out, monkeypatch)
    with pytest.raises(Refusal, match=r"profile\.disk_full"):
        hand_out(vera.desk, stick, submission)
    assert not stick.exists()


def test_the_submission_of_another_did_not_leave_a_full_laptop(tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with trio(tmp_path / "others") as team:
        submission = team.verifier.submits(ready(team.verifier.desk))
        team.lead.takes(submission)
        refusing(keeping.give_out, monkeypatch)
        assert hand_out(team.lead.desk, stick, submission).exists()


def test_what_nobody_can_recall_leaves_from_a_full_laptop_too(vera: Laptop, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, note = wrote(vera, "visit", VISIT)
    refusing(keeping.give_out, monkeypatch)
    assert hand_out(vera.desk, stick, note).exists()


def test_where_it_cannot_be_kept_that_a_file_stayed_it_counts_as_having_left(
    vera: Laptop, submission: Signed, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick.write_text("no folder")
    refusing(keeping.stay, monkeypatch)
    with pytest.raises(Refusal, match=r"export\.folder"):
        hand_out(vera.desk, stick, submission)
    assert has_left(vera, submission)


def test_a_document_that_was_kept_was_said_to_be_refused_where_only_its_file_was(vera: Laptop, submission: Signed, stick: Path) -> None:
    stick.write_text("no folder")
    with pytest.raises(Refusal, match=r"document\.kept_only") as caught:
        hand_out_entered(vera.desk, stick, submission)
    for language, folder in (("id", "dokumen"), ("en", "documents")):
        told = Words(language).refusal(caught.value)
        assert submission.name in told
        assert folder in told.casefold()
        assert f"verifier documents {digest(submission.body)[:16]}" in told
        assert str(stick) in told, "the cause is said too"
