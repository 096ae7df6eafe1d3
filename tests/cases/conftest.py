"""What tests of cases are given: the program on a profile, as its own tests are."""

from tests.tui.conftest import verification, verifier

__all__ = ["verification", "verifier"]
