"""Names known by their shape alone: 张某某, 郑×, 王主任, names written by sound (pure)."""

import re
from functools import cache
from typing import Final

from drafter.privacy.lexicon import Lexicon, lexicon, read_words
from drafter.privacy.segmenting import Segments
from drafter.privacy.weighing import CJK, is_brand

__all__ = ["find_shaped"]

_IS_CJK: Final = re.compile(rf"[{CJK}]")
_OFFICES: Final = (
    *"会联委局办所站院部镇乡县区市村校园室队社请由跟和找", "街道", "中心", "公司",
)  # fmt: skip
_CALLING: Final = tuple("找跟请给和与让叫帮问听")
_FAMILIAR_AFTER: Final = frozenset("的和与家说带在去来到给把也又就被叫不没负想要夫她他两")


# A number of kinds of things (某种), not a person.
_NO_MARK: Final = "(?![种个些村镇县乡市地处户年月日公单项类位名])"


@cache
def _weak_patterns() -> tuple[re.Pattern[str], ...]:
    lists = lexicon()
    surnames = f"[{''.join(sorted(lists.single | lists.rare))}]"
    return tuple(
        re.compile(pattern)
        for pattern in (
            # Whoever it is: 是某, 随某某, A某.
            rf"(?<![{CJK}])(?P<name>[{CJK}]某{{1,2}}){_NO_MARK}",
            rf"(?<![A-Za-z])(?P<name>[A-Z]某{{1,2}}){_NO_MARK}",
            rf"(?P<name>(?![在由从向对以有被把让给为任于]){surnames}某{{1,2}}){_NO_MARK}",
            rf"(?<=[与和、被告人])(?P<name>[{CJK}]某{{1,2}}){_NO_MARK}",
            # A child called by a doubled character.
            (
                rf"(?:[女男幼儿]童|患[儿者]|孤儿|学生|同学|孩子|小朋友|[女男]孩|[女儿]子|娃)"
                rf"(?P<name>(?P<twice>[{CJK}])(?P=twice))(?!地)"
            ),
            rf"(?:{'|'.join(lists.parties)})[：:]\s?(?P<name>[{CJK}]{{2,4}})(?![{CJK}])",
            rf"(?<![{CJK}])(?P<name>[{CJK}]{{2,3}})(?=的(?:{'|'.join(lists.relatives)}))",
            *_household(lists),
            *_foreign(),
        )
    )


def _household(lists: Lexicon) -> tuple[str, ...]:
    """Return how a village calls its people: 凤婶, 她家小满, 狗蛋他娘, 三毛、四毛两兄弟."""
    given = f"[{''.join(sorted(char for char, level in lists.given.items() if level > 0))}]"
    begin = rf"(?:(?<![{CJK}])|(?<=[{''.join(_CALLING)}喊说是的在去到帮陪送]))"
    aunts = "(?:婶|嫂|姨|妈|娘|伯|叔|爷|奶|姐|哥|大娘|大妈|大婶|大嫂|大爷)(?!们|[妹弟夫])"
    pairs = "(?:兄弟|姐妹|姊妹|姐弟|兄妹|夫妻|夫妇|父子|父女|母子|母女|婆媳|娘|祖孙|口子|妯娌)"
    child = "(?:[她他我]家|女儿|儿子|孙女|孙子|外孙女?|孩子|娃儿?|闺女|丫头|弟弟|妹妹|姐姐|哥哥)"
    called = (
        "(?:小名|乳名|奶名|绰号|外号|诨名|网名|昵称|人称|人都叫|都叫[她他]|都喊[她他]|自称|艺名)"
    )
    return (
        rf"{begin}(?P<name>{given})(?={aunts})",
        rf"{begin}(?P<name>{given})(?=[大二三四五六七八幺小]{aunts})",
        rf"{child}(?P<name>[小大阿幺]{given}{{1,2}})(?=[，。、；\s（(今才已也在考上得读病没]|$)",
        (
            rf"{begin}(?P<name>[{CJK}]{{2,3}})(?=[他她](?:娘|妈|爹|爸|奶|爷|婆|公|姐|哥|弟|妹|嫂|舅|姑"
            r"|男人|女人|媳妇|老公|老婆|家))"
        ),
        rf"(?<=[喊叫让帮找给跟带陪送劝教哄接])(?P<name>(?P<twice>[{CJK}])(?P=twice))",
        rf"(?<![{CJK}])(?P<name>[{CJK}]{{2,3}})(?=[、和与跟][{CJK}]{{2,3}}(?:[两三俩]个?{pairs}|{pairs}俩|俩))",
        rf"[、和与跟](?P<name>[{CJK}]{{2,3}})(?=(?:[两三俩]个?{pairs}|{pairs}俩|俩))",
        rf"{called}[叫为是：:]?[“\"‘「]?(?P<name>[{CJK}A-Za-z]{{2,5}}?)(?=[”\"’」，。、；\s（()）的]|$)",
        rf"(?<![{CJK}])(?P<name>{given}{{1,2}}(?<![男女两几个岁奶山乡的了])娃)(?=[{CJK}，。、；\s]|$)",
        # 彝家绣娘阿西莫子作: behind who it is, names of nations run on without a dot.
        (
            rf"(?:{'|'.join(lists.roles_before)})(?P<name>{spoken_characters()}{{4,7}}?)"
            r"(?=[带教说做办领讲来去是在开养种当获和、，。；\s（(]|$)"
        ),
    )


