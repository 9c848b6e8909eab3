"""Prompt packs and exemplars: what is sent to a model."""

from drafter.prompting.choosing import choose_exemplars, choose_fixed
from drafter.model.counting import count_tokens
from drafter.prompting.exemplars import Exemplar, load_exemplars
from drafter.prompting.packs import Pack, Template, load_pack, pack_names, template_hashes
from drafter.prompting.prefix import build_prefix

__all__ = [
    "Exemplar",
    "Pack",
    "Template",
    "build_prefix",
    "choose_exemplars",
    "choose_fixed",
    "count_tokens",
    "load_exemplars",
    "load_pack",
    "pack_names",
    "template_hashes",
]
