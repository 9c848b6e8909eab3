"""Evaluation suites: cases with notes and options, kept as TOML under eval/suites."""

import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from drafter.errors import InputError

__all__ = ["Case", "CaseKind", "Suite", "load_suite", "suite_names"]


class CaseKind(StrEnum):
    """What a case asks for."""

    PARAGRAPH = "paragraph"
    DRAFT = "draft"
    REPAIR = "repair"
    REFINE = "refine"


# Fields that were part of a case's digest from the first, empty or not.
_ALWAYS = frozenset({"id", "kind", "notes", "tags", "org", "period", "reference", "before"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One thing to be written.

    Attributes:
        id: Unique within the suite.
        kind: A paragraph (everything in one call), a whole draft, or the repair of a paragraph.
        notes: The notes' text.
        tags: For choosing cases: levels, lines of work, traps.
        org: Header options; "" leaves them to the notes.
        period: See ``org``.
        reference: Prose a person wrote from the same facts; "" without one.
        before: For a repair: the faulty attempt that comes before the first call. For a refinement:
            how the paragraph reads now.
        request: For a refinement: what its reader wants to be different.
        wants: Regular expression that the new paragraph must match (before a ``!``: must not), or
            ``shorter``, ``longer``; "" checks nothing but the facts.
    """

    id: str
    kind: CaseKind
    notes: str
    tags: tuple[str, ...] = ()
    org: str = ""
    period: str = ""
    reference: str = ""
    before: str = ""
    request: str = ""
    wants: str = ""

    @property
    def digest(self) -> str:
        """Hash of what the case asks for; a changed case is another case."""
        # A field that a case does not use must not make another case of it.
        told = {name: value for name, value in asdict(self).items() if value or name in _ALWAYS}
        packed = json.dumps(told, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(packed.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """A named list of cases."""

    id: str
    purpose: str
    cases: tuple[Case, ...]

    def only(self, tag: str) -> "Suite":
        """Return the suite with the cases of one tag, kind or id.

        Raises:
            InputError: No case has it.
        """
        chosen = tuple(case for case in self.cases if tag in (*case.tags, case.id, case.kind.value))
        if not chosen:
            raise InputError(
                f"评测集 {self.id} 里没有标签或编号为 {tag} 的用例",
                todo="用 drafter eval list --suite 看有哪些。",
            )
        return Suite(id=self.id, purpose=self.purpose, cases=chosen)

    def case(self, case_id: str) -> Case:
        """Return one case.

        Raises:
            InputError: No such case; the nearest ids are named.
        """
        import difflib

        for case in self.cases:
            if case.id == case_id:
                return case
        near = difflib.get_close_matches(case_id, [case.id for case in self.cases], n=3)
        raise InputError(
            f"评测集 {self.id} 里没有用例 {case_id}",
            todo=f"是不是 {'、'.join(near)}？"
            if near
            else "用 drafter eval list --suite 看有哪些。",
        )


def _folder() -> Path:
    from drafter.resources import folder

    return folder("eval") / "suites"


def suite_names() -> tuple[str, ...]:
    """Return the names of the suites that ship with drafter."""
    return tuple(sorted(path.stem for path in _folder().glob("*.toml")))


def load_suite(name: str) -> Suite:
    """Read a suite by name or path.

    A suite may include others (``include = ["smoke"]``), whose cases come first.

    Raises:
        InputError: No such suite, or a case is not as it should be.
    """
    from pydantic import BaseModel, ConfigDict, ValidationError

    class CaseModel(BaseModel):
        model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
        id: str
        kind: str = "paragraph"
        notes: str
        tags: list[str] = []
        org: str = ""
        period: str = ""
        reference: str = ""
        before: str = ""
        request: str = ""
        wants: str = ""

    class SuiteModel(BaseModel):
        model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
        id: str
        purpose: str
        include: list[str] = []
        case: list[CaseModel] = []

    path = Path(name) if name.endswith(".toml") else _folder() / f"{name}.toml"
    if not path.is_file():
        raise InputError(f"没有评测集 {name}", todo=f"现有：{'、'.join(suite_names())}。")
    try:
        data = SuiteModel(**tomllib.loads(path.read_text("utf-8")))
    except (ValidationError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"评测集有误：{error}", path=str(path)) from error
    cases = [case for other in data.include for case in load_suite(other).cases]
    for item in data.case:
        kind = _kind(item.kind, item.before, item.request, item.id, path)
        cases.append(
            Case(
                id=item.id,
                kind=kind,
                notes=item.notes,
                tags=tuple(item.tags),
                org=item.org,
                period=item.period,
                reference=item.reference,
                before=item.before,
                request=item.request,
                wants=item.wants,
            )
        )
    ids = [case.id for case in cases]
    doubled = sorted({name for name in ids if ids.count(name) > 1})
    if doubled:
        raise InputError(f"用例编号重复：{'、'.join(doubled)}", path=str(path))
    if not cases:
        raise InputError("评测集里没有用例", path=str(path))
    return Suite(id=data.id, purpose=data.purpose, cases=tuple(cases))


def _kind(kind: str, before: str, request: str, case_id: str, path: Path) -> CaseKind:
    if kind not in set(CaseKind):
        raise InputError(
            f"用例 {case_id} 的 kind 不能是“{kind}”",
            path=str(path),
            todo=f"请用 {'、'.join(CaseKind)}。",
        )
    if bool(before) != (kind in {CaseKind.REPAIR, CaseKind.REFINE}):
        raise InputError(
            f"用例 {case_id}：before 是 repair、refine 用例的上一稿，两者要么都有，要么都没有",
            path=str(path),
        )
    if bool(request) != (kind == CaseKind.REFINE):
        raise InputError(
            f"用例 {case_id}：request 是 refine 用例的要求，两者要么都有，要么都没有",
            path=str(path),
        )
    return CaseKind(kind)
