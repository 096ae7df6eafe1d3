"""Text as it is stored, names as they are compared, and dates as they are written."""

import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.errors import Refusal
from models.moments import day, moment, now, stamp
from models.text import LINE_LIMIT, NOTE_LIMIT, Phrase, clean, composed, folded, is_refused, line, location, note, pasted
from tests.builders import quick
from tests.sources import SOURCES, relative


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("", ""),
        ("Kabupaten Sleman", "Kabupaten Sleman"),
        ("baris\r\nbaris\rbaris\n", "baris\nbaris\nbaris\n"),
        ("kolom\tkolom", "kolom\tkolom"),
        ("cafe\u0301", "caf\u00e9"),
        ("\x1b[31mmerah\x1b[0m", "[31mmerah[0m"),
        ("nol\x00byte\x7f\x85", "nolbyte"),
        ("kanan\u202ekiri\u202c", "kanankiri"),
        ("nol\u200blebar\u200d\ufeff", "nollebar"),
        ("pisah\u2066kan\u2069", "pisahkan"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("baris\u2028lain\u2029", "barislain"),
        ("separuh\ud800", "separuh"),
        ("2½ × 3 — “kutip” 😀 العربية", "2½ × 3 — “kutip” 😀 العربية"),
    ],
)
def test_clean_text_is_composed_and_holds_nothing_a_terminal_obeys(typed: str, stored: str) -> None:
    assert clean(typed) == stored


@quick
@given(st.text())
def test_a_clean_text_holds_no_refused_character(text: str) -> None:
    assert not any(is_refused(character) for character in clean(text))


@quick
@example("e\u200b\u0301")
@given(st.text(st.sampled_from("e\u0301\u200b\u202ea\r\n\t \x1b")))
def test_cleaning_a_clean_text_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)


@quick
@given(st.text(st.characters(max_codepoint=0x7F)))
def test_the_short_way_for_plain_text_agrees_with_the_long_one(text: str) -> None:
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    assert clean(text) == "".join(character for character in unified if not is_refused(character))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("", ""),
        ("  ", ""),
        ("  dua   kata ", "dua kata"),
        ("baris\nbaris\tkolom", "baris baris kolom"),
        ("tak\u00a0putus", "tak putus"),
        ("\x1bkepala", "kepala"),
    ],
)
def test_a_line_is_one_line_without_outer_or_double_blanks(typed: str, stored: str) -> None:
    assert line(typed, "Judul") == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("", ""),
        ("  C:\\Bukti  MT\\SK  1.pdf ", "C:\\Bukti  MT\\SK  1.pdf"),
        ("re\u0301sume\u0301.pdf", "re\u0301sume\u0301.pdf"),
        ("r\u00e9sum\u00e9.pdf", "r\u00e9sum\u00e9.pdf"),
        ("C:\\a\u202efdp.exe\x1b[2J\u200b", "C:\\afdp.exe[2J"),
        ("satu\r\ndua\ttiga\rempat\n", "satu dua tiga empat"),
    ],
)
def test_a_location_is_kept_as_typed_but_for_what_no_text_may_hold(typed: str, stored: str) -> None:
    assert location(typed, "Lokasi") == stored


@quick
@given(st.text())
def test_a_location_is_one_line_that_every_document_takes(text: str) -> None:
    kept = location(text, "Lokasi")
    assert not any(is_refused(character) or character in "\n\t" for character in kept)
    assert location(kept, "Lokasi") == kept


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("", ""), ("satu\r\ndua\n\n", "satu\ndua"), ("  menjorok\n\n  lagi  ", "  menjorok\n\n  lagi"), ("\t\n", "")],
)
def test_a_note_keeps_its_lines_and_loses_trailing_blanks(typed: str, stored: str) -> None:
    assert note(typed, "Catatan") == stored


def test_a_line_may_be_as_long_as_its_limit_after_cleaning() -> None:
    assert line(f"  {'x' * LINE_LIMIT}\u200b  ", "Judul") == "x" * LINE_LIMIT
    with pytest.raises(Refusal) as refused:
        line("x" * (LINE_LIMIT + 1), "Judul")
    assert (refused.value.code, refused.value.fields) == ("text.too_long", {"label": "Judul", "limit": LINE_LIMIT})


