"""Texts that mean no good, a profile in which everything anybody can type is such a text, and a walk over all its screens."""

import json
import os
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from pyte.screens import wcwidth
from rich.cells import cell_len
from textual._compositor import Compositor

from models.desk import agenda, answers, baselines, checklists, drafts, evidence, facts, people, reading, rounds, verdicts, verifications
from models.desk.desk import Desk, opened
from models.ledger import driver
from models.rules.checklist import Fact
from models.text import NOT_SHOWN, QUERY_LIMIT, clean
from screens.dialogs import Tell
from screens.notes import AskNote
from tests.desk.acts import AGENCY, LEVELS
from tests.desk.own_kit import taken
from tests.driver import Verifier
from tests.press import strips
from tests.sheets import small_checklist, written

BRACKETS: Final = (
    "[/]",
    "[b",
    "[$accent]",
    '{"a":[true,false]}',
    "\\[",
    "[@click=app.quit]x[/]",
    "[link=file:///etc]y[/link]",
    "{0} {x} %s",
)
"""Case A8, and what else some library would read as markup or as a template."""
NAMES: Final = {
    "apostrophe": "Jum'at Ma'ruf",
    "quotes": 'Kab. "Toli-Toli"',
    "ministry": f"Kementerian {'Kependudukan dan ' * 18}Lainnya"[:300],
    "one word": "Pemerintah" + "kabupaten" * 32,
    "wide": "名前と役割の管理" * 12,
    "joiners": "Dinas 👨‍👩‍👧‍👦 👍🏽 ☺️ 1️⃣ 🇮🇩",
    "arabic": "وزارة العدل (العربية) 12/52",
    "decomposed": "Cafe\u0301 Re\u0301sume\u0301",
    "marks": "Z" + "\u0301\u0316" * 40 + "algo",
    "statement": "'; DROP TABLE agency; --",
}
"""Case A9."""
STEERING: Final = {
    "escape": "a\x1b[2Jb\x1b[31mc",
    "clipboard": "a\x1b]52;c;aGFsbw==\x07b",
    "title": "a\x1b]0;judul\x1b\\b",
    "c1": "a\x9b31mb\x90qc\x9cd\x85e",
    "directions": "a\u202etxt.exe\u2066b\u2069c\u200ed\u061ce",
    "unseen": "a\u200b\u200d\ufeffb\u2060\u00adc\U000e0041d",
    "ends": "a\rb\u2028c\u2029d\x0be\x0cf\x00g\x08h\x7fi",
}
"""What steers a terminal or misleads its reader."""
EVERY_CASE: Final = bool(os.environ.get("EVERY_CASE"))
"""Whether every case is tried, and not one of each kind."""
ALL_AT_ONCE: Final = " ".join((*BRACKETS, *STEERING.values(), *NAMES.values()))
"""Everything in one text."""
SHORT: Final = "a\x1b[2Jb\x9bc\u202ed\u200be\rf\u2028g\x00h\x1b]52;c;eA==\x07"
"""One of each kind that steers, so close together that no window cuts any of them off."""
_ITEM_WITH_REASON: Final = "INS-06"


def each(values: Mapping[str, str], *kinds: str) -> dict[str, str]:
    """Those of `values` that are tried by themselves: one of each kind, and every one where `EVERY_CASE` is set."""
    return {name: values[name] for name in (values if EVERY_CASE else kinds)}


def filled(folder: Path, text: str, clock: Any = None) -> str:
    """Found a profile and type `text` wherever a text can be typed; the verification in which that was."""
    line = text[:400]
    with opened(folder, **({"clock": clock} if clock else {})) as desk:
        desk.do(people.found, name=line, role="verifier", language="id", region=line)
        desk.do(rounds.begin, line, "mt-kasn 2023", "2023-05-09")
        stated = dict.fromkeys(("figure", "value", "unit", "source", "note"), line)
        desk.do(baselines.state, {"day": "2023-05-09", **stated})
        verification = desk.do(verifications.begin, AGENCY)
        sheet = desk.ask(reading.sheet, verification)
        desk.do(answers.record_all, verification, dict.fromkeys(sheet.checklist.codes, 4))
        desk.do(answers.not_applicable, verification, _ITEM_WITH_REASON, text)
        desk.do(answers.annotate, verification, LEVELS, text)
        desk.do(facts.base, verification, dict.fromkeys(sheet.checklist.base, "20"))
        for item in sheet.checklist.items.values():
            if item.counts:
                desk.do(answers.count, verification, item.code, dict.fromkeys(item.counts, ("5", "10")))
        entered = dict.fromkeys(("title", "number", "source", "location"), line)
        desk.do(evidence.register, verification, entered, LEVELS, line)
        for fact in sheet.checklist.facts.values():
            desk.do(facts.record, verification, fact.code, dict(_entered(fact, line)))
        desk.do(agenda.add, verification, LEVELS, {"action": text, "output": text, "owner": line, "number": "9", "unit": line})
        desk.do(agenda.mark, verification, "A01", {"status": "done", "done_on": "2023-03-01", "evidence": text})
        taken(desk, verification, {LEVELS: {"level": "1", "evidence": text, "note": text}})
        newest = small_checklist(valid_from="2027-01-01", valid_to="2029-12-31")
        desk.do(checklists.adopt, written(_worded(newest, clean(text))), "small.toml")
        desk.do(drafts.keep, "cohort/new", {"name": text})
        found = desk.ask(reading.sheet, verification).recommendation
        assert found is not None
        desk.do(verdicts.record, verification, "V4" if found.code != "V4" else "V3", text)
    renamed(folder, clean(text[:2_000]))
    return verification


