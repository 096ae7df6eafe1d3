"""The demo: a throw-away profile in which forty real agencies stand at every point of the way.

The agencies are real, what is answered for them is made up; only the stated figures are facts (domain.md, 6.1).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from models import demo_review, demo_team
from models.desk import answers, baselines, evidence, facts, people, reading, rounds, verdicts, verifications
from models.desk.desk import Desk, opened
from models.keyring import Keyring
from models.rules.checklist import Checklist, Item, Scale
from models.views import Sheet

_REGION: Final = "Papua Tengah"
_BEGINNINGS: Final = {"2023-1": datetime(2023, 4, 10, 2, tzinfo=UTC), "2026-1": datetime(2026, 10, 5, 2, tzinfo=UTC)}
"""When each round begins; every agency has a day of its own."""
_PLACEMENT: Final = {
    "post": "Kepala Biro Sumber Daya Manusia",
    "stratum": "pratama",
    "decree": "821.2/114/2023",
    "date": "2023-03-20",
    "box": "9",
    "rank": "1",
}
_APPROVAL: Final = {
    "status": "received",
    "object": "implementation",
    "number": "B-1043/2023",
    "date": "2023-01-16",
    "subject": "Persetujuan penerapan manajemen talenta",
}
_WAITING: Final = {"status": "proposed"}


@dataclass(frozen=True, slots=True)
class _Story:
    """How far an agency has come."""

    best: Mapping[str, int] = field(default_factory=dict)
    """The level reached in each area; items of an area not named are left open."""
    items: Mapping[str, int] = field(default_factory=dict)
    """Items that differ from their area."""
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    verdict: str = ""
    """The verdict recorded; empty for none."""
    reason: str = ""
    merit: str = "baik"


_FULL: Final = {"REG": 4, "DSN": 4, "INS": 4, "SIS": 4}
_STORIES: Final[Mapping[str, _Story]] = {
    "opened": _Story(),
    "begun": _Story({"REG": 3}),
    "halfway": _Story({"REG": 4, "DSN": 3}),
    "answered": _Story(_FULL, facts={"PEN-02": _WAITING}),
    "implementing": _Story(_FULL, facts={"PEN-01": _PLACEMENT, "PEN-02": _APPROVAL}, verdict="V1", merit="sangat_baik"),
    "ready": _Story(_FULL, {"SIS-02": 3}, {"PEN-02": _APPROVAL, "PEN-05": {"reason": "leadership"}}, "V2"),
    "unapproved": _Story(_FULL, facts={"PEN-01": _PLACEMENT, "PEN-02": _WAITING}, verdict="V2"),
    "designed": _Story({**_FULL, "INS": 2, "SIS": 2}, {"INS-12": 0}, {"PEN-02": _WAITING}, "V3"),
    "approved": _Story({**_FULL, "INS": 2, "SIS": 2}, {"INS-12": 0, "REG-01": 2}, {"PEN-02": _APPROVAL}, "V3"),
    "capped": _Story(_FULL, facts={"PEN-02": _WAITING}, verdict="V3", merit="kurang"),
    "almost": _Story({**_FULL, "REG": 2}, {"REG-01": 3, "REG-04": 4, "REG-05": 4, "REG-06": 4}, {"PEN-02": _WAITING}, "V4"),
    "building": _Story({"REG": 2, "DSN": 2, "INS": 1, "SIS": 1}, facts={"PEN-02": {"status": "not_proposed"}}, verdict="V4"),
    "untouched": _Story({"REG": 0, "DSN": 0, "INS": 0, "SIS": 0}, facts={"PEN-02": {"status": "not_proposed"}}, verdict="V4"),
    "cautious": _Story(
        _FULL,
        facts={"PEN-02": _WAITING},
        verdict="V3",
        reason="Instrumen baru dijalankan satu kali; tim menyarankan satu periode lagi sebelum dinyatakan siap.",
    ),
}
_CAST: Final[Mapping[str, Mapping[str, str]]] = {
    "2023-1": {
        "implementing": "KEMENKEU KEMENPANRB LAN 34 32.73",
        "ready": "KKP BKN 51 33.74",
        "unapproved": "KEMENPUPR 32",
        "designed": "MK KEMENKES 73.71",
        "approved": "KEMENSOS 64",
        "capped": "KEMENTAN",
        "almost": "KEMENDAGRI 35.78",
        "building": "94.07 KEMENAG 91.71 53",
        "untouched": "94.01 81.71",
        "cautious": "KEMLU",
    },
    "2026-1": {
        "implementing": "KEMENHUB 33",
        "ready": "ANRI",
        "designed": "12.71",
        "building": "94.07",
        "answered": "KEMENPERIN 13",
        "halfway": "KEMENDAG 62 18.71",
        "begun": "MK 71 52.71",
        "opened": "KEMNAKER",
    },
}
"""Agencies by round and story."""
_REVIEWED: Final = "2023-1"
"""The round that was reviewed."""


class _Calendar:
    """A clock that the demo winds on, so that the same demo has the same moments."""

    def __init__(self) -> None:
        self.moment = _BEGINNINGS["2023-1"]

    def __call__(self) -> datetime:
        self.moment += timedelta(minutes=20)
        return self.moment


def build(folder: Path, language: str, progress: Callable[[int, int], None] = lambda _done, _all: None) -> None:
    """Make the demo's profile in the empty `folder`; `progress` is told agencies done and in all."""
    clock = _Calendar()
    done, total = 0, sum(len(list(_roles(round_id))) for round_id in _CAST)
    with opened(folder, clock=clock) as desk:
        Keyring(folder).device()
        desk.do(people.found, name="Ani Lestari", role="verifier", language=language, region=_REGION)
        desk.do(demo_review.enter)
        desk.do(baselines.load_shipped)
        for round_id in _CAST:
            clock.moment = _BEGINNINGS[round_id]
            if round_id not in {line.id for line in desk.ask(rounds.lines)}:
                desk.do(rounds.begin, round_id, "mt-bkn 2026")
            for number, (agency, story) in enumerate(_roles(round_id)):
                clock.moment = _BEGINNINGS[round_id] + timedelta(days=number)
                is_hers = round_id == _REVIEWED and agency in demo_review.STATES
                with demo_review.acting(desk, demo_review.VERIFIER if is_hers else desk.actor):
                    _tell(desk, agency, _STORIES[story])
                if (round_id, agency) == demo_review.SELF_ASSESSED:
                    desk.do(demo_review.assess, next(line.id for line in desk.ask(verifications.mine) if line.agency == agency))
                done += 1
                progress(done, total)
        demo_review.tell(desk, demo_team.found(desk, folder, _REGION), _REVIEWED)


