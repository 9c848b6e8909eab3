"""Say what a stream that has ended amounts to: a reply, or which fault (pure)."""

from drafter.errors import ModelError
from drafter.model.faults import filtered
from drafter.model.port import ChatReply, ChatRequest, Usage
from drafter.model.profiles import fault_names
from drafter.model.reading import ReplyReader, without_repetition
from drafter.model.symptoms import symptom_of
from drafter.model.wire import Learnt

__all__ = ["broken", "estimated_usage", "finish_reply"]


def broken() -> ModelError:
    """Return the error of a stream that broke off or was damaged on its way."""
    return ModelError("模型写到一半断开了。", retryable=True, kind="broken")


def estimated_usage(request: ChatRequest, text: str) -> Usage:
    """Return tokens where the endpoint told none.

    A character a token is on the safe side for current vocabularies.
    """
    prompt = sum(len(turn.content) for turn in request.turns)
    return Usage(prompt=prompt, completion=len(text), estimated=True)


def finish_reply(
    request: ChatRequest, reader: ReplyReader, learnt: Learnt, *, seconds: float, own: bool
) -> ChatReply:
    """Return the reply.

    Args:
        request: What was asked.
        reader: Has taken in the whole stream.
        learnt: What is known of the endpoint; a model that only thinks is noted there.
        seconds: How long it took.
        own: Whether the embedded engine answered: asked again the same way at temperature 0, it
            gives nothing again.

    Raises:
        ModelError: It is none: filtered, empty, or the stream broke off.
    """
    if reader.finish in fault_names().filter_finish:
        raise filtered()
    text = without_repetition(reader.text) if reader.loops else reader.text
    ended = bool(reader.finish) or reader.done or reader.loops
    if not text.strip():
        if reader.finish == "length" and reader.thought and not learnt.thinks:
            learnt.thinks = True
            raise ModelError("模型只想没有写。", retryable=True, kind="empty")
        if not ended:
            raise broken()
        again = not own or request.temperature > 0
        raise ModelError("模型没有写出内容。", retryable=again, kind="empty")
    if not ended:
        raise broken()
    return ChatReply(
        text=text,
        finish="cut" if reader.loops else "length" if reader.finish == "length" else "stop",
        usage=reader.usage or estimated_usage(request, text),
        seconds=seconds,
        symptom=symptom_of(text),
    )
