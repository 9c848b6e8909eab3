"""Open the model that the user asked for or configured; the embedded one without any setting."""

from collections.abc import Callable
from dataclasses import replace

from drafter.config import Settings, is_confirmed, read_settings, remember_confirmation
from drafter.errors import InputError, ModelError
from drafter.model.endpoint import Endpoint, Listing, is_local
from drafter.model.engine import SLOTS, start_engine
from drafter.model.openai_chat import OpenAIChat
from drafter.model.port import Model
from drafter.model.profiles import find_profile, guess_profile
from drafter.model.weights import Weights, all_weights, find_weights, is_verified, weights_path

__all__ = ["embedded_model", "is_local", "open_model"]

Fetch = Callable[[Weights], None]
Confirm = Callable[[str], bool]  # a question in Chinese; whether the user agrees
Guard = Callable[[OpenAIChat], Model]  # puts the guard of the privacy room around an endpoint


async def open_model(
    name: str | None = None,
    *,
    fetch: Fetch | None = None,
    confirm: Confirm | None = None,
    max_tokens_total: int | None = None,
    guard: Guard | None = None,
    slots: int | None = None,
    concurrency: int | None = None,
) -> Model:
    """Open a model.

    Args:
        name: An embedded model's id, or a model's name at the configured endpoint; None takes
            what is configured, else the default embedded model.
        fetch: Called with the weights that are missing; raises when the user does not want them.
        confirm: Asks the user whether an address found in the working directory may be used;
            without it such an address is refused until it was confirmed once.
        max_tokens_total: The most tokens that all calls together may use; None: any number.
        guard: Hides names and numbers from an endpoint that is not on this machine; without it
            such an endpoint is refused.
        slots: How many requests the embedded engine serves side by side; each reads the prefix
            for itself, so that who asks one at a time wants one. None: the usual number.
        concurrency: Requests side by side at a configured endpoint; None as its profile says.

    Raises:
        InputError: The configured address may not be used.
        ModelError: The engine did not start.
    """
    chat = await _opened(
        name, fetch, confirm, guarded=guard is not None, slots=slots, concurrency=concurrency
    )
    chat.ledger.limit = max_tokens_total
    return guard(chat) if chat.remote and guard is not None else chat


async def _opened(
    name: str | None,
    fetch: Fetch | None,
    confirm: Confirm | None,
    *,
    guarded: bool,
    slots: int | None,
    concurrency: int | None,
) -> OpenAIChat:
    settings = read_settings()
    embedded_ids = {item.id for item in all_weights()}
    if name in embedded_ids or not settings.base_url:
        wanted = name or (settings.model if settings.model in embedded_ids else None)
        return await embedded_model(wanted, fetch=fetch, slots=slots)
    _allow(settings, confirm, guarded=guarded)
    return await _configured(settings, name, concurrency)


async def embedded_model(
    name: str | None, *, fetch: Fetch | None = None, slots: int | None = None
) -> OpenAIChat:
    """Start the embedded engine on one of the known weights.

    Raises:
        InputError: No such model.
        ModelError: The weights are not there, or the engine did not start.
    """
    weights = find_weights(name)
    if not is_verified(weights):
        if fetch is None:
            raise ModelError(
                f"模型 {weights.id} 还没有下载。请运行 drafter model fetch {weights.id}。",
                retryable=False,
                kind="weights",
            )
        fetch(weights)
    engine = await start_engine(weights_path(weights.id), slots=slots or SLOTS)
    return OpenAIChat(
        Endpoint(
            base_url=engine.base_url,
            model=weights.id,
            key=engine.key,
            profile=find_profile("llama.cpp"),
            concurrency=engine.slots,
            # Two slots share two cores: a cold prompt of 1,500 tokens takes half a minute, and many
            # times that where other programs want the cores too. A dead engine is noticed at once;
            # a slow one is better than none, and the user sees how far it is.
            first_token_s=300.0,
            total_s=600.0,
            retries=1,
        ),
        engine=engine,
    )


def _allow(settings: Settings, confirm: Confirm | None, *, guarded: bool) -> None:
    """Let an address pass, or not.

    Raises:
        InputError: It is not on this machine and nothing hides what is private, or it was found
            here and is not agreed to.
    """
    if (not is_local(settings.base_url) or settings.remote) and not guarded:
        raise InputError(
            "这个命令只能使用本机的模型服务，没有发送任何内容",
            todo=f"地址 {settings.base_url} 来自{settings.origin}。"
            "请删去这项设置，或改用本机地址（127.0.0.1）。",
        )
    if not settings.from_here or is_confirmed(settings):
        return
    question = f"{settings.origin}指定了模型服务 {settings.base_url}，工作记录的内容会发给它。"
    if confirm is None or not confirm(question):
        raise InputError(
            f"没有同意使用 {settings.base_url}，没有发送任何内容",
            path=settings.file,
            todo="同意请加 --yes；不用请删去文件里的 base_url。",
        )
    remember_confirmation(settings)


async def _configured(settings: Settings, name: str | None, concurrency: int | None) -> OpenAIChat:
    named = find_profile(settings.profile) if settings.profile else None
    profile = named or guess_profile(settings.base_url)
    endpoint = Endpoint(
        base_url=settings.base_url,
        model=name or settings.model,
        key=settings.key,
        profile=profile,
        remote=settings.remote or not is_local(settings.base_url),
        concurrency=concurrency,
    )
    if named is not None and endpoint.model:
        return OpenAIChat(endpoint)
    listing = await _listing(endpoint)
    if named is None and listing.owner:
        endpoint = replace(endpoint, profile=guess_profile(settings.base_url, owner=listing.owner))
    if not endpoint.model:
        if len(listing.models) != 1:
            there = f"这个服务上有：{'、'.join(listing.models[:8])}。" if listing.models else ""
            raise InputError(
                "没有写明用哪个模型", todo=f"{there}请设置 DRAFTER_MODEL 或加 --model 模型名。"
            )
        endpoint = replace(endpoint, model=listing.models[0])
    return OpenAIChat(endpoint)


async def _listing(endpoint: Endpoint) -> Listing:
    """Ask what a server on this machine is; one that does not say is treated as unknown."""
    asking = OpenAIChat(replace(endpoint, connect_s=5.0))
    try:
        return await asking.listing()
    except ModelError:
        return Listing()
    finally:
        await asking.aclose()
