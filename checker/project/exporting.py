"""A policy folder's standards, waivers, cases and decision tables as one workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from checker.project.cases import Cases
from checker.project.decisions import Decisions
from checker.project.forms import Column, Form, Forms, Guard
from checker.project.records import Kind
from checker.project.shelf import Shelf
from checker.project.standards import Standards
from checker.project.waivers import Waivers
from checker.read.folder import CASES
from checker.yaml_tree import TextNode
from checker.yaml_tree.edits import at

TITLE = "政策表格"
RULES = "规则"
KINDS = ("standards", "waivers", "tables", "cases")
NAMED = 31  # characters of a sheet's name
ADVICE = (
    "一、改好以后运行：checker import 本文件 政策文件夹。先看会改什么，加 --check。",
    "二、只改要改的格，别的格原样留着；写回去时只动改过的地方，政策文件里的注释和排版不变。",
    "三、要加一条，在要放的地方插入一行写上；照着别的行改的，整行复制了再改。要去掉一条，删去整行。",
    "四、灰色的格是用来看的，改了不算。第一行（表头）不要动；自己的备注写在另外的页里。",
    "五、有一格不对，就一格也不写回去；所有不对的格一次说清：哪一页、哪一格、怎样改。",
    "六、写回去以后，要再改，先重新导出：旧的文件和政策已经对不上了。",
)


def kinds(shelf: Shelf, wanted: frozenset[str]) -> Iterator[Kind]:
    """What a folder's sheets are about, those that are wanted."""
    if "standards" in wanted:
        yield Standards(shelf)
    if "tables" in wanted:
        yield Decisions(shelf)
    if "waivers" in wanted:
        yield Waivers(shelf)
    if "cases" in wanted:
        names: list[str] = []
        for file in shelf.own:
            if file.endswith(CASES):
                policy = file.removesuffix(CASES)
                names.append(_name(shelf, policy, names))
                yield Cases(shelf, policy, names[-1])


def _name(shelf: Shelf, policy: str, taken: list[str]) -> str:
    """用例 and the policy's title, or its file where another sheet is called so."""
    tree = shelf.own.get(f"{policy}.yaml")
    title = at(tree, ("policy", "title")) if tree is not None else None
    told = title.text if isinstance(title, TextNode) else policy
    for wanted in (told, policy, str(PurePosixPath(policy).name) + str(len(taken) + 1)):
        name = "用例 " + "".join("_" if c in "[]:*?/\\'" else c for c in wanted)
        if name[:NAMED] not in taken:
            return name[:NAMED]
    return f"用例 {len(taken) + 1}"


def exported(shelf: Shelf, wanted: frozenset[str]) -> bytes:
    """The workbook; the same folder gives the same bytes."""
    forms = Forms(TITLE)
    forms.page("说明", "怎样改这个文件", ADVICE)
    for kind in kinds(shelf, wanted):
        kind.sheet.write(forms)
    if wanted & {"waivers", "cases"}:
        _rules(shelf, forms)
    return forms.content()


def _rules(shelf: Shelf, forms: Forms) -> None:
    """The rules by name, to look up."""
    rules = sorted(
        (rule for one in shelf.policies.policies for rule in one.rules), key=lambda rule: rule.id
    )
    widths = {"编号": 36, "名称": 40, "核查": 12}
    columns = [Column(header, Form.KNOWN, width) for header, width in widths.items()]
    rows = [(rule.id, rule.title, rule.each) for rule in rules]
    forms.table(RULES, columns, rows, guard=Guard.HEADER)
