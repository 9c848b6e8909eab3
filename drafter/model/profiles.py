"""What each kind of endpoint is known to do differently; the differences are data.

Source: data/profiles.toml.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from drafter.errors import InputError

__all__ = ["FaultNames", "Profile", "all_profiles", "fault_names", "find_profile", "guess_profile"]

_OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One kind of endpoint; the fields are explained in the data file."""

    name: str
    title: str
    note: str
    hosts: tuple[str, ...] = ()
    ports: tuple[int, ...] = ()
    owners: tuple[str, ...] = ()
    max_tokens: str = "max_tokens"
    leave_out: frozenset[str] = frozenset()
    extra: Mapping[str, Any] = field(default_factory=dict)
    greedy: Mapping[str, Any] = field(default_factory=dict)
    grammar: str = ""
    schema: str = ""
    prefix_cache: bool = False
    concurrency: int = 4
    first_token_s: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultNames:
    """Codes and words by which providers name a fault, in lower case."""

    filter: frozenset[str]
    balance: frozenset[str]
    context: frozenset[str]
    context_words: tuple[str, ...]
    filter_words: tuple[str, ...]
    balance_words: tuple[str, ...]
    filter_finish: frozenset[str]


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    text = files("drafter.model").joinpath("data/profiles.toml").read_text("utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def all_profiles() -> Mapping[str, Profile]:
    """Return every profile by its name."""
    profiles = {}
    for name, fields in _data().items():
        if name == "faults":
            continue
        given: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()
        }
        given["leave_out"] = frozenset(given.get("leave_out", ()))
        profiles[name] = Profile(name=name, **given)
    return MappingProxyType(profiles)


@lru_cache(maxsize=1)
def fault_names() -> FaultNames:
    """Return the names of faults over all providers."""
    table = _data()["faults"]
    return FaultNames(
        filter=frozenset(table["filter"]),
        balance=frozenset(table["balance"]),
        context=frozenset(table["context"]),
        context_words=tuple(table["context_words"]),
        filter_words=tuple(table["filter_words"]),
        balance_words=tuple(table["balance_words"]),
        filter_finish=frozenset(table["filter_finish"]),
    )


def find_profile(name: str) -> Profile:
    """Return the profile of that name.

    Raises:
        InputError: There is none.
    """
    known = all_profiles()
    if name.lower() not in known:
        raise InputError(
            f"没有叫 {name} 的模型服务类型",
            todo=f"drafter.toml 里的 profile 可以是：{'、'.join(known)}。",
        )
    return known[name.lower()]


def guess_profile(base_url: str, *, owner: str = "") -> Profile:
    """Return the profile that an address, or the owner a server names, points to.

    Args:
        base_url: The endpoint's address.
        owner: ``owned_by`` of the models that the server lists; it outweighs the port, since
            any program may listen on a well-known one.
    """
    place = urlsplit(base_url)
    host = (place.hostname or "").lower()
    for profile in all_profiles().values():
        if any(host == end or host.endswith("." + end) for end in profile.hosts):
            return profile
    for profile in all_profiles().values():
        if owner and owner in profile.owners:
            return profile
    if not owner:
        for profile in all_profiles().values():
            if place.port in profile.ports:
                return profile
    return all_profiles()[_OTHER]
