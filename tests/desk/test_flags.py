"""What the lead is told of an answer, by the evidence it rests on."""

import pytest

from models.desk import answers, evidence
from models.desk.desk import Desk
from models.rules.answers import Flag, Gap
from tests.desk.acts import LEVELS, WORDS, begun


@pytest.mark.parametrize(
    ("noted", "flags"),
    [
        ({"kind": "decree", "seen": "no"}, (Flag.UNSEEN,)),
        ({"kind": "decree"}, (Flag.UNSEEN,)),
        ({"kind": "decree", "seen": "yes", "status": "incomplete"}, (Flag.UNSEEN,)),
        ({"kind": "system", "seen": "no"}, (Flag.UNSEEN,)),
        ({"kind": "decree", "seen": "yes"}, ()),
        ({"kind": "interview", "seen": "yes"}, (Flag.INTERVIEW_ONLY,)),
        ({"kind": "decree", "seen": "yes", "status": "rejected"}, (Flag.NO_EVIDENCE,)),
    ],
)
def test_evidence_that_nobody_saw_lifted_a_gate_to_four_without_a_flag(desk: Desk, noted: dict[str, str], flags: tuple[Flag, ...]) -> None:
    verification = begun(desk)
    desk.do(answers.record, verification, LEVELS, 4)
    line = desk.do(evidence.register, verification, {"title": "Perbup 12/2023", **noted}, LEVELS).line(LEVELS)
    assert line.flags == flags
    assert (Gap.GATE_EVIDENCE in line.gaps) is (flags == (Flag.NO_EVIDENCE,))
    assert desk.do(answers.record, verification, LEVELS, 1).line(LEVELS).flags == (flags if Flag.NO_EVIDENCE in flags else ())


def test_one_document_that_was_seen_is_enough(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(answers.say, verification, WORDS, "yes")
    desk.do(evidence.register, verification, {"title": "Perbup 12/2023", "kind": "regulation"}, WORDS)
    assert desk.do(evidence.register, verification, {"title": "Aplikasi", "kind": "system", "seen": "yes"}, WORDS).line(WORDS).flags == ()
