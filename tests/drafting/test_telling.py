"""Terms and parties: figures without the thing they count are worth nothing."""

import pytest

from drafter.drafting import materials_by_id
from drafter.drafting.claims import ClaimBudget, cut_claims
from drafter.drafting.judging import Judge
from drafter.drafting.listing import plain_list
from drafter.drafting.material import material_of
from drafter.drafting.naming import for_others, without_private_figures
from drafter.drafting.plain import plain_sentence, takes_lead
from drafter.drafting.telling import invented_parties, untold_terms
from drafter.facts import Activity, build_fact_sheet
from drafter.figures import find_figures
from drafter.intake import notes_from_text


def activities(text: str) -> tuple[Activity, ...]:
    return build_fact_sheet([notes_from_text(f"青石乡妇联2025年工作记录\n{text}\n")]).activities


@pytest.mark.parametrize(
    ("prose", "words", "lacking"),
    [
        ("创建示范户120户。", "美丽庭院，创建示范户120户", ["美丽庭院"]),
        (
            "开展禁毒宣传，发放宣传单1500份。",
            "禁毒宣传，和派出所、司法所一起",
            ["派出所", "司法所"],
        ),
        ("举办读书会3次。", "办“书香家庭”读书会3次", ["书香家庭"]),
        ("建设示范基地1个。", "发展示范基地1个（柳湾村）", ["柳湾村"]),
        ("联合派出所开展禁毒宣传。", "禁毒宣传，和派出所一起", []),
        ("举办“书香家庭”读书会3次。", "办“书香家庭”读书会3次", []),
    ],
)
def test_what_the_notes_name_must_be_named(prose: str, words: str, lacking: list[str]) -> None:
    """“推荐县级6户” without 最美家庭 is a sentence about nothing."""
    assert untold_terms(prose, words) == lacking


@pytest.mark.parametrize(
    ("prose", "invented"),
    [
        ("联合卫生部门开展检查。", ["卫生部门"]),
        ("联合县人社局举办招聘会。", []),
        ("在活动场所开展宣传，服务大局。", []),
        ("7月，市妇联组织志愿者转移群众。", ["市妇联"]),
        ("派出所参加了宣传。", ["派出所"]),
    ],
)
def test_a_partner_that_the_notes_do_not_name_is_made_up(prose: str, invented: list[str]) -> None:
    """The typical fault of a small model: 联合卫生部门."""
    found = invented_parties(prose, "和县人社局办招聘会1场")

    assert [name for name, _, _ in found] == invented
    assert all(prose[start:end] == name for name, start, end in found)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("送盒饭300份，有效保障了群众生命财产安全。", "送盒饭300份。"),
        ("举办讲座4场，增强了妇女的维权意识。", "举办讲座4场，增强了妇女的维权意识。"),
        ("调处43件，全部办结，受到群众一致好评。", "调处43件。"),
        ("有效促进了就业，举办招聘会1场。", "举办招聘会1场。"),
    ],
)
def test_results_that_the_notes_do_not_state_are_cut(text: str, kept: str) -> None:
    """全部办结 is a figure in disguise; a soft purpose may stay once."""
    assert cut_claims(text, "送盒饭300份 讲座4场 调处43件", ClaimBudget()) == kept


def test_a_soft_purpose_stands_once_in_a_document() -> None:
    """The same clause under every paragraph is what makes a draft read as stock."""
    budget = ClaimBudget()
    text = "举办讲座4场，增强了妇女的维权意识。"

    assert cut_claims(text, "", budget) == text
    assert cut_claims(text, "", budget) == "举办讲座4场。"


def test_a_result_that_the_notes_state_stays() -> None:
    """Cutting what is true would break the other half of the promise."""
    text = "接待来访46件，全部办结，办结率达100%。"

    assert cut_claims(text, "接待来访46件，全部办结，办结率100%", ClaimBudget()) == text


def test_an_omitted_number_takes_its_clause_along() -> None:
    """联系人电话 without its number would stand in the summary."""
    (activity,) = activities("走访困难妇女36户，联系人电话13800001234")[:1]

    material = material_of(activity, frozenset())

    assert "138" not in material.text
    assert "36户" in material.text


def test_a_figure_in_conflict_leaves_the_rest_of_its_clause() -> None:
    """Only what clashes is withheld."""
    (activity,) = activities("发放资料3200份，咨询180人次")
    clashing = next(fact.id for fact in activity.facts if fact.figure.text == "180人次")

    material = material_of(activity, frozenset({clashing}))

    assert "180" not in material.text
    assert [fact.figure.text for fact in material.facts] == ["3200份"]


@pytest.mark.parametrize(
    "note",
    [
        "家政2期 60人",
        "到村讲 34场 约2 100人听",
        "12.4 宪法日 进校园讲座1场 学生240人",
        "妇联活跃度低，三成 半年没活动",
        "全乡60岁 以上老人 慰问22名",
        "发资料3,600份，扇子800把",
        "占全镇农户的近8%",
        "每户500元，共1.8万元",
        "查1286名35至64岁妇女",
    ],
)
def test_a_plain_sentence_states_exactly_its_facts(note: str) -> None:
    """It stands in where nothing else verifies, so it must verify by construction."""
    for activity in activities(note):
        material = material_of(activity, frozenset())
        stated = [(found.value, found.unit) for found in find_figures(plain_sentence(material))]

        assert stated == [(fact.figure.value, fact.figure.unit) for fact in material.facts]


