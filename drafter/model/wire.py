"""What is put on the wire for one request, by the endpoint's profile and what it has refused.

Pure: from values to a request body. What no profile knows is learnt here: an endpoint that refuses
an optional parameter by its name is asked again without it, and never sent it again.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from drafter.model.port import ChatRequest
from drafter.model.profiles import Profile

__all__ = ["ROOM_TO_THINK", "Learnt", "build_body", "takes_grammar"]

# What a request can do without, in the order in which a refusal's text is searched: the longer
# name first, so that max_tokens is not found inside max_completion_tokens.
_OPTIONAL = (
    "max_completion_tokens", "max_tokens", "stream_options", "temperature", "seed", "stop",
    "structured_outputs", "grammar", "response_format", "id_slot", "cache_prompt",
    "enable_thinking", "thinking", "do_sample",
)  # fmt: skip
_OTHER_NAME = {
    "max_tokens": "max_completion_tokens",
    "max_completion_tokens": "max_tokens",
}
_BAD_GRAMMAR = re.compile("pars|syntax|compil", re.IGNORECASE)
# Tokens that a model which thinks all the same may spend on that, once it was seen to.
ROOM_TO_THINK = 4000


@dataclass(slots=True)
class Learnt:
    """What one endpoint turned out to refuse or need.

    Attributes:
        refused: Names of parameters that are not sent any more.
        max_tokens: The other name of the upper bound, where the profile's was refused.
        thinks: Whether it spent a whole reply on thinking aloud, so that it needs room for that.
    """

    refused: set[str] = field(default_factory=set)
    max_tokens: str = ""
    thinks: bool = False

    def learn(self, body: dict[str, Any], refusal: str) -> bool:
        """Read a refusal's text; whether the request is worth sending again without something.

        Args:
            body: What was sent.
            refusal: The error's text, as the endpoint worded it.
        """
        sent = {**body, **body.get("extra_body", {})}
        for name in _OPTIONAL:
            if name not in sent or not re.search(rf"(?<!\w){name}(?!\w)", refusal):
                continue
            if name in ("grammar", "structured_outputs") and _BAD_GRAMMAR.search(refusal):
                # That grammar was no good; the next one may be.
                return False
            if name not in _OTHER_NAME:
                self.refused.add(name)
                return True
            # A request sent before another one learnt it may be told so later.
            if self.max_tokens in ("", _OTHER_NAME[name]):
                self.max_tokens = _OTHER_NAME[name]
                return True
        return False


def build_body(
    request: ChatRequest, profile: Profile, learnt: Learnt, *, model: str
) -> dict[str, Any]:
    """Return the arguments of one streamed chat completion.

    Args:
        request: What is asked.
        profile: The kind of endpoint.
        learnt: What this endpoint refused before.
        model: The model's name there.
    """
    unsent = profile.leave_out | learnt.refused
    extra: dict[str, Any] = dict(profile.extra)
    body: dict[str, Any] = {
        "model": model,
        "messages": [{"role": turn.role, "content": turn.content} for turn in request.turns],
        learnt.max_tokens or profile.max_tokens: request.max_tokens
        + (ROOM_TO_THINK if learnt.thinks else 0),
        "temperature": request.temperature,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    if request.temperature == 0 and profile.greedy:
        del body["temperature"]
        extra.update(profile.greedy)
    if request.seed is not None:
        body["seed"] = request.seed
    if request.stop:
        body["stop"] = list(request.stop)
    if profile.prefix_cache:
        extra["cache_prompt"] = True
        if request.slot is not None:
            extra["id_slot"] = request.slot
    if request.grammar is not None and takes_grammar(profile, learnt):
        _put_grammar(request.grammar, profile, extra)
    elif request.json_schema is not None:
        _put_schema(request.json_schema, profile, body, extra, unsent)
    body["extra_body"] = {name: value for name, value in extra.items() if name not in unsent}
    return {name: value for name, value in body.items() if name not in unsent}


def takes_grammar(profile: Profile, learnt: Learnt) -> bool:
    """Whether this endpoint honours a grammar, as far as is known."""
    return bool(profile.grammar) and profile.grammar not in learnt.refused


def _put_grammar(grammar: str, profile: Profile, extra: dict[str, Any]) -> None:
    if profile.grammar == "structured_outputs":
        extra["structured_outputs"] = {"grammar": grammar}
    else:
        extra["grammar"] = grammar


def _put_schema(
    schema: str,
    profile: Profile,
    body: dict[str, Any],
    extra: dict[str, Any],
    unsent: frozenset[str],
) -> None:
    parsed = json.loads(schema)
    if profile.schema == "structured_outputs" and "structured_outputs" not in unsent:
        extra["structured_outputs"] = {"json": parsed}
        return
    if profile.schema == "response_format" and "response_format" not in unsent:
        named = {"name": "reply", "strict": True, "schema": parsed}
        body["response_format"] = {"type": "json_schema", "json_schema": named}
        return
    # Elsewhere the schema is told in words; some endpoints demand the word json in them anyway.
    last = body["messages"][-1]
    words = f"{last['content']}\n\n只回复一个 json 对象，符合这个 JSON Schema：\n{schema}"
    body["messages"] = [*body["messages"][:-1], {**last, "content": words}]
    if profile.schema == "json_object":
        body["response_format"] = {"type": "json_object"}
