"""The forms and the faults of language.md, section 2, as they are printed there."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.fault import FaultyInput
from checker.model.kind import Kind
from checker.model.resolved import Node
from checker.read.catalog import read_catalog
from checker.read.expression import parse
from checker.read.folder import read_policies
from checker.read.shipped import shipped
from checker.resolve.expressions import resolve_expression
from checker.resolve.policies import row_scope
from checker.resolve.scope import Library, library
from tests.tables.village import AS_OF, span

HERE = Path(__file__).parent
ROWS: list[dict[str, Any]] = yaml.safe_load(
    (HERE / "examples" / "forms.yaml").read_text(encoding="utf-8")
)


@cache
def names() -> Library:
    """What the example's education chapter may name, and the standards that ship."""
    policies = read_policies(HERE / "examples" / "policies")
    return library(policies, policies.policies[0], AS_OF)


def resolved(row: dict[str, Any]) -> Node:
    """The row's expression over its table."""
    entity = names().catalog.entity_named(row["each"])
    assert entity is not None
    expression = parse(str(row["is"]), span(str(row["is"])))
    return resolve_expression(expression, row_scope(names(), entity.name))


@pytest.mark.parametrize("row", [r for r in ROWS if "fault" not in r], ids=lambda r: str(r["is"]))
def test_form_is_understood(row: dict[str, Any]) -> None:
    """What the page prints is a condition."""
    assert resolved(row).type.kind is Kind.YES_NO


@pytest.mark.parametrize("row", [r for r in ROWS if "fault" in r], ids=lambda r: str(r["is"]))
def test_form_is_refused(row: dict[str, Any]) -> None:
    """What the page calls a fault is one, with a place and with its mend."""
    with pytest.raises(FaultyInput) as failed:
        resolved(row)

    fault = failed.value.faults[0]
    assert fault.code == row["fault"], fault
    assert fault.span is not None
    assert fault.hint or fault.code in ("kind-mismatch",), fault


def test_the_catalog_that_ships_can_be_read() -> None:
    """The forms above are about its names."""
    catalog = read_catalog(shipped("schemas") / "catalog.yaml", None)

    assert catalog.entity_named("成员") is not None
