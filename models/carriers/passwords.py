"""Where the password of a carrier comes from: the environment, or whoever sits there; never from a file of ours."""

from collections.abc import Callable, Mapping

from models.carriers.address import Address
from models.carriers.opening import needs_password


def variable(name: str) -> str:
    """The variable of the environment that may hold the password of the carrier `name`."""
    return f"VERIFIER_PASSWORD_{name.upper().replace('-', '_')}"


def password_of(address: Address, environment: Mapping[str, str], asked: Callable[[Address], str]) -> str:
    """The password of a carrier, empty where it needs none; `asked` is called where the environment does not hold it."""
    if not needs_password(address):
        return ""
    return environment.get(variable(address.name)) or asked(address)
