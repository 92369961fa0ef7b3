"""One rule as an office wrote it, with or without its cases, as a policy folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checker.fault import Fault, FaultyInput, Level
from checker.lint import suspicions
from checker.read.folder import read_policies
from checker.resolve import resolve
from checker.study.suspicions import tried

DAY = date(2020, 9, 17)
KEYS = {
    "id": "r",
    "title": "核查",
    "each": "成员",
    "requires": "known(姓名)",
    "sieves": "[standard]",
    "severity": "major",
    "message": "核查不合格",
    "remedy": "核实后改正",
    "basis": "[{document: 数据校验规则, confirmed: true}]",
}
FOLDER = {
    "areas.yaml": "areas: [{id: education, title: 教育}]\n",
    "sieves/standard.yaml": "sieve: {id: standard, title: 标准筛, rules: {sieve: standard}}\n",
}
VALID = "valid: {from: 2019-01-01, to: 2020-12-31}"


def written(folder: Path, keys: dict[str, str], cases: str = "") -> Path:
    """The folder with its only rule, of which only the keys that matter are given."""
    lines = [f"{key}: {value}".rstrip() for key, value in {**KEYS, **keys}.items()]
    rule = "  - " + "\n    ".join(lines) + "\n"
    head = f"policy: {{title: 校验, area: education, {VALID}}}\nrules:\n"
    files = {**FOLDER, "edu.yaml": head + rule}
    if cases:
        files["edu.cases.yaml"] = f"as_of: {DAY}\ncases:\n{cases}"
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def at_load(folder: Path) -> list[Fault]:
    """The faults for which the folder is refused."""
    try:
        resolve(read_policies(folder), DAY)
    except FaultyInput as faulty:
        return [*faulty.faults]
    return []


def by_lint(folder: Path) -> list[Fault]:
    """What is suspicious in a folder that can be read."""
    policies = read_policies(folder)
    resolved = resolve(policies, DAY)
    found = [*suspicions(policies, resolved, DAY), *tried(policies, resolved)]
    return [fault for fault in found if fault.level is Level.WARNING]
