"""`verifier figures`: what is counted and stated, narrowed by a filter, cohorts saved, recaps kept."""

import json
from pathlib import Path

import pytest

from models.desk import figures
from models.desk.desk import opened
from models.register import TYPES
from models.rules.results import Filter
from tests.desk.reviewing_kit import approved, done, trio
from tests.tui.commands import Commands

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The profile of a supervisor who issued one verdict, on Aceh."""
    folder = tmp_path_factory.mktemp("figures")
    with trio(folder) as team:
        done(team.supervisor, approved(team), "issue")
    return folder / "surya"


@pytest.fixture
def run(issued: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(issued, capsys)


def test_figures_are_given_as_data_with_the_agencies_behind_them(run: Commands) -> None:
    found = json.loads(run("figures", "--json", "--type", "provinsi")[1])
    told = found["figures"]
    assert (found["schema"], set(told["verdicts"]), len(told["agencies"])) == (1, {"provinsi"}, 38)
    verdicts = told["verdicts"]["provinsi"]
    assert sum(each["count"] for each in verdicts.values()) == 38
    assert [code for code, each in verdicts.items() if "11" in each["agencies"]] != ["none"]
    assert json.loads(run("figures", "--json", "--region", "Provinsi Jawa Barat", "--state", "issued")[1])["figures"]["agencies"] == []


def test_they_are_told_in_lines_with_how_each_was_counted(run: Commands) -> None:
    code, out, _ = run("figures", "--round", "2023-1")
    assert code == 0
    assert "round 2023-1: " in out.splitlines()[0]
    assert "what was replaced, withdrawn or forked is not counted" in out
    assert "figure." not in out
    assert "figure." not in run("figures", language="id")[1]
    assert "no round" in run.refused("figures", "--round", "1999-1")
    assert "dinas" in run.refused("figures", "--type", "dinas")


def test_a_region_or_category_spelt_otherwise_was_counted_as_nothing(run: Commands) -> None:
    regions = json.loads(run("figures", "--json", "--region", "jawa barat", "--merit", "Baik")[1])["figures"]["filter"]
    assert (regions["regions"], regions["merits"]) == (["Provinsi Jawa Barat"], ["baik"])
    for args in (("figures",), ("report", "figures", "--dry-run"), ("agenda", "list")):
        assert "Provinsi Jawa Barat" in run.refused(*args, "--region", "Jawa Brat", "--region", "Jawa Tengah")
    assert "sangat_baik" in run.refused("figures", "--merit", "bagus")


def test_a_cohort_is_saved_used_listed_and_removed(run: Commands) -> None:
    assert "more than" not in run("figures", "--save", "Undangan", "--agency", "11", "--agency", "32")[1]
    assert json.loads(run("figures", "--json", "--cohort", "Undangan")[1])["figures"]["agencies"] == ["11", "32"]
    run("figures", "--save", "Terbit", "--state", "issued")
    assert json.loads(run("figures", "--json", "--cohort", "Terbit")[1])["figures"]["agencies"] == ["11"]
    assert [line.split("  ")[0] for line in run("figures", "--cohorts")[1].splitlines()[1:]] == ["Terbit", "Undangan"]
    assert "Undangan" in run.refused("figures", "--rename", "Terbit", "Undangan")
    assert [line.split("  ")[0] for line in run("figures", "--rename", "Terbit", "Sah")[1].splitlines()[1:]] == ["Sah", "Undangan"]
    run("figures", "--rename", "Sah", "Terbit")
    assert json.loads(run("figures", "--remove", "Terbit", "--json")[1])["cohorts"][0]["agencies"] == ["11", "32"]
    assert "Terbit" in run.refused("figures", "--cohort", "Terbit")
    assert "without a filter" in run.refused("figures", "--save", "Semua")
    assert "xx" in run.refused("figures", "--save", "Lain", "--agency", "xx")
    assert "Undangan" in run.refused("figures", "--save", "Lain", "--cohort", "Undangan")


def test_a_list_of_agencies_by_their_names_was_saved_on_the_screen_alone(run: Commands) -> None:
    run("figures", "--save", "Undangan", "--agency", "1. Provinsi Aceh\n2. KEMENKES", "--agency", "32")
    assert json.loads(run("figures", "--json", "--cohort", "Undangan")[1])["figures"]["agencies"] == ["KEMENKES", "11", "32"]
    assert "Provinsi Entah" in run.refused("figures", "--save", "Lain", "--agency", "Provinsi Entah\nProvinsi Aceh")


def test_a_recap_has_ten_lines_and_is_kept_to_compare_with(run: Commands) -> None:
    assert len(run("figures", "--recap")[1].splitlines()) == 10
    assert "recap" in run("figures", "--keep")[1]
    code, out, _ = run("figures", "--recap", language="id")
    assert (code, len(out.splitlines())) == (0, 10)
    assert "naik 0, baru 0" in out
    assert "Vera" not in out
    assert json.loads(run("figures", "--recap", "--json")[1])["movement"]["agencies"]["11"]["direction"] == "same"


def test_what_was_stated_stands_beside_what_is_counted_once_it_is_loaded(run: Commands) -> None:
    assert "figures stated by others" in run("figures", "--load-stated")[1]
    again = run("figures", "--load-stated")[1]
    assert again == run("figures", "--load-stated")[1]
    out = run("figures")[1]
    assert "13 agencies (stated by KASN, press release); 14 (sum of the list by type)" in out
    assert "Target 2023: 87; by what was stated 74 are missing" in out
    assert run("figures", "--recount")[1] == "1 result made anew\n"


def test_every_list_asks_with_the_same_filter(issued: Path) -> None:
    with opened(issued, writing=False) as desk:
        everywhere = desk.ask(figures.stands)
        by_type = [stand for type_ in TYPES for stand in desk.ask(figures.stands, Filter(types=(type_,)))]
        assert by_type == list(everywhere)
        (stand,) = desk.ask(figures.stands, Filter(states=("issued",)))
    assert stand.result is not None
    assert (stand.place.code, stand.result.round, stand.result.verdict) == ("11", "2023-1", stand.verdict)
