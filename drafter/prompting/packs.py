"""Prompt packs: templates with a TOML header, rendered strictly; what is in the file is sent.

No prompt text stands in Python. Notes enter as data: line breaks and our own header fence are
neutralised, and user text is never compiled as a template.
"""

import hashlib
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.errors import PromptError

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2 import Template as JinjaTemplate

__all__ = ["Pack", "Template", "load_pack", "lock_entries", "pack_names", "template_hashes"]

_FENCE = "+++\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One prompt template with its header.

    Attributes:
        id: ``pack/step``.
        version: Bumped when the meaning changes.
        inputs: Names the body uses, exactly.
        max_prompt_tokens: Upper bound of one rendering, by the safe counter.
        sha256: Hash of the whole file; the version lock compares it.
        body: Jinja2 text.
    """

    id: str
    version: int
    purpose: str
    inputs: tuple[str, ...]
    reply: str
    exemplars: bool
    max_prompt_tokens: int
    changed: str
    sha256: str
    body: str

    def render(self, **values: object) -> str:
        """Fill the template; a missing or superfluous value is an error.

        Raises:
            PromptError: The values do not match ``inputs``.
        """
        if set(values) != set(self.inputs):
            wrong = sorted(set(values) ^ set(self.inputs))
            raise PromptError(
                f"模板的变量对不上：{'、'.join(wrong)}",
                prompt_id=self.id,
                version=self.version,
            )
        return _compiled(self.body).render(**values).rstrip("\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One folder under ``prompts/``: its manifest's parameters and its templates by step."""

    id: str
    version: int
    temperature: float
    max_attempts: int
    fixed_exemplars: int
    topic_exemplars: int
    max_prompt_tokens: int
    templates: dict[str, Template]
    source: str = ""  # the name or folder by which it was loaded

    def template(self, step: str) -> Template:
        """Return the template of one step (``system``, ``paragraph``, ``repair`` …).

        Raises:
            PromptError: The pack has no such step.
        """
        try:
            return self.templates[step]
        except KeyError:
            raise PromptError(f"缺少模板 {step}", prompt_id=self.id, version=self.version) from None

    @property
    def label(self) -> str:
        """Name and version as the session records them, e.g. ``v1@1``."""
        return f"{self.id}@{self.version}"


@lru_cache(maxsize=1)
def _environment() -> "Environment":
    from jinja2 import Environment, StrictUndefined

    return Environment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 # the output is a prompt, not a page
    )


@lru_cache(maxsize=64)
def _compiled(body: str) -> "JinjaTemplate":
    """Compile a body once: a draft renders the same few templates for every paragraph."""
    return _environment().from_string(body)


def _folder() -> Path:
    from drafter.resources import folder

    return folder("prompts")


def pack_names() -> tuple[str, ...]:
    """Return the names of the packs that ship with drafter, sorted."""
    return tuple(sorted(path.parent.name for path in _folder().glob("*/pack.toml")))


def load_pack(name: str) -> Pack:
    """Read and validate one pack.

    Args:
        name: A shipped pack's name, or the path of a folder that holds ``pack.toml``.

    Raises:
        PromptError: No such pack, or its manifest or a header is wrong.
    """
    folder = Path(name) if Path(name, "pack.toml").is_file() else _folder() / name
    manifest_path = folder / "pack.toml"
    if not manifest_path.is_file():
        raise PromptError(f"没有提示词包 {name}，现有：{'、'.join(pack_names())}")
    manifest = _checked_manifest(tomllib.loads(manifest_path.read_text("utf-8")), name)
    templates = {
        path.name.removesuffix(".md.j2"): _read_template(path)
        for path in sorted(folder.glob("*.md.j2"))
    }
    return Pack(
        source=name,
        id=manifest["id"],
        version=manifest["version"],
        temperature=manifest["temperature"],
        max_attempts=manifest["max_attempts"],
        fixed_exemplars=manifest["fixed_exemplars"],
        topic_exemplars=manifest["topic_exemplars"],
        max_prompt_tokens=manifest["max_prompt_tokens"],
        templates=templates,
    )


def _checked_manifest(values: dict[str, Any], name: str) -> dict[str, Any]:
    from pydantic import BaseModel, ConfigDict, ValidationError

    class Manifest(BaseModel):
        model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
        id: str
        version: int
        purpose: str
        temperature: float
        max_attempts: int
        fixed_exemplars: int
        topic_exemplars: int
        max_prompt_tokens: int
        changed: str

    try:
        return Manifest(**values).model_dump()
    except ValidationError as error:
        raise PromptError(f"pack.toml 有误：{error.errors()[0]['loc']}", prompt_id=name) from error


def _read_template(path: Path) -> Template:
    from pydantic import BaseModel, ConfigDict, ValidationError

    class Header(BaseModel):
        model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
        id: str
        version: int
        purpose: str
        inputs: list[str]
        reply: str
        exemplars: bool
        max_prompt_tokens: int
        changed: str

    raw = path.read_text("utf-8")
    parts = raw.split(_FENCE, 2)
    if len(parts) != 3 or parts[0]:
        raise PromptError("模板开头缺少 +++ 之间的说明", prompt_id=path.name)
    try:
        header = Header(**tomllib.loads(parts[1]))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise PromptError(f"模板说明有误：{error}", prompt_id=path.name) from error
    return Template(
        id=header.id,
        version=header.version,
        purpose=header.purpose,
        inputs=tuple(header.inputs),
        reply=header.reply,
        exemplars=header.exemplars,
        max_prompt_tokens=header.max_prompt_tokens,
        changed=header.changed,
        sha256=hashlib.sha256(raw.encode("utf-8")).hexdigest(),
        body=parts[2],
    )


def template_hashes(pack: Pack) -> dict[str, dict[str, object]]:
    """Return id → version and hash of every template, as the session and the lock record them."""
    return {
        template.id: {"version": template.version, "sha256": template.sha256}
        for template in pack.templates.values()
    }


def lock_entries(pack: Pack) -> dict[str, dict[str, object]]:
    """Return what the version lock holds of a pack: its parameters and every template.

    A changed temperature or number of exemplars changes drafts as surely as a changed word.
    """
    parameters = (
        pack.temperature,
        pack.max_attempts,
        pack.fixed_exemplars,
        pack.topic_exemplars,
        pack.max_prompt_tokens,
    )
    digest = hashlib.sha256(repr(parameters).encode("utf-8")).hexdigest()
    return {pack.id: {"version": pack.version, "sha256": digest}, **template_hashes(pack)}