def _foreign() -> tuple[str, ...]:
    """Return names that letters stand for: A女士, 小Z, Wang Xiuying."""
    return (
        r"(?<![A-Za-z0-9])(?P<name>[A-Z])(?=女士|先生|同学|老师|大?姐|阿姨|某|村民|妇女|[，,]?[男女][，,])",
        r"(?<=[小老阿])(?P<name>[A-Z])(?![A-Za-z0-9])",
        r"(?<![A-Za-z])(?P<name>[A-Z][a-z]{1,5} [A-Z][a-z]{1,11})(?![A-Za-z])",
    )


def spoken_characters() -> str:
    """Return the class of characters by which names are written by sound."""
    table = read_words("nations.toml")
    return f"[{''.join((*table['characters'], *table['yi']))}]"


def find_shaped(
    line: str, words: Segments, known: set[tuple[int, int]], *, wide: bool = False
) -> set[tuple[int, int]]:
    """Return the spans of names that their shape gives away, beside those known already."""
    found: set[tuple[int, int]] = set()
    for pattern in (*_patterns(), *(_weak_patterns() if wide else ())):
        for match in pattern.finditer(line):
            span = match.span("name")
            name = line[slice(*span)]
            if wide and _is_no_call(name, match, words):
                continue
            if name in lexicon().roles or (
                not wide and (words.is_verb(span[0]) or name in lexicon().never)
            ):
                continue
            if not any(start <= span[0] and span[1] <= end for start, end in known | found):
                found.add(span)
    found |= _titled(line, words, known | found)
    return found | _spelled_out(line, words)


def _is_no_call(name: str, match: re.Match[str], words: Segments) -> bool:
    """Whether what looks like how somebody is called is a word of every day: 看看, 天天."""
    start = match.start("name")
    if match.re.pattern not in _loose():
        return False
    if "twice" in match.re.groupindex and words.ordinary_at(start) >= len(name):
        return True
    return name in lexicon().never or words.is_verb(start) or words.is_function(start)


