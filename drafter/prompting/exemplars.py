"""Exemplars: approved facts→prose pairs, one YAML file each; a user's own take precedence."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from drafter.errors import PromptError

__all__ = ["Exemplar", "load_exemplars"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemplar:
    """A sample passage paired with the facts that it states.

    Attributes:
        id: The file's name without suffix.
        topic: Topic code.
        level: Level of the org whose sample it comes from.
        kind: ``result``, ``opening``, ``problem``, ``plan`` or ``closing``.
        document: Number of the sample summary.
        lines: Lines of the passage in the sample.
        facts: As terse as a cadre writes them, one line each.
        prose: The cleaned passage.
        notes: What was changed.
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


def load_exemplars(user_folder: Path | None = None) -> tuple[Exemplar, ...]:
    """Return the user's exemplars, then the shipped ones whose ids they do not replace.

    Raises:
        PromptError: A file is not as it should be.
    """
    from drafter.resources import folder

    own = _read_folder(user_folder) if user_folder is not None and user_folder.is_dir() else ()
    taken = {item.id for item in own}
    shipped = _read_folder(folder("few_shot"))
    return (*own, *(item for item in shipped if item.id not in taken))


@lru_cache(maxsize=8)
def _read_folder(path: Path) -> tuple[Exemplar, ...]:
    return tuple(_read(file) for file in sorted(path.glob("*.yaml")))


def _read(path: Path) -> Exemplar:
    from pydantic import BaseModel, ConfigDict, ValidationError
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    class Border(BaseModel):
        model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
        id: str
        topic: str
        level: str
        kind: str
        document: int
        lines: str
        facts: str
        prose: str
        notes: str

    try:
        data: dict[str, Any] = YAML(typ="safe").load(path.read_text("utf-8"))
        item = Border(**data)
    except (ValidationError, YAMLError, TypeError, UnicodeDecodeError) as error:
        raise PromptError(f"范例文件有误：{error}", prompt_id=path.name) from error
    if item.id != path.stem:
        raise PromptError(f"范例的编号 {item.id} 与文件名不符", prompt_id=path.name)
    return Exemplar(
        **{**item.model_dump(), "facts": item.facts.strip(), "prose": item.prose.strip()}
    )
