"""Prompt packs and exemplars: what is sent to a model."""

from drafter.model.counting import count_tokens
from drafter.prompting.choosing import Choice, choose_exemplars
from drafter.prompting.exemplars import Exemplar, load_exemplars
from drafter.prompting.packs import (
    Pack,
    Template,
    load_pack,
    lock_entries,
    pack_names,
    template_hashes,
)
from drafter.prompting.prefix import (
    build_list_turns,
    build_prefix,
    build_turns,
)

__all__ = [
    "Choice",
    "Exemplar",
    "Pack",
    "Template",
    "build_list_turns",
    "build_prefix",
    "build_turns",
    "choose_exemplars",
    "count_tokens",
    "load_exemplars",
    "load_pack",
    "lock_entries",
    "pack_names",
    "template_hashes",
]
