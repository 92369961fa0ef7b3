"""What docs/editor.md tells people to write is right for the files that there are."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatch
from pathlib import Path

from checker.read.folder import CATALOG, KINDS, kind_of
from checker.read.shipped import shipped

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "editor.md").read_text("utf-8")


def associations() -> dict[str, str]:
    """File pattern → schema, as the page has them."""
    blocks = map(json.loads, re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL))
    found = next(block["yaml.schemas"] for block in blocks if "yaml.schemas" in block)
    return {pattern: schema for schema, pattern in found.items()}


def test_each_file_has_the_schema_of_its_kind() -> None:
    """Files of a fixed name by the settings, chapters by their first line, nothing twice."""
    known = associations()
    files = [path.relative_to(ROOT).as_posix() for path in (ROOT / "policies").rglob("*.yaml")]
    for name in [*files, *(f"policies/{one}" for one in (*KINDS, CATALOG))]:
        matching = [schema for pattern, schema in known.items() if fnmatch(name, pattern)]
        kind = kind_of(name.removeprefix("policies/"))
        wanted = [] if kind == "policy" else [f"schemas/{kind}.schema.json"]
        assert matching == wanted, name


def test_schemas_are_there() -> None:
    named = {Path(schema).name for schema in associations().values()}
    named |= set(re.findall(r"\$schema=\.\./schemas/(\S+)", PAGE))

    assert named <= {path.name for path in shipped("schemas").iterdir()}
