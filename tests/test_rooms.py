"""Imports go one way, pure rooms stay pure, and the command line starts without the SDK."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "drafter"

# room → rooms it may import (besides itself and errors)
MAY_USE: dict[str, set[str]] = {
    "figures": set(),
    "document": set(),
    "facts": {"figures"},
    "verifying": {"figures", "facts"},
    "intake": {"facts"},
    "model": {"config", "resources"},
    "privacy": {"config", "figures", "model"},
    "prompting": {
        "config",
        "document",
        "facts",
        "figures",
        "intake",
        "model",
        "resources",
        "verifying",
    },
    "session": {
        "atomic",
        "config",
        "document",
        "drafting",
        "facts",
        "model",
        "privacy",
        "prompting",
    },
    "exporting": {"document", "facts", "figures", "verifying", "atomic"},
    "drafting": {
        "figures",
        "document",
        "facts",
        "verifying",
        "intake",
        "prompting",
        "model",
        "privacy",
    },
    "evaluating": {
        "figures",
        "document",
        "facts",
        "verifying",
        "intake",
        "prompting",
        "model",
        "drafting",
        "privacy",
        "atomic",
        "resources",
    },
    "refining": {
        "figures",
        "document",
        "facts",
        "verifying",
        "intake",
        "prompting",
        "model",
        "drafting",
        "session",
        "exporting",
        "privacy",
        "atomic",
    },
}
PURE = ("figures", "facts", "verifying", "document")
IMPURE_MODULES = {
    "asyncio",
    "httpx",
    "logging",
    "multiprocessing",
    "openai",
    "os",
    "pathlib",
    "random",
    "shutil",
    "socket",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "urllib",
}


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def modules(room: str) -> list[Path]:
    return sorted((PACKAGE / room).rglob("*.py"))


@pytest.mark.parametrize("room", sorted(room for room in MAY_USE if (PACKAGE / room).is_dir()))
def test_a_room_imports_only_what_lies_below_it(room: str) -> None:
    """An arrow that points up couples what is true to how it is shown."""
    allowed = MAY_USE[room] | {room, "errors"}

    wrong = {
        f"{path.name}: {name}"
        for path in modules(room)
        for name in imports_of(path)
        if name.startswith("drafter.") and name.split(".")[1] not in allowed
    }

    assert wrong == set()


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_reads_no_file_clock_or_network(room: str) -> None:
    """The same text must give the same answer wherever and whenever it is asked."""
    wrong = {
        f"{path.name}: {name}"
        for path in modules(room)
        for name in imports_of(path)
        if name.split(".")[0] in IMPURE_MODULES
    }

    assert wrong == set()


def test_every_package_folder_is_a_known_room() -> None:
    """A room that the table does not know would import whatever it likes."""
    folders = {
        path.name for path in PACKAGE.iterdir() if path.is_dir() and (path / "__init__.py").exists()
    }

    assert folders - {"commands"} <= set(MAY_USE)


def test_only_one_module_knows_the_sdk() -> None:
    """Its exceptions and its slow import stay behind the model port."""
    users = {
        path.name
        for path in PACKAGE.rglob("*.py")
        if any(name.split(".")[0] == "openai" for name in imports_of(path))
    }

    assert users <= {"openai_chat.py"}


def test_the_command_line_starts_without_the_sdk() -> None:
    """Importing the SDK takes half a second; --version and --help must not pay it."""
    slow = {"openai", "docx", "pydantic", "tiktoken", "openpyxl", "rich"}
    script = f"import sys, drafter.cli; print(sorted(set(sys.modules) & {slow}))"

    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "[]"


def test_every_module_says_why_it_exists() -> None:
    """The first line is what a newcomer reads."""
    silent = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]

    assert silent == []
