"""Open the model that the user asked for or configured; the embedded one without any setting."""

from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from drafter.config import Settings, read_settings
from drafter.errors import InputError, ModelError
from drafter.model.engine import start_engine
from drafter.model.openai_chat import Endpoint, OpenAIChat
from drafter.model.weights import Weights, all_weights, find_weights, is_verified, weights_path

__all__ = ["embedded_model", "is_local", "open_model"]

Fetch = Callable[[Weights], None]


def is_local(base_url: str) -> bool:
    """Whether an address is on this machine: the loopback range or localhost."""
    host = urlsplit(base_url).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


async def open_model(name: str | None = None, *, fetch: Fetch | None = None) -> OpenAIChat:
    """Open a model.

    Args:
        name: An embedded model's id, or a model's name at the configured endpoint; None takes
            what is configured, else the default embedded model.
        fetch: Called with the weights that are missing; raises when the user does not want them.

    Raises:
        InputError: The configured address may not be used.
        ModelError: The engine did not start.
    """
    settings = read_settings()
    embedded_ids = {item.id for item in all_weights()}
    if name in embedded_ids or not settings.base_url:
        wanted = name or (settings.model if settings.model in embedded_ids else None)
        return await embedded_model(wanted, fetch=fetch)
    return _configured(settings, name)


async def embedded_model(name: str | None, *, fetch: Fetch | None = None) -> OpenAIChat:
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
    engine = await start_engine(weights_path(weights.id))
    return OpenAIChat(
        Endpoint(
            base_url=engine.base_url,
            model=weights.id,
            key=engine.key,
            takes_grammar=True,
            concurrency=engine.slots,
            # Two slots share two cores: a cold prompt of 1,500 tokens takes half a minute.
            first_token_s=120.0,
            total_s=300.0,
            retries=1,
        ),
        engine=engine,
    )


def _configured(settings: Settings, name: str | None) -> OpenAIChat:
    if not is_local(settings.base_url) or settings.remote:
        raise InputError(
            "现在只允许使用本机的模型服务，没有发送任何内容",
            todo=f"地址来自{settings.origin}。请删去这项设置，或改用本机地址（127.0.0.1）。",
        )
    model = name or settings.model
    if not model:
        raise InputError("没有写明用哪个模型", todo="请设置 DRAFTER_MODEL 或加 --model 模型名。")
    return OpenAIChat(Endpoint(base_url=settings.base_url, model=model, key=settings.key))
