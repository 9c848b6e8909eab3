"""What a failed call means: one reading of status, codes and words for every provider.

Pure. No word of a server's message and nothing of the request enters the error that comes out.
"""

import datetime
import email.utils
import json
import re
from collections.abc import Mapping

from drafter.errors import ModelError
from drafter.model.profiles import fault_names

__all__ = ["fault_of", "filtered", "retry_after_s"]

_MOST_WAITED_S = 3600.0


def fault_of(
    status: int | None,
    told: object,
    *,
    headers: Mapping[str, str] | None = None,
    request_id: str | None = None,
) -> ModelError:
    """Return what went wrong, with whether the same request may succeed later.

    Args:
        status: HTTP status; None when the error came inside a stream.
        told: The error as the endpoint worded it, any JSON value; read, never repeated.
        headers: Of the answer, names in lower case.
        request_id: The endpoint's own.
    """
    names = fault_names()
    low = json.dumps(told, ensure_ascii=False, default=str).lower()
    # Numbers are codes only where a code stands: a message may hold any number.
    codes = _codes(told) | set(re.findall(r"[a-z_]+", low))
    if codes & names.filter or any(word in low for word in names.filter_words):
        return filtered(request_id)
    if status == 402 or codes & names.balance or any(word in low for word in names.balance_words):
        return _lasting(
            "模型服务的余额不足或额度已用完，请充值或换一个服务。", "balance", request_id
        )
    if codes & names.context or any(word in low for word in names.context_words):
        return _lasting("这一段超过了模型能读的长度。", "context", request_id)
    if status == 429:
        return ModelError(
            "模型服务说请求太频繁。",
            retryable=True,
            kind="rate_limit",
            retry_after_s=retry_after_s(headers or {}),
            request_id=request_id,
        )
    if status in (401, 403):
        return _lasting("模型服务不认这个密钥，请检查 DRAFTER_API_KEY。", "auth", request_id)
    if status == 404:
        return _lasting(
            "模型服务没有这个模型，或地址不对（地址通常以 /v1 结尾）。"
            "请检查 DRAFTER_BASE_URL 和 DRAFTER_MODEL。",
            "bad_request",
            request_id,
        )
    if status is not None and 300 <= status < 400:
        return _lasting(
            "模型服务的地址转向了别处，没有跟过去。请检查 DRAFTER_BASE_URL。",
            "bad_request",
            request_id,
        )
    if status is not None and status < 500 and status not in (408, 409, 425):
        return _lasting(f"模型服务不接受这个请求（{status}）。", "bad_request", request_id)
    place = "" if status is None else f"（{status}）"
    return ModelError(
        f"模型服务出错{place}。",
        retryable=True,
        kind="server",
        retry_after_s=retry_after_s(headers or {}),
        request_id=request_id,
    )


def _codes(told: object) -> set[str]:
    """Return the values of every ``code``, ``type`` and ``status`` in an error, in lower case."""
    if not isinstance(told, Mapping):
        return set()
    found = {str(told[name]).lower() for name in ("code", "type", "status") if told.get(name)}
    return found.union(*(_codes(value) for value in told.values()))


def filtered(request_id: str | None = None) -> ModelError:
    """Return the error of a content filter, before or in the middle of a reply."""
    return _lasting("模型服务的内容过滤拒绝了这一段。", "filter", request_id)


def _lasting(reason: str, kind: str, request_id: str | None) -> ModelError:
    return ModelError(reason, retryable=False, kind=kind, request_id=request_id)


def retry_after_s(
    headers: Mapping[str, str], *, now: datetime.datetime | None = None
) -> float | None:
    """Return the seconds an answer asks to wait: a number, or a date; None where it says nothing.

    Args:
        headers: Names in lower case.
        now: Given by tests; else the clock.
    """
    millis = _float(headers.get("retry-after-ms"))
    if millis is not None:
        return min(max(millis / 1000, 0.0), _MOST_WAITED_S)
    value = headers.get("retry-after")
    if value is None:
        return None
    seconds = _float(value)
    if seconds is None:
        try:
            moment = email.utils.parsedate_to_datetime(value)
        except ValueError:
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=datetime.UTC)
        seconds = (moment - (now or datetime.datetime.now(datetime.UTC))).total_seconds()
    return min(max(seconds, 0.0), _MOST_WAITED_S)


def _float(value: str | None) -> float | None:
    try:
        number = float(value) if value else None
    except ValueError:
        return None
    return number if number is not None and number == number else None  # noqa: PLR0124 # not NaN
