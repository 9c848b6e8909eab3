"""Names and numbers of persons: found, hidden from whoever is not on this machine, put back."""

from drafter.privacy.detecting import find_private, find_private_numbers
from drafter.privacy.guarding import GuardedModel
from drafter.privacy.pseudonyms import Pseudonyms
from drafter.privacy.sensitive import is_sensitive, small_cell
from drafter.privacy.types import Private, PrivateKind

__all__ = [
    "GuardedModel",
    "Private",
    "PrivateKind",
    "Pseudonyms",
    "find_private",
    "find_private_numbers",
    "is_sensitive",
    "small_cell",
]
