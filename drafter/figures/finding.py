"""Find every numeric expression of a text, decide by its context what it is, and normalise it.

One compiled scan finds where numerals stand; each is then read by hand-written rules: the
lexicon first, then dates and codes, then number, unit and hedge. Work is linear in the text:
every look to the left or right is bounded.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from drafter.figures.amounts import Amount, read_amount
from drafter.figures.calendar import CalendarReading, read_calendar, read_dotted_date, valid_day
from drafter.figures.numerals import parse_numeral, plain_decimal
from drafter.figures.scanning import SCAN, numeric_char, plain_text
from drafter.figures.terms import Terms, load_terms
from drafter.figures.types import Figure, Kind, Qualifier, Value
from drafter.figures.units import Unit, units_by_first

__all__ = ["find_figures"]

_PAD: Final = "\n" * 8
_CLAUSE_END: Final = "。；;！!？?\n"
_BREAKS: Final = "，,。；;！!？?：:、\n"

_HUNDRED: Final = Decimal(100)
_FOUR_PLACES: Final = Decimal("0.0001")

_PREFIX: Final[dict[str, Qualifier]] = {
    **dict.fromkeys(
        [
            "近",
            "将近",
            "接近",
            "不到",
            "不足",
            "未满",
            "低于",
            "少于",
            "不满",
            "未达",
            "未到",
            "近乎",
            "差不多近",
        ],
        Qualifier.UNDER,
    ),
    **dict.fromkeys(
        [
            "约",
            "大约",
            "约有",
            "大概",
            "约为",
            "约占",
            "约合",
            "约计",
            "约达",
            "大约有",
            "大致",
            "估计",
            "估计有",
            "左右约",
            "差不多",
            "大约为",
            "大概有",
            "约需",
            "约共",
            "约在",
            "合约",
        ],
        Qualifier.ABOUT,
    ),
    **dict.fromkeys(
        [
            "超",
            "超过",
            "突破",
            "逾",
            "高于",
            "多于",
            "大于",
            "超出",
            "已超",
            "超过了",
            "突破了",
            "过",
            "破",
            "多达",
        ],
        Qualifier.OVER,
    ),
    **dict.fromkeys(
        [
            "至少",
            "不少于",
            "不低于",
            "最少",
            "起码",
            "不下",
            "不下于",
            "不小于",
            "满",
            "年满",
            "上",
            "达上",
            "至少有",
            "最低",
            "≥",
            "大于等于",
            ">=",
            "不得少于",
            "不得低于",
        ],
        Qualifier.AT_LEAST,
    ),
    **dict.fromkeys(
        [
            "至多",
            "最多",
            "不超过",
            "不多于",
            "不高于",
            "不大于",
            "顶多",
            "不超",
            "最高",
            "控制在",
            "≤",
            "<=",
            "不得超过",
            "不得高于",
        ],
        Qualifier.AT_MOST,
    ),
    **dict.fromkeys([">", "＞"], Qualifier.OVER),
    **dict.fromkeys(["<", "＜"], Qualifier.UNDER),
}
_PREFIX["多达"] = Qualifier.EXACT
_PREFIX_LAST: Final = frozenset(word[-1] for word in _PREFIX)
_NEUTRAL: Final = ("达到", "达", "有", "到", "为", "共", "计", "了", "至")
_DISTANT: Final = re.compile(
    r"(至少|最少|起码|不少于|不低于|不得少于|不得低于)|(最多|至多|不超过|不得超过|不多于)|(大约|约)(?:有|占|为|计|需|达)|(超过|超出|突破)"
)
_SUFFIX: Final = re.compile(
    r" ?(?:(以上|及以上|\(含\)以上|及其以上|或以上)|(以下|及以下|以内|之内|内(?!容|部|外|心|涵|设|的|在|有|蒙|科)|及以内)"
    r"|(左右|上下(?![班级联游齐]))|(有余|多|余|出头|开外)(?![少样元次方式种人名个])|(之多|不等|之间)|(不到|不足))"
)
_CIRCA: Final = re.compile(r"据?不完全统计|据估算|据初步统计|初步估计|粗略统计")


@dataclass(slots=True)
class _Found:
    """A figure in the making."""

    start: int
    end: int
    kind: Kind
    value: Value
    unit: str | None = None
    qualifier: Qualifier = Qualifier.EXACT
    step: Decimal | None = None
    is_figure: bool = True
    announces: bool = False
    per: str | None = None


_NOT: Final = {Kind.ENUMERATOR, Kind.FIXED_TERM, Kind.IDIOM, Kind.NAME, Kind.PLACEHOLDER}
_CN_DATE: Final = re.compile(r"[〇零○一二三四五六七八九十廿卅]{1,4} ?[年月日号]|[正冬腊]月")
_LUNAR: Final = re.compile(r"[正冬腊]月")
_WEEKDAY: Final = re.compile(r"(?:每(?:个)?|本|上|下)?(?:周|星期|礼拜)$")
_WEEK_COUNT: Final = re.compile(
    r" ?(?:次|场|期|课|讲|节|堂|练|学|题|会|天|个|篇|更|报|调度|小时|部|例|回|条|班|轮|趟|遍|封|份)"
)
_PHONE: Final = re.compile(
    r"1[3-9][0-9](?:[0-9]{8}|[ -][0-9]{4}[ -][0-9]{4})(?![0-9])"
    r"|[0-9]{17}[0-9Xx](?![0-9A-Za-z])"
    r"|0[1-9][0-9]{1,2}[- ]?[0-9]{7,8}(?![0-9])|400[- ]?[0-9]{3}[- ]?[0-9]{4}(?![0-9])|[2-8][0-9]{2,3}-[0-9]{4}(?![0-9])"
)
_HOTLINES: Final = frozenset(
    "12338 12345 12348 12355 12315 12320 12333 12380 12388 12356 110 119 120 114 122 96156".split()
)
_CODE_WORDS: Final = re.compile(
    r"(?:热线|电话|拨打|手机|号码|账号|帐号|卡号|编号|证号|邮编|QQ|微信|联系|信用代码|传真|身份证|工号)[^0-9。；\n]{0,8}$"
)
_DOC_NUMBER: Final = re.compile(
    r"[〔\[【(]((?:19|20)[0-9]{2}|[xX×]{2,4}|20[xX×]{1,2})[〕\]】)] ?(?:第)? ?([0-9]{1,4}) ?号"
)
_ORDINAL_ENUM: Final = re.compile(r"[、，,：:.．]|是(?!名|次|期)")
_ENUM_MARK: Final = re.compile(
    r"[.．](?![0-9])|[、)）]|\.(?=[0-9]+ ?(?:月|名|人|户|场|次|期|个|年|件|日|份))"
)
_MONTH_DAY: Final = re.compile(r"(1[0-2]|0?[1-9])([.·•・])(3[01]|[12][0-9]|0?[1-9])(?![0-9.])")
_TIME: Final = re.compile(r"([01]?[0-9]|2[0-4]):([0-5][0-9])(?::[0-5][0-9])?(?![0-9])")
_CLOCK: Final = re.compile(r"([01]?[0-9]|2[0-4]) ?[时点](?:([0-5]?[0-9])分|(半)|整|钟)?")
_RATIO: Final = re.compile(
    r"([0-9]{1,5}(?:\.[0-9]+)?):([0-9]{1,5}(?:\.[0-9]+)?)(?![0-9:])|([0-9]{1,4})比([0-9]{1,4})(?![0-9.%])"
)
_JOIN: Final = re.compile(
    r" ?(?:至(?![少今于])|到(?!位|场|岗|户)|—{1,2}|-{1,2}|–|～|~|──|——) ?(?=[0-9〇一二两三四五六七八九十百千万])"
)
_CN_FRACTION: Final = re.compile(r"分之")
_YEAR_ALONE: Final = re.compile(r"(?:19[5-9][0-9]|20[0-4][0-9])(?![0-9,.])")
_DURATION_YEAR: Final = re.compile(
    r"[0-9]{2} ?年(?=以来|起|至|到|底|初|末|开始|[0-9]{1,2}月|度|以后|以前)"
)


class _Reader:
    """Reads one text from left to right."""

    def __init__(self, text: str, *, everything: bool) -> None:
        self.source = text
        self.text = plain_text(text) + _PAD
        self.everything = everything
        self.terms: Terms = load_terms()
        self.units = units_by_first()
        self.figures: list[Figure] = []
        self.done = 0  # end of the last expression
        self.month = 0  # month of the last date, for 3月4日、14日
        self.year = ""
        self.circa = [match.end() for match in _CIRCA.finditer(text)] if "计" in text else []
        self.each = "每" in text or "均" in text or "各" in text

    # -- the loop ---------------------------------------------------------------------------

    def read(self) -> tuple[Figure, ...]:
        text, search = self.text, SCAN.search
        position = 0
        while (match := search(text, position)) is not None:
            start, end = match.span()
            group = match.lastindex
            if group == 1:
                found = self.arabic(start, end)
            elif group == 2:
                found = self.chinese(start, end)
            elif group == 3:
                found = self.mask(start, end)
            elif group == 4:
                found = self.enclosed(start)
            else:
                found = self.word(match.group(), start, end)
            if isinstance(found, int):
                position = max(found, start + 1)
                continue
            if found.start < self.done:
                found.start = self.done
            position = max(found.end, start + 1)
            self.done = max(self.done, found.end)
            if found.is_figure or self.everything:
                self.keep(found)
        return tuple(self.figures)

    def keep(self, found: _Found) -> None:
        size = len(self.source)
        end = min(found.end, size)
        self.figures.append(
            Figure(
                text=self.source[found.start : end],
                start=found.start,
                end=end,
                kind=found.kind,
                value=found.value,
                unit=found.unit,
                qualifier=found.qualifier,
                per=found.per,
                is_figure=found.is_figure,
                announces=found.announces,
                step=found.step,
            )
        )

    # -- what is no figure ------------------------------------------------------------------

    def no(self, start: int, end: int, kind: Kind, value: Value = None) -> _Found:
        return _Found(start, end, kind, value, is_figure=False)

    def word(self, word: str, start: int, end: int) -> _Found:
        if word in ("首届", "首期"):
            return _Found(start, end, Kind.ORDINAL, Decimal(1), word[1], step=Decimal(1))
        return self.no(start, end, Kind.ENUMERATOR)

    def mask(self, start: int, end: int) -> _Found | int:
        text = self.text
        if text[start] in "*＊_□":
            return end
        if end - start == 1:
            nearby = text[start - 1] if start else "\n"
            if nearby.isascii() and nearby.isalnum():
                return end
            if text[end].isascii() or text[end] not in self.units:
                return end
        elif text[start - 1 : start].isalpha() and text[start - 1].isascii():
            return end
        while text[end] in "xX×0123456789":
            end += 1
        return self.no(start, self.mask_end(end), Kind.PLACEHOLDER)

    def mask_end(self, end: int) -> int:
        text = self.text
        if text[end] in "余多" and text[end + 1] in self.units:
            end += 1
        for unit in self.units.get(text[end], ()):
            if text.startswith(unit.text, end):
                return end + len(unit.text)
        return end + 1 if text[end] in "年月日乡镇村县市区" else end

    def enclosed(self, start: int) -> _Found | int:
        digits = numeric_char(self.text[start])
        if digits is None:
            return start + 1
        unit = self.unit_at(start + 1)
        if unit is None or self.begins_clause(start):
            return self.no(start, start + 1, Kind.ENUMERATOR, Decimal(digits))
        numeral = parse_numeral(digits)
        if numeral is None:
            return start + 1
        return self.counted(
            start,
            Amount(start + 1, numeral, core_end=start + 1, mantissa=numeral.value),
            chinese=False,
        )

    # -- small looks around -----------------------------------------------------------------

    def begins_line(self, at: int) -> bool:
        text = self.text
        low = max(0, at - 12)
        while at > low and text[at - 1] in " \t#>*-•·　●◆■★☆":
            at -= 1
        return at == 0 or text[at - 1] == "\n"

    def begins_clause(self, at: int) -> bool:
        text = self.text
        low = max(0, at - 6)
        while at > low and text[at - 1] in " \t":
            at -= 1
        return at == 0 or text[at - 1] in _BREAKS or self.begins_line(at)

    def unit_at(self, at: int) -> tuple[Unit, int, int] | None:
        """Return the unit at an offset with its start and end, None if none stands there."""
        text = self.text
        char = text[at]
        tabbed = False
        if char in " \t":
            tabbed = char == "\t"
            at += 1
            if text[at] in " \t":
                tabbed = True
                at += 1
            char = text[at]
        candidates = self.units.get(char)
        if candidates is None:
            return None
        for unit in candidates:
            word = unit.text
            if text.startswith(word, at):
                end = at + len(word)
                if unit.not_before and text.startswith(unit.not_before, end):
                    continue
                if tabbed and not (text[end] in _BREAKS + " \t。)）"):
                    continue
                return (unit, at, end)
        return None

    # -- Arabic -----------------------------------------------------------------------------

    def arabic(self, start: int, end: int) -> _Found | int:
        text = self.text
        before = text[start - 1] if start else "\n"
        after = text[end]
        if before.isascii() and before.isalpha():
            return self.after_letter(start, end, before)
        if after in "xX×*_□" and not (after == "*" and text[end + 1] == "*"):
            found = self.masked_number(start, end)
            if found is not None:
                return found
        if before == "第":
            return self.ordinal(start)
        if end - start > 40:
            return _Found(start, end, Kind.NUMBER_CODE, text[start:end])
        found = self.enumerator(start, end, after)
        if found is not None:
            return found
        found = self.code(start, end)
        if found is not None:
            return found
        found = self.date(start, end, after)
        if found is not None:
            return found
        if after == ":" or after == "比":
            found = self.colon(start)
            if found is not None:
                return found
        if after == "/" and "0" <= text[end + 1] <= "9":
            found = self.slash(start, end)
            if found is not None:
                return found
        amount = read_amount(text, start, self.terms)
        if amount is None:
            return end
        return self.amount(start, amount, chinese=False)

    def after_letter(self, start: int, end: int, before: str) -> _Found | int:
        text = self.text
        if (
            before in "Qq"
            and end - start == 1
            and text[start] in "1234"
            and not text[start - 2 : start - 1].isalpha()
        ):
            return _Found(start - 1, end, Kind.PERIOD, f"Q{text[start]}", "季度")
        if (
            before in "Hh"
            and end - start == 1
            and text[start] in "12"
            and not text[start - 2 : start - 1].isalpha()
        ):
            return _Found(start - 1, end, Kind.PERIOD, f"H{text[start]}", "年")
        unit = self.unit_at(end)
        if (
            unit is not None
            and text[end] != " "
            and before.islower() is False
            and start >= 3
            and text[start - 3 : start].isalpha()
            and text[start - 3 : start].isascii()
        ):
            amount = read_amount(text, start, self.terms)
            if amount is not None:
                return self.amount(start, amount, chinese=False)
        begin = start
        while (
            begin > max(0, start - 20, self.done)
            and text[begin - 1].isascii()
            and text[begin - 1].isalnum()
        ):
            begin -= 1
        while text[end].isascii() and text[end].isalnum():
            end += 1
        return self.no(begin, end, Kind.NAME)

    def masked_number(self, start: int, end: int) -> _Found | None:
        text = self.text
        mask = end
        while text[mask] in "xX×*_□":
            mask += 1
        if (
            mask - end == 1
            and "0" <= text[mask] <= "9"
            and not (end - start == 2 and text[start:end] == "20")
        ):
            return None  # 3x5: a size
        if text[end] in "*_" and mask - end < 2:
            return None
        while text[mask] in "xX×0123456789*":
            mask += 1
        return self.no(start, self.mask_end(mask), Kind.PLACEHOLDER)

    def enumerator(self, start: int, end: int, after: str) -> _Found | None:
        text = self.text
        if end - start > 3:
            return None
        if after in ".．、)" or after == ")":
            mark = _ENUM_MARK.match(text, end)
            if mark is not None:
                if text[start - 1 : start] == "(" and after == ")":
                    if self.begins_clause(start - 1) or text[end + 1].isalpha():
                        return self.no(
                            start - 1, end + 1, Kind.ENUMERATOR, Decimal(text[start:end])
                        )
                elif self.begins_clause(start) and not self.list_of_dates(end, after):
                    if self.begins_line(start) or after != "、" or text[start - 1] in "：:；;。":
                        return self.no(start, end + 1, Kind.ENUMERATOR, Decimal(text[start:end]))
        if after == "\n" and start and not text[start - 1].isspace() and self.ends_heading(start):
            return self.no(start, end, Kind.ENUMERATOR, Decimal(text[start:end]))
        return None

    def list_of_dates(self, end: int, after: str) -> bool:
        return (
            after == "、"
            and re.compile(r"、[0-9]{1,2} ?[、月日号]").match(self.text, end) is not None
        )

    def ends_heading(self, start: int) -> bool:
        return self.text[:start][-2:] in (
            "总结",
            "范文",
            "报告",
            "汇报",
            "方案",
            "计划",
            "材料",
            "心得",
            "简报",
            "讲话",
            "要点",
        )

    def code(self, start: int, end: int) -> _Found | None:
        text = self.text
        before = text[start - 1] if start else "\n"
        if before in "〔[【(" and end - start == 4:
            document = _DOC_NUMBER.match(text, start - 1)
            if document is not None:
                begin = start - 1
                while (
                    begin > max(self.done, start - 12) and "\u4e00" <= text[begin - 1] <= "\u9fff"
                ):
                    begin -= 1
                return _Found(
                    begin,
                    document.end(),
                    Kind.NUMBER_CODE,
                    text[start - 1 : document.end()].replace(" ", ""),
                    "号",
                )
        length = end - start
        if length >= 3:
            phone = _PHONE.match(text, start)
            if phone is not None and not (self.unit_at(phone.end()) and length < 11):
                return _Found(
                    start, phone.end(), Kind.NUMBER_CODE, re.sub("[ -]", "", phone.group())
                )
            word = text[start:end]
            if word in _HOTLINES:
                around = text[max(0, start - 6) : end + 8]
                if (
                    "热线" in around
                    or "电话" in around
                    or "拨打" in around
                    or "平台" in around
                    or length == 5
                    and self.unit_at(end) is None
                ):
                    return _Found(start, end, Kind.NUMBER_CODE, word)
            if (
                length >= 4
                and text[end] not in ".,万亿年"
                and self.unit_at(end) is None
                and _CODE_WORDS.search(text, max(0, start - 16), start)
            ):
                return _Found(start, end, Kind.NUMBER_CODE, word)
            if (
                length == 8
                and word[:2] in ("19", "20")
                and valid_day(int(word[4:6]), int(word[6:8]))
                and self.unit_at(end) is None
            ):
                return _Found(start, end, Kind.DATE, f"{word[:4]}-{word[4:6]}-{word[6:8]}")
            if length >= 10 and self.unit_at(end) is None and text[end] not in "万亿.":
                return _Found(start, end, Kind.NUMBER_CODE, word)
        return None

    # -- dates ------------------------------------------------------------------------------

    def date(self, start: int, end: int, after: str) -> _Found | None:
        text = self.text
        length = end - start
        following = text[end + 1] if after == " " else after
        if following in "年月" and length <= 4:
            if length <= 2 and following == "年" and _DURATION_YEAR.match(text, start) is None:
                return None
            reading = read_calendar(text, start)
            if reading is not None:
                return self.dated(start, reading)
        elif following in "日号" and length <= 2 and following == "号" or following == "日":
            found = self.day(start, end + (after == " "))
            if found is not None:
                return found
        if length == 4:
            dotted = read_dotted_date(text, start)
            if (
                dotted is not None
                and self.unit_at(dotted.end) is None
                and text[dotted.end] not in "万亿"
            ):
                return self.dated(start, dotted)
            if _YEAR_ALONE.match(text, start):
                return self.bare_year(start, end)
        if after in ".·•・" and length <= 2:
            return self.dotted(start)
        if length <= 2 and following in "至到-—–～~":
            found = self.short_reach(start)
            if found is not None:
                return found
        if length <= 2 and after == "、":
            listed = re.compile(r"、([0-9]{1,2})(?:、[0-9]{1,2})* ?(月|日|号)").match(text, end)
            if listed is not None:
                return self.listed_date(start, end, listed.group(2))
        if length <= 2 and following in "时点":
            return self.clock(start)
        return None

    def listed_date(self, start: int, end: int, unit: str) -> _Found | None:
        number = int(self.text[start:end])
        if unit == "月":
            return (
                _Found(start, end, Kind.DATE, f"--{number:02d}", "月")
                if 1 <= number <= 12
                else None
            )
        return (
            _Found(start, end, Kind.DATE, self.day_value(number), "日")
            if 1 <= number <= 31
            else None
        )

    def day_value(self, day: int) -> str:
        if (
            self.month
            and valid_day(self.month, day)
            and self.text[self.done : self.done + 1] in "、和及与,，"
        ):
            return f"{self.year or '-'}-{self.month:02d}-{day:02d}"
        return f"---{day:02d}"

    def day(self, start: int, end: int) -> _Found | None:
        text = self.text
        number = parse_numeral(text[start:end].strip())
        if number is None or not 1 <= number.value <= 31:
            return None
        mark = end
        if text[mark] == "号" and (
            text[mark + 1] in "楼院线店门令文机召码通称院段地"
            or self.text[start - 1 : start] in "—-"
        ):
            return None
        if text[mark] == "日" and (
            text[mark + 1] in "内常前用益报"
            or text.startswith("之内", mark + 1)
            or text.startswith("以内", mark + 1)
        ):
            return None
        value = self.day_value(int(number.value))
        stop = mark + 1
        joined = re.compile(r" ?(?:至|到|—{1,2}|-{1,2}|～|~|–) ?([0-9]{1,2}) ?[日号]").match(
            text, stop
        )
        if joined is not None:
            high = int(joined.group(1))
            if 1 <= high <= 31:
                return _Found(
                    start, joined.end(), Kind.DATE, (value, value[:-2] + f"{high:02d}"), "日"
                )
        found = _Found(start, stop, Kind.DATE, value, "日")
        if not value.startswith("---"):
            found.unit = "日"
        self.keep_month = True
        return found

    def dated(self, start: int, reading: CalendarReading) -> _Found:
        self.month, self.year = reading.month, reading.year
        value = reading.value
        kind = Kind.DATE
        first = value if isinstance(value, str) else value[0]
        if "H" in first or "Q" in first:
            kind = Kind.PERIOD
        return _Found(start, reading.end, kind, value, reading.unit)

    def bare_year(self, start: int, end: int) -> _Found | None:
        text = self.text
        if (
            self.unit_at(end) is not None
            or text[end] in "万亿余多千百%"
            or text[end : end + 1] in "-—~～至"
            and text[end + 1].isdigit() is False
            and False
        ):
            return None
        span = re.compile(
            r" ?(?:-{1,2}|—{1,2}|–|～|~|至|到) ?((?:19|20)[0-9]{2}) ?(?:年(?:度)?)?(?![0-9])"
        ).match(text, end)
        if span is not None:
            return _Found(start, span.end(), Kind.DATE, (text[start:end], span.group(1)), "年")
        half = re.compile(r" ?([HQ])([1-4])(?![0-9])").match(text, end)
        if half is not None:
            return _Found(
                start,
                half.end(),
                Kind.PERIOD,
                f"{text[start:end]}{half.group(1)}{half.group(2)}",
                "季度" if half.group(1) == "Q" else "年",
            )
        if self.text[max(0, start - 1) : start] in tuple("共计达约近超有到为:") and start:
            return None
        return _Found(start, end, Kind.DATE, text[start:end], "年")

    def dotted(self, start: int) -> _Found | None:
        text = self.text
        match = _MONTH_DAY.match(text, start)
        if match is None or not valid_day(int(match[1]), int(match[3])):
            return None
        stop = match.end()
        value = f"--{int(match[1]):02d}-{int(match[3]):02d}"
        joined = re.compile(
            r" ?(?:至|到|—{1,2}|-{1,2}|～|~|–) ?(1[0-2]|0?[1-9])[.·](3[01]|[12][0-9]|0?[1-9])(?![0-9.万%])"
        ).match(text, stop)
        if match[2] != ".":
            return self.dotted_reach(start, stop, value, joined)
        if text[stop] in "万亿千百%‰元余多成倍折" or (
            self.unit_at(stop) is not None and text[stop] not in "日"
        ):
            return None
        before = text[start - 1] if start else "\n"
        quoted = before in "“\"'‘「" and text[stop] in "”\"'’」"
        if quoted or re.compile(
            r" ?[”\"]?(?:妇女|维权|国际|节|活动|宣传|庆|系列|表彰|晚会|禁毒|世界|全国|反|宪法|慰问|走访|国家|母亲|护士|教师|文艺|联欢|前后|期间|—|至|日)"
        ).match(text, stop):
            return self.dotted_reach(start, stop, value, joined)
        if self.begins_line(start) and (text[stop] in " \t" or "\u4e00" <= text[stop] <= "\u9fff"):
            return self.dotted_reach(start, stop, value, joined)
        return None

    def dotted_reach(
        self, start: int, stop: int, value: str, joined: re.Match[str] | None
    ) -> _Found:
        if joined is not None:
            high = f"--{int(joined[1]):02d}-{int(joined[2]):02d}"
            return _Found(start, joined.end(), Kind.DATE, (value, high))
        return _Found(start, stop, Kind.DATE, value)

    def short_reach(self, start: int) -> _Found | None:
        text = self.text
        months = re.compile(
            r"(1[0-2]|0?[1-9]) ?(?:至|到|—{1,2}|-{1,2}|～|~|–) ?(1[0-2]|0?[1-9]) ?月(?!龄)份?(?![0-9])"
        ).match(text, start)
        if months is not None:
            return _Found(
                start,
                months.end(),
                Kind.DATE,
                (f"--{int(months[1]):02d}", f"--{int(months[2]):02d}"),
                "月",
            )
        days = re.compile(
            r"(3[01]|[12][0-9]|0?[1-9]) ?(?:至|到|—{1,2}|-{1,2}|～|~|–) ?(3[01]|[12][0-9]|0?[1-9]) ?[日号](?![楼院])"
        ).match(text, start)
        if days is not None:
            return _Found(
                start,
                days.end(),
                Kind.DATE,
                (f"---{int(days[1]):02d}", f"---{int(days[2]):02d}"),
                "日",
            )
        return None

    def clock(self, start: int) -> _Found | None:
        text = self.text
        match = _CLOCK.match(text, start)
        if match is None:
            return None
        before = text[max(0, start - 3) : start]
        mark = re.compile(r"上午|下午|早|晚|凌晨|中午|[日号午]$").search(before)
        marked = bool(match[2] or match[3]) or text[match.end() - 1] in "整钟"
        if not (
            mark
            or marked
            or (
                text[match.end() - 1] == "时"
                and text[match.end()] not in "间候代"
                and int(match[1]) <= 24
            )
        ):
            return None
        minute = int(match[2]) if match[2] else 30 if match[3] else 0
        if minute > 59:
            return None
        return _Found(start, match.end(), Kind.DATE, f"T{int(match[1]):02d}:{minute:02d}")

    def colon(self, start: int) -> _Found | None:
        text = self.text
        ratio = _RATIO.match(text, start)
        time = _TIME.match(text, start)
        near = text[max(0, start - 8) : start]
        if time is not None and "比" not in near and "按" not in near:
            return _Found(start, time.end(), Kind.DATE, f"T{int(time[1]):02d}:{time[2]}")
        if ratio is None or ratio[1] is None and text[ratio.end()] in "上去前年例赛分":
            return None
        low, high = Decimal(ratio[1] or ratio[3]), Decimal(ratio[2] or ratio[4])
        return _Found(start, ratio.end(), Kind.RANGE, (low, high), step=Decimal(1))

    def slash(self, start: int, end: int) -> _Found | None:
        text = self.text
        match = re.compile(r"([0-9]{1,2})/([0-9]{1,3})(?![0-9/.])").match(text, start)
        if match is None:
            return None
        if (
            text[start - 1 : start] in "约近占的了达到有"
            or text[match.end()] in "的以"
            or not self.begins_line(start)
        ):
            low, high = Decimal(match[1]), Decimal(match[2])
            if high != 0 and low < high:
                return _Found(start, match.end(), Kind.FRACTION, _ratio(low, high))
        month, day = int(match[1]), int(match[2])
        if valid_day(month, day):
            return _Found(start, match.end(), Kind.DATE, f"--{month:02d}-{day:02d}")
        return None

    # -- Chinese ----------------------------------------------------------------------------

    def chinese(self, start: int, end: int) -> _Found | int:
        text = self.text
        before = text[start - 1] if start else "\n"
        after = text[end]
        term = self.terms.at(text, start)
        if term is not None and not self.counts_anyway(start, term.text):
            begin = max(start - term.lead, self.done)
            stop = start - term.lead + len(term.text)
            return self.no(begin, max(stop, start + 1), term.kind)
        if after in "xX×" or (after.isdigit() and False):
            found = self.masked_number(start, end)
            if found is not None:
                return found
        if before == "第":
            return self.ordinal(start)
        found = self.chinese_enumerator(start, end, before, after)
        if found is not None:
            return found
        if before in "周期拜":
            found = self.weekday(start, end)
            if found is not None:
                return found
        if before in "正冬腊" or _CN_DATE.match(text, start):
            found = self.chinese_date(start, end)
            if found is not None:
                return found
        if text.startswith("分之", end) or text.startswith("半", start):
            found = self.half_or_fraction(start, end)
            if found is not None:
                return found
        amount = read_amount(text, start, self.terms)
        if amount is None:
            return self.no(start, end, Kind.IDIOM)
        return self.amount(start, amount, chinese=True)

    def counts_anyway(self, start: int, term: str) -> bool:
        """一起 and its like are counts before a countable noun (没有一起案件)."""
        return False

    def chinese_enumerator(self, start: int, end: int, before: str, after: str) -> _Found | None:
        text = self.text
        if end - start > 3:
            return None
        if after in "、．." and (self.begins_line(start) or before in "。；;：:"):
            if parse_numeral(text[start:end]) is None or re.compile(
                r"、[一二三四五六七八九十]{1,3}(?:月|季|[等级])"
            ).match(text, end):
                return None
            return self.no(start, end + 1, Kind.ENUMERATOR, parse_numeral(text[start:end]).value)  # type: ignore[union-attr]
        if before == "(" and after == ")":
            numeral = parse_numeral(text[start:end])
            if numeral is not None:
                stop = end + 1 + (text[end + 1] == "、")
                return self.no(start - 1, stop, Kind.ENUMERATOR, numeral.value)
        if after in "是要则来" and (before in _BREAKS or self.begins_clause(start)):
            numeral = parse_numeral(text[start:end])
            if numeral is not None and (after in "是要" or self.begins_clause(start)):
                return self.no(start, end + 1, Kind.ENUMERATOR, numeral.value)
        if before == "其" and self.begins_clause(start - 1):
            return self.no(start - 1, end, Kind.ENUMERATOR)
        return None

    def weekday(self, start: int, end: int) -> _Found | None:
        text = self.text
        if end - start != 1 or text[start] not in "一二三四五六":
            return None
        prefix = _WEEKDAY.search(text, max(self.done, start - 4), start)
        if prefix is None or _WEEK_COUNT.match(text, end) or text[end] in "周年岁":
            return None
        number = "一二三四五六".index(text[start]) + 1
        per = "周" if prefix.group().startswith("每") else None
        joined = re.compile(
            r" ?(?:至|到|—{1,2}|-{1,2}|～|~|–) ?(?:周|星期|礼拜)?([一二三四五六日天])"
        ).match(text, end)
        if joined is not None:
            high = "一二三四五六日天".index(joined.group(1)) + 1
            return _Found(
                prefix.start(),
                joined.end(),
                Kind.DATE,
                (f"W{number}", f"W{min(high, 7)}"),
                "星期",
                per=per,
            )
        return _Found(prefix.start(), end, Kind.DATE, f"W{number}", "星期", per=per)

    def chinese_date(self, start: int, end: int) -> _Found | None:
        text = self.text
        begin = (
            start - 1
            if text[start - 1 : start] in ("正", "冬", "腊")
            and text[start - 1 : start + 1][1:] == "月"
            else start
        )
        mark = text[end] if text[end] != " " else text[end + 1]
        if mark == "年" and end - start != 4:
            return None
        if mark in "日号":
            return self.day(start, end + (text[end] == " "))
        reading = read_calendar(text, begin)
        if reading is None:
            return None
        return self.dated(begin, reading)

    def half_or_fraction(self, start: int, end: int) -> _Found | None:
        text = self.text
        if text.startswith("分之", end):
            bottom = {"百": _HUNDRED, "千": Decimal(1000), "万": Decimal(10000)}.get(
                text[start:end]
            )
            numeral = parse_numeral(text[start:end])
            top = (
                read_amount(text, end + 2, self.terms)
                if text[end + 2] in "0123456789〇零一二三四五六七八九十百两几"
                else None
            )
            if numeral is None or top is None:
                return None
            if bottom is not None and top.numeral is not None:
                value = top.numeral.value
                found = _Found(
                    start,
                    top.end,
                    Kind.PERCENT,
                    plain_decimal(value),
                    "%" if bottom == _HUNDRED else "‰" if bottom == 1000 else "‱",
                    step=top.numeral.step,
                )
                return self.finish(found, start, top.end, top.hedge)
            if top.numeral is None or numeral.value == 0:
                return None
            found = _Found(start, top.end, Kind.FRACTION, _ratio(top.numeral.value, numeral.value))
            return self.finish(found, start, top.end, top.hedge)
        return None

    # -- ordinals ---------------------------------------------------------------------------

    def ordinal(self, start: int) -> _Found | int:
        text = self.text
        begin = start - 1
        amount = read_amount(text, start, self.terms)
        if amount is None or amount.numeral is None:
            return self.no(begin, start + 1, Kind.IDIOM)
        end = amount.core_end
        if self.begins_clause(begin) and _ORDINAL_ENUM.match(text, end):
            stop = end + 1 if text[end] in "、，,：:.．" else end
            return self.no(begin, stop, Kind.ENUMERATOR, plain_decimal(amount.numeral.value))
        quarter = re.compile(r" ?季度").match(text, end)
        if quarter is not None and 1 <= amount.numeral.value <= 4:
            return _Found(
                begin, quarter.end(), Kind.PERIOD, f"Q{int(amount.numeral.value)}", "季度"
            )
        value = plain_decimal(amount.numeral.value)
        unit = self.unit_at(end)
        if unit is not None:
            return _Found(
                begin, unit[2], Kind.ORDINAL, value, unit[0].text, step=amount.numeral.step
            )
        if text[start].isdigit() or text[end] in "_届":
            return _Found(begin, end, Kind.ORDINAL, value, None, step=amount.numeral.step)
        return self.no(begin, end, Kind.IDIOM)

    # -- amounts ----------------------------------------------------------------------------

    def amount(self, start: int, amount: Amount, *, chinese: bool) -> _Found | int:
        text = self.text
        join = _JOIN.match(text, amount.end) if text[amount.end] in " 至到—-–～~─" else None
        if join is not None and text[start - 1 : start] != "-":
            found = self.reach(start, amount, join.end(), chinese=chinese)
            if found is not None:
                return found
        return self.counted(start, amount, chinese=chinese)

    def reach(
        self,
        start: int,
        first: Amount,
        at: int,
        *,
        chinese: bool,
        unit: tuple[Unit, int, int] | None = None,
    ) -> _Found | None:
        text = self.text
        second = read_amount(text, at, self.terms)
        if second is None or second.numeral is None or first.numeral is None:
            return None
        low, high = first.numeral.value, second.numeral.value
        step = min(first.numeral.step, second.numeral.step)
        if (
            second.scale
            and not first.scale
            and second.mantissa is not None
            and low <= second.mantissa
            and low < high
        ):
            factor = high / second.mantissa if second.mantissa else Decimal(1)
            low = low * factor
            step = min(first.numeral.step * factor, second.numeral.step)
        if first.numeral.high is not None or second.numeral.high is not None:
            return None
        after = self.unit_at(second.end)
        if after is None and chinese:
            return None
        if low >= high and after is None:
            return None
        found = self.unitised(start, second, after, (plain_decimal(low), plain_decimal(high)))
        found.step = plain_decimal(step)
        if found.kind is Kind.QUANTITY:
            found.kind = Kind.RANGE
        return found

    def counted(self, start: int, amount: Amount, *, chinese: bool) -> _Found | int:
        text = self.text
        unit = self.unit_at(amount.end)
        numeral = amount.numeral
        if unit is not None:
            join = _JOIN.match(text, unit[2]) if text[unit[2]] in " 至到—-–～~─" else None
            if join is not None and unit[0].text not in ("年", "月", "日"):
                second = read_amount(text, join.end(), self.terms)
                if second is not None and second.numeral is not None and numeral is not None:
                    other = self.unit_at(second.end)
                    if (
                        other is not None
                        and other[0].cls == unit[0].cls
                        and second.numeral.value > numeral.value
                    ):
                        found = self.unitised(
                            start,
                            second,
                            other,
                            (plain_decimal(numeral.value), plain_decimal(second.numeral.value)),
                        )
                        if found.kind is Kind.QUANTITY:
                            found.kind = Kind.RANGE
                        found.step = min(numeral.step, second.numeral.step)
                        return found
            band = re.compile(r"(?:\(含\))?以上(?:至|到|—|-|,|，|、)?([0-9]{1,3}) ?").match(
                text, unit[2]
            )
            if band is not None and numeral is not None:
                other = self.unit_at(band.end())
                if (
                    other is not None
                    and other[0].cls == unit[0].cls
                    and text.startswith("以下", other[2])
                ):
                    found = _Found(
                        start,
                        other[2] + 2,
                        Kind(unit[0].kind),
                        (numeral.value, Decimal(band.group(1))),
                        unit[0].text,
                        step=Decimal(1),
                    )
                    if found.kind is Kind.QUANTITY:
                        found.kind = Kind.RANGE
                    return found
        value: Value
        if numeral is None:
            value = None
        elif numeral.high is not None:
            value = (plain_decimal(numeral.value), plain_decimal(numeral.high))
        else:
            value = plain_decimal(numeral.value)
        if chinese:
            rejected = self.reject_chinese(start, amount, unit)
            if rejected is not None:
                return rejected
        return self.unitised(start, amount, unit, value)

    def reject_chinese(
        self, start: int, amount: Amount, unit: tuple[Unit, int, int] | None
    ) -> _Found | None:
        text = self.text
        written = text[start : amount.core_end]
        before = text[start - 1] if start else "\n"
        if unit is None:
            if (
                len(written) >= 2
                and amount.numeral is not None
                and amount.numeral.high is None
                and any(c in "十百千万亿" for c in written)
                and text[amount.end] in _BREAKS + " \t)）左以余"
                and len(written) >= 3
            ):
                return None
            return self.no(start, amount.end, Kind.IDIOM)
        end = unit[2]
        if before in "“‘\"'「" or text[start - 2 : start] == "实施" and False:
            closing = re.compile(r"[^”’\"」\n]{0,14}[”’\"」]").match(text, start)
            if closing is not None:
                return self.no(start, amount.end, Kind.FIXED_TERM)
        role = unit[0].one
        if role == "level" and len(written) == 1:
            return self.no(start, end, Kind.IDIOM)
        if amount.vague and amount.hedge is None:
            return self.no(start, end, Kind.IDIOM)
        if role == "period" and written in ("一", "半"):
            return self.no(
                start,
                end,
                Kind.PERIOD,
                plain_decimal(amount.numeral.value) if amount.numeral else None,
            )
        if written == "一":
            return self.reject_one(start, end, unit[0], before)
        found = self.announced(start, amount, unit)
        return found

    def reject_one(self, start: int, end: int, unit: Unit, before: str) -> _Found | None:
        text = self.text
        value = Decimal(1)
        if before in "每这那另某同任唯又第上下前后哪统单专万" or before in "是":
            return self.no(start - (before == "每"), end, Kind.IDIOM, value)
        two = text[max(0, start - 2) : start]
        if two in (
            "作为",
            "成为",
            "身为",
            "当好",
            "每进",
            "进入",
            "打造",
            "营造",
            "形成",
            "树立",
            "构筑",
            "撑起",
        ):
            return self.no(start, end, Kind.IDIOM, value)
        if unit.one == "article":
            ends = text[end] in "，,。；;、)）\n \t"
            if unit.text == "起" and re.compile(
                r"没有|未发生|无|发生|处理|调解|查处|化解|受理"
            ).search(text, max(0, start - 4), start):
                return None
            if ends and before not in "到了扶持":
                return (
                    None
                    if unit.text in ("个", "项", "条", "支", "套", "批次")
                    and text[start - 2 : start] not in ("扶持", "发展", "带动")
                    else self.no(start, end, Kind.IDIOM, value)
                )
            if two in ("成立", "组建", "建成", "建立", "新建", "设立", "创建") or text[
                max(0, start - 3) : start
            ] in ("成立了", "组建了", "建成了", "建立了", "新建了", "设立了", "创建了"):
                return None
            return self.no(start, end, Kind.IDIOM, value)
        return None

    def announced(self, start: int, amount: Amount, unit: tuple[Unit, int, int]) -> _Found | None:
        """A count that only announces a list of the same text."""
        text = self.text
        end = unit[2]
        before = text[max(0, start - 2) : start]
        small = (
            amount.numeral is not None
            and amount.numeral.high is None
            and amount.numeral.value <= 20
        )
        if not small or unit[0].kind != "quantity":
            return None
        noun = re.compile(
            r"[^，。；：:、\n“”]{0,8}?(方面|方法|主线|事(?!件|故|业)|问题|环节|重点|抓手|措施|举措|原则|目标|关键|特点|做法|转变|层面|阶段|要求|关系|短板|方式|意识|作用|优势|队伍|工作|活动|任务|步骤|维度|举动|内容)"
        ).match(text, end)
        pointing = before.endswith(("这", "述", "下", "列", "该")) or text[
            max(0, start - 2) : start
        ] in ("以上", "以下", "上述", "下列", "如下")
        if unit[0].text in ("方面", "个方面"):
            pointing = True
        if (
            pointing
            or (
                noun is not None
                and (
                    text[noun.end()] in "：:"
                    or text[start - 1 : start] in "等"
                    or (
                        noun.group(1) not in ("活动", "工作", "问题", "任务", "内容")
                        and _list_before(text, start)
                    )
                )
            )
            or (noun is not None and noun.group(1) in ("主线", "方法", "事"))
        ):
            found = self.no(start, end, Kind.QUANTITY, plain_decimal(amount.numeral.value))  # type: ignore[union-attr]
            found.unit = unit[0].text
            found.announces = True
            return found
        return None

    def unitised(
        self, start: int, amount: Amount, unit: tuple[Unit, int, int] | None, value: Value
    ) -> _Found:
        text = self.text
        end = amount.end
        kind = Kind.QUANTITY
        name = None
        step = amount.numeral.step if amount.numeral is not None else None
        hedge = amount.hedge
        if unit is not None:
            entry = unit[0]
            end = unit[2]
            name, kind = entry.text, Kind(entry.kind)
            if text[end] in "/(":
                compound = re.compile(
                    r"/(?:次|人|户|场|年|月|天|期|件)(?![一-鿿]{0}[0-9])|\((?:次|人|户|人次|场)\)"
                ).match(text, end)
                if compound is not None:
                    name, end = self.source[unit[1] : compound.end()], compound.end()
            if kind is Kind.PERCENT and entry.cls == "tenth":
                value, step = _times_ten(value), None if step is None else plain_decimal(step * 10)
                name = "%"
            elif kind is Kind.MULTIPLE and entry.text == "番":
                value = _doubled(value)
                name = "倍"
            elif name in ("块钱", "元钱", "元整", "圆", "圆整", "人民币"):
                name = "元"
            if kind is Kind.ORDINAL and entry.text == "届" and text[start - 1 : start] != "第":
                kind = Kind.ORDINAL
            if text[end] in "多余" and hedge is None and text[end + 1] not in "少样元方式种余多":
                hedge = Qualifier.OVER
                end += 1
            if text[end] == "半" and isinstance(value, Decimal) and kind is Kind.PERIOD:
                value = plain_decimal(value + Decimal("0.5"))
                end += 1
        if isinstance(value, tuple) and kind is Kind.QUANTITY:
            kind = Kind.RANGE
        if amount.bare and hedge is None and kind is not Kind.ORDINAL:
            hedge = Qualifier.ABOUT
        found = _Found(
            start, end, kind, value, name, step=None if step is None else plain_decimal(step)
        )
        return self.finish(found, start, end, hedge)

    # -- hedges -----------------------------------------------------------------------------

    def finish(self, found: _Found, start: int, end: int, inner: Qualifier | None) -> _Found:
        """Add what the words before and behind a number claim about it."""
        text = self.text
        hedge = inner
        if text[end] in " 以及(或之内左上有多余出开不":
            suffix = _SUFFIX.match(text, end)
            if suffix is not None:
                found.end = suffix.end()
                for group, meaning in enumerate(
                    (
                        Qualifier.AT_LEAST,
                        Qualifier.AT_MOST,
                        Qualifier.ABOUT,
                        Qualifier.OVER,
                        None,
                        Qualifier.UNDER,
                    ),
                    1,
                ):
                    if suffix.group(group) and meaning is not None:
                        if group == 6:
                            found.end = end
                        else:
                            hedge = meaning
        before, begin = self.prefix(start, found)
        if before is not None:
            hedge = before
            found.start = begin
        elif start - self.done > 1:
            distant = self.distant(start)
            if distant is not None:
                hedge = distant
        if hedge is None and self.circa and found.kind is Kind.QUANTITY:
            for index, place in enumerate(self.circa):
                if (
                    place <= start
                    and start - place < 80
                    and not any(text.find(mark, place, start) >= 0 for mark in "。；\n")
                ):
                    hedge = Qualifier.ABOUT
                    del self.circa[index]
                    break
        if hedge is not None:
            found.qualifier = hedge
        if self.each:
            found.per = self.scope(found.start)
        return found

    def prefix(self, start: int, found: _Found) -> tuple[Qualifier | None, int]:
        text = self.text
        at = start
        if at and text[at - 1] == " ":
            at -= 1
        if not at or at <= self.done:
            return None, start
        if text[at - 1] in _PREFIX_LAST:
            for size in (4, 3, 2, 1):
                word = text[at - size : at] if at >= size else ""
                meaning = _PREFIX.get(word)
                if meaning is not None and at - size >= self.done:
                    if size == 1 and not self.single_prefix(word, at, found):
                        return None, start
                    return meaning, at - size
        for word in _NEUTRAL:
            if text.startswith(word, at - len(word)):
                inner = at - len(word)
                for size in (3, 2, 1):
                    meaning = _PREFIX.get(text[inner - size : inner]) if inner >= size else None
                    if meaning is not None and inner - size >= self.done:
                        if size == 1 and text[inner - 1] not in "约近逾超":
                            break
                        return meaning, start
                break
        return None, start

    def single_prefix(self, word: str, at: int, found: _Found) -> bool:
        text = self.text
        if word == "近" and found.kind is Kind.PERIOD:
            return False
        if word in "上满过破":
            if word == "上":
                return text[at] in "百千万亿"
            if word == "满":
                return found.kind in (Kind.AGE, Kind.PERIOD)
            return text[at] in "百千万亿半" or (word == "破" and found.kind is Kind.QUANTITY)
        if word == "约" and text[at - 2 : at - 1] in (
            "节",
            "合",
            "公",
            "预",
            "制",
            "违",
            "履",
            "签",
            "特",
        ):
            return False
        return not (word == "近" and text[at - 2 : at - 1] in ("附", "邻", "最", "靠", "亲", "临"))

    def distant(self, start: int) -> Qualifier | None:
        text = self.text
        low = max(self.done, start - 14)
        for index in range(start - 1, low - 1, -1):
            if text[index] in _BREAKS:
                low = index + 1
                break
        match = None
        for match in _DISTANT.finditer(text, low, start):
            pass
        if match is None:
            return None
        if match.group(1):
            return Qualifier.AT_LEAST
        if match.group(2):
            return Qualifier.AT_MOST
        if match.group(3):
            return Qualifier.ABOUT if start - match.end() <= 4 else None
        return Qualifier.OVER if start - match.end() <= 8 else None

    def scope(self, start: int) -> str | None:
        text = self.text
        low = max(0, start - 60)
        for mark in "。；;\n！？":
            low = max(low, text.rfind(mark, low, start) + 1)
        return _per(text, low, start)


_EACH: Final = re.compile(
    r"每(?:一)?(?:个|名|位)?(月|年|周|天|日|季度|学期|学年|季|半年|两年|星期|人|户|村|乡|镇|社区|场|次|期|家|所|件|亩|小时|班|组|校|队|支|册|份|台|套|课|节|县|生|名|位|妇女干部|个)(?:每(月|年|学期|季度|天|周|次|场|季))?"
)
_AVERAGE: Final = re.compile(r"(人|户|村|月|年|场|亩|日|周|镇)均(月|年|日)?")
_SCOPE_STOP: Final = re.compile(r"共|累计|合计|总计|全年|其中|一年来|今年|总")


def _per(text: str, low: int, start: int) -> str | None:
    found = None
    for match in _EACH.finditer(text, low, start):
        found = match
    for match in _AVERAGE.finditer(text, low, start):
        if found is None or match.start() > found.start():
            found = match
    if found is None:
        return None
    if _SCOPE_STOP.search(text, found.end(), start):
        return None
    unit = found.group(1)
    if unit in ("名", "位", "生", "妇女干部", "个"):
        unit = "人" if unit != "个" else None
    if unit == "星期":
        unit = "周"
    if found.group(2):
        return f"{unit}·{found.group(2)}"
    return unit


def _list_before(text: str, start: int) -> bool:
    low = max(0, start - 40)
    for mark in "，,。；;\n：:":
        low = max(low, text.rfind(mark, low, start) + 1)
    return "、" in text[low:start]


def _ratio(top: Decimal, bottom: Decimal) -> Decimal:
    """A fraction to four places, as the contract writes it: 三分之一 is 0.3333."""
    return plain_decimal((top / bottom).quantize(_FOUR_PLACES))


def _times_ten(value: Value) -> Value:
    if isinstance(value, Decimal):
        return plain_decimal(value * 10)
    if isinstance(value, tuple) and isinstance(value[0], Decimal) and isinstance(value[1], Decimal):
        return (plain_decimal(value[0] * 10), plain_decimal(value[1] * 10))
    return value


def _doubled(value: Value) -> Value:
    if isinstance(value, Decimal) and value <= 20:
        return plain_decimal(Decimal(2) ** value) if value == value.to_integral_value() else value
    return value


def find_figures(text: str, *, everything: bool = False) -> tuple[Figure, ...]:
    """Return the figures of a text, sorted and non-overlapping, with offsets into that text.

    Args:
        text: Any text; offsets are code points of it as given.
        everything: Also return the numeric expressions that are no figures: enumerators, fixed
            terms, idioms, names, placeholders, and counts that only announce a list.
    """
    return _Reader(text, everything=everything).read()
