"""Who gave a thing is part of what a number says."""

import pytest

from tests.verifying.judged import statuses

_STALLS = "南坪乡妇联2025年工作\n县妇联给材料费5万元 文旅局给展位6个"
_PARCELS = "南坪乡妇联2025年工作\n母亲邮包160个 其中省里发110 本县企业认捐50"
_GRANTS = "南坪乡妇联2025年工作\n教育局资助了困境学生29名，镇妇联资助18名"
_PROJECT = "南坪乡妇联2025年工作\n项目投入资金48万元，其中县妇联支持20万元，镇自筹28万元"


@pytest.mark.parametrize(
    ("facts", "draft", "figure", "told"),
    [
        pytest.param(_STALLS, "县妇联支持材料费5万元、展位6个。", "6个", False, id="listed-with"),
        pytest.param(_STALLS, "文旅局提供展位6个。", "6个", True, id="its-giver"),
        pytest.param(_STALLS, "争取展位6个。", "6个", True, id="no-giver-said"),
        pytest.param(_PARCELS, "省里发放母亲邮包160个。", "160个", False, id="all-as-a-givers"),
        pytest.param(_PARCELS, "省里发放母亲邮包110个。", "110个", True, id="a-givers-part"),
        pytest.param(_PARCELS, "发放母亲邮包160个。", "160个", True, id="all"),
        pytest.param(_GRANTS, "镇妇联资助困境学生29名。", "29名", False, id="another-offices"),
        pytest.param(_GRANTS, "镇妇联资助困境学生18名。", "18名", True, id="its-own"),
        pytest.param(_PROJECT, "县妇联支持资金48万元。", "48万元", False, id="whole-as-a-givers"),
        pytest.param(
            _PROJECT, "投入48万元，其中县妇联支持20万元、镇自筹28万元。", "28万元", True, id="each"
        ),
    ],
)
def test_a_gift_keeps_its_giver(facts: str, draft: str, figure: str, *, told: bool) -> None:
    """A gift told as another office's is wrong in every report that both of them read."""
    assert (statuses(facts, draft)[figure] in {"supported", "derived"}) is told
