"""Whole drafts through a server on loopback that stands for a remote endpoint: what it receives.

The server answers as models do: well, with tokens dropped, doubled or altered, with faults that are
retried and streams that break off. ``--soak`` makes two hundred drafts, else a dozen are made.
"""

import asyncio
import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from drafter.document import render_text
from drafter.drafting import Draft, draft_summary, learned_names, prepare_summary
from drafter.drafting.naming import without_private_figures
from drafter.facts import FactSheet, build_fact_sheet
from drafter.intake import read_notes
from drafter.model.endpoint import Endpoint
from drafter.model.openai_chat import OpenAIChat
from drafter.model.profiles import find_profile
from drafter.privacy import GuardedModel, Pseudonyms
from drafter.privacy.tokens import TOKEN, TOKEN_LIKE
from tests.loopback import Loopback, Served

NAMES = [
    "王秀英",
    "欧阳春梅",
    "赵菊梅",
    "孙玉芬",
    "陈大勇",
    "蒋丽华",
    "沈雪琴",
    "韩春燕",
    "吕翠萍",
    "施金凤",
    "张子轩",
    "潘玉兰",
    "苗春花",
    "喻晓丽",
    "上官婉",
    "覃爱华",
    "阿依古丽·买买提",
    "卓玛央金",
    "霍元秀",
    "尉迟霞",
    "温丽娜",
    "严玉梅",
    "魏秀云",
    "郑欣妍",
]
NUMBERS = (
    "13800001234",
    "138 0000 5678",
    "0531-87654321",
    "370102198503124521",
    "6228 4804 0256 4890 018",
    "鲁A·12345",
    "柳湾村三组12号",
    "幸福小区3号楼2单元501室",
    "wxid_ab12cd34",
    "liuxm_1987@163.com",
)
HONOURS = ("三八红旗手{n}带动{k}户种蓝莓", "巾帼标兵{n}捐款{k}00元", "村妇联主席{n}入户{k}户")
LINES = (
    "慰问困难妇女{n}{p}，送米面油{k}份",
    "走访{n}家，送慰问金{k}00元",
    "受害人{n}被丈夫打伤，申请人身安全保护令1份",
    "两癌患者{n}、{m}各领到救助金1万元",
    "调解{n}和{m}家庭纠纷{k}起",
    "家政培训2期{k}人，讲师{n}讲课3场",
    "送到{a}{n}家里米面{k}份",
    "留守儿童{n}，9岁，送书包{k}个",
    "联系人{n}，电话{p}，发放宣传单{k}00份",
    "{n}({p})报名月嫂班，班里共{k}人",
    "贷款{k}万元发放给{n}，用于养牛",
    "信访人{n}来访{k}次，反映邻里纠纷",
    "组织{n}、{m}等{k}人参加县里培训",
    "反家暴宣讲进村{k}场",
    "妇女之家改造{k}个，{n}管钥匙",
)


def notes_of(draw: random.Random) -> tuple[str, list[str]]:
    """Return notes full of names, and those of them that may stand."""
    names = draw.sample(NAMES, len(NAMES))
    # Spelled-out names are no title's holder here; whoever is honoured is told of nowhere else.
    honoured = [names.pop() for _ in HONOURS]
    lines = ["柳河镇妇联2025年工作记录"]
    for line in (*draw.sample(LINES, 9), *HONOURS):
        name = honoured[HONOURS.index(line)] if line in HONOURS else draw.choice(names)
        lines.append(
            line.format(
                n=name,
                m=draw.choice(names),
                p=draw.choice(NUMBERS[:3]),
                a=draw.choice(NUMBERS[6:8]),
                k=draw.randint(6, 89),
            )
        )
    draw.shuffle(lines[1:])
    lines.append(f"身份证{NUMBERS[3]}，银行卡{NUMBERS[4]}，车牌{NUMBERS[5]}，微信{NUMBERS[8]}")
    lines.append(f"邮箱{NUMBERS[9]}")
    return "\n".join(lines) + "\n", honoured


def answer(draw: random.Random) -> Callable[[dict[str, Any]], Served | str]:
    """Return a model that mostly repeats its facts and now and then harms a token or breaks off."""

    def reply(body: dict[str, Any]) -> Served | str:
        facts = str(body["messages"][-1]["content"]).removeprefix("工作记录：").split("注意：")[0]
        text = "；".join(line for line in facts.splitlines() if line.strip()) + "。"
        chance = draw.random()
        if chance < 0.02:
            return Served(status=500)
        if chance < 0.04:
            return Served(text=text, break_after=8)
        token = TOKEN.search(text)
        if token and chance < 0.4:
            harmed = draw.choice(["", token[0] * 2, "（人名癸）", "〔人名癸亥〕", token[0][1:-1]])
            text = text.replace(token[0], harmed, 1)
        return Served(text=text, piece=draw.randint(1, 7))

    return reply


def sheet_of(text: str, folder: Path) -> FactSheet:
    path = folder / "记录.txt"
    path.write_text(text, "utf-8")
    return without_private_figures(build_fact_sheet([read_notes(str(path))]))


def drafted(server: Loopback, sheet: FactSheet) -> Draft:
    async def run() -> Draft:
        prepared = prepare_summary(sheet, prompts="v1")
        endpoint = Endpoint(
            base_url=server.base_url,
            model="m",
            key="sk-planted-key",
            profile=find_profile("other"),
            remote=True,
            retries=1,
        )
        model = GuardedModel(
            OpenAIChat(endpoint),
            address=server.base_url,
            consent=lambda _: True,
            pseudonyms=learned_names(sheet, Pseudonyms(wide=True)),
        )
        try:
            return await draft_summary(
                sheet,
                prepared.plan,
                model=model,
                pack=prepared.pack,
                prefix=prepared.prefix,
                list_turns=prepared.list_turns,
                exemplars=prepared.shown,
                seed=1,
            )
        finally:
            await model.aclose()

    return asyncio.run(run())


def check_one(seed: int, folder: Path) -> None:
    draw = random.Random(seed)
    text, honoured = notes_of(draw)
    sheet = replace(sheet_of(text, folder), names=tuple(honoured))
    with Loopback(answer(draw)) as server:
        result = drafted(server, sheet)
    received = json.dumps(server.bodies, ensure_ascii=False)
    delivered = render_text(result.document)
    strangers = [name for name in NAMES if name not in honoured]

    assert "〔人名" in received, seed
    assert [item for item in (*NAMES, *NUMBERS) if item in received] == [], seed
    assert [item for item in (*strangers, *NUMBERS) if item in delivered] == [], seed
    assert [name for name in honoured if name not in delivered] == [], seed
    assert TOKEN_LIKE.search(delivered) is None, seed
    assert result.verification.ok, seed
    assert result.verification.missing == (), seed


@pytest.mark.parametrize("seed", range(12))
def test_a_draft_gives_nobody_away_and_names_whom_it_may(
    seed: int, tmp_path: Path, private_home: Path
) -> None:
    """No planted name or number arrives; those who may be named stand in the draft again."""
    check_one(seed, tmp_path)


@pytest.mark.soak
def test_two_hundred_drafts_give_nobody_away(tmp_path: Path, private_home: Path) -> None:
    """What one draft in a hundred lets through is let through every week."""
    for seed in range(1000, 1200):
        check_one(seed, tmp_path)
