"""One module per command: arguments in, exit code out. The table of all commands."""

from collections.abc import Callable
from typing import Any

from drafter.commands.batch import batch
from drafter.commands.doctor import doctor
from drafter.commands.draft import draft
from drafter.commands.eval import app as evaluation
from drafter.commands.exemplars import app as exemplars
from drafter.commands.export import export
from drafter.commands.facts import facts
from drafter.commands.figures import figures
from drafter.commands.model import app as model
from drafter.commands.refine import refine
from drafter.commands.session import app as session
from drafter.commands.verify import verify

__all__ = ["COMMANDS"]

# Name on the command line → its function (or a typer.Typer for a group of sub-commands). The
# modules import what is slow (the SDK, docx, pydantic, rich) only inside their functions.
COMMANDS: dict[str, Callable[..., Any] | Any] = {
    "batch": batch,
    "doctor": doctor,
    "draft": draft,
    "eval": evaluation,
    "exemplars": exemplars,
    "export": export,
    "facts": facts,
    "figures": figures,
    "model": model,
    "refine": refine,
    "session": session,
    "verify": verify,
}
