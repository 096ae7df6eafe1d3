"""What is decided about the checklist `mt-kasn` 2023."""

from typing import Final

FILE: Final = "mt-kasn-2023.toml"
GATES: Final = {
    "REG-01": 3,
    "REG-04": 4,
    "REG-05": 4,
    "REG-06": 4,
    "DSN-02": 3,
    "DSN-04": 4,
    "DSN-05": 4,
    "DSN-07": 4,
    "DSN-08": 4,
    "DSN-09": 4,
    "INS-01": 2,
    "INS-02": 2,
    "INS-07": 4,
    "INS-08": 2,
    "INS-10": 4,
    "INS-12": 2,
    "INS-14": 2,
    "SIS-01": 2,
    "SIS-02": 2,
}
WEIGHTS_OF_INS: Final = (3, 4, 2, 2, 2, 1, 2, 3, 2, 2, 1, 3, 1, 2)