@cache
def _loose() -> frozenset[str]:
    return frozenset(_household(lexicon()))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    lists = lexicon()
    double = "|".join(sorted(lists.double))
    safe = f"(?:{double}|[{''.join(sorted(lists.safe))}])"
    every = f"(?:{double}|[{''.join(sorted(lists.single))}])"
    kin = "|".join(lists.kin)
    telling = f"[{''.join(sorted(char for char, level in lists.given.items() if level > 2))}]"
    given = f"[{''.join(sorted(char for char, level in lists.given.items() if level > 1))}]"
    pets, pets_not = "".join(lists.pet_ends), "".join(lists.pet_never)
    return tuple(
        re.compile(pattern)
        for pattern in (
            # Behind the mark only what is hardly anything but a given name: 张某芳, not 张某因.
            rf"(?P<name>{safe}某{telling})",
            rf"(?<![{CJK}])(?P<name>{safe}某{given})",
            # 韩某甲与韩某乙: told apart, and named all the same.
            rf"(?P<name>{every}某[甲乙丙丁])",
            rf"(?P<name>{safe}某{{1,2}})",
            rf"(?<![{CJK}])(?P<name>{every}某{{1,2}})(?=[，、。；：（）(),\s的家等和与被因患]|$)",
            rf"(?<![{CJK}])(?P<name>(?![和向于任从有对]){every}某{{1,2}})",
            rf"(?P<name>{safe}氏{given})",
            rf"(?P<name>{every}[{CJK}]{{1,2}})(?=这个?名字)",
            rf"(?P<name>{every}[{CJK}]?[×✕＊*○〇□■△▲]{{1,2}}{telling}?)(?![0-9A-Za-z])",
            rf"(?P<name>{safe}[ＸxX]{{1,2}})(?![0-9A-Za-z市县镇乡村年届社省区局月])",
            rf"(?:(?<![{CJK}])|(?<=[找跟请给和与让叫帮问听说]))(?P<name>{every})(?=家(?:大|二|三|小)?(?:媳妇|儿媳|婆媳|婆婆|老[大二三四太]|闺女|丫头|两口))",
            rf"(?P<name>{every})(?=姓(?:妇女|女子|男子|村民|居民|群众|老人|女士|女童|儿童|患者))",
            (
                rf"(?<![{CJK}])(?P<name>(?P<twice>[{CJK}])(?P=twice))"
                rf"(?=(?:{kin})|同学|小朋友|[，,、（(\s]{{0,2}}(?:\d{{1,2}}岁|[男女][，,）)]))"
            ),
            # What a family calls its girl or boy: 细妹, 二丫, before kin or 家.
            (
                rf"(?:(?<![{CJK}])|(?<=[{''.join(_CALLING)}去到帮陪送为]))"
                rf"(?P<name>[{CJK}](?<![{pets_not}])[{pets}])(?=(?:{kin})(?!们)|家(?![庭长教风属]))"
            ),
            rf"(?<![{CJK}])(?P<name>{given}{{2}})(?=(?:{kin})(?!们))",
            rf"(?<![{CJK}])(?P<name>小{given})(?=(?:{kin})|同学|小朋友|[（(]化名)",
            rf"化名[为叫是：:]?[“\"]?(?P<name>[{CJK}]{{2,3}})(?=[”\"）)，。；、\s]|$)",
            rf"(?P<name>[{CJK}]{{2,4}})(?=[（(]化名[）)])",
            (
                rf"(?:姓名|户名|名叫|联系人|户主|监护人|法人代表|收款人"
                rf"|领款人)[：:\s]{{1,2}}(?P<name>{every}[{CJK}]{{1,2}})(?![{CJK}])"
            ),
            rf"(?<![{CJK}])(?P<name>{every}[{CJK}]{{1,2}})(?=[，,、（(\s]{{0,2}}[男女][，,、\s])",
            (
                rf"(?<![{CJK}])(?P<name>{every}[{CJK}]{{1,2}})"
                rf"(?=[，,（(:：\s]{{0,2}}(?:[+（(]?86)?[ \-]?1[3-9]\d[\d\- *×]{{8}})"
            ),
            (
                rf"(?<![{CJK}])(?P<name>{every}[{CJK}]{{1,2}})"
                rf"(?=[，,（(:：\s]{{0,2}}[1-9]\d{{16}}[\dXx])"
            ),
        )
    )


@cache
def _title_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists = lexicon()
    double = "|".join(sorted(lists.double))
    every = f"(?:{double}|[{''.join(sorted(lists.single))}])"
    titles = "|".join(lists.titles)
    return (
        re.compile(rf"(?P<name>{every})(?P<title>{titles})(?!(?<=姐)妹)"),
        re.compile(
            rf"(?:(?<![{CJK}])"
            rf"|(?<=[和与跟找给由请帮让叫派把对向为问到是]))[小老阿](?P<name>{every})"
        ),
    )


