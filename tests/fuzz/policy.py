"""Policy files: refused with places inside the text, or read, resolved and judged.

The first byte chooses which file of a small folder the rest is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from checker.intake.rows import dataset_from_mappings
from checker.model.policy import PolicySet
from checker.read.desk import Desk
from checker.read.folder import Opened, open_policies
from checker.resolve import resolve
from checker.run import ROWS, judge
from tests.fuzz.booklet import WORDS as OF_YAML
from tests.fuzz.oracle import faults_of, sound_fault
from tests.fuzz.reading import folder
from tests.read.small import FOLDER, written

CASES = """as_of: 2020-09-17
cases:
  - {rule: in-school, name: 在校, given: {成员: {在校生状况: 小学}}, expect: met}
"""
CATEGORIES = """categories:
  field: 类别
  table:
    - when: 人均纯收入 > 0
      is: 甲
    - otherwise: 乙
"""
WAIVERS = """waivers:
  - rule: education/in-school
    household: H1
    from: 2020-01-01
    until: 2020-12-31
    reason: 休学
    approved_by: 张
    document: 证明
"""
FILES = {
    **FOLDER,
    "education.cases.yaml": CASES,
    "categories.yaml": CATEGORIES,
    "areas.yaml": "areas: [{id: education, title: 教育, named_by_source: true}]\n",
    "criteria.yaml": "criteria: [{id: c, title: 有学上, rules: [education/in-school]}]\n",
    "waivers.yaml": WAIVERS,
    "waivers.csv": "rule,household,row,from,until,reason,approved_by,document\n",
}
NAMES = tuple(sorted(FILES))
DAY = date(2020, 9, 17)
GIVEN = {
    "户": {"户编号": "H1", "人均纯收入": "3000"},
    "成员": [{"人编号": "1", "在校生状况": "小学"}, {}],
}
WORDS = (
    *OF_YAML,
    *(
        "policy: ",
        "rules:\n",
        "  - id: ",
        "title: ",
        "each: 成员",
        "applies: ",
        "requires: ",
        "sieves: []",
    ),
    *(
        "severity: major",
        "message: '{年龄}'",
        "definitions:\n",
        "table:\n",
        "when: ",
        "otherwise: ",
        "is: ",
    ),
    *(
        "standards:\n",
        "values: ",
        "from: 2020-02-30",
        "tailor: ",
        "lists: ",
        "valid: {from: ",
        "basis: ",
    ),
    *(
        "extends: .",
        "standalone: true",
        "entities:\n",
        "kind: choice",
        "codes: ",
        "derived: ",
        "gather: ",
    ),
    *(
        "parent: ",
        "link: ",
        "key: ",
        "registers:\n",
        "absence: means_no",
        "unit: 元/月",
        "region: ",
        "due: 5",
    ),
)


@dataclass
class _Bytes(Desk):
    """A desk on which one file's bytes lie in place of the file's own."""

    path: Path = Path()
    data: bytes = b""

    def bytes(self, path: Path) -> bytes:
        return self.data if path == self.path else super().bytes(path)


@cache
def base() -> Path:
    return written(folder() / "policies", FILES)


def seeds() -> Iterator[bytes]:
    for at, name in enumerate(NAMES):
        yield bytes((at,)) + FILES[name].encode()
    shipped = Path(__file__).parents[2] / "policies"
    education = bytes((NAMES.index("education.yaml"),))
    for path in sorted(shipped.glob("*.yaml"))[:6]:
        yield education + path.read_bytes()[:3500]


def examine(data: bytes) -> None:
    name = NAMES[data[0] % len(NAMES)] if data else NAMES[0]
    desk = _Bytes(path=base() / name, data=data[1:])
    opened, _ = faults_of(lambda: open_policies(base(), desk))
    if opened is None:
        return
    for fault in opened.faults:
        sound_fault(fault)
    if not opened.faults:
        _run(opened)
    # An editor goes on with what is sound.
    faults_of(lambda: resolve(opened.policies, DAY))


def _run(opened: Opened) -> None:
    policies: PolicySet = opened.policies
    resolved, _ = faults_of(lambda: resolve(policies, DAY))
    dataset, _ = faults_of(
        lambda: dataset_from_mappings(GIVEN, policies.catalog, whole=True, day=DAY)
    )
    if resolved is None or dataset is None:
        return
    judged = judge(resolved, dataset, policies.catalog, engine=ROWS)
    told = {one.rule for one in judged.not_run}
    assert {rule.id for rule in resolved.rules} == {*judged.tallies} | told
