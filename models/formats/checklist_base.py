"""What an LKE or an XLSForm cannot say of a checklist: taken from another checklist that the user names, and told."""

from collections.abc import Mapping
from typing import Any, Final

from models.errors import Fault, Refusal
from models.formats.checklist_draft import Draft
from models.rules.checklist import Scale
from models.text import folded
from models.words import both

_TAKEN: Final = ("units", "base", "scales", "bands")
_RULES: Final = (
    "ready_score",
    "implementing_score",
    "approval_received",
    "ready_requires_approval",
    "placement_boxes",
    "merit_cap",
    "names",
    "flags",
)
"""What of the verdict rules speaks of no area and no item."""


class Base:
    """The checklist that says the rest."""

    def __init__(
        self, raw: Mapping[str, Any], file: str, design: tuple[str, ...] = (), name: str = "", areas: tuple[str, ...] = ()
    ) -> None:
        """`raw` is its file, parsed; `design` the areas that decide the design, `name` id and version where the sheet `file` has none.

        `areas` are called so in the sheet, where it has more than one step of headings with a weight.

        Raises:
            Refusal: `checklist.no_base` where none was named.
        """
        if not raw:
            raise Refusal("checklist.no_base", file=file)
        self._raw, self._wanted, self._called = raw, design, name
        self.areas = areas
        self._areas = {folded(name): code for code, area in self._raw["areas"].items() for name in area["name"].values()}
        self._items = {folded(item["question"][tongue]): code for code, item in self._raw["items"].items() for tongue in ("id", "en")}

    def area(self, name: str) -> str | None:
        """The code of the area of this name."""
        return self._areas.get(folded(name))

    def item(self, question: str) -> str | None:
        """The code of the item that asks the same."""
        return self._items.get(folded(question))

    def has_fact(self, code: str) -> bool:
        """Whether there is a fact of this code."""
        return code in self._raw["facts"]

    def complete(self, draft: Draft, title: str) -> None:
        """Give `draft`, whose areas and items are there, all that it lacks."""
        raw = draft.raw
        items: Mapping[str, Any] = raw.get("items", {})
        same = {other: code for code, item in items.items() if (other := self.item(item["question"].get("id", "")))}
        first = next(iter(self._raw["units"]))
        for code, item in items.items():
            known: Mapping[str, Any] = next((self._raw["items"][other] for other, here in same.items() if here == code), {})
            item["unit"] = known.get("unit", first)
            if known.get("gate") in Scale(item.get("scale", Scale.LEVEL)).levels and "when" not in item:
                item["gate"] = known["gate"]
        self._name(draft, title)
        raw |= {key: self._raw[key] for key in _TAKEN if key in self._raw}
        raw["facts"] = {**self._raw["facts"], **raw.get("facts", {})}
        rules = self._raw["verdict"]
        design = self._design(draft)
        started = [same[code] for code in rules["not_started_items"] if code in same]
        raw["verdict"] = {key: rules[key] for key in _RULES if key in rules} | {
            "design_areas": design,
            "not_started_items": started or [code for code, item in items.items() if item.get("area") in design],
            "design_gates_when_approved": {
                same[code]: level
                for code, level in rules.get("design_gates_when_approved", {}).items()
                if code in same and level <= items[same[code]].get("gate", -1) and items[same[code]].get("area") in design
            },
        }
        gates = ", ".join(code for code, item in items.items() if "gate" in item) or "-"
        told = {"base": f"{self._raw['id']} {self._raw['version']}", "gates": gates, "unit": first, "design": ", ".join(design)}
        draft.notes.append(both("layout.note.base", **told))

    def _name(self, draft: Draft, title: str) -> None:
        raw = draft.raw
        id_, _, version = self._called.strip().partition(" ")
        if self._called and raw.keys() & {"id", "version"}:
            draft.notes.append(both("layout.note.named"))
        raw.setdefault("id", id_)
        raw.setdefault("version", version.strip())
        for key in ("id", "version"):
            if not raw[key]:
                draft.faults.append((None, Fault(both("layout.column.id"), "name_missing")))
                break
        raw["valid_from"] = self._raw["valid_from"]
        if "valid_to" in self._raw:
            raw["valid_to"] = self._raw["valid_to"]
        raw["title"] = {"id": title, "en": title} if title else self._raw["title"]

    def _design(self, draft: Draft) -> list[str]:
        """The areas that decide the design: those asked for, else those of the base, by code or name."""
        areas = draft.raw.get("areas", {})
        names = {folded(text): code for code, area in areas.items() for text in (code, *area["name"].values())}
        known = self._raw["areas"]
        wanted = self._wanted or [known[code]["name"]["id"] for code in self._raw["verdict"]["design_areas"]]
        missing = [name for name in wanted if folded(name) not in names]
        if missing:
            draft.faults.append((None, Fault(both("layout.column.design_areas"), "design_missing", {"value": ", ".join(missing)})))
        return [names[folded(name)] for name in wanted if folded(name) in names]
