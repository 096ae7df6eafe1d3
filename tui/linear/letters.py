"""How keys are called where none is pressed: by the letter that is typed on the sheet, else by what the command does."""

from typing import Final

from models.words import Words

_TYPED: Final = {
    "sheet.note": "n",
    "sheet.evidence": "e",
    "sheet.counts": "c",
    "sheet.facts": "f",
    "sheet.verdict": "v",
    "sheet.remarks": "r",
    "sheet.gap": "g",
    "sheet.undo": "u",
    "sheet.clear": "x",
    "sheet.details": "i",
    "sheet.accept": "=",
    "sheet.not_applicable": "-",
    "sheet.words.y": "y",
    "sheet.words.s": "s",
    "sheet.words.t": "t",
    "back": "<",
}


class Letters(dict[str, str]):
    """The letters by the ids of commands."""

    def __init__(self, words: Words) -> None:
        super().__init__(_TYPED)
        self._words = words

    def __missing__(self, id_: str) -> str:
        return f"“{self._words(f'key.{id_}')}”"
