"""Refusals about a field call it as the form does, in the language of whoever filled it in."""

import pytest

from models.desk import answers, evidence, facts
from models.desk.desk import Desk
from models.errors import Refusal
from models.words import Words
from tests.desk.acts import LEVELS, POST, Act, begun


@pytest.mark.parametrize(
    ("act", "called"),
    [
        ((evidence.register, ({"title": "x", "date": "yesterday"},)), "Tanggal: "),
        ((evidence.register, ({"title": "x", "valid_until": "kemarin"},)), "Berlaku sampai: "),
        ((evidence.register, ({"title": "x" * 501},)), "Judul: "),
        ((facts.record, ("PEN-01", POST | {"post": "x" * 501})), "Nama jabatan: "),
        ((answers.annotate, (LEVELS, "x" * 20_001)), "Catatan: "),
    ],
)
def test_a_refusal_calls_the_field_as_the_form_does(desk: Desk, act: Act, called: str) -> None:
    verb, arguments = act
    verification = begun(desk)
    with pytest.raises(Refusal) as caught:
        desk.do(verb, verification, *arguments)
    assert Words("id").refusal(caught.value).startswith(called)
