"""Servers that behave as each provider's documents say: what they refuse, name and leave out.

Each is a function from a request's body to what is served; ``PROVIDERS`` names them as the
profiles do. The wording of refusals is the providers' own (read 2026-11).
"""

import json
from collections.abc import Callable
from typing import Any

from tests.loopback import Served

__all__ = ["FAULTS", "PROSE", "PROVIDERS"]

PROSE = "举办家政培训2期，培训60人。"
_USAGE = {"prompt_tokens": 900, "completion_tokens": 20, "total_tokens": 920}
_PLAIN = frozenset({"model", "messages", "stream", "stream_options", "stop"})
Body = dict[str, Any]


def _delta(finish: str | None = None, **content: Any) -> dict[str, Any]:  # noqa: ANN401 # JSON
    return {"choices": [{"index": 0, "delta": content, "finish_reason": finish}]}


def _pieces(text: str) -> list[dict[str, Any] | str | bytes]:
    return [_delta(content=text[at : at + 3]) for at in range(0, len(text), 3)]


def _refused(name: str, message: str) -> Served:
    fault = {"message": message, "type": "invalid_request_error", "param": name}
    return Served(status=400, error={"error": {**fault, "code": "unsupported_parameter"}})


def _unknown(body: Body, known: frozenset[str]) -> str:
    return next((name for name in body if name not in known), "")


def _told(body: Body, *, json_object: str = "") -> str:
    """Return prose, or JSON where it was asked for under a name that the server knows."""
    if "grammar" in body or "grammar" in body.get("structured_outputs", {}):
        return "按文法写。"
    asked = body.get("response_format", {}).get("type")
    if asked == "json_schema" or "json" in body.get("structured_outputs", {}):
        return json.dumps({"text": PROSE}, ensure_ascii=False)
    if asked == "json_object":
        return json_object or PROSE
    return PROSE


def openai(body: Body) -> Served:
    """A reasoning model: no max_tokens, no temperature but 1, nothing unknown."""
    if "max_tokens" in body:
        return _refused(
            "max_tokens",
            "Unsupported parameter: 'max_tokens' is not supported with this model. "
            "Use 'max_completion_tokens' instead.",
        )
    if body.get("temperature", 1) != 1:
        return _refused(
            "temperature",
            "Unsupported value: 'temperature' does not support 0 with this model. "
            "Only the default (1) value is supported.",
        )
    known = _PLAIN | {"max_completion_tokens", "temperature", "seed", "response_format"}
    if name := _unknown(body, known):
        return _refused(name, f"Unrecognized request argument supplied: {name}")
    usage = {**_USAGE, "prompt_tokens_details": {"cached_tokens": 768}}
    return Served(
        events=[
            _delta(role="assistant", content="", refusal=None),
            *_pieces(_told(body)),
            _delta("stop"),
            {"choices": [], "usage": usage},
            "data: [DONE]",
        ]
    )


def deepseek(body: Body) -> Served:
    """Thinks unless told not to; keeps a long queue alive with comments; JSON by word only."""
    thinks = body.get("thinking", {}).get("type") != "disabled"
    known = _PLAIN | {"max_tokens", "temperature", "thinking", "response_format", "seed"}
    if name := _unknown(body, known):
        return _refused(name, f"Failed to deserialize: unknown field `{name}`")
    words = json.dumps(body["messages"], ensure_ascii=False)
    if "response_format" in body and "json" not in words:
        return _refused("response_format", "Prompt must contain the word 'json'")
    usage = {**_USAGE, "prompt_cache_hit_tokens": 832, "prompt_cache_miss_tokens": 68}
    whole = json.dumps({"text": PROSE}, ensure_ascii=False)
    return Served(
        events=[
            ": keep-alive",
            *([_delta(reasoning_content="先想3步", content=None)] if thinks else []),
            *_pieces("" if thinks else _told(body, json_object=whole)),
            {**_delta("stop", content=""), "usage": usage},
            "data: [DONE]",
        ]
    )


def dashscope(body: Body) -> Served:
    """Thinks unless ``enable_thinking`` is false; json_object needs the word json."""
    words = json.dumps(body["messages"], ensure_ascii=False)
    if body.get("response_format", {}).get("type") == "json_object" and "json" not in words:
        return _refused(
            "response_format",
            "'messages' must contain the word 'json' in some form, to use 'response_format'",
        )
    whole = json.dumps({"text": PROSE}, ensure_ascii=False)
    thinks = body.get("enable_thinking", True)
    usage = {**_USAGE, "prompt_tokens_details": {"cached_tokens": 512}}
    return Served(
        events=[
            *([_delta(reasoning_content="想", content=None)] if thinks else []),
            *_pieces("" if thinks else _told(body, json_object=whole)),
            _delta("stop", content=""),
            {"choices": [], "usage": usage},
            "data: [DONE]",
        ]
    )


def zhipu(body: Body) -> Served:
    """Temperature 0 is refused (``do_sample`` is meant), and so is a seed; usage ends it."""
    if body.get("temperature") == 0 or "seed" in body:
        return Served(
            status=400,
            error={"error": {"code": "1210", "message": "API 调用参数有误，请检查文档。"}},
        )
    thinks = body.get("thinking", {}).get("type") != "disabled"
    whole = json.dumps({"text": PROSE}, ensure_ascii=False)
    return Served(
        events=[
            *([_delta(reasoning_content="想")] if thinks else []),
            *_pieces("" if thinks else _told(body, json_object=whole)),
            {**_delta("stop", content=""), "usage": _USAGE},
            "data: [DONE]",
        ]
    )


