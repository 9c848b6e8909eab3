"""A run can be killed, resumed and repeated without asking or counting anything twice."""

import asyncio
import dataclasses
import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.evaluating.arms import Writing
from drafter.evaluating.evaluation import evaluate
from drafter.evaluating.replies import Allowance, KeptReplies
from drafter.evaluating.rows import DIRECTIONS, RunRecord
from drafter.evaluating.running import Job, Runner
from drafter.evaluating.store import EvalFolder
from drafter.evaluating.suites import CaseKind, Suite
from drafter.evaluating.table import arm_mean
from drafter.model import ChatReply, ChatRequest
from drafter.prompting import load_exemplars
from tests.evaluating.makers import EchoModel, make_arm, make_case, make_suite

STARTED = "2026-01-05T08:00:00+08:00"


class Killed(BaseException):
    """Ends the process as far as the run can tell."""


def totals(record: RunRecord) -> dict[str, float | None]:
    return {name: arm_mean(record.rows, name) for name in DIRECTIONS if name != "seconds"}


def drop_first_figure(text: str, rng: random.Random) -> str:
    """Leave a clause out of about every third reply."""
    return text.split("，", 1)[1] if rng.random() < 0.34 and "，" in text else text


def run(folder: Path, model: EchoModel, *, repeats: int = 1, count: int = 6) -> RunRecord:
    store = EvalFolder(folder)
    try:
        evaluation = asyncio.run(
            evaluate(make_suite(count), [make_arm(model)], store, started=STARTED, repeats=repeats)
        )
    finally:
        store.close()
    return evaluation.record


def test_a_second_run_asks_nothing(tmp_path: Path) -> None:
    """The journal is the cache: what was answered once costs nothing again."""
    first = run(tmp_path, EchoModel())
    again = EchoModel()

    second = run(tmp_path, again)

    assert again.calls == 0
    assert second.new_calls == 0
    assert totals(first) == totals(second)


class GrammarModel(EchoModel):
    """Takes grammars and keeps those that it was given."""

    takes_grammar = True

    def __init__(self) -> None:
        super().__init__()
        self.grammars: list[str | None] = []

    async def reply(
        self, request: ChatRequest, *, on_text: Callable[[str], None] | None = None
    ) -> ChatReply:
        """Answer as ``EchoModel``."""
        self.grammars.append(request.grammar)
        return await super().reply(request, on_text=on_text)


@pytest.mark.parametrize(
    ("writing", "kind", "constrained"),
    [
        (Writing.PROMPT, CaseKind.PARAGRAPH, False),
        (Writing.PROMPT, CaseKind.DRAFT, True),
        (Writing.DRAFTED, CaseKind.PARAGRAPH, True),
        (Writing.FREE, CaseKind.PARAGRAPH, True),
    ],
)
def test_clauses_made_by_rule_do_not_hide_what_a_prompt_spoils(
    tmp_path: Path, writing: Writing, kind: CaseKind, *, constrained: bool
) -> None:
    """Under a grammar made of the facts any template does; single paragraphs go without one."""
    model = GrammarModel()
    arm = dataclasses.replace(make_arm(model), writing=writing)
    suite = Suite(id="s", purpose="tests", cases=(make_case(kind=kind.value),))
    store = EvalFolder(tmp_path)

    asyncio.run(evaluate(suite, [arm], store, started=STARTED, repeats=1))
    store.close()

    assert model.grammars
    assert all(bool(grammar) is constrained for grammar in model.grammars)


def test_exemplars_by_topic_stand_behind_the_fixed_ones(tmp_path: Path) -> None:
    """A pack's parameter must do what it says, or its measurement measures nothing."""
    seen: list[ChatRequest] = []

    class Listening(EchoModel):
        async def reply(
            self, request: ChatRequest, *, on_text: Callable[[str], None] | None = None
        ) -> ChatReply:
            seen.append(request)
            return await super().reply(request, on_text=on_text)

    pool = load_exemplars(tmp_path / "none")
    arm = make_arm(Listening())
    packs = [
        dataclasses.replace(arm.pack, fixed_exemplars=1, topic_exemplars=count) for count in (0, 1)
    ]
    suite = Suite(id="s", purpose="tests", cases=(make_case(notes="接访群众来访32件"),))
    for number, pack in enumerate(packs):
        store = EvalFolder(tmp_path / str(number))
        arms = [dataclasses.replace(arm, pack=pack, pool=pool)]
        asyncio.run(evaluate(suite, arms, store, started=STARTED, repeats=1))
        store.close()

    fixed, both = (request.turns for request in (seen[0], seen[-1]))
    assert both[: len(fixed) - 1] == fixed[:-1]
    assert len(both) == len(fixed) + 2
    topical = {item.prose.strip() for item in pool if item.topic == "T10"}
    assert both[-2].content in topical


