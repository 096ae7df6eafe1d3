"""What the real program writes to real terminals over texts that mean no good: the orders that harmless ones bring, and no row too long."""

import re
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest

from models.text import NOT_SHOWN, QUERY_LIMIT, is_refused
from tests.hostile import ALL_AT_ONCE, EVERY_CASE, PASTE, SOME, STEERING, WALK, filled, forced
from tests.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")]

HARMLESS: Final = "teks biasa " * (len(ALL_AT_ONCE) // 11)
WIDE: Final = (200, 50)
"""A window in which texts are least cut off: what is not drawn can order nothing."""
SIZES: Final = ((60, 18), (80, 24), WIDE) if EVERY_CASE else ((60, 18), WIDE)
"""The smallest window, the usual one where every case is wished, and a large one."""
KEYS: Final = {
    "escape": "\x1b",
    "enter": "\r",
    "slash": "/",
    "colon": ":",
    "question_mark": "?",
    "minus": "-",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "down": "\x1b[B",
}
SIGNS: Final = {
    "StartScreen": "Enter lanjutkan",
    "SettingsScreen": "x bawaan",
    "ExaminingScreen": "perhatian",
    "EncryptionScreen": "e nyalakan/matikan",
    "BackupsScreen": "a buat",
    "RecoveredScreen": "x buang",
    "RoundsScreen": "n periode baru",
    "SearchScreen": "a…z cari",
    "AgenciesScreen": "a…z saring",
    "FileDialog": "Buka",
    "SheetScreen": "0-4 jawab",
    "BulkScreen": "0-4 jawaban",
    "EvidenceScreen": "Spasi rujuk",
    "SweepingScreen": "a periksa",
    "FactsScreen": "n tambah baris",
    "AgendaScreen": "t status",
    "SelfScreen": "g beda jauh",
    "ChecklistsScreen": "m ambil dari berkas",
    "ChecklistScreen": "Enter baca",
    "TrialScreen": "b mulai ulang",
    "ComparisonScreen": "t tukar",
    "Pick": "1-7 Pilih",
    "HistoryScreen": "butir/seluruhnya",
    "VerdictScreen": "Kesimpulan",
    "Menu": "Enter Jalankan",
    "Palette": "Ketik kata atau tombol",
    "KeyNames": "verifier.toml",
    "Tour": "Esc Lewati",
    "Jump": "Lompat ke baris itu",
    "Form": "↑↓ Pindah Enter",
    "AskNote": "Esc Selesai",
    "Tell": "Esc Tutup",
    "Finder": "Enter Pilih",
}
"""By what one knows that one is there."""
SEQUENCE: Final = re.compile(
    r"""
    \x1b\[ (?P<private>[<-?]?) [0-?]* (?P<between>[ -/]*) (?P<final>[@-~])
    | \x1b (?P<string>[\]PX^_]) (?P<body>.*?) (?: \x07 | \x1b\\ )
    | \x1b (?P<short>[ -/]* [0-~])
    """,
    re.VERBOSE | re.DOTALL,
)


def kinds(text: str) -> Counter[str]:
    """The kinds of orders in what was written: letters for those with numbers, the beginning of those with a text."""
    found: Counter[str] = Counter()
    for match in SEQUENCE.finditer(text):
        if match["final"]:
            found[f"CSI {match['private']}{match['between']}{match['final']}"] += 1
        elif match["string"]:
            found[f"{match['string']} {match['body'].partition(';')[0]}"] += 1
        else:
            found[f"ESC {match['short']}"] += 1
    found.update(
        f"control {ord(character):02x}" for character in SEQUENCE.sub("", text) if ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0
    )
    return found


def written(terminal: Terminal, text: str) -> str:
    """All that the program wrote while somebody walked over every screen, pasting `text`."""
    for _, keys, screen in WALK:
        if keys in (PASTE, SOME):
            terminal.type(f"\x1b[200~{text if keys == PASTE else text[:QUERY_LIMIT]}\x1b[201~")
        for key in () if keys in (PASTE, SOME) else keys.split():
            terminal.type(KEYS.get(key, key))
            if key == "escape":
                # With what follows it would be another key.
                quiet(terminal)
        quiet(terminal)
        if keys.startswith("w "):
            # No file may hold such texts, which is told at length.
            terminal.sees(SIGNS["Tell"])
            terminal.type("\x1b")
            quiet(terminal)
        terminal.sees(SIGNS[screen])
    terminal.type("q")
    assert terminal.ended() == 0
    return terminal.raw.decode("utf-8", "strict")


def quiet(terminal: Terminal) -> None:
    """Read until nothing more comes and the program waits for a key, however busy the machine is."""
    before = -1
    while before != len(terminal.raw) or terminal.is_busy():
        before = len(terminal.raw)
        terminal.read(0.2)


def test_no_order_that_harmless_texts_do_not_bring_reaches_a_terminal_and_no_row_is_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[tuple[Terminal, str]] = []
    for text, size in ((HARMLESS, SIZES[0]), *((ALL_AT_ONCE, size) for size in SIZES)):
        home = tmp_path / str(len(begun))
        (home / "home").mkdir(parents=True)
        monkeypatch.setenv("HOME", str(home / "home"))
        for number, part in enumerate(["biasa"] * len(STEERING) if text == HARMLESS else STEERING.values()):
            (home / "home" / f"{number}{part.replace('/', '').replace(chr(0), '')}.csv").touch()
        filled(home / "profile", text)
        forced(home / "profile", text)
        begun.append((Terminal(home / "profile", "--lang", "id", size=size), text))
    # Side by side: what takes long is waiting until nothing more comes.
    with ThreadPoolExecutor() as walks:
        peace, *wars = walks.map(lambda each: written(*each), begun)
    assert {size: terminal.beyond[:3] for (terminal, _), size in zip(begun, (SIZES[0], *SIZES), strict=True) if terminal.beyond} == {}
    harmless = kinds(peace)
    assert len(harmless) > 5 and "] 52" not in harmless
    for war in wars:
        assert kinds(war).keys() <= harmless.keys(), kinds(war).keys() - harmless.keys()
        shown = SEQUENCE.sub("", war)
        assert not [character for character in shown if is_refused(character) and not character.isspace()]
        assert not NOT_SHOWN.search(re.sub(r"[\r\n\x07\x08\x0f]", "", shown))
        assert "DROP TABLE" in shown and "[link=file:///etc]" in shown
