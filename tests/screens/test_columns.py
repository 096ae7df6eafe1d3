"""What a list tells of its lines stands in columns."""

from screens.widgets.drawing import columns


def test_columns_stand_below_each_other_whatever_is_in_them() -> None:
    assert columns([("9/52", "V1", "字"), ("52/52", "", "draf")], numbers=(0,)) == [(" 9/52", "V1", "字  "), ("52/52", "  ", "draf")]
    assert columns([]) == []
