"""Signs of notes in sentences: sums, products, plus, arrows, dashes and brackets."""

import pytest

from drafter.drafting.material import material_of
from drafter.drafting.plain import plain_sentence
from drafter.drafting.polishing import as_sentence
from drafter.facts import build_fact_sheet
from drafter.intake import notes_from_text
from tests.verifying.judged import verified


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("慰问每户300元+一桶油", "慰问每户300元和一桶油。"),
        ("每名儿童200元+文具", "每名儿童200元和文具。"),
        ("走秀+朗诵 6队 70人", "走秀和朗诵6队，70人。"),
        ("插花+编织+烘焙课 12节", "插花、编织、烘焙课12节。"),
        ("讲座12场+义诊3场", "讲座12场，义诊3场。"),
        ("慰问费2400元+900元=3300元", "慰问费2400元、900元，合计3300元。"),
        ("8个村各1场+总展演1场=9场", "8个村各1场，总展演1场，合计9场。"),
        ("救助困难户6户×500元=3000元", "救助困难户6户，每户500元，合计3000元。"),
        ("示范点：3+7+52", "示范点：3、7、52。"),
    ],
)
def test_what_a_plus_or_an_equals_sign_says_is_said_in_words(words: str, sentence: str) -> None:
    """3600，1600=5200 is neither a sum nor a list, and 500元，书包 gives a bag by itself."""
    assert as_sentence(words) == sentence


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("“妇联+法院+社区”联调12件", "“妇联+法院+社区”联调12件。"),
        ("互联网+妇联培训2期", "互联网+妇联培训2期。"),
        ("大会1场（表彰60个）+ 活动73场", "大会1场（表彰60个），活动73场。"),
        ("展板2米×3米4块", "展板2米×3米4块。"),
    ],
)
def test_a_sign_within_a_name_or_a_measure_stays(words: str, sentence: str) -> None:
    """“妇联+法院” is what somebody called it, and 2米×3米 is a size."""
    assert as_sentence(words) == sentence


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("豆腐坊带动9人 → 6月加了3人 现12人", "豆腐坊带动9人，6月加了3人，现12人。"),
        ("路灯、垃圾桶 → 办结2件", "路灯、垃圾桶，办结2件。"),
        ("好邻居4人 ——共8人", "好邻居4人，共8人。"),
        ("（公示6户，还有1户待审）", "公示6户，还有1户待审。"),
        ("【去年18期700人】", "去年18期700人。"),
        ("讲座6场（含夜校2场）", "讲座6场（含夜校2场）。"),
        ("（上半年）讲座6场（含夜校）", "（上半年）讲座6场（含夜校）。"),
        ("按512写）", "按512写。"),
        ("讲座6场（含夜校2场", "讲座6场含夜校2场。"),
    ],
)
def test_no_bare_arrow_loose_dash_or_lone_bracket_is_left(words: str, sentence: str) -> None:
    """A bracket that opens is closed, and one around a whole sentence is no bracket."""
    assert as_sentence(words) == sentence


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("4.9-10 妇检 到167人", "4月9日至10日"),
        ("3.8-3.10 维权周 咨询110人次", "3月8日至10日"),
        ("7.7-8.15 暑期托管班1期", "7月7日至8月15日"),
        ("7月8到8月5 夏令营30人", "7月8日至8月5日"),
        ("12.30-1.2 义卖3场", "12月30日至1月2日"),
    ],
)
def test_a_stretch_of_days_is_written_out(note: str, told: str) -> None:
    """4.9-10 is how a ledger writes it, and nobody else."""
    assert told in _told(note)


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("慰问困难户4户×400=1600", "4户，每户400元，合计1600元"),
        ("慰问金3600+1600=5200", "3600元、1600元，合计5200元"),
        ("春节慰问每户300+一桶油，共35户", "每户300元和一桶油"),
        ("走访慰问困难户90户+50户=140户", "90户、50户，合计140户"),
        ("8个村各1场+总展演1场=9场", "总展演1场，合计9场"),
    ],
)
def test_a_sum_of_the_notes_is_told_with_its_unit_and_verifies(note: str, told: str) -> None:
    """The money before a sign is money as well; what is told of the sum the notes bear."""
    sentence = _told(note)

    assert told in sentence
    assert verified(f"石桥镇妇联2025年工作\n{note}", sentence).ok


def _told(note: str) -> str:
    sheet = build_fact_sheet([notes_from_text(f"石桥镇妇联2025年工作\n{note}\n")])
    activity = next(item for item in sheet.activities if item.facts)
    return plain_sentence(material_of(activity, frozenset()))


@pytest.mark.parametrize(
    ("note", "told", "never"),
    [
        ("小额贷批2户 共25万 (15+10)", "25万元", "15元"),
        ("村里配套合计约18万5", "约18.5万元", "万5"),
        ("开会3次（3.12 / 7.8 / 10.30）", "3次（3月12日", "7.8"),
        ("调解台账5起（另3起见调解本 1.13 3.2 6.20）", "6月20日", "1.13"),
    ],
)
def test_no_number_gets_a_measure_word_that_makes_it_false(
    note: str, told: str, never: str
) -> None:
    """25万元（15元和10元） is false, and 1.13起 is nothing."""
    sentence = _told(note)

    assert told in sentence
    assert never not in sentence
