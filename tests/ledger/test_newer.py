"""A profile of a newer program is read as it lies, leaves no trace of that, and names the program that may write to it."""

from contextlib import closing
from pathlib import Path

import pytest

from models.desk import answers, people, verifications
from models.desk.desk import opened, opened_at_best
from models.errors import Refusal
from models.ledger import cipher, driver
from models.words import LANGUAGES, Words
from tests.ledger.earlier import bytes_of, left_by_a_kill, newer, next_program, told, unpacked
from tests.ledger.encrypted import SAID, encrypt
from tests.ledger.kit import refused
from tests.tui.commands import Commands
from tui.headless.unlocking import NEW_PROFILE, PROFILE

pytestmark = pytest.mark.slow

KNOWN = driver.FORMAT


@pytest.mark.parametrize("killed", [False, True])
def test_what_a_newer_program_made_is_read_and_stays_byte_for_byte(folder: Path, tmp_path: Path, killed: bool) -> None:
    said = newer(folder, tmp_path)
    if killed:
        left_by_a_kill(folder)
    before = bytes_of(folder)
    with opened_at_best(folder) as desk:
        assert told(desk) == said
        owner = desk.ask(people.owner)
        assert owner is not None
        assert owner.name == ("Ani dari versi baru" if killed else "Ani Lestari")
        assert bytes_of(folder) == before
        refusal = refused(lambda: desk.do(answers.annotate, next(iter(said)), "REG-01", "x"))
    assert bytes_of(folder) == before
    assert (refusal.code, refusal.fields["found"], refusal.fields["known"]) == ("profile.newer", KNOWN + 1, KNOWN)
    for language in LANGUAGES:
        assert "verifier 9.8.7" in Words(language).refusal(refusal)
    assert refused(lambda: opened(folder)).code == "profile.newer"
    assert bytes_of(folder) == before
    assert not (folder / driver.LOCK).exists()


def test_an_encrypted_profile_is_migrated_too_and_read_where_a_newer_program_made_it(folder: Path, tmp_path: Path) -> None:
    said = unpacked("format-3", folder)
    opened(folder).close()
    encrypt(folder)
    with pytest.MonkeyPatch.context() as patch:
        next_program(patch, tmp_path, "op.create_table('later', sa.Column('x', sa.String()))")
        opened(folder).close()
    (copy,) = folder.glob(f"backups/*-format-{KNOWN}.db")
    assert not cipher.is_plain(copy)
    before = bytes_of(folder)
    with opened_at_best(folder) as desk:
        assert told(desk) == said
        assert refused(desk.require_writing).fields["needed"] == "9.8.7"
    assert bytes_of(folder) == before
    cipher.forget()
    assert refused(lambda: opened_at_best(folder)).code == "profile.key_needed"
    assert bytes_of(folder) == before


def test_what_the_newer_program_writes_meanwhile_is_read_too(folder: Path, tmp_path: Path) -> None:
    newer(folder, tmp_path)
    with opened_at_best(folder) as desk, closing(driver.connect(folder / driver.DATABASE, writing=True)) as connection:
        for name in ("Ani", "Ani Lestari, S.Kom."):
            connection.execute("UPDATE person SET name = ? WHERE is_owner", (name,))
            owner = desk.ask(people.owner)
            assert owner is not None
            assert owner.name == name
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def test_what_a_newer_program_keeps_in_another_shape_is_said_to_need_it(folder: Path, tmp_path: Path) -> None:
    newer(folder, tmp_path)
    with closing(driver.connect(folder / driver.DATABASE, writing=True)) as connection:
        connection.execute("ALTER TABLE answer RENAME COLUMN level TO degree")
    before = bytes_of(folder)
    with opened_at_best(folder) as desk:
        assert len(desk.ask(verifications.every)) == 5
        refusal = refused(lambda: told(desk))
    assert (refusal.code, refusal.fields["needed"]) == ("profile.newer_shape", "9.8.7")
    assert bytes_of(folder) == before


def test_a_newer_program_that_names_itself_nowhere_is_still_read(folder: Path, tmp_path: Path) -> None:
    said = newer(folder, tmp_path)
    with closing(driver.connect(folder / driver.DATABASE, writing=True)) as connection:
        connection.execute("DROP TABLE format")
    with opened_at_best(folder) as desk:
        assert told(desk) == said
        assert refused(desk.require_writing).fields["needed"] == "?"


def test_reading_commands_read_and_writing_ones_are_refused_naming_both_versions(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    verifier = Commands(folder, capsys)
    newer(folder, tmp_path)
    before = bytes_of(folder)
    code, out, err = verifier("list")
    assert (code, "Provinsi Jawa Barat" in out) == (0, True)
    assert "verifier 9.8.7" in err
    code, out, err = verifier("round", "open", "2027-1")
    assert (code, out) == (1, "")
    assert "verifier 9.8.7" in err
    assert bytes_of(folder) == before


def test_a_reason_not_to_write_is_told_at_every_act(folder: Path) -> None:
    said = unpacked("format-3", folder)
    opened(folder).close()
    why = Refusal("profile.locked", folder=folder, holder="budi@KANTOR, PID 7")
    with opened_at_best(folder, why=why) as desk:
        assert told(desk) == said
        for _ in range(2):
            refusal = refused(lambda: desk.do(answers.annotate, next(iter(said)), "REG-01", "x"))
            assert (refusal.code, refusal.fields) == (why.code, why.fields)


def test_the_way_back_to_an_older_program_is_the_copy_made_before_the_migration(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    said = newer(folder, tmp_path)
    made = (folder / driver.DATABASE).read_bytes()
    (copy,) = folder.glob(f"backups/*-format-{KNOWN}.db")
    code, _, err = Commands(folder, capsys)("restore", copy, "--yes")
    assert code == 0, err
    with opened(folder) as desk:
        assert told(desk) == said
    (kept,) = folder.glob("backups/*-newer.db")
    assert kept.read_bytes() == made


def test_nothing_that_keeps_encrypts_or_moves_a_profile_touches_a_newer_one(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer(folder, tmp_path)
    before, verifier = bytes_of(folder), Commands(folder, capsys)
    for name in (NEW_PROFILE, PROFILE.variable):
        monkeypatch.setenv(name, SAID)
    for command in (("backup",), ("backup", tmp_path / "x.db"), ("encryption", "on"), ("move", tmp_path / "elsewhere")):
        said = verifier.refused(*command)
        assert f"{folder / driver.DATABASE} has format {KNOWN + 1} and needs verifier 9.8.7" in said
        assert bytes_of(folder) == before
