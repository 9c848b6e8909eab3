"""Exemplars: approved facts→prose pairs, one YAML file each; a unit's own take precedence."""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from drafter.errors import PromptError

__all__ = [
    "KINDS",
    "Exemplar",
    "exemplar_yaml",
    "load_exemplars",
    "near_tables",
    "own_folder",
    "read_exemplar",
]

# What an exemplar may be a model of.
KINDS: Final = ("result", "opening", "heading", "problem", "plan", "closing")
_ID: Final = re.compile(r"[\w-]{1,80}")
_TOPIC: Final = re.compile(r"T(?:[01]\d|2[0-4]|99)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemplar:
    """A passage of a summary paired with the facts that it states.

    Attributes:
        id: The file's name without suffix.
        topic: Topic code.
        level: Level of the org that speaks.
        kind: One of ``KINDS``.
        document: Number of the sample summary; 0 where none is quoted.
        lines: Lines of the passage in the sample, "" without one.
        facts: As terse as a cadre writes them, one line each.
        prose: The cleaned passage.
        notes: What was changed.
        own: Whether it is the user's, not one of those shipped.
    """

    id: str
    topic: str
    level: str
    kind: str
    document: int
    lines: str
    facts: str
    prose: str
    notes: str
    own: bool = False


@lru_cache(maxsize=1)
def near_tables() -> dict[str, Any]:
    """Return which topics and levels are nearest to which; every level has its entry."""
    return tomllib.loads(files("drafter.prompting").joinpath("data/near.toml").read_text("utf-8"))


def own_folder() -> Path:
    """Return the folder of the user's own exemplars; it need not exist."""
    from drafter.config import config_folder

    return config_folder() / "few_shot"


def load_exemplars(user_folder: Path | None = None) -> tuple[Exemplar, ...]:
    """Return the user's exemplars, then the shipped ones whose ids they do not replace.

    Args:
        user_folder: Folder of the user's exemplars; None: ``own_folder()``.

    Raises:
        PromptError: A file is not as it should be.
    """
    from drafter.resources import folder

    place = own_folder() if user_folder is None else user_folder
    own = tuple(replace(item, own=True) for item in _read_folder(place))
    taken = {item.id for item in own}
    shipped = _read_folder(folder("few_shot"))
    return (*own, *(item for item in shipped if item.id not in taken))


def _read_folder(path: Path) -> tuple[Exemplar, ...]:
    if not path.is_dir():
        return ()
    files = sorted(path.glob("*.yaml"))
    return _read_files(tuple((file, file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=8)
def _read_files(files: tuple[tuple[Path, int], ...]) -> tuple[Exemplar, ...]:
    """Read files once for as long as none of them changes."""
    return tuple(read_exemplar(path) for path, _ in files)


def read_exemplar(path: Path) -> Exemplar:
    """Read and validate one file.

    Raises:
        PromptError: It is not as it should be; the message names the field.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError("范例文件读不出来", prompt_id=path.name) from error
    data = _read_plainly(text)
    item = _validated(_read_yaml(text, path.name) if data is None else data, path.name)
    if item.id != path.stem:
        raise PromptError(f"范例的编号 {item.id} 与文件名不符", prompt_id=path.name)
    return item


# Exemplars as ``exemplar_yaml`` writes them, a hundred in a hundredth of the time that a reader of
# all of YAML takes; whatever looks otherwise in any place is left to that.
_LINE: Final = r"  [^\s#][^\n]*\n"
_PLAIN: Final = re.compile(
    r"id: (?P<id>[a-z][\w-]*[a-z-][\w-]*)\ntopic: (?P<topic>T\d\d)\nlevel: (?P<level>[a-z]+)\n"
    r"kind: (?P<kind>[a-z]+)\ndocument: (?P<document>0|[1-9]\d*)\n"
    r'lines: "(?P<lines>[^"\\\n]*)"\n'
    rf"facts: \|\n(?P<facts>(?:{_LINE})+)prose: \|\n(?P<prose>(?:{_LINE})+)"
    r'notes: "(?P<notes>[^"\\\n]*)"\n?'
)
_WORDS_OF_YAML: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off"})
# What YAML reads otherwise or refuses inside text: control characters, other line ends, tabs.
_ODD: Final = re.compile("[\x00-\x08\t\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def _read_plainly(text: str) -> dict[str, Any] | None:
    """Return what a file of the usual form holds; None for any other form."""
    match = _PLAIN.fullmatch(text)
    if match is None or _ODD.search(text):
        return None
    data: dict[str, Any] = match.groupdict()
    if _WORDS_OF_YAML & {data["id"], data["level"], data["kind"]}:
        return None
    data["document"] = int(data["document"])
    for name in ("facts", "prose"):
        data[name] = "".join(line[2:] for line in data[name].splitlines(keepends=True))
    return data


def _read_yaml(text: str, name: str) -> Any:  # noqa: ANN401 # anything may stand in a file
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return YAML(typ="safe").load(text)
    except YAMLError as error:
        raise PromptError("范例文件读不出来", prompt_id=name) from error


def _validated(data: Any, name: str) -> Exemplar:  # noqa: ANN401 # anything may stand in a file
    from pydantic import ValidationError

    try:
        item = _border().model_validate(data).model_dump()
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "内容"
        raise PromptError(f"范例文件的 {place} 有误：{first['msg']}", prompt_id=name) from error
    item["facts"], item["prose"] = item["facts"].strip(), item["prose"].strip()
    return Exemplar(**item)


@lru_cache(maxsize=1)
def _border() -> Any:  # noqa: ANN401 # a pydantic class, imported where it is needed
    from pydantic import BaseModel, ConfigDict, Field

    # The levels that have a nearest one; reading exemplars must not load all of the fact rules.
    levels = "|".join(near_tables()["near_level"])

    class Border(BaseModel):
        """What one file of exemplars holds."""

        model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
        id: str = Field(pattern=f"^{_ID.pattern}$")
        topic: str = Field(pattern=f"^{_TOPIC.pattern}$")
        level: str = Field(pattern=f"^(?:{levels})$")
        kind: str = Field(pattern=f"^(?:{'|'.join(KINDS)})$")
        document: int = Field(ge=0)
        lines: str
        facts: str = Field(min_length=1)
        prose: str = Field(min_length=1)
        notes: str

    return Border


def exemplar_yaml(exemplar: Exemplar) -> str:
    """Return the file of one exemplar, its texts as block text that people can read."""
    import json

    def block(text: str) -> str:
        return "".join(f"  {line.strip()}\n" for line in text.strip().splitlines() if line.strip())

    return (
        f"id: {exemplar.id}\n"
        f"topic: {exemplar.topic}\n"
        f"level: {exemplar.level}\n"
        f"kind: {exemplar.kind}\n"
        f"document: {exemplar.document}\n"
        f"lines: {json.dumps(exemplar.lines, ensure_ascii=False)}\n"
        f"facts: |\n{block(exemplar.facts)}"
        f"prose: |\n{block(exemplar.prose)}"
        f"notes: {json.dumps(exemplar.notes, ensure_ascii=False)}\n"
    )
