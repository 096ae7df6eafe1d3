"""Areas of several laptops in one verification: what is new comes in, what differs is kept both ways until it is settled with a reason."""

from pathlib import Path

import pytest

from models.codes import digest
from models.desk import answers, carrying, evidence, handing, history, intake, merging, reviewing, rounds, submitting, verifications
from models.desk.desk import Desk
from models.rules.answers import Answer
from models.rules.merging import noted, standing
from tests.desk.acts import begun, contents, sheet_of
from tests.desk.publishing_kit import publishes, second_version
from tests.desk.reviewing_kit import Trio, hands, ready
from tests.desk.seconding_kit import quartet
from tests.ledger.kit import refused


def level(desk: Desk, verification: str, item: str) -> int | None:
    return sheet_of(desk, verification).line(item).answer.level


@pytest.fixture
def shared(team: Trio) -> tuple[str, str]:
    """Vera's verification, and the digest of what Lina hands over of the same agency: regulation, where one answer differs."""
    vera, lina = team.verifier, team.lead
    mine, hers = begun(vera.desk, "11"), begun(lina.desk, "11")
    for item, given in {"REG-01": 3, "REG-03": 2}.items():
        vera.desk.do(answers.record, mine, item, given)
    vera.desk.do(answers.annotate, mine, "REG-01", "Dibaca.")
    vera.desk.do(evidence.register, mine, {"title": "Lampiran", "seen": "yes"}, "REG-01")
    for item, given in {"REG-01": 3, "REG-03": 4, "REG-04": 4, "DSN-01": 4}.items():
        lina.desk.do(answers.record, hers, item, given)
    lina.desk.do(answers.annotate, hers, "REG-01", "Pasal 3.")
    lina.desk.do(evidence.register, hers, {"title": "Peraturan", "seen": "yes"}, "REG-04", "hal. 2")
    lina.desk.do(evidence.register, hers, {"title": "Lampiran", "seen": "yes"}, "REG-03")
    handover = hands(lina, hers, "vera", "REG")
    vera.takes(handover)
    return mine, digest(handover.body)


def test_areas_of_another_laptop_come_in_item_by_item(team: Trio, shared: tuple[str, str]) -> None:
    vera = team.verifier
    mine, document = shared
    (found,) = vera.desk.ask(merging.waiting)
    assert (found.document, found.giver, found.areas, found.verification) == (document, "Lina", ("REG",), mine)
    seen = vera.desk.ask(merging.preview, document)
    assert {each.item: each.standing for each in seen.entries} == {"REG-01": "same", "REG-03": "differs", "REG-04": "new"}
    assert seen.evidence == 1
    sheet = vera.desk.do(merging.merge, document)
    assert [level(vera.desk, mine, item) for item in ("REG-01", "REG-03", "REG-04", "DSN-01")] == [3, 2, 4, None]
    assert sheet.line("REG-01").answer.note == "Dibaca.\n\nLina: Pasal 3."
    assert [(each.code, each.title) for each in sheet.evidence] == [("B01", "Lampiran"), ("B02", "Peraturan")]
    assert [(each.evidence.code, each.place) for each in sheet.line("REG-04").citations] == [("B02", "hal. 2")]
    assert [each.evidence.code for each in sheet.line("REG-03").citations] == ["B01"]
    assert vera.desk.ask(merging.waiting) == ()
    before = contents(vera.desk)
    assert refused(lambda: vera.desk.do(merging.merge, document)).code == "merge.unknown"
    assert contents(vera.desk) == before


def test_areas_by_a_checklist_that_was_left_waited_for_ever(team: Trio, shared: tuple[str, str]) -> None:
    mine, document = shared
    published = publishes(team.supervisor, second_version())
    for laptop in (team.lead, team.verifier):
        laptop.takes(published)
    desk, other = team.verifier.desk, "mt-kasn 2023.2"
    new = desk.do(carrying.move, mine, other)
    (found,) = desk.ask(merging.waiting)
    assert (found.verification, found.checklist, found.other, found.is_current) == ("", "mt-kasn 2023", other, False)
    why = refused(lambda: desk.ask(merging.preview, document))
    assert (why.code, why.fields["theirs"], why.fields["mine"]) == ("merge.apart_theirs", "mt-kasn 2023", other)
    # The giver follows, and hands over anew what then comes in; the first is put out of sight.
    lina = team.lead
    (hers,) = (line.id for line in lina.desk.ask(verifications.mine))
    anew = hands(lina, lina.desk.do(carrying.move, hers, other), "vera", "REG")
    team.verifier.takes(anew)
    desk.do(intake.hide, [document])
    assert [(each.verification, each.other) for each in desk.ask(merging.waiting)] == [(new, "")]
    desk.do(merging.merge, digest(anew.body))
    assert desk.ask(merging.waiting) == ()


