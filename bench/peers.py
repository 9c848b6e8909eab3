r"""How public packages do on the judged items that this project did not write its rules with.

Not part of the suite: the packages are installed beside drafter in an environment of their own.
    python -m venv peers
    peers/bin/python -m pip install . ms-recognizers-text-suite cn2an corroborate figured \
        groundguard-ai groundlens trustguard-ai
    peers/bin/python bench/peers.py
A package that is not there is left out. Verifiers are compared by item, since most of them name no
place: an item with a planted error is caught when anything in it is flagged, one without is passed
when nothing is. Each package is called as its own documentation shows, in its default mode; its
Chinese settings are used where it has any.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

CASES: Final = Path(__file__).parent.parent / "tests" / "cases"
DIGITS: Final = re.compile(r"\d+(?:\.\d+)?")
Flags = Callable[[str, str], bool]


def drafter_flags() -> Flags:
    """Return whether drafter flags a figure of a draft."""
    from drafter.facts import build_fact_sheet
    from drafter.intake import notes_from_text
    from drafter.verifying import Verifier

    def flags(facts: str, draft: str) -> bool:
        return not Verifier(build_fact_sheet([notes_from_text(facts)])).verify(draft).ok

    return flags


def digits_flag(facts: str, draft: str) -> bool:
    """Flag digits that do not occur in the facts: what anybody would write first."""
    known = set(DIGITS.findall(facts))
    return any(number not in known for number in DIGITS.findall(draft))


def corroborate_flags() -> Flags:
    """Return whether corroborate finds something critical."""
    check = import_module("corroborate").check_answer
    return lambda facts, draft: not check("工作总结", [facts], draft).ok()


def figured_flags() -> Flags:
    """Return whether figured leaves a number untraced."""
    trace = import_module("figured").trace
    return lambda facts, draft: not trace(draft, [{"notes": facts}]).ok


def groundlens_flags() -> Flags:
    """Return whether groundlens decides anything but PASS."""
    verify = import_module("groundlens").verify
    return lambda facts, draft: verify(draft, evidence=[("notes", facts)]).decision != "PASS"


def groundguard_flags() -> Flags:
    """Return whether groundguard lets a draft pass against the recorded numbers."""
    package = import_module("groundguard")

    def flags(facts: str, draft: str) -> bool:
        gate = package.FactGate()
        for index, number in enumerate(DIGITS.findall(facts)):
            gate.record_fact(key=f"f{index}", value=number)
        return not gate.check(draft).passed

    return flags


def trustguard_flags() -> Flags:
    """Return whether trustguard's verdict is anything but pass."""
    package = import_module("trustguard_ai")
    guard = package.TrustGuard()

    def flags(facts: str, draft: str) -> bool:
        report = guard.check(draft, [package.Source(id="notes", text=facts)])
        return bool(report.verdict.value != "pass")

    return flags


def recognisers_flag() -> Flags:
    """Return whether ms-recognizers reads a number in the draft that it does not in the facts."""
    suite = import_module("ms_recognizers_suite")
    chinese = import_module("ms_recognizers_text").Culture.Chinese

    def values(text: str) -> set[str]:
        found = [*suite.recognize_number(text, chinese), *suite.recognize_percentage(text, chinese)]
        return {str(item.resolution["value"]) for item in found if item.resolution}

    return lambda facts, draft: not values(draft) <= values(facts)


VERIFIERS: Final[dict[str, tuple[str | None, Callable[[], Flags]]]] = {
    "drafter": ("drafter", drafter_flags),
    "digits by pattern": (None, lambda: digits_flag),
    "ms-recognizers value sets": ("ms_recognizers_suite", recognisers_flag),
    "corroborate": ("corroborate", corroborate_flags),
    "figured": ("figured", figured_flags),
    "groundlens": ("groundlens", groundlens_flags),
    "groundguard-ai": ("groundguard", groundguard_flags),
    "trustguard-ai": ("trustguard_ai", trustguard_flags),
}


