"""Cohorts are saved from filters and lists, renamed and removed, and all of it is taken back."""

import pytest

from models.desk import baselines, cohorts, history
from models.desk.desk import Desk
from models.errors import Refusal
from models.rules.results import Cohort, Filter
from tests.desk.acts import contents

INVITED = """1. Kementerian Keuangan
2) kab. sleman
- Badan Meteorologi, Klimatologi, dan Geofisika

31; 34, BKN
"""


def held(desk: Desk) -> dict[str, Cohort]:
    return {each.name: each for each in desk.ask(cohorts.lines)}


def test_a_list_as_offices_write_it_is_a_cohort(desk: Desk) -> None:
    saved = desk.do(cohorts.save_listed, "32 undangan", INVITED)
    assert saved.agencies == {"KEMENKEU", "34.04", "BMKG", "31", "34", "BKN"}


def test_all_that_are_no_agencies_are_named_at_once_and_nothing_is_saved(desk: Desk) -> None:
    with pytest.raises(Refusal, match=r"cohort\.not_agencies") as caught:
        desk.do(cohorts.save_listed, "Undangan", "Kementerian Keuangan\nDinas Angin\n34, Biro Awan")
    assert (caught.value.fields["entries"], held(desk)) == ("Dinas Angin; Biro Awan", {})


def test_what_was_saved_renamed_and_removed_is_taken_back_step_by_step(desk: Desk) -> None:
    merits = Filter(merits=("baik", "sangat_baik"))
    desk.do(cohorts.save, "217", merits)
    desk.do(cohorts.save_listed, "Undangan", "31\n34")
    assert desk.do(cohorts.rename, "217", "Baik dan Sangat Baik").filter == merits
    desk.do(cohorts.remove, "Undangan")
    assert set(held(desk)) == {"Baik dan Sangat Baik"}
    assert desk.do(history.undo_apart, "cohort.save") == ("cohorts.remove", "Undangan")
    assert held(desk)["Undangan"].agencies == {"31", "34"}
    assert desk.do(history.undo_apart, "cohort.save")[0] == "cohorts.rename"
    assert held(desk)["217"].filter == merits
    desk.do(history.undo_apart, "cohort.save")
    desk.do(history.undo_apart, "cohort.save")
    assert held(desk) == {}
    with pytest.raises(Refusal, match=r"undo\.nothing"):
        desk.do(history.undo_apart, "cohort.save")


def test_a_name_that_is_taken_missing_or_unknown_changes_nothing(desk: Desk) -> None:
    desk.do(cohorts.save, "A", Filter(types=("kota",)))
    desk.do(cohorts.save, "B", Filter(types=("lpnk",)))
    before = contents(desk)
    for name, new, code in (("A", "B", "cohort.taken"), ("A", " ", "cohort.name_missing"), ("C", "D", "cohort.unknown")):
        with pytest.raises(Refusal) as caught:
            desk.do(cohorts.rename, name, new)
        assert caught.value.code == code
    assert contents(desk) == before


def test_a_stated_figure_that_was_removed_comes_back(desk: Desk) -> None:
    desk.do(baselines.state, {"day": "9-5-2023", "figure": "Target", "value": "87", "unit": "instansi", "source": "KASN"})
    desk.do(baselines.remove, "2023-05-09", "Target")
    assert desk.do(history.undo_apart, "baseline.state") == ("baselines.remove", "Target")
    assert [each.value for each in desk.ask(baselines.lines)] == ["87"]