def test_areas_by_the_checklist_that_the_round_got_since_are_merged_once_one_s_own_is_moved_there(team: Trio) -> None:
    vera, lina, other = team.verifier, team.lead, "mt-kasn 2023.2"
    mine = begun(vera.desk, "11")
    published = publishes(team.supervisor, second_version())
    for laptop in (lina, vera):
        laptop.takes(published)
        laptop.desk.do(rounds.renew, laptop.desk.ask(rounds.lines)[0].id, other)
    hers = begun(lina.desk, "11")
    lina.desk.do(answers.record, hers, "REG-01", 3)
    handover = hands(lina, hers, "vera", "REG")
    vera.takes(handover)
    assert refused(lambda: vera.desk.do(merging.merge, digest(handover.body))).code == "merge.apart_mine"
    new = vera.desk.do(carrying.move, mine, other)
    vera.desk.do(merging.merge, digest(handover.body))
    assert level(vera.desk, new, "REG-01") == 3


def test_what_differs_blocks_until_its_owner_settles_it_with_a_reason(team: Trio, shared: tuple[str, str]) -> None:
    vera = team.verifier
    mine, document = shared
    vera.desk.do(merging.merge, document)
    ((of, _, found),) = vera.desk.ask(merging.disagreements)
    assert (of, found.item, found.ours.level, found.our_name, found.theirs.level, found.their_name) == (
        mine,
        "REG-03",
        2,
        "Vera",
        4,
        "Lina",
    )
    ready(vera.desk)
    blocked = vera.desk.ask(submitting.blockers, mine)
    assert [(each.key, each.code) for each in blocked] == [("REG-03", "disagreement")]
    assert refused(lambda: vera.submits(mine)).code == "submit.gaps"
    assert refused(lambda: vera.desk.do(merging.settle, mine, "REG-03", document, "theirs", " ")).code == "workflow.reason_missing"
    assert refused(lambda: vera.desk.do(merging.settle, mine, "REG-04", document, "theirs", "?")).code == "disagreement.unknown"
    vera.desk.do(merging.settle, mine, "REG-03", document, "theirs", "Lampiran dibaca berdua.")
    assert level(vera.desk, mine, "REG-03") == 4
    ((_, _, settled),) = vera.desk.ask(merging.disagreements)
    assert (settled.counts, settled.reason, settled.ours.level, settled.theirs.level) == ("theirs", "Lampiran dibaca berdua.", 2, 4)
    assert vera.desk.ask(submitting.blockers, mine) == ()


def test_nobody_whose_area_is_in_it_reviews_it(team: Trio, shared: tuple[str, str]) -> None:
    vera, lina = team.verifier, team.lead
    mine, document = shared
    vera.desk.do(merging.merge, document)
    ready(vera.desk)
    vera.desk.do(merging.settle, mine, "REG-03", document, "ours", "Tetap.")
    submission = vera.submits(mine)
    assert b"[people.verifier-2]" in submission.body
    lina.takes(submission)
    for verb, act in {
        "remark": lambda: lina.desk.do(reviewing.remark, mine, "REG-01", "question", "?"),
        "approve": lambda: lina.desk.ask(reviewing.drawn_up, mine, "approved"),
    }.items():
        assert refused(act).code == "permission.own_work", verb


