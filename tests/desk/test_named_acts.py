"""Whatever was done on a verification is told in the history by a sentence: some acts stood there by the name they have in the program."""

from pathlib import Path

import pytest

from models.desk import history
from models.words import LANGUAGES, Words
from tests.desk.reviewing_kit import hands, ready, trio


def test_work_handed_over_is_told_by_a_sentence(tmp_path: Path) -> None:
    with trio(tmp_path) as team:
        verification = ready(team.verifier.desk)
        team.lead.takes(hands(team.verifier, verification, "Lina"))
        for laptop in (team.verifier, team.lead):
            verbs = {entry.verb for entry in laptop.desk.ask(history.entries, verification)}
            assert "handing.hand_over" in verbs or "intake.take" in verbs
            assert not {verb for verb in verbs if Words("id")(f"act.{verb}").startswith("act.")}


@pytest.mark.parametrize(
    "verb",
    [
        "handing.hand_over",
        "merging.merge",
        "merging.settle",
        "sealing.give",
        "exchanging.again",
        "exchanging.take_documents",
        "exchanging.keep",
    ],
)
def test_acts_that_others_cause_have_a_sentence(verb: str) -> None:
    for words in map(Words, LANGUAGES):
        assert words(f"act.{verb}") != f"act.{verb}"
