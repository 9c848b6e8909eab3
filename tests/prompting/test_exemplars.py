"""The shipped exemplars are true to their facts, private, current, and no two tell the same."""

import hashlib
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from drafter.facts import build_fact_sheet
from drafter.intake import notes_from_text
from drafter.prompting import Exemplar, load_exemplars
from drafter.verifying import Verifier

CASES = Path(__file__).parents[1] / "cases" / "exemplars"
ROOT = Path(__file__).parents[2]
RESULT_TOPICS = [f"T{number:02}" for number in range(1, 23)]
SHIPPED = load_exemplars(Path("no-such-folder"))
by_id = pytest.mark.parametrize("exemplar", SHIPPED, ids=lambda item: item.id)


@cache
def unfit() -> dict[str, list[str]]:
    """Return the patterns that no exemplar may match."""
    return tomllib.loads((CASES / "unfit.toml").read_text("utf-8"))


@cache
def name_hashes() -> frozenset[str]:
    """Return the short hashes of what the samples name."""
    lines = (CASES / "names.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def short_hash(word: str) -> str:
    """Return the hash that names.txt keeps of a word."""
    return hashlib.sha256(f"exemplars{word}".encode()).hexdigest()[:6]


def windows(text: str) -> set[str]:
    """Return every piece of two to four characters."""
    return {text[i : i + n] for n in (2, 3, 4) for i in range(len(text) - n + 1)}


def named(text: str, hashes: frozenset[str]) -> list[str]:
    """Return the pieces whose hash is one of those given, with line breaks taken out."""
    return sorted(word for word in windows(re.sub(r"\s", "", text)) if short_hash(word) in hashes)


def clauses(prose: str) -> list[str]:
    """Return the clauses of a passage."""
    return [clause for clause in re.split(r"[，。；：]", prose) if clause]


@by_id
def test_prose_states_its_facts_and_nothing_else(exemplar: Exemplar) -> None:
    """A model imitates what it sees: a figure added or left out here is one in every draft."""
    sheet = build_fact_sheet([notes_from_text(exemplar.facts)])
    verification = Verifier(sheet).verify(exemplar.prose)

    assert [(item.figure.text, item.reason) for item in verification.flagged] == []
    assert [fact.figure.text for fact in verification.missing] == []
    assert [(warn.kind, warn.text) for warn in verification.warnings] == []


@by_id
def test_facts_hold_no_contradiction_and_nothing_to_drop(exemplar: Exemplar) -> None:
    """What the rules drop from notes would stand in the prompt and not in the fact sheet."""
    sheet = build_fact_sheet([notes_from_text(exemplar.facts)])

    assert sheet.conflicts == ()
    assert sheet.dropped == ()


@by_id
@pytest.mark.parametrize("kind", ["marks", "dated", "political"])
def test_prose_holds_nothing_that_a_draft_may_not(exemplar: Exemplar, kind: str) -> None:
    """Scrape marks, dead institutions and slogans would be copied into new summaries."""
    found = [p for p in unfit()[kind] if re.search(p, exemplar.prose)]

    assert found == []


@by_id
def test_facts_hold_no_mask_and_no_dated_term(exemplar: Exemplar) -> None:
    """The facts stand in the prompt too."""
    masks = [p for p in unfit()["marks"][:5] if re.search(p, exemplar.facts)]
    dated = [p for p in (*unfit()["dated"], *unfit()["political"]) if re.search(p, exemplar.facts)]

    assert masks == []
    assert dated == []


@by_id
def test_nobody_whom_the_samples_name_is_named(exemplar: Exemplar) -> None:
    """Victims, patients and award winners of real places must not travel in the package."""
    text = f"{exemplar.id}\n{exemplar.facts}\n{exemplar.prose}\n{exemplar.notes}"

    assert named(text, name_hashes()) == []


def test_a_name_would_be_found_even_across_a_line_break() -> None:
    """The check above can fail: it sees a listed name wherever it stands."""
    hashes = frozenset({short_hash("柳明月")})

    assert named("表彰了柳\n明月等人", hashes) == ["柳明月"]
    assert named("表彰了一批致富带头人", hashes) == []
    assert len(name_hashes()) > 60


def test_the_data_of_the_cleaning_script_names_no_person() -> None:
    """What was judged is kept as data beside the script, and travels with the repository."""
    for path in sorted((ROOT / "tools" / "samples").glob("*")):
        found = named(path.read_text("utf-8"), name_hashes())

        assert found == [], path.name


@by_id
def test_result_reads_like_one_official_paragraph(exemplar: Exemplar) -> None:
    """One flowing paragraph of 60 to 220 characters is what a small model can imitate."""
    if exemplar.kind == "heading":
        pytest.skip("a heading is one line")
    sentences = [part for part in re.split(r"[。：]", exemplar.prose) if part]

    assert 60 <= len(exemplar.prose) <= 220
    assert "\n" not in exemplar.prose
    assert exemplar.prose.endswith(("。", "："))
    assert max(map(len, sentences)) <= 110
    assert 1 <= len(exemplar.facts.splitlines()) <= 4


@by_id
def test_facts_are_terser_than_prose(exemplar: Exemplar) -> None:
    """Notes as polished as the prose would teach copying, not writing."""
    if exemplar.kind == "heading":
        pytest.skip("a heading is shorter than what it stands for")

    assert len(exemplar.facts) < 0.95 * len(exemplar.prose)
    assert not re.search(r"[。；]", exemplar.facts)


@pytest.mark.parametrize("topic", RESULT_TOPICS)
def test_every_topic_has_two_results(topic: str) -> None:
    """A draft on any line of work must see one of its own kind, and have a choice."""
    ids = [item.id for item in SHIPPED if item.kind == "result" and item.topic == topic]

    assert len(ids) >= 2


@pytest.mark.parametrize("kind", ["opening", "heading", "problem", "plan", "closing"])
def test_every_other_part_of_a_summary_has_two(kind: str) -> None:
    """Openings, problems, plans and closings are written in their own way."""
    assert Counter(item.kind for item in SHIPPED)[kind] >= 2


@pytest.mark.parametrize("level", ["village", "community", "street", "township", "county", "city"])
def test_every_level_speaks(level: str) -> None:
    """A village and a city report different things in different words."""
    assert Counter(item.level for item in SHIPPED)[level] >= 3


def test_no_two_open_alike_and_no_clause_comes_twice() -> None:
    """A clause seen twice becomes a stock clause in every paragraph."""
    openings = Counter(clauses(item.prose)[0] for item in SHIPPED if item.kind == "result")
    repeated = Counter(
        clause
        for item in SHIPPED
        for clause in set(clauses(item.prose))
        if len(clause) > 6 and not clause.startswith("现将")
    )

    assert [opening for opening, count in openings.items() if count > 1] == []
    assert [clause for clause, count in repeated.items() if count > 1] == []


def outcomes(prose: str) -> list[str]:
    """Return the clauses of result: their verb and the end of their object."""
    verbs = r"(?:不断|进一步|有效|切实)?(增强|提高|提升|丰富|营造|激发|促进|推动|维护|实现)"
    found = (re.match(rf"{verbs}.*?([\u4e00-\u9fff]{{2}})$", part) for part in clauses(prose))
    return [match[1] + match[2] for match in found if match]


def test_no_outcome_is_told_in_the_same_words_twice() -> None:
    """Stock results (增强了…意识) are the genre's vice; each may be seen once at the most."""
    counted = Counter(end for item in SHIPPED for end in outcomes(item.prose))
    worn = [item.id for item in SHIPPED if any(phrase in item.prose for phrase in unfit()["worn"])]

    assert [end for end, count in counted.items() if count > 1] == []
    assert worn == []
    assert outcomes("举办讲座7场，进一步增强了妇女的维权意识。") == ["增强意识"]


def test_figures_are_rare_ones() -> None:
    """A leak is recognised by its value, so a value is shared by few exemplars."""
    values: Counter[str] = Counter()
    for item in SHIPPED:
        numbers = set(re.findall(r"\d+(?:\.\d+)?", item.prose))
        values.update(number for number in numbers if float(number) > 31)

    assert [value for value, count in values.items() if count > 3] == []


def test_every_file_of_the_folder_is_an_exemplar() -> None:
    """few_shot/ holds data only; a file that is not read would be a hole in every check here."""
    folder = ROOT / "few_shot"
    names: list[Any] = sorted(path.name for path in folder.iterdir() if path.name[0] != ".")

    assert sorted(f"{item.id}.yaml" for item in SHIPPED) == names


def test_the_short_way_of_reading_gives_what_yaml_gives() -> None:
    """A hundred files are read at every start; whatever is not in the usual form takes YAML."""
    from drafter.prompting import exemplars
    from drafter.resources import folder

    paths = sorted(folder("few_shot").glob("*.yaml"))
    texts = [path.read_text("utf-8") for path in paths]
    shown = texts[0]
    odd = [
        shown.replace("facts: |\n", "facts: |\n\n"),
        shown.replace("facts: |\n  ", "facts: |\n    "),
        shown.replace("facts: |\n", "facts: >\n"),
        shown.replace('lines: "', 'lines: "\\u4e00'),
        shown.replace("level: ", "level: 'x' # "),
        shown.replace("id: ", "id: 1e5\n#"),
        shown.replace("kind: ", "kind: null\n#"),
        shown.replace("\nprose: |\n  ", "\nprose: |\n  a\u2028b"),
        shown + "more: 1\n",
    ]

    assert [exemplars._read_plainly(text) for text in texts] == [
        exemplars._read_yaml(text, path.name) for path, text in zip(paths, texts, strict=True)
    ]
    assert [exemplars._read_plainly(text) for text in odd] == [None] * len(odd)
