"""The result as JUnit XML, which continuous integration servers show case by case."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET  # written only, never parsed

from drafter.evaluating.comparing import Comparison, Verdict
from drafter.evaluating.rows import RunRecord
from drafter.evaluating.table import verdict_sentence

__all__ = ["render_junit"]


def render_junit(
    record: RunRecord,
    comparisons: Sequence[tuple[str, Comparison]],
    silenced: Sequence[tuple[str, str]] = (),
) -> str:
    """Return one test case a row, one a comparison, and one for each lost instruction.

    A broken delivery is a failure, a row without a result an error; a first reply that needed
    repair is neither.
    """
    root = ET.Element("testsuites", name="drafter eval")
    for arm in record.arms:
        rows = record.of_arm(arm.id)
        suite = ET.SubElement(
            root,
            "testsuite",
            name=f"{record.suite} {arm.id}",
            tests=str(len(rows)),
            failures=str(sum(row.broken for row in rows)),
            errors=str(sum(bool(row.error) for row in rows)),
            timestamp=record.started[:19],
        )
        for row in rows:
            name = f"{row.case}" + (f" #{row.repeat + 1}" if row.repeat else "")
            node = ET.SubElement(
                suite,
                "testcase",
                classname=f"{record.suite}.{arm.id}",
                name=name,
                time=f"{row.value('seconds') or 0:.3f}",
            )
            if row.error:
                ET.SubElement(node, "error", message=_legal(row.error))
            elif row.broken:
                what = "；".join((*row.fabricated, *(f"漏写 {item}" for item in row.lacking)))
                failure = ET.SubElement(node, "failure", message=_legal(what))
                failure.text = _legal(row.delivered)
            out = ET.SubElement(node, "system-out")
            out.text = _legal(row.first)
    if comparisons:
        failed = sum(item.verdict is Verdict.REGRESSED for _, item in comparisons)
        suite = ET.SubElement(
            root,
            "testsuite",
            name=f"{record.suite} comparisons",
            tests=str(len(comparisons)),
            failures=str(failed),
            errors="0",
        )
        for name, comparison in comparisons:
            node = ET.SubElement(suite, "testcase", classname=record.suite, name=name)
            if comparison.verdict is Verdict.REGRESSED:
                failure = ET.SubElement(node, "failure", message=verdict_sentence(comparison))
                failure.text = "\n".join(comparison.of_verdict(Verdict.REGRESSED))
    if silenced:
        suite = ET.SubElement(
            root,
            "testsuite",
            name=f"{record.suite} instructions",
            tests=str(len(silenced)),
            failures=str(len(silenced)),
            errors="0",
        )
        for arm_id, name in silenced:
            node = ET.SubElement(suite, "testcase", classname=record.suite, name=f"{arm_id} {name}")
            ET.SubElement(node, "failure", message=f"模板少了一条要求：{name}")
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _legal(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(char for char in text if char in "\t\n\r" or ord(char) >= 0x20)
