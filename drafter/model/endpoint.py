"""How one endpoint is reached, and how patient we are with it; plain values, no connection."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from drafter.model.profiles import Profile, find_profile

__all__ = ["Endpoint", "Listing", "is_local"]


def is_local(base_url: str) -> bool:
    """Whether an address is on this machine: the loopback range or localhost."""
    host = (urlsplit(base_url).hostname or "").lower()
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One endpoint.

    Attributes:
        base_url: Ends in ``/v1`` or what the provider uses for it.
        model: The model's name there.
        key: Never shown anywhere.
        profile: What it is known to do differently.
        remote: Whether what is sent leaves this machine, so that names must be replaced before.
        concurrency: Requests side by side; None as the profile says.
        connect_s: Time limit of the connection.
        first_token_s: Time limit until the first sign of life; None as the profile says.
        between_tokens_s: Time limit between two chunks.
        total_s: Time limit of one call with all its attempts and pauses.
        retries: How often a call that may succeed later is repeated.
    """

    base_url: str
    model: str
    key: str = field(repr=False)
    profile: Profile = field(default_factory=lambda: find_profile("other"))
    remote: bool = False
    concurrency: int | None = None
    connect_s: float = 10.0
    first_token_s: float | None = None
    between_tokens_s: float = 30.0
    total_s: float = 180.0
    retries: int = 3

    @property
    def side_by_side(self) -> int:
        """How many requests may run at once."""
        return self.concurrency or self.profile.concurrency

    @property
    def patience_s(self) -> float:
        """Seconds until the first sign of life."""
        return self.first_token_s or self.profile.first_token_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a server says of itself: the models it serves and the owner it names for them."""

    models: tuple[str, ...] = ()
    owner: str = ""