def test_replies_are_scored_anew_without_a_call(tmp_path: Path) -> None:
    """A new scorer judges old replies; only the rows made of them are thrown away."""
    first = run(tmp_path, EchoModel(spoil=drop_first_figure))
    (tmp_path / "rows.jsonl").unlink()
    again = EchoModel()

    second = run(tmp_path, again)

    assert again.calls == 0
    assert totals(first) == totals(second)


@pytest.mark.parametrize("seed", range(12))
def test_a_run_killed_at_random_and_resumed_gives_the_same_totals(
    tmp_path: Path, seed: int
) -> None:
    """Only the calls in flight are asked again, and no number differs from an undisturbed run."""
    rng = random.Random(seed)
    undisturbed_model = EchoModel(spoil=drop_first_figure)
    undisturbed = run(tmp_path / "whole", undisturbed_model, count=12)
    last = rng.randint(2, undisturbed_model.calls - 1)

    def kill(call: int) -> None:
        if call == last:
            raise Killed

    killed = EchoModel(spoil=drop_first_figure, on_call=kill)
    with pytest.raises(Killed):
        run(tmp_path / "part", killed, count=12)
    replies = tmp_path / "part" / "replies.jsonl"
    kept = replies.read_bytes()
    # A real kill may also cut the last line short.
    cut = rng.choice([0, 0, 1, 40])
    replies.write_bytes(kept[: len(kept) - cut])
    whole_lines = sum(1 for line in replies.read_bytes().split(b"\n") if line.endswith(b"}"))
    resumed_model = EchoModel(spoil=drop_first_figure)

    resumed = run(tmp_path / "part", resumed_model, count=12)

    assert totals(resumed) == totals(undisturbed)
    assert [row.first for row in resumed.rows] == [row.first for row in undisturbed.rows]
    assert resumed_model.calls == undisturbed_model.calls - whole_lines
    for line in replies.read_bytes().split(b"\n")[-3:-1]:
        assert json.loads(line)["text"]


def test_errored_rows_count_neither_way_and_run_again(tmp_path: Path) -> None:
    """An endpoint's bad minute must not read as a worse prompt, nor be kept as a result."""
    broken = run(tmp_path, EchoModel(fails=2))
    healed_model = EchoModel()

    healed = run(tmp_path, healed_model)

    assert 0 < len(broken.errored) < len(broken.rows)
    assert arm_mean(broken.rows, "recall") == 1.0
    assert broken.unfinished == len(broken.errored)
    assert healed.unfinished == 0
    assert healed_model.calls == len(broken.errored)


def test_a_dead_endpoint_is_given_up_soon(tmp_path: Path) -> None:
    """Two hundred time limits in a row would take an hour to say what four say."""
    model = EchoModel(fails=-1)

    record = run(tmp_path, model, count=40)

    assert record.unfinished == 40
    assert model.calls < 12


def test_the_token_budget_stops_the_run_and_a_bigger_one_goes_on(tmp_path: Path) -> None:
    """A budget bounds what is spent; what was bought is not lost."""
    store = EvalFolder(tmp_path)
    stopped = asyncio.run(
        evaluate(
            make_suite(12),
            [make_arm()],
            store,
            started=STARTED,
            repeats=1,
            allowance=Allowance(max_tokens=600),
        )
    ).record
    store.close()
    rest = EchoModel()

    finished = run(tmp_path, rest, count=12)

    # Calls already under way when the budget ran out may still finish.
    assert 600 <= stopped.new_tokens <= 600 + EchoModel.concurrency * 150
    assert "预算" in stopped.stopped
    assert stopped.unfinished > 0
    assert finished.unfinished == 0
    assert rest.calls < 12


def test_only_changed_cases_are_repeated_and_on_both_sides(tmp_path: Path) -> None:
    """Repeats are dear; a case that did not change needs none, and sides must stay equal."""
    store = EvalFolder(tmp_path)
    plain = make_arm(EchoModel(), name="A")
    worse = make_arm(EchoModel(spoil=drop_first_figure), name="B")
    worse.endpoint.name = "loopback worse"

    record = asyncio.run(
        evaluate(make_suite(12), [plain, worse], store, started=STARTED, repeats=0)
    ).record
    store.close()

    def repeats(arm: str) -> dict[str, int]:
        rows = record.of_arm(arm)
        return {case.id: sum(row.case == case.id for row in rows) for case in make_suite(12).cases}

    assert repeats("A") == repeats("B")
    assert set(repeats("A").values()) == {1, 3}


