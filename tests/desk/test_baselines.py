"""Stated figures keep their day, unit and source."""

import pytest

from models.desk import baselines
from models.desk.desk import Desk
from models.errors import Refusal
from tests.desk.acts import contents

NOTICE = {
    "day": "9-5-2023",
    "figure": "Target RPJMN 2023",
    "value": "87",
    "unit": "instansi",
    "source": "Siaran pers 9 Mei 2023",
    "note": "",
}


def test_a_stated_figure_is_kept_corrected_and_taken_away(desk: Desk) -> None:
    (stated,) = desk.do(baselines.state, NOTICE)
    assert (stated.day, stated.figure, stated.value, stated.unit) == ("2023-05-09", "Target RPJMN 2023", "87", "instansi")
    (corrected,) = desk.do(baselines.state, NOTICE | {"value": "88"})
    assert corrected.value == "88"
    assert desk.do(baselines.remove, "2023-05-09", "Target RPJMN 2023") == ()
    with pytest.raises(Refusal, match=r"baseline\.unknown"):
        desk.do(baselines.remove, "2023-05-09", "Target RPJMN 2023")


@pytest.mark.parametrize("name", ["day", "figure", "value", "unit", "source"])
def test_a_figure_without_day_unit_or_source_is_refused(desk: Desk, name: str) -> None:
    before = contents(desk)
    with pytest.raises(Refusal, match=r"fact\.required") as caught:
        desk.do(baselines.state, NOTICE | {name: " "})
    assert (caught.value.fields["label"], contents(desk)) == (f"baseline.{name}", before)


def test_a_figure_of_no_day_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal, match=r"fact\.date"):
        desk.do(baselines.state, NOTICE | {"day": "Mei 2023"})
