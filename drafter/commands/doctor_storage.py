"""What drafter keeps about anybody on this machine: where, how much, since when."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

__all__ = ["stored"]


def stored() -> Iterator[tuple[str, str]]:
    """Yield (what, where and since when) of everything that is kept; nothing of its content."""
    from drafter.atomic import store_path
    from drafter.privacy.recording import record_path
    from drafter.session.registry import all_sessions

    sessions = all_sessions(Path.cwd())
    if sessions:
        yield (
            "会话",
            (
                f"{len(sessions)}份，最早{sessions[0].since[:10]}（drafter session list 可看，"
                "drafter session delete 可删）"
            ),
        )
    record = record_path()
    if record.exists():
        lines = record.read_text("utf-8").splitlines()
        first = json.loads(lines[0])["time"][:10] if lines else ""
        yield "处理记录", f"{record}，{len(lines)}次发送，自{first}起；只有时间、类别、个数和校验值"
    written = store_path()
    if written.exists():
        since = datetime.datetime.fromtimestamp(written.stat().st_ctime).astimezone()
        yield "已写文件的校验值", f"{written}，更新于{since:%Y-%m-%d}"