def _titled(line: str, words: Segments, spans: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return surnames before a title (王主任) and after 小 or 老."""
    lists = lexicon()
    titled, familiar = _title_patterns()
    found: set[tuple[int, int]] = set()
    for match in titled.finditer(line):
        start, end = match.span("name")
        # 副 of 副主任 is no surname; 班 of 班主任 belongs to the word.
        if any(s < end and start < e for s, e in spans):
            continue
        word_end, flag = words.words.get(start, (end, ""))
        if word_end > end and not flag.startswith("nr"):
            continue
        if not words.is_bound(start) and line[start] not in lists.safe:
            continue
        if is_brand(line, start, match.end()) or any(
            line.startswith(word, start)
            for word in lists.never
            if len(word) > match.end() - start - 1
        ):
            continue
        before = line[:start]
        free = not before or not _IS_CJK.match(before[-1])
        if line[start] in lists.wordy and not free and not before.endswith(_OFFICES):
            continue
        if match["title"] in {
            "姓",
            "氏",
            "姐",
            "妈",
            "哥",
            "嫂",
            "婶",
            "姨",
            "伯",
            "叔",
            "代表",
            "专家",
            "委员",
        } and not (free or before.endswith(_CALLING)):
            continue
        found.add((start, end))
    for match in familiar.finditer(line):
        start, end = match.span("name")
        if words.ordinary_at(start - 1) == 2 and line[start] in lists.wordy:
            continue
        # 小计8500: a word of the table.
        if any(line.startswith(word, start - 1) for word in lists.never if len(word) > 1):
            continue
        after = line[end : end + 1]
        if (
            not after
            or not _IS_CJK.match(after)
            or after in _FAMILIAR_AFTER
            or (words.verb_at(end) and words.ordinary_at(start - 1) <= 2)
        ):
            found.add((start, end))
    return found


@cache
def _spelled() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    table = read_words("nations.toml")
    characters = f"[{''.join(table['characters'])}]"
    parts = "|".join(table["parts"])
    dotted = re.compile(
        rf"(?P<name>{characters}{{2,8}}(?:\s?[·•・．‧]\s?(?:{characters}{{2,8}}|[{CJK}]{{1,3}}))+)"
        rf"|(?<![{CJK}0-9“《])(?P<free>[{CJK}]{{2,6}}(?:[·•・‧][{CJK}]{{1,6}})+)(?![”》])"
    )
    yi = "|".join(table["yi"])
    joined = re.compile(
        rf"{characters}*(?:{parts}){characters}*"
        # The given name of a Yi name: 阿西|莫|子作.
        rf"(?:(?:{yi}){{1,2}}(?![{CJK}]?[用为业])|)"
    )
    return dotted, joined, frozenset(table["never"])


def _spelled_out(line: str, words: Segments) -> set[tuple[int, int]]:
    """Return names of nations whose names are written by sound, with a dot in them or without."""
    dotted, joined, never = _spelled()
    found: set[tuple[int, int]] = set()
    for match in dotted.finditer(line):
        # 云江·巾帼在行动: a slogan, and nobody's name.
        if "巾帼" in match[0]:
            continue
        found.add(match.span("name") if match["name"] else match.span("free"))
    for match in joined.finditer(line):
        start, end = match.start(), _before_word(match, words)
        inside = any(s <= start and end <= e for s, e in found)
        if end - start >= 2 and not inside and not any(word in match[0] for word in never):
            found.add((start, end))
    return found


def _before_word(match: re.Match[str], words: Segments) -> int:
    """Return where a name ends that runs into a word of every day: 卓玛|合作社.

    A word of two characters is as often a given name and a verb (娜仁花|会).
    """
    for place in range(match.start() + 2, match.end()):
        if words.ordinary_at(place) > 2 and place + words.ordinary_at(place) > match.end():
            return place
    return match.end()
