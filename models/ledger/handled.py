"""What was done with documents here, as conditions on their table: whether they are in sight, whether they left."""

from typing import Final

from sqlalchemy import ColumnElement, exists

from models.ledger import tables
from models.ledger.tables import table

_DOCUMENT: Final = table(tables.Document)
_HANDLING: Final = table(tables.Handling)
_OF_IT: Final = _HANDLING.c.document == _DOCUMENT.c.digest

HIDDEN: Final[ColumnElement[bool]] = exists().where(_OF_IT, _HANDLING.c.hidden_at != "").correlate(_DOCUMENT)
"""That a document was put out of sight."""
SHOWN: Final = ~HIDDEN
"""That it is in sight."""
LEFT: Final[ColumnElement[bool]] = exists().where(_OF_IT, _HANDLING.c.left_at != "").correlate(_DOCUMENT)
"""That it was given out of here."""
