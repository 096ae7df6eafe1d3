"""Founding a profile and beginning a verification."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models import register
from models.checklists import SHIPPED, load, shipped
from models.desk import agencies, people, reading, rounds, verifications
from models.desk.desk import Desk, opened
from models.errors import Refusal
from tests.conftest import StillClock
from tests.desk.acts import AGENCY, ITEMS, UNBOUND, acting_as_somebody_else, begun, contents, decided, raw, sheet_of
from tests.desk.reviewing_kit import trio
from tests.ledger.kit import refused


def test_founding_makes_the_owner_the_register_and_the_first_round(desk: Desk) -> None:
    owner = desk.ask(people.owner)
    assert owner is not None
    assert (owner.name, owner.role, owner.language, owner.region) == ("Ani Lestari", "verifier", "id", "Jawa Barat")
    assert owner.person == desk.actor.person
    current = desk.ask(reading.current_round)
    assert (current.id, current.checklist_digest) == ("2023-1", load(shipped(SHIPPED[0]), SHIPPED[0]).digest)
    assert len(contents(desk)["agency"]) == len(list(register.agencies()))
    assert contents(desk)["checklist"][0][3] == shipped(SHIPPED[0])


def test_founding_writes_one_trail_entry(desk: Desk) -> None:
    assert [entry[3] for entry in contents(desk)["trail"]] == ["people.found"]


def test_a_profile_is_founded_once(desk: Desk) -> None:
    before = contents(desk)
    with pytest.raises(Refusal, match=r"profile\.exists") as caught:
        desk.do(people.found, name="Budi", role="lead", language="en")
    assert contents(desk) == before
    assert desk.actor.name == "Ani Lestari"
    assert caught.value.fields["folder"] == desk.ledger.folder.resolve()


@pytest.mark.parametrize("name", ["", "   ", "\x1b\u200b"])
def test_a_profile_needs_a_name(folder: Path, name: str) -> None:
    with opened(folder) as desk:
        with pytest.raises(Refusal, match=r"profile\.name_missing"):
            desk.do(people.found, name=name, role="verifier", language="id")
        assert desk.ask(people.owner) is None
        assert contents(desk)["agency"] == []


def test_a_name_is_one_clean_line(folder: Path) -> None:
    with opened(folder) as desk:
        assert desk.do(people.found, name=" Ani\n \x1b[1mLestari ", role="verifier", language="id").name == "Ani [1mLestari"


def test_a_name_that_is_too_long_is_refused(folder: Path) -> None:
    with opened(folder) as desk, pytest.raises(Refusal, match=r"text\.too_long"):
        desk.do(people.found, name="A" * 501, role="verifier", language="id")


@pytest.mark.parametrize(("role", "language"), [("king", "id"), ("verifier", "fr")])
def test_a_role_or_language_that_does_not_exist_is_no_choice(folder: Path, role: str, language: str) -> None:
    with opened(folder) as desk, pytest.raises(ValueError, match=r"king|fr"):
        desk.do(people.found, name="Ani", role=role, language=language)


def test_the_desk_acts_as_the_owner_when_it_is_opened_again(desk: Desk) -> None:
    desk.close()
    with opened(desk.ledger.folder) as again:
        assert again.actor == desk.actor


def test_the_language_is_kept(desk: Desk) -> None:
    desk.do(people.choose_language, "en")
    owner = desk.ask(people.owner)
    assert owner is not None
    assert owner.language == "en"


def test_a_name_that_was_mistyped_at_the_first_start_could_not_be_corrected(desk: Desk) -> None:
    corrected = desk.do(people.correct, name=" Ani  Lestari, S.Sos. ", region="Papua")
    assert corrected == desk.ask(people.owner)
    assert (corrected.name, corrected.role, corrected.region, corrected.language) == ("Ani Lestari, S.Sos.", "verifier", "Papua", "id")
    assert (desk.actor.person, desk.actor.name) == (corrected.person, corrected.name)
    assert desk.do(people.correct, name="Ani", role="lead").region == "Papua"
    assert desk.actor.role == "lead"
    assert contents(desk)["trail"][-1][3] == "people.correct"
    with pytest.raises(Refusal, match=r"profile\.name_missing"):
        desk.do(people.correct, name=" ")


def test_who_one_is_says_the_team_where_there_is_one(tmp_path: Path) -> None:
    with trio(tmp_path) as team:
        vera = team.verifier.desk
        assert refused(lambda: vera.do(people.correct, name="Siti")).code == "profile.of_team"
        assert vera.actor.name == "Vera"


def test_beginning_opens_a_sheet_with_nothing_answered(desk: Desk) -> None:
    sheet = sheet_of(desk, begun(desk))
    assert (sheet.agency.code, sheet.agency.name, sheet.round, sheet.state) == (AGENCY, "Provinsi Jawa Barat", "2023-1", "draft")
    assert (sheet.answered, len(sheet.lines), sheet.recommendation, sheet.verdict) == (0, ITEMS, None, None)
    assert (sheet.verifier, sheet.opened_at) == ("Ani Lestari", "2023-05-09T07:05:00Z")


def test_beginning_twice_gives_the_same_verification_and_writes_nothing(desk: Desk) -> None:
    first = begun(desk)
    before = contents(desk)
    assert begun(desk) == first
    assert contents(desk) == before


def test_an_unknown_agency_is_refused(desk: Desk) -> None:
    before = contents(desk)
    with pytest.raises(Refusal, match=r"agency\.unknown"):
        begun(desk, "99.99")
    assert contents(desk) == before


def test_without_a_round_nothing_begins(desk: Desk) -> None:
    raw(desk, "DELETE FROM round")
    with pytest.raises(Refusal, match=r"round\.missing"):
        begun(desk)


def test_the_round_opened_last_is_the_current_one(desk: Desk) -> None:
    first = begun(desk)
    desk.do(rounds.begin, "2024-1", "mt-kasn 2023")
    second = begun(desk)
    assert first != second
    assert sheet_of(desk, second).round == "2024-1"


def test_a_sheet_that_does_not_exist_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal, match=r"verification\.unknown"):
        sheet_of(desk, "nowhere")


def test_a_checklist_that_is_gone_is_refused(desk: Desk) -> None:
    verification = begun(desk)
    raw(desk, UNBOUND, f"UPDATE verification SET checklist_digest = 'gone' WHERE id = '{verification}'")
    with pytest.raises(Refusal, match=r"checklist\.digest"):
        sheet_of(desk, verification)


def test_lists_show_what_was_touched_last_first(desk: Desk, clock: StillClock) -> None:
    first = begun(desk, "11")
    clock.step()
    second = decided(desk, "12")
    assert [line.id for line in desk.ask(verifications.every)] == [second, first]
    line, other = desk.ask(verifications.mine)
    assert (line.answered, line.total, other.answered) == (ITEMS, ITEMS, 0)
    assert (bool(line.verdict), other.verdict) == (True, "")


def test_mine_are_only_those_of_the_one_who_asks(desk: Desk) -> None:
    begun(desk)
    acting_as_somebody_else(desk)
    assert desk.ask(verifications.mine) == ()
    assert len(desk.ask(verifications.every)) == 1


def test_a_verification_is_found_by_its_id_or_its_agency(desk: Desk) -> None:
    verification = begun(desk)
    assert desk.ask(verifications.named, verification) == desk.ask(verifications.named, AGENCY) == verification
    with pytest.raises(Refusal, match=r"verification\.unknown"):
        desk.ask(verifications.named, "31")


def test_an_agency_with_two_verifications_is_ambiguous(desk: Desk) -> None:
    first = begun(desk)
    desk.do(rounds.begin, "2024-1", "mt-kasn 2023")
    second = begun(desk)
    with pytest.raises(Refusal, match=r"verification\.ambiguous") as caught:
        desk.ask(verifications.named, AGENCY)
    assert {first, second} == set(str(caught.value.fields["matches"]).split(", "))


def test_the_register_lists_the_agencies_in_force_central_ones_first(desk: Desk, clock: StillClock) -> None:
    verification = begun(desk)
    found = desk.ask(agencies.lines)
    types = list(dict.fromkeys(line.agency.type for line in found))
    assert types[:4] == ["kementerian", "lpnk", "lns", "lembaga_negara"]
    regions = [line.agency.code for line in found if line.agency.type in ("provinsi", "kabupaten", "kota")]
    assert regions == sorted(regions)
    assert {line.agency.code: line.verification.id for line in found if line.verification} == {AGENCY: verification}
    today = clock().date().isoformat()
    young = {row["code"] for row in register.agencies() if row["valid_from"] > today}
    assert young
    assert young.isdisjoint(line.agency.code for line in found)
    assert {line.agency.province for line in found if line.agency.code == "32.01"} == {"Provinsi Jawa Barat"}


def test_an_agency_that_is_no_longer_in_force_stays_while_it_is_verified(desk: Desk, clock: StillClock) -> None:
    old = next(row["code"] for row in register.agencies() if row["valid_to"] > "2023-05-09")
    begun(desk, old)
    clock.moment = datetime(2030, 1, 1, tzinfo=UTC)
    assert old in {line.agency.code for line in desk.ask(agencies.lines)}


def test_the_language_was_changed_without_asking_whether_it_may_be(desk: Desk) -> None:
    desk.actor = replace(desk.actor, role="guest")
    with pytest.raises(Refusal, match=r"permission\.role"):
        desk.do(people.choose_language, "en")
    profile = desk.ask(people.owner)
    assert profile is not None
    assert profile.language == "id"