def judged_items(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Return the items of some files, JSON or JSON lines."""
    found: list[dict[str, Any]] = []
    for path in paths:
        text = path.read_text("utf-8")
        lines = path.suffix == ".jsonl"
        found += [json.loads(line) for line in text.splitlines()] if lines else json.loads(text)
    return found


def compare_verifiers(paths: Sequence[Path]) -> None:
    """Print one row a verifier."""
    items = judged_items(paths)
    wrong = [item for item in items if item["flags"]]
    clean = [item for item in items if not item["flags"]]
    print(f"\nVerifying: {len(wrong)} items with planted errors, {len(clean)} without")
    print("| tool | caught | passed | ms an item |\n| --- | --- | --- | --- |")
    for name, (module, load) in VERIFIERS.items():
        if module is not None and find_spec(module) is None:
            continue
        flags = load()
        began = time.perf_counter()
        caught = sum(flags(item["facts"], item["draft"]) for item in wrong)
        passed = sum(not flags(item["facts"], item["draft"]) for item in clean)
        each_ms = (time.perf_counter() - began) * 1000 / len(items)
        print(
            f"| {name} | {caught} ({caught / len(wrong):.1%}) "
            f"| {passed} ({passed / len(clean):.1%}) | {each_ms:.1f} |"
        )


Readings = list[tuple[int, int, float]]


def drafter_reads(text: str) -> Readings:
    """Return the single numeric values that drafter finds, with their places."""
    from drafter.figures import find_figures

    return [
        (figure.start, figure.end, float(figure.value))
        for figure in find_figures(text)
        if isinstance(figure.value, Decimal)
    ]


def digits_read(text: str) -> Readings:
    """Return runs of digits."""
    return [(found.start(), found.end(), float(found[0])) for found in DIGITS.finditer(text)]


def recognisers_read(text: str) -> Readings:
    """Return what ms-recognizers reads as a number, a share or an amount of money."""
    suite = import_module("ms_recognizers_suite")
    chinese = import_module("ms_recognizers_text").Culture.Chinese
    found: Readings = []
    for kind in ("number", "percentage", "currency"):
        for item in getattr(suite, f"recognize_{kind}")(text, chinese):
            value = str((item.resolution or {}).get("value") or "").rstrip("%")
            if re.fullmatch(r"-?\d+(?:\.\d+)?", value):
                found.append((item.start, item.end + 1, float(value)))
    return found


def compare_readers() -> None:
    """Print how many judged single values each reader gets right, and what it takes for figures."""
    cases = json.loads((CASES / "figures" / "unseen.json").read_text("utf-8"))["cases"]
    readers: dict[str, Callable[[str], Readings]] = {"drafter": drafter_reads}
    if find_spec("ms_recognizers_suite") is not None:
        readers["ms-recognizers-text"] = recognisers_read
    readers["digits by pattern"] = digits_read
    print("\nReading figures: notes written without sight of the code")
    print("| tool | values right | not-figures taken |\n| --- | --- | --- |")
    for name, read in readers.items():
        right = of = taken = others = 0
        for case in cases:
            text = case["text"]
            found = read(text)
            for judged in case["figures"]:
                if not isinstance(judged.get("value"), (int, float)):
                    continue
                start = text.index(judged["text"])
                end = start + len(judged["text"])
                of += 1
                right += any(
                    a < end and start < b and abs(value - judged["value"]) < 1e-3
                    for a, b, value in found
                )
            for surface in case.get("not_figures", []):
                start = text.index(surface)
                others += 1
                taken += any(a < start + len(surface) and start < b for a, b, _ in found)
        print(f"| {name} | {right} of {of} ({right / of:.1%}) | {taken} of {others} |")


if __name__ == "__main__":
    named = [Path(name) for name in sys.argv[1:]]
    compare_verifiers(named or [CASES / "verifying" / "blind" / "second.json"])
    compare_readers()
