"""A model that leaves this machine, behind a guard: nothing private goes out, all of it comes back.

Every turn and the grammar are pseudonymised, streams and replies are restored, what tells of a
protected person is refused, the first call is shown and asked about, and every call is recorded.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

from drafter.errors import InputError, ModelError
from drafter.model.port import ChatReply, ChatRequest, ChatTurn, Model
from drafter.privacy.pseudonyms import Pseudonyms
from drafter.privacy.recording import hash_of, record_transfer
from drafter.privacy.sensitive import is_sensitive
from drafter.privacy.streaming import StreamRestorer

__all__ = ["GuardedModel"]

Consent = Callable[[str], bool]  # what will be sent, as text; whether the user agrees


class GuardedModel:
    """A Model around one whose endpoint is not on this machine.

    Args:
        inner: Whatever sends.
        address: Where to, for the record and the question.
        consent: Asked once, before the first call; None refuses every call.
        pseudonyms: The map; a new one without it.
    """

    def __init__(
        self,
        inner: Model,
        *,
        address: str,
        consent: Consent | None,
        pseudonyms: Pseudonyms | None = None,
    ) -> None:
        self.inner = inner
        self.address = address
        self.pseudonyms = pseudonyms if pseudonyms is not None else Pseudonyms(wide=True)
        self._consent = consent
        self._agreed = False
        self._asking = asyncio.Lock()

    @property
    def name(self) -> str:
        """As the model behind."""
        return self.inner.name

    @property
    def takes_grammar(self) -> bool:
        """As the model behind."""
        return self.inner.takes_grammar

    @property
    def concurrency(self) -> int:
        """As the model behind."""
        return self.inner.concurrency

    @property
    def remote(self) -> bool:
        """What is sent leaves this machine."""
        return True

    async def reply(
        self, request: ChatRequest, *, on_text: Callable[[str], None] | None = None
    ) -> ChatReply:
        """Answer one request without letting anything private out.

        Raises:
            ModelError: It did not answer, or the request tells of a protected person.
            InputError: The user does not want anything sent, or the record cannot be kept.
        """
        hidden = self._hidden(request)
        await self._ask(hidden)
        restorer = None if on_text is None else StreamRestorer(self.pseudonyms, on_text)
        texts = [*(turn.content for turn in hidden.turns), hidden.grammar or ""]
        sent, counts = hash_of(texts), self.pseudonyms.counts(turn.content for turn in hidden.turns)
        outcome, received = "interrupted", ""
        try:
            reply = await self.inner.reply(
                hidden, on_text=None if restorer is None else restorer.feed
            )
            outcome, received = "ok", hash_of([reply.text])
        except ModelError as error:
            outcome = error.kind
            raise
        finally:
            record_transfer(
                endpoint=self.address,
                model=self.name,
                hidden=counts,
                sent=sent,
                received=received,
                outcome=outcome,
            )
        if restorer is not None:
            restorer.end()
        return replace(reply, text=self.pseudonyms.restore(reply.text))

    def _hidden(self, request: ChatRequest) -> ChatRequest:
        *before, last = request.turns
        if _protected(last.content):
            raise ModelError(
                "这一段涉及受害人、患者、未成年人或信访人的个人情况，不发给外部模型。",
                retryable=False,
                kind="withheld",
            )
        for turn in request.turns:
            self.pseudonyms.learn(turn.content)
        turns = [
            replace(turn, content=self.pseudonyms.hide(turn.content))
            for turn in (*_speakable(before), last)
        ]
        hidden = replace(
            request,
            turns=tuple(turns),
            grammar=None
            if request.grammar is None
            else self.pseudonyms.hide_grammar(request.grammar, turns[-1].content),
            json_schema=None
            if request.json_schema is None
            else self.pseudonyms.hide(request.json_schema),
            stop=tuple(self.pseudonyms.hide(word) for word in request.stop),
        )
        if any(self.pseudonyms.shows(turn.content) for turn in hidden.turns):
            raise ModelError(
                "这一段里还有没能遮盖的个人信息，不发给外部模型。", retryable=False, kind="withheld"
            )
        return hidden

    async def _ask(self, hidden: ChatRequest) -> None:
        async with self._asking:
            if self._agreed:
                return
            shown = "\n".join(f"[{turn.role}]\n{turn.content}" for turn in hidden.turns)
            if hidden.grammar:
                shown += f"\n[grammar]\n{hidden.grammar}"
            if self._consent is None or not self._consent(shown):
                raise InputError(
                    f"没有同意把内容发给 {self.address}，没有发送任何内容",
                    todo="同意请加 --yes；想用本机的内置模型请加 --model qwen2.5-1.5b。",
                )
            self._agreed = True

    async def count_tokens(self, text: str) -> int:
        """Count on this machine, on the safe side; text is never sent for counting."""
        from drafter.model.counting import count_tokens

        return count_tokens(text)

    async def warm(self, turns: Sequence[ChatTurn]) -> None:
        """Nothing is sent ahead of the question."""

    async def aclose(self) -> None:
        """Close the model behind."""
        await self.inner.aclose()


def _protected(content: str) -> bool:
    return any(is_sensitive(line, wide=True) for line in content.splitlines() if line.strip())


def _speakable(turns: Sequence[ChatTurn]) -> list[ChatTurn]:
    """Return the turns before the last without question-answer pairs that hold protected text."""
    kept: list[ChatTurn] = []
    for turn in turns:
        if turn.role != "system" and _protected(turn.content):
            if turn.role == "assistant" and kept and kept[-1].role == "user":
                kept.pop()
            elif turn.role == "user":
                kept.append(replace(turn, content=""))
            continue
        if turn.role == "assistant" and kept and kept[-1].role == "user" and not kept[-1].content:
            kept.pop()
            continue
        kept.append(turn)
    return [turn for turn in kept if turn.content]