def test_many_problems_are_counted_on_past_ten() -> None:
    """一是 to 十二是."""
    notes = "存在问题：\n" + "\n".join(f"{i}、第{i}个村的活动经费比较紧张" for i in range(1, 13))
    materials = [material_of(item, frozenset()) for item in activities(notes)]

    text = plain_list(materials)

    assert text.startswith("一是")
    assert "；十二是" in text


@pytest.mark.parametrize(
    ("text", "lead", "taken"),
    [
        ("开展志愿服务工作，共有志愿队13支。", "发动妇女参与环境整治和志愿服务，", False),
        ("开展技能培训，举办茶艺培训1期。", "围绕提升妇女素质，", True),
        ("举办志愿服务培训2期。", "发动妇女参与环境整治和志愿服务，", True),
        ("志愿队13支。", "充分发挥巾帼志愿力量，", False),
        ("组织：全镇9个村。", "着眼健全网络，", False),
    ],
)
def test_an_opening_stands_before_a_verb_and_says_nothing_twice(
    text: str,
    lead: str,
    taken: bool,  # noqa: FBT001 # a column of the table above
) -> None:
    """坚持开展调研，走访调研，… is how a machine writes."""
    assert takes_lead(text, lead) is taken


@pytest.mark.parametrize(
    ("org", "actor", "clean"),
    [
        ("柳湾村妇联", "市妇联", False),
        ("云溪县妇女联合会", "县妇联", True),
        ("江州市妇联", "市妇联", True),
    ],
)
def test_another_federation_did_not_do_the_work(org: str, actor: str, *, clean: bool) -> None:
    """An exemplar of a city taught a village's draft to say that the city had done it."""
    notes = notes_from_text("7月防汛，组织巾帼志愿者60余人转移群众，送盒饭300份")
    sheet = build_fact_sheet([notes], org=org, period="2025")
    materials = [item for item in materials_by_id(sheet).values() if item.text]

    judgement = Judge(sheet, materials).judge(
        f"7月防汛期间，{actor}组织巾帼志愿者60余人转移群众，送盒饭300份。"
    )

    assert judgement.clean is clean
    assert [item.text for item in judgement.invented] == ([] if clean else [actor])


@pytest.mark.parametrize(
    "line",
    [
        "“海创她力量”创业大赛报名项目134个，获奖9个；妇女创业担保贷款1.56亿元、432人",
        "竹编培训1次32人，妇女贷款2人8万元",
    ],
)
def test_the_loans_of_a_programme_are_nobodys_debts(line: str) -> None:
    """What was done beside them must not be left out as a debtor's story."""
    sheet = build_fact_sheet([notes_from_text(f"柳河镇妇联2025年工作\n{line}\n")])
    (material,) = materials_by_id(without_private_figures(sheet)).values()

    assert material.text == line
    assert not material.protected


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("张三丰被打伤，报警2次", "在维权服务工作中，报警2次"),
        ("刘二妮被丈夫打断肋骨，协助申请保护令1份", "在维权服务工作中，协助申请保护令1份"),
        ("有个媳妇被打，联系派出所 法律援助 各1次", "在维权服务工作中，联系派出所、法律援助各1次"),
        ("反家暴庇护所 入住4人", "反家暴庇护所，入住4人"),
        ("女学生被人打伤，很严重，1起", "在维权服务工作中，相关事项1起"),
    ],
)
def test_whoever_was_harmed_is_protected_known_by_name_or_not(line: str, told: str) -> None:
    """What happened to her is told to nobody; what was done for her is counted."""
    sheet = build_fact_sheet([notes_from_text(f"柳河镇妇联2025年工作\n{line}\n")])
    (material,) = materials_by_id(without_private_figures(sheet)).values()

    assert material.text == told
    assert material.protected


@pytest.mark.parametrize(
    "line", ["送被子打包20床", "遭家暴妇女救助12人", "被评为打造平安村示范点1个"]
)
def test_a_quilt_and_a_dozen_people_are_nobodys_story(line: str) -> None:
    """被 is a quilt too, and many tell of nobody."""
    sheet = build_fact_sheet([notes_from_text(f"柳河镇妇联2025年工作\n{line}\n")])
    (material,) = materials_by_id(without_private_figures(sheet)).values()

    assert not material.protected


def test_a_report_for_others_tells_no_victims_story() -> None:
    """Whoever checks the figures is not told what happened to whom."""
    sheet = build_fact_sheet(
        [
            notes_from_text(
                "柳河镇妇联2025年工作\n柳湾村刘二妮（女，34岁）被丈夫打断肋骨，协助申请保护令1份\n"
                "培训3期60人\n"
            )
        ]
    )
    shown = "".join(
        item.text for item in for_others(without_private_figures(sheet), "")[0].activities
    )

    assert "刘二妮" not in shown
    assert "打断" not in shown
    assert "保护令1份" in shown
    assert "培训3期60人" in shown


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("HPV疫苗 适龄女生接种 1860人", "HPV疫苗，适龄女生接种1860人"),
        ("村妇联换届198个 主席进两委198名", "村妇联换届198个，主席进两委198名"),
    ],
)
def test_a_whole_age_group_and_an_office_are_nobodys_story(line: str, told: str) -> None:
    """1860 pupils are no daughter of anybody, and 进两委 is what a chair does."""
    sheet = build_fact_sheet([notes_from_text(f"柳河县妇联2025年工作\n{line}\n")])
    (material,) = materials_by_id(without_private_figures(sheet)).values()

    assert material.text == told
    assert not material.protected