def test_a_note_may_be_as_long_as_its_limit_after_cleaning() -> None:
    assert note("x" * NOTE_LIMIT + " \n", "Catatan") == "x" * NOTE_LIMIT
    with pytest.raises(Refusal) as refused:
        note("x" * (NOTE_LIMIT + 1), "Catatan")
    assert (refused.value.code, refused.value.fields) == ("text.too_long", {"label": "Catatan", "limit": NOTE_LIMIT})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kabupaten Sleman", "KABUPATEN SLEMAN"),
        ("Kab. Kulon Progo", "kab kulonprogo"),
        ("  Kota   Cilegon ", "kota cilegon"),
        ("Pangkal Pinang", "Pangkal-Pinang"),
        ("Ma'arif", "Ma\u2019arif"),
        ("Ma'arif", "Maarif"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("Caf\u00e9", "cafe"),
        ("Straße", "STRASSE"),
        ("Ｋｏｔａ", "kota"),
        ("Papua\u200bBarat", "Papua Barat"),
    ],
)
def test_names_are_the_same_when_only_their_spelling_differs(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Papua", "Papua Barat"), ("Kota Bogor", "Kabupaten Bogor"), ("Dapil 1", "Dapil 2"), ("Siak", "Siau")]
)
def test_other_names_stay_other_names(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@quick
@given(st.text())
def test_composed_and_decomposed_names_fold_alike(text: str) -> None:
    assert folded(unicodedata.normalize("NFC", text)) == folded(unicodedata.normalize("NFD", text))


@quick
@given(st.text())
def test_a_folded_name_holds_letters_and_digits_only(text: str) -> None:
    assert folded(text) == "" or folded(text).isalnum()


def test_a_phrase_is_indonesian_unless_english_is_asked() -> None:
    phrase = Phrase("Ya", "Yes")
    assert [phrase.within(language) for language in ("id", "en", "jv")] == ["Ya", "Yes", "Ya"]


@pytest.mark.parametrize("written", ["2023-05-09", "09-05-2023", "9/5/2023", "9.5.2023", "09/05/2023", "2023/5/9", " 9-5-2023 "])
def test_a_day_is_read_in_each_spelling_day_before_month(written: str) -> None:
    assert day(written) == date(2023, 5, 9)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "kemarin",
        "2023",
        "2023-05",
        "9-5-23",
        "31-02-2023",
        "2023-13-01",
        "0-1-2023",
        "0000-01-01",
        "5-9-2023-1",
        "٩-5-2023",
        "-5-2023",
        "9--2023",
        "99999-1-1",
    ],
)
def test_what_is_no_day_is_none(written: str) -> None:
    assert day(written) is None


def test_a_day_beyond_any_machine_number_is_none() -> None:
    assert day(f"{'9' * 30}-1-2023") is None
    assert day(f"1-{'9' * 30}-2023") is None


@quick
@given(st.text(st.sampled_from("0123456789-/. "), max_size=14))
def test_any_digits_are_a_day_or_none(written: str) -> None:
    found = day(written)
    assert found is None or day(found.isoformat()) == found


@quick
@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_is_read_back_from_its_own_spelling(found: date) -> None:
    assert day(found.isoformat()) == day(found.strftime("%d.%m.") + f"{found.year:04}") == found


def test_a_moment_is_stamped_in_utc_to_the_second() -> None:
    jakarta = datetime(2026, 11, 25, 11, 33, 59, tzinfo=timezone(timedelta(hours=7)))
    assert stamp(jakarta) == "2026-11-25T04:33:59Z"
    assert moment(stamp(jakarta)) == jakarta
    assert (now().tzinfo, now().microsecond) == (UTC, 0)


@pytest.mark.parametrize("text", ["", "2026-11-25", "2026-11-25T04:33:59", "2026-11-25T04:33:59+07:00", "2026-11-25 04:33:59Z"])
def test_what_stamp_did_not_write_is_no_moment(text: str) -> None:
    with pytest.raises(ValueError, match="does not match"):
        moment(text)


def test_dates_are_admitted_in_one_home() -> None:
    raised = {relative(path) for path in SOURCES if 'Refusal("fact.date"' in path.read_text("utf-8")}
    assert raised == {"models/text.py"}


def test_what_is_pasted_loses_blanks_before_a_line_end_alone_and_keeps_nobody_waiting() -> None:
    assert pasted("satu  \t\n dua  tiga \n") == "satu\n dua  tiga\n"
    long = " " * 500_000 + "x"
    assert pasted(long) == long


def test_a_letter_with_a_hundred_thousand_marks_keeps_nobody_waiting() -> None:
    marks = "\u0315" * 100_000 + "\u0316" * 100_000
    assert clean(f"a{marks} cafe\u0301") == unicodedata.normalize("NFC", f"a{marks[:30]} cafe\u0301")
    assert folded(f"a{marks}b") == "ab"
    assert note(f"a{marks}", "label") == f"a{marks[:30]}"


@quick
@given(st.text(st.characters(codec="utf-8"), min_size=150, max_size=300))
def test_what_is_long_is_composed_as_what_is_short(text: str) -> None:
    assert composed(text) == unicodedata.normalize("NFC", text)
