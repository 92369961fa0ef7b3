"""Google's CEL gives the interpreter's verdict wherever it has the language's forms."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.verdict import Verdict, judge
from tests.differential import inventing, pools, rules
from tests.differential.effort import effort
from tests.differential.engines import by_rows
from tests.differential.writing import Definitions, View, Writer, view_of
from tests.tables.village import village

pytest.importorskip("cel_expr_python", reason="an extra of development")

RULES, HOUSEHOLDS = 40, 30
EACH = ("household", "household", "member", "visit", "benefit", "village")
WHOLE = ("个数", "个数二", "总户数", "分钟")
WORDS = ("", "", "date", "month", "text", "颜色")


class PlainWriter(Writer):
    """Writes what CEL has too: logic, comparisons, whole numbers, days, any and all."""

    def condition(self, view: View, depth: int) -> str:
        """Something true, false or unknown."""
        simple = (
            lambda: self.read(view, "yes_no"),
            lambda: self.compared(view, depth - 1),
            lambda: self.listed(view),
            lambda: self.asked(view, depth),
        )
        if depth <= 0:
            return self.pick(*simple)
        return self.pick(
            *simple,
            lambda: self.joined(view, depth),
            lambda: self.joined(view, depth),
            lambda: f"not ({self.condition(view, depth - 1)})",
            lambda: self.quantified(view, depth),
            lambda: self.quantified(view, depth),
        )

    def asked(self, view: View, depth: int) -> str | None:
        """Whether something is known; a set that is read in part is not in CEL."""
        row, entity = self.random.choice(view.rows)
        field = self.random.choice(pools.written_fields(entity))
        whole = field in (*WHOLE, "甲", "参保", "姓名", "日", "户编号")
        return f"known({row}{'.' if row else ''}{field})" if whole else None

    def compared(self, view: View, depth: int) -> str | None:
        """Two values of one sort."""
        sort = self.random.choice(WORDS)
        ordered = sort in ("", "date", "month")
        operators = ("==", "!=", "<", "<=", ">", ">=") if ordered else ("==", "!=")
        left, right = self.value(view, depth, sort), self.value(view, depth, sort)
        return f"({left} {self.random.choice(operators)} {right})" if left and right else None

    def listed(self, view: View) -> str | None:
        """Membership in a list of values."""
        sort = self.random.choice(WORDS)
        item, other = self.value(view, 0, sort), self.value(view, 0, sort)
        word = self.random.choice(("in", "not in"))
        return f"({item} {word} [{other}, {self.value(view, 0, sort)}])" if other else None

    def collection(self, view: View) -> tuple[str, str, str | None] | None:
        """Descendants of the rows at hand."""
        found = super().collection(view)
        return found if found and found[2] is None else None

    def value(self, view: View, depth: int, sort: str) -> str | None:
        """A field, a literal, whole-number arithmetic."""
        literals = {
            "": ("0", "1", "2", "3", "10"),
            "date": tuple(f'date("{day}")' for day in pools.DAYS),
            "month": tuple(f'date("{month}")' for month in pools.MONTHS),
            "颜色": tuple(f'"{code}"' for code in pools.CODES["颜色"]),
        }.get(sort, tuple(f'"{word}"' for word in pools.WORDS if word))
        read = self.read(view, sort)
        if read is not None and sort == "" and read.rsplit(".", 1)[-1] not in WHOLE:
            read = None
        chance = self.random.random()
        if sort == "" and depth > 0 and chance < 0.4:
            operands = (self.value(view, depth - 1, ""), self.value(view, depth - 1, ""))
            return f"({operands[0]} {self.random.choice('+-*')} {operands[1]})"
        if sort == "" and depth > 0 and chance < 0.5:
            return f"({self.value(view, 0, 'date')} - {self.value(view, 0, 'date')})"
        return read if read and chance < 0.8 else self.random.choice(literals)


def written(random: Random) -> tuple[rules.Policy, list[rules.Written]]:
    """Some definitions and rules."""
    known = Definitions({})
    definitions = {}
    for number, entity in enumerate(("village", "household", "member")):
        body = PlainWriter(random, known, sure=True).condition(view_of(entity), 2)
        definitions[f"定义{number}"] = {"each": village().entities[entity].title, "is": body}
        known.names.setdefault((entity, "yes_no"), []).append(f"定义{number}")
    writer = PlainWriter(random, known, sure=True)
    return {"definitions": definitions}, [
        rules.rule(writer, random.choice(EACH)) for _ in range(RULES)
    ]


@effort(50)  # 50 examples × 40 rules × some 30 rows: more than 50,000 verdicts
@given(seed=st.integers(0, 2**32 - 1))
def test_cel_agrees_row_by_row(seed: int) -> None:
    """The same verdict for every (rule, row)."""
    from tests.differential.cel import Judge, Maps  # noqa: PLC0415  needs the extra

    random = Random(seed)
    resolved = rules.resolved(*written(random))
    rows = inventing.invented(random, HOUSEHOLDS, tame=True, broken=random.random() < 0.5)
    dataset = inventing.dataset(rows)
    maps = Maps(dataset)
    expected = by_rows(resolved, dataset)

    for rule in resolved.rules:
        applies, requires = Judge(rule.applies), Judge(rule.requires)
        for row, verdict in enumerate(expected[rule.id]):
            at = (maps, rule.table, row)
            found = judge(applies.truth(*at), requires.truth(*at))
            assert found is verdict, (rule.applies, rule.requires, row, Verdict(found), verdict)
