r"""Where evidence is kept is stored and exported as typed: `C:\Bukti  MT` with two blanks is another folder than with one."""

from typing import Final

import pytest

from models.desk import evidence, freeze
from models.desk.desk import Desk
from models.documents.verdict_file import opened
from models.errors import Refusal
from tests.desk.acts import decided

DECOMPOSED: Final = "Laporan re\u0301sume\u0301.pdf"
"""As a Mac names its files."""
PATHS: Final = (
    r"C:\Bukti  MT\SK  1.pdf",
    r"\\server\bagi\nomor\tabel.pdf",
    DECOMPOSED,
    "/media/usb/Bukti   dukung/Kepgub 12 '2023' \"salinan\".pdf",
    "https://jdih.example.go.id/?a=%20%20b#c",
    "lemari\u00a03 [rak] {x} # 日本 😀",
)


@pytest.mark.parametrize("path", PATHS)
def test_a_location_is_exported_as_typed(desk: Desk, path: str) -> None:
    verification = decided(desk)
    sheet = desk.do(evidence.register, verification, {"title": "SK", "location": f"  {path} \n"})
    assert sheet.evidence[0].location == path
    frozen = desk.ask(freeze.verdict_file, verification)
    assert opened(frozen.body, frozen.name).evidence["B01"].location == path


def test_other_fields_of_evidence_are_still_composed_and_of_single_blanks(desk: Desk) -> None:
    found = desk.do(evidence.register, decided(desk), {"title": DECOMPOSED, "source": "Biro  SDM"}).evidence[0]
    assert (found.title, found.source) == ("Laporan r\u00e9sum\u00e9.pdf", "Biro SDM")


def test_too_long_a_location_is_refused_by_the_name_of_its_field(desk: Desk) -> None:
    with pytest.raises(Refusal, match=r"text\.too_long") as refused:
        desk.do(evidence.register, decided(desk), {"title": "SK", "location": "x" * 501})
    assert refused.value.fields["label"] == "evidence.location"
