"""The date of signature as the user types it and as a document writes it."""

import datetime

from drafter.errors import InputError

__all__ = ["date_in_words"]


def date_in_words(date: str) -> str:
    """Return ``2026-01-05`` as 2026年1月5日; nothing stays nothing.

    Raises:
        InputError: It is no date.
    """
    if not date:
        return ""
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        raise InputError(f"--date 不能是“{date}”", todo="请写成 2026-01-05 这样的日期。") from None
    return f"{day.year}年{day.month}月{day.day}日"