def renamed(folder: Path, text: str) -> None:
    """Let the agency be called `text`, as a database from elsewhere may."""
    _sql(folder, "UPDATE agency SET name = ?, short_name = ?, search = ? WHERE code = ?", text, text, text, AGENCY)


def forced(folder: Path, text: str) -> None:
    """Put `text` past every check into everything that is shown, as a database from elsewhere may hold it."""
    renamed(folder, text)
    _sql(folder, "UPDATE person SET name = ?, region = ?", text, text)
    _sql(folder, "UPDATE answer SET note = ?, reason = CASE WHEN not_applicable THEN ? ELSE '' END", text, text)
    _sql(folder, "UPDATE evidence SET title = ?, number = ?, source = ?, location = ?", text, text, text, f"/{text}")
    _sql(folder, "UPDATE citation SET place = ?", text)
    _sql(folder, "UPDATE action SET action = ?, output = ?, owner = ?, evidence = ?, reason = ?", *[text] * 5)
    _sql(folder, "UPDATE self_answer SET evidence = ?, note = ?", text, text)
    _sql(folder, "UPDATE self_assessment SET file = ?, person = ?", text, text)
    _sql(folder, "UPDATE verdict SET reason = ?", text)
    _sql(folder, "UPDATE baseline SET figure = ?, value = ?, unit = ?, source = ?, note = ?", *[text] * 5)
    _sql(folder, "UPDATE fact SET fields = ? WHERE fact = 'PEN-06'", json.dumps({"scheme": text, "value": text, "decree": text}))
    _sql(folder, "UPDATE search_entry SET text = 'talenta ' || ? WHERE kind <> 'item'", text)
    _sql(folder, "UPDATE round SET id = ? WHERE id = (SELECT round_id FROM verification)", text)
    _sql(folder, "UPDATE verification SET round_id = ?", text)
    _sql(folder, "UPDATE agenda SET round_id = ?", text)


def _worded(raw: Any, text: str) -> Any:
    """A checklist file in which every sentence is `text`."""
    if isinstance(raw, dict):
        return {key: text if key in ("id", "en") and len(raw) == 2 else _worded(value, text) for key, value in raw.items()}
    return [_worded(value, text) for value in raw] if isinstance(raw, list) else raw


def _sql(folder: Path, statement: str, *values: str) -> None:
    connection = driver.MODULE.connect(folder / driver.DATABASE, isolation_level=None)
    try:
        connection.execute(statement, values)
    finally:
        connection.close()


def _entered(fact: Fact, text: str) -> Iterator[tuple[str, str]]:
    for key, field in fact.fields.items():
        match field.kind:
            case "text":
                yield key, text
            case "number":
                yield key, str(max(1, field.least))
            case "date":
                yield key, "2023-03-01"
            case _:
                yield key, next(iter(field.choices)) if key != "reason" else "other"


