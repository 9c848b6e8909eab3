"""Before a draft is written from a paste, a person sees what was understood and may correct it."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.commands.console import say
from drafter.errors import DrafterError, InputError

if TYPE_CHECKING:
    from drafter.facts import FactSheet

__all__ = ["correct_sheet"]

_EDITORS = ("notepad",) if sys.platform == "win32" else ("nano", "vim", "vi")


def correct_sheet(sheet: "FactSheet") -> "FactSheet":
    """Show the sheet; let the user edit it as YAML until she goes on.

    Raises:
        KeyboardInterrupt: She leaves.
    """
    from drafter.commands.reviewing import print_sheet

    while True:
        print_sheet(sheet)
        sys.stderr.write("回车开始写；输入 e 修改，q 退出：")
        sys.stderr.flush()
        answer = sys.stdin.readline()
        if not answer or answer.strip().lower() == "q":
            raise KeyboardInterrupt
        if answer.strip().lower() != "e":
            return sheet
        sheet = _edited(sheet)


def _edited(sheet: "FactSheet") -> "FactSheet":
    """Open the sheet in the user's editor; a sheet with errors is opened again, nothing is lost."""
    from drafter.facts import sheet_from_yaml, sheet_to_yaml

    editor = _editor()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "事实清单.yaml"
        path.write_text(sheet_to_yaml(sheet), "utf-8")
        path.chmod(0o600)
        while True:
            subprocess.run([*editor, str(path)], check=False)
            try:
                return sheet_from_yaml(path.read_text("utf-8"), path.name)
            except DrafterError as error:
                say(str(error))
                sys.stderr.write("回车接着改；输入 q 放弃修改：")
                sys.stderr.flush()
                if sys.stdin.readline().strip().lower() == "q":
                    return sheet


def _editor() -> list[str]:
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if chosen:
        return shlex.split(chosen)
    for name in _EDITORS:
        found = shutil.which(name)
        if found:
            return [found]
    raise InputError(
        "没有找到文字编辑器", todo="请设置 EDITOR，或先用 drafter facts 写出清单改好再起草。"
    )