def test_a_miss_says_which_part_of_the_request_changed(tmp_path: Path) -> None:
    """Who pays for new calls wants to know why the old replies did not serve."""
    run(tmp_path, EchoModel())
    store = EvalFolder(tmp_path)
    arm = make_arm(EchoModel(), name="A")
    elsewhere = make_arm(EchoModel(), name="B")
    elsewhere.endpoint.name = "another endpoint"
    case = make_suite().cases[0]

    runner = Runner(store.kept)
    asyncio.run(runner.run([Job(case, arm, 0), Job(case, elsewhere, 0), Job(case, arm, 1)]))
    store.close()

    reasons = [miss.reason for miss in runner.misses]
    assert reasons[0].endswith("模型或接口")
    assert re.search("参数.*第几遍", reasons[1])


def test_a_repair_is_scored_by_the_reply_that_mends(tmp_path: Path) -> None:
    """The faulty attempt is given, so it must not count as the model's first reply."""
    case = make_case(
        "r1", "来访46件，婚姻家庭26件，调处43件", kind="repair", before="来访46件，调处43件。"
    )
    kept = KeptReplies(tmp_path / "replies.jsonl")
    model = EchoModel(spoil=lambda _text, _rng: "来访46件，其中婚姻家庭26件，调处43件。")

    rows = asyncio.run(Runner(kept).run([Job(case, make_arm(model), 0)]))
    kept.close()

    assert rows[0].value("recall") == 1.0
    assert rows[0].value("attempts") == model.calls == 1
    assert "婚姻家庭26件" in rows[0].delivered


@pytest.mark.parametrize(
    ("wants", "followed"), [("shorter", 1.0), ("longer", 0.0), ("^举办", 1.0), ("!讲座", 0.0)]
)
def test_a_refinement_is_asked_as_its_reader_words_it_and_held_to_it(
    tmp_path: Path, wants: str, followed: float
) -> None:
    """The template that changes a paragraph was sent by nobody who measures."""
    model = EchoModel(spoil=lambda *_: "举办讲座4场，参加320人次。")
    case = make_case(
        kind="refine",
        before="全年举办讲座4场，参加的人很多，共320人次。",
        request="写短一点",
        wants=wants,
    )
    suite = Suite(id="s", purpose="tests", cases=(case,))
    store = EvalFolder(tmp_path)

    record = asyncio.run(evaluate(suite, [make_arm(model)], store, started=STARTED)).record
    store.close()

    (row,) = record.rows
    assert case.before in row.prompts[0]
    assert "请按这个要求另写一段：写短一点" in row.prompts[0]
    assert row.first_pass
    assert row.value("followed") == followed
    assert bool(row.reason("followed")) is not bool(followed)


def test_a_delivery_without_support_is_broken(tmp_path: Path) -> None:
    """Whatever the model writes, what is delivered holds; the row would say if it did not."""
    kept = KeptReplies(tmp_path / "replies.jsonl")
    model = EchoModel(spoil=lambda text, _rng: text.replace("。", "，受益群众9999人。"))

    rows = asyncio.run(Runner(kept).run([Job(make_case(), make_arm(model), 0)]))
    kept.close()

    assert rows[0].value("precision") < 1.0  # type: ignore[operator] # scored
    assert not rows[0].first_pass
    assert rows[0].fabricated == ()
    assert "9999" not in rows[0].delivered


def test_arms_that_would_evict_each_other_run_one_after_the_other(tmp_path: Path) -> None:
    """Three packs on an engine with two prefix caches pay for a cold prompt at every call."""
    asked: list[str] = []
    arms = []
    for name in "ABC":
        model = EchoModel(on_call=lambda _number, name=name: asked.append(name))  # type: ignore[misc] # bound per arm
        arm = make_arm(model, name=name)
        arm.endpoint.name = f"loopback {name}"
        arms.append(dataclasses.replace(arm, apart=True))
    store = EvalFolder(tmp_path)

    asyncio.run(evaluate(make_suite(4), arms, store, started=STARTED, repeats=1))
    store.close()

    # Twice as many cases as calls are under way, so neighbours may overlap a little.
    assert asked.index("C") > 4
    assert len(asked) == 12