def moonshot(body: Body) -> Served:
    """One temperature only, no seed; usage stands inside the last choice."""
    if body.get("temperature", 1) != 1:
        return _refused("temperature", "invalid temperature: only 1 is allowed for this model")
    if "seed" in body:
        return _refused("seed", "Invalid request: unknown parameter seed")
    whole = json.dumps({"text": PROSE}, ensure_ascii=False)
    last = _delta("stop")
    last["choices"][0]["usage"] = {**_USAGE, "cached_tokens": 256}
    return Served(
        events=[
            *_pieces(_told(body, json_object=whole)),
            last,
            "data: [DONE]",
        ]
    )


def vllm(body: Body) -> Served:
    """A reasoning template opens the thinking before the reply; choices may be null."""
    if any(name.startswith("guided_") for name in body):
        return _refused("guided_grammar", "guided_grammar is not supported")
    usage = {**_USAGE, "prompt_tokens_details": {"cached_tokens": 880}}
    return Served(
        events=[
            {"choices": None},
            *_pieces(f"先想3步，再写。</think>\n\n{_told(body)}"),
            _delta("stop"),
            {"choices": [], "usage": usage},
            "data: [DONE]",
        ]
    )


def ollama(body: Body) -> Served:
    """Ignores what it does not know, the grammar among it; thinks between both marks."""
    known = {name: value for name, value in body.items() if name != "grammar"}
    return Served(
        events=[
            *_pieces(f"<think>想</think>{_told(known)}"),
            _delta("stop", content=""),
            {"choices": [], "usage": _USAGE},
            "data: [DONE]",
        ]
    )


def llamacpp(body: Body) -> Served:
    """A grammar and a schema together are an error; ``timings`` tells what the cache served."""
    if "grammar" in body and "response_format" in body:
        return _refused("grammar", "Cannot use custom grammar constraints with schema")
    return Served(
        events=[
            _delta(role="assistant", content=None),
            *_pieces(_told(body)),
            _delta("stop"),
            {"choices": [], "usage": _USAGE, "timings": {"cache_n": 870}},
            "data: [DONE]",
        ]
    )


def lmstudio(body: Body) -> Served:
    """``response_format`` takes json_schema only; no usage, and no end mark either."""
    if body.get("response_format", {}).get("type", "json_schema") != "json_schema":
        return _refused("response_format", "'response_format.type' must be 'json_schema' or 'text'")
    return Served(events=[*_pieces(_told(body)), _delta("stop", content="")])


def other(body: Body) -> Served:
    """An unknown strict server: no seed, no stream options; never says why it stops."""
    if name := _unknown(body, frozenset({"model", "messages", "stream", "max_tokens", "stop"})):
        return Served(status=422, error={"detail": [{"loc": ["body", name], "msg": "extra"}]})
    return Served(events=[*_pieces(_told(body)), "data: [DONE]"])


PROVIDERS: dict[str, Callable[[Body], Served]] = {
    "openai": openai,
    "deepseek": deepseek,
    "dashscope": dashscope,
    "zhipu": zhipu,
    "moonshot": moonshot,
    "vllm": vllm,
    "ollama": ollama,
    "llama.cpp": llamacpp,
    "lmstudio": lmstudio,
    "other": other,
}


def _fault(status: int, **told: object) -> Served:
    return Served(status=status, error={"error": told})


# (who says it, the fault's kind, how it is said)
FAULTS: list[tuple[str, str, Served]] = [
    ("openai", "filter", _fault(400, code="content_policy_violation", message="x")),
    ("openai", "context", _fault(400, code="context_length_exceeded", message="x")),
    ("openai", "balance", _fault(429, code="insufficient_quota", type="insufficient_quota")),
    (
        "deepseek",
        "filter",
        _fault(400, message="Content Exists Risk", code="invalid_request_error"),
    ),
    ("deepseek", "balance", _fault(402, message="Insufficient Balance")),
    (
        "dashscope",
        "filter",
        _fault(400, code="data_inspection_failed", message="Output data may …"),
    ),
    (
        "dashscope",
        "context",
        _fault(400, message="Range of input length should be [1, 30720]", code="invalid_parameter"),
    ),
    ("dashscope", "balance", _fault(400, code="Arrearage", message="Access denied")),
    (
        "dashscope",
        "filter",
        Served(
            events=[
                _delta(content="举办"),
                {"error": {"code": "data_inspection_failed", "message": "Output data may …"}},
            ]
        ),
    ),
    (
        "zhipu",
        "filter",
        _fault(400, code="1301", message="系统检测到输入或生成内容可能包含不安全或敏感内容"),
    ),
    ("zhipu", "filter", Served(text="举办", finish="sensitive")),
    ("zhipu", "balance", _fault(429, code="1113", message="您的账户已欠费")),
    ("zhipu", "context", _fault(400, code="1261", message="Prompt 超长")),
    ("moonshot", "filter", _fault(400, type="content_filter", message="considered high risk")),
    ("moonshot", "balance", _fault(429, type="exceeded_current_quota_error", message="x")),
    (
        "moonshot",
        "context",
        _fault(400, message="Invalid request: Your request exceeded model token limit: 8192"),
    ),
    (
        "vllm",
        "context",
        _fault(400, message="This model's maximum context length is 1301 tokens.", code=400),
    ),
    ("llama.cpp", "context", _fault(400, type="exceed_context_size_error", n_ctx=4096)),
    (
        "lmstudio",
        "context",
        Served(events=['data: {"error": "The model is loaded with context length of only 4096"}']),
    ),
    ("openai", "auth", _fault(401, code="invalid_api_key", message="x")),
    ("openai", "bad_request", _fault(404, code="model_not_found", message="x")),
    ("other", "bad_request", Served(raw="<html>登录</html>", kind="text/html; charset=utf-8")),
]