def _roles(round_id: str) -> Iterator[tuple[str, str]]:
    for story, agencies in _CAST[round_id].items():
        for agency in agencies.split():
            yield agency, story


def _tell(desk: Desk, agency: str, story: _Story) -> None:
    verification = desk.do(verifications.begin, agency)
    sheet = desk.ask(reading.sheet, verification)
    levels = {item.code: _level(item, story) for item in sheet.checklist.items.values() if item.area in story.best}
    if levels:
        desk.do(answers.record_all, verification, levels)
        _hand_over(desk, verification, sheet.checklist, levels)
    for fact, fields in story.facts.items():
        desk.do(facts.record, verification, fact, _asked(sheet, fact, fields))
    merit = sheet.checklist.fact_with("merit")
    if merit is not None and story.verdict and story.merit in merit.fields["category"].choices:
        desk.do(facts.record, verification, merit.code, {"category": story.merit, "year": "2022", "value": ""})
    if story.verdict:
        desk.do(verdicts.record, verification, story.verdict, story.reason)


def _level(item: Item, story: _Story) -> int:
    level = story.items.get(item.code, story.best[item.area])
    return level if item.scale is Scale.LEVEL else min(4, level // 2 * 2)


def _hand_over(desk: Desk, verification: str, checklist: Checklist, levels: Mapping[str, int]) -> None:
    """Register a regulation and cite it for a gate; leave one note."""
    first = next(iter(levels))
    if levels[first] == 0:
        return
    regulation = {
        "title": "Peraturan tentang manajemen talenta",
        "kind": "regulation",
        "number": "27/2022",
        "date": "2022-09-12",
        "source": "Biro SDM",
        "location": r"D:\MT\Peraturan.pdf",
        "seen": "yes",
    }
    desk.do(evidence.register, verification, regulation, first, "Pasal 8")
    gate = next(
        (item.code for item in checklist.items.values() if item.gate is not None and item.code != first and levels.get(item.code)), None
    )
    if gate is not None:
        desk.do(evidence.cite, verification, gate, "B01", "Pasal 12")
    desk.do(answers.annotate, verification, first, "Diperlihatkan pada rapat; salinan menyusul melalui surel.")


def _asked(sheet: Sheet, fact: str, fields: Mapping[str, str]) -> Mapping[str, str]:
    """Of `fields` those that this checklist asks for."""
    return {key: value for key, value in fields.items() if key in sheet.checklist.facts[fact].fields}