def test_without_a_verification_of_ones_own_there_is_nothing_to_merge_into(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    hers = begun(lina.desk, "32")
    lina.desk.do(answers.record, hers, "REG-01", 3)
    first = hands(lina, hers, "vera", "REG")
    lina.desk.do(answers.record, hers, "REG-01", 4)
    second = hands(lina, hers, "vera", "REG")
    vera.takes(first, second)
    # The later of two counts; the earlier one waits no more.
    (found,) = vera.desk.ask(merging.waiting)
    assert (found.document, found.verification) == (digest(second.body), "")
    assert refused(lambda: vera.desk.ask(merging.preview, found.document)).code == "merge.none"
    begun(vera.desk, "32")
    assert vera.desk.do(merging.merge, found.document).line("REG-01").answer.level == 4
    assert lina.desk.ask(handing.given_away) == ()


def test_two_notes_are_one_and_nothing_is_lost_or_said_twice() -> None:
    assert noted("a", "", "L") == noted("a", "a", "L") == "a"
    assert noted("", "b", "L") == "b"
    assert noted("a", "b", "L") == "a\n\nL: b"
    assert noted(noted("a", "b", "L"), "b", "L") == "a\n\nL: b"


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        (Answer(), Answer(), None),
        (Answer(), Answer(level=2), "new"),
        (Answer(), Answer(note="x"), "new"),
        (Answer(level=1), Answer(note="x"), None),
        (Answer(level=2), Answer(level=2, note="x"), "same"),
        (Answer(level=2), Answer(level=3), "differs"),
        (Answer(level=0), Answer(not_applicable=True, reason="x"), "differs"),
    ],
)
def test_how_two_answers_stand(here: Answer, there: Answer, expected: str | None) -> None:
    assert standing(here, there) == expected


def test_what_was_answered_anew_since_the_merge_was_taken_back_by_ones_own_settlement(team: Trio, shared: tuple[str, str]) -> None:
    vera, (mine, document) = team.verifier, shared
    vera.desk.do(merging.merge, document)
    vera.desk.do(answers.record, mine, "REG-03", 0)
    ((_, _, found),) = vera.desk.ask(merging.disagreements)
    assert (found.ours.level, found.theirs.level) == (0, 4)
    vera.desk.do(merging.settle, mine, "REG-03", document, "ours", "Tidak ada.")
    assert level(vera.desk, mine, "REG-03") == 0
    ((_, _, settled),) = vera.desk.ask(merging.disagreements)
    assert settled.ours.level == 0


def test_the_second_of_two_settlements_on_an_item_took_back_the_first(tmp_path: Path) -> None:
    with quartet(tmp_path) as four:
        vera, documents = four.verifier, []
        mine = begun(vera.desk, "11")
        vera.desk.do(answers.record, mine, "REG-03", 2)
        for giver, given in ((four.lead, 4), (four.second, 0)):
            theirs = begun(giver.desk, "11")
            giver.desk.do(answers.record, theirs, "REG-03", given)
            handover = hands(giver, theirs, "vera", "REG")
            vera.takes(handover)
            documents.append(digest(handover.body))
            vera.desk.do(merging.merge, documents[-1])
        for document, side in zip(documents, ("theirs", "ours"), strict=True):
            vera.desk.do(merging.settle, mine, "REG-03", document, side, "Dilihat bersama.")  # type: ignore[arg-type]
        assert level(vera.desk, mine, "REG-03") == 4
        told = {each.document: (each.ours.level, each.theirs.level) for _, _, each in vera.desk.ask(merging.disagreements)}
        assert told == dict(zip(documents, ((2, 4), (4, 0)), strict=True))


def test_undo_after_a_merge_took_back_an_answer_from_before_it(team: Trio, shared: tuple[str, str]) -> None:
    vera, (mine, document) = team.verifier, shared
    before = contents(vera.desk, "trail", "verification")
    vera.desk.do(merging.merge, document)
    merged = contents(vera.desk, "trail", "verification")
    vera.desk.do(merging.settle, mine, "REG-03", document, "theirs", "Dibaca berdua.")
    assert vera.desk.do(history.undo, mine).verb == "merging.settle"
    assert contents(vera.desk, "trail", "verification") == merged
    assert vera.desk.do(history.undo, mine).verb == "merging.merge"
    assert contents(vera.desk, "trail", "verification") == before
    assert [each.document for each in vera.desk.ask(merging.waiting)] == [document]
