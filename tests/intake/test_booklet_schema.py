"""The schema of booklets accepts what a booklet may say, and helps with what it may not."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry

from checker.intake.booklet import value_of
from checker.intake.booklet_schema import booklet_schema
from checker.yaml_tree import MapNode, Node, TextNode, decode, read_yaml
from tests.intake.booklet_file import FILE, text
from tests.intake.small import CATALOG

SAMPLES = Path(__file__).parents[2] / "samples" / "beicheng" / "booklets"

GOOD = {
    "户": {"户编号": "H1", "村名": "东村", "家庭人口数": 3, "致贫风险": ["因病"], "风险1": "因残"},
    "成员": [{"人编号": "1", "姓名": "张三", "出生日期": "1950-01-01", "是否参保": True}],
    "走访": [],
}
BAD = [
    ({"成原": []}, "no such table"),
    ({"户": {"户编号": "H1", "村": "东村"}}, "a header, not the title"),
    ({"户": {"村名": "东村"}}, "no key"),
    ({"户": {"户编号": 12}}, "a key is text"),
    ({"户": {"户编号": "H1", "住房等级": "Z级"}}, "not in the code list"),
    ({"户": {"户编号": "H1", "家庭人口数": -1}}, "never negative"),
    ({"成员": [{"人编号": "1", "年龄": 3}]}, "derived, never written"),
    ({"残疾人名册": []}, "a register is not a household's"),
]


@pytest.fixture(name="validator")
def schema_validator() -> Draft202012Validator:
    schema = booklet_schema(CATALOG)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, registry=Registry())


def test_good(validator: Draft202012Validator) -> None:
    assert validator.is_valid(GOOD)


@pytest.mark.parametrize(("booklet", "why"), BAD)
def test_bad(validator: Draft202012Validator, booklet: object, why: str) -> None:
    assert not validator.is_valid(booklet), why


SHIPPED = Draft202012Validator(json.loads(FILE.read_text(encoding="utf-8")), registry=Registry())


def test_file_is_up_to_date() -> None:
    """`make schemas` was run after the last change of the dictionary."""
    assert FILE.read_text(encoding="utf-8") == text()


def test_booklet_as_it_is_shown_to_authors() -> None:
    """The one of the design: a household, its members, no visits."""
    booklet = {
        "户": {"户编号": "H1", "户主姓名": "张三", "类别": "享受政策户"},
        "成员": [{"人编号": "H1-1", "姓名": "张三", "证件号码": "370703195001011232"}],
        "走访": [],
    }

    assert SHIPPED.is_valid(booklet)
    assert not SHIPPED.is_valid(booklet | {"成原": []})


def tree_of(path: Path) -> object:
    """A booklet as an editor's YAML extension reads it: numbers as numbers."""
    if path.suffix == ".json":
        return json.loads(path.read_text(encoding="utf-8"))
    return plain(read_yaml(decode(path.read_bytes(), path.name)))


def plain(node: Node) -> object:
    if isinstance(node, MapNode):
        return {key: plain(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, TextNode):
        return json.loads(node.text) if node.meaning in ("number", "boolean") else value_of(node)
    return [plain(item) for item in node.items]


# Cells of the sample at which an editor warns, each with a reason; in all others it is
# silent. Which households have a booklet depends on where most defects are.
MARKED = [
    ("BC02005", "/成员/0/健康状况", "a word that is no code, planted"),
    ("BC03012", "/成员/0/低保情况", "待核实, planted"),
    ("BC08003", "/成员/2/在校生状况", "a word that is no code, planted"),
    ("BC09005", "/户/其他致贫原因", "a word that is no code, planted"),
    ("BC14006", "/材料/4/有无涂改", "有: intake reads it as 是, the plain way is 是"),
]


def marked(path: Path) -> list[str]:
    """The cells that the schema does not accept."""
    errors = SHIPPED.iter_errors(tree_of(path))
    inner = (cause for error in errors for cause in (*error.context, error))
    cells = {"".join(f"/{part}" for part in cause.absolute_path) for cause in inner}
    return sorted(cell for cell in cells if CELL.fullmatch(cell))


CELL = re.compile(r"/户/[^/]+|/[^/]+/\d+/[^/]+")  # /成员/0/健康状况


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda path: path.name)
def test_booklets_of_the_sample(path: Path) -> None:
    assert marked(path) == [cell for name, cell, _ in MARKED if name == path.stem]
    assert bool(marked(path)) is not SHIPPED.is_valid(tree_of(path))