PASTE: Final = "(paste)"
SOME: Final = "(some)"
"""Stand among the keys for pasting the text, and as much of it as one may look for."""
WALK: Final[tuple[tuple[str, str, str], ...]] = (
    ("start", "", "StartScreen"),
    ("keys of the start", "question_mark", "Menu"),
    ("commands by their words", "escape colon", "Palette"),
    ("name of a key", "escape K x", "KeyNames"),
    ("tour", "escape T", "Tour"),
    ("letters before lines", "escape J", "Jump"),
    ("settings", "escape s", "SettingsScreen"),
    ("settings, the last", "end", "SettingsScreen"),
    ("examination of the profile", "d", "ExaminingScreen"),
    ("a part of it in full", "enter", "Tell"),
    ("encryption of the profile", "escape q e", "EncryptionScreen"),
    ("form of encrypting it", "e", "Form"),
    ("form of encrypting it, pasted", PASTE, "Form"),
    ("copies of the database", "escape q q B", "BackupsScreen"),
    ("text that is not saved", "q D", "RecoveredScreen"),
    ("rounds", "q p", "RoundsScreen"),
    ("round form", "n", "Form"),
    ("round form, pasted", PASTE, "Form"),
    ("figure form", "escape b", "Form"),
    ("a stated figure", "escape end", "RoundsScreen"),
    ("form of a stated figure", "enter", "Form"),
    ("search", "escape q slash", "SearchScreen"),
    ("search, pasted", SOME, "SearchScreen"),
    ("search for a word", "escape t a l e n t a", "SearchScreen"),
    ("search, another hit", "down", "SearchScreen"),
    ("agencies", "escape escape a", "AgenciesScreen"),
    ("agencies, pasted", SOME, "AgenciesScreen"),
    ("agencies, one", "escape 3 2", "AgenciesScreen"),
    ("choosing a file", "escape escape m", "FileDialog"),
    ("start, exported", "escape x 2", "StartScreen"),
    ("start, all exported", "w 2", "StartScreen"),
    ("start, worksheet", "l", "StartScreen"),
    ("sheet", "enter home", "SheetScreen"),
    ("keys of the sheet", "question_mark", "Menu"),
    ("details", "escape i", "Tell"),
    ("many items at once", "escape A 2", "BulkScreen"),
    ("note", "escape n", "AskNote"),
    ("note, pasted", PASTE, "AskNote"),
    ("noted", "escape", "SheetScreen"),
    ("undone", "u", "SheetScreen"),
    ("finder", "slash", "Finder"),
    ("finder, pasted", SOME, "Finder"),
    ("reason", "escape slash i n s 0 6 enter minus", "Form"),
    ("history of an item", "escape home h", "HistoryScreen"),
    ("history of everything", "a", "HistoryScreen"),
    ("history, further down", "end", "HistoryScreen"),
    ("evidence", "q e", "EvidenceScreen"),
    ("evidence form", "enter", "Form"),
    ("evidence form, pasted", PASTE, "Form"),
    ("place", "escape p", "Form"),
    ("new evidence", "escape n", "Form"),
    ("files of evidence", "escape B", "SweepingScreen"),
    ("facts", "q q f", "FactsScreen"),
    ("post", "down down", "FactsScreen"),
    ("form of a post", "enter", "Form"),
    ("last fact", "escape end", "FactsScreen"),
    ("agenda", "q z down", "AgendaScreen"),
    ("form of an action", "enter", "Form"),
    ("self-assessment", "escape q a g", "SelfScreen"),
    ("verdict", "q v", "VerdictScreen"),
    ("verdict, further down", "end", "VerdictScreen"),
    ("reason of a verdict", "1", "Form"),
    ("exported", "escape x 2", "VerdictScreen"),
    ("back at the start", "q q", "StartScreen"),
    ("checklists", "C", "ChecklistsScreen"),
    ("one checklist", "enter", "ChecklistScreen"),
    ("an item in full", "down enter", "Tell"),
    ("rules of a checklist", "escape end", "ChecklistScreen"),
    ("trial of the rules", "v 4", "TrialScreen"),
    ("what can be assumed", "down enter", "Pick"),
    ("verdict of a trial", "escape v", "Tell"),
    ("comparison", "escape q d enter", "ComparisonScreen"),
    ("a difference in full", "enter", "Tell"),
    ("exported checklist", "escape q x 2", "ChecklistScreen"),
    ("back again", "q q", "StartScreen"),
)
"""Where one comes, by which keys, and on which screen."""


async def walked(ani: Verifier, text: str) -> AsyncIterator[str]:
    """Go through all screens, dialogs and notices of the profile, pasting `text` wherever that can be; gives where one is."""
    for where, keys, screen in WALK:
        with _unpainted():
            if keys in (PASTE, SOME):
                await ani.paste(text if keys == PASTE else text[:QUERY_LIMIT])
            else:
                await ani.press(*keys.split())
                await ani.worked()
        yield where
        if (screen, type(ani.app.screen)) in (("StartScreen", Tell), ("SheetScreen", AskNote)):
            # What was refused is told at length, and a note that is too long is left only at the second time.
            await ani.press("escape")
        assert type(ani.app.screen).__name__ == screen, where


@contextmanager
def _unpainted() -> Iterator[None]:
    """Paint nothing for a terminal that is not there: where one has come is drawn whole, by whoever looks at it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Compositor, "render_update", lambda self, **_: self._dirty_regions.clear())
        yield


def drawn_right(ani: Verifier, where: str) -> None:
    """Assert that each row is as wide as the screen, and nothing in it is an order to the terminal, a link or an action."""
    width, height = ani.app.size
    rows = strips(ani.app)
    assert len(rows) == height, where
    for strip in rows:
        row = "".join(segment.text for segment in strip)
        # As Textual counts, and as terminals do that count each character by itself.
        counted = cell_len(row), sum(map(wcwidth, row))
        assert counted == (width, width), f"{where}: {counted} cells in {row!r}"
        assert not NOT_SHOWN.search(row), f"{where}: {row!r}"
        for segment in strip:
            style = segment.style
            assert style is None or (style.link is None and "@click" not in style.meta), f"{where}: {segment!r}"


def desk_of(folder: Path) -> Desk:
    """The desk of the profile, to look at what is kept."""
    return opened(folder, writing=False)
