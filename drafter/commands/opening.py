"""Open a model for a command: ask for what is missing, guard whatever leaves this machine."""

from typing import TYPE_CHECKING

from drafter.commands.console import assume_yes, confirm, say

if TYPE_CHECKING:
    from drafter.model import Model
    from drafter.model.openai_chat import OpenAIChat
    from drafter.privacy import Pseudonyms

__all__ = ["open_for_use"]


async def open_for_use(
    name: str | None,
    *,
    yes: bool,
    max_tokens_total: int | None = None,
    pseudonyms: "Pseudonyms | None" = None,
    slots: int | None = None,
    concurrency: int | None = None,
) -> "Model":
    """Open the model that the user named or configured, with every question asked.

    Args:
        name: As ``open_model``.
        yes: Whether questions are answered with yes.
        max_tokens_total: The most tokens that all calls together may use; None: any number.
        pseudonyms: A map that already knows the names of the notes; a new one without it.
        slots: As ``open_model``.
        concurrency: As ``open_model``.

    Raises:
        InputError: The address may not be used.
        ModelError: The engine did not start.
    """
    from drafter.commands.model import allow_endpoint, fetch_for_use
    from drafter.model import open_model
    from drafter.privacy import GuardedModel

    def guard(chat: "OpenAIChat") -> "Model":
        address = chat.endpoint.base_url
        return GuardedModel(
            chat,
            address=address,
            consent=lambda shown: _agrees(address, shown, yes=yes),
            pseudonyms=pseudonyms,
        )

    return await open_model(
        name,
        fetch=lambda weights: fetch_for_use(weights, yes=yes),
        confirm=lambda question: allow_endpoint(question, yes=yes),
        max_tokens_total=max_tokens_total,
        guard=guard,
        slots=slots,
        concurrency=concurrency,
    )


def _agrees(address: str, shown: str, *, yes: bool) -> bool:
    """Show the first request as it will be sent; ask, unless ``--yes`` stands."""
    say(f"下面的内容将发给 {address}（姓名、号码、住址已换成代号）：")
    say("----------")
    say(shown)
    say("----------")
    say("以后各段同样处理；每次发送都记在处理记录里（drafter doctor 可看位置）。")
    return assume_yes(yes) or confirm("同意发送吗？")
