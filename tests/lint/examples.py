"""An example of a page made a whole policy folder, and what is told of it.

A page shows only the lines that matter: some keys of a rule, a section of a chapter, or named
files. The rest is the small folder below, which by itself gives no fault and no warning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent

from checker.fault import Fault, FaultyInput, Level
from checker.lint import suspicions
from checker.read.desk import Desk
from checker.read.folder import open_policies
from checker.resolve import resolve
from checker.study.suspicions import tried

DAY = date(2020, 9, 17)
DESK = Desk()  # keeps the dictionary, which is read for every example
CHAPTER = "education.yaml"
HEAD = "policy: {title: 教育, area: education, valid: {from: 2019-01-01, to: 2020-12-31}}\n"
RULE = {
    "id": "id: in-school\n",
    "title": "title: 适龄儿童在校\n",
    "each": "each: 成员\n",
    "requires": 'requires: 在校生状况 != "非在校生"\n',
    "sieves": "sieves: [standard]\n",
    "severity": "severity: major\n",
    "message": "message: 没有在校\n",
    "remedy": "remedy: 核实学籍\n",
    "basis": "basis: [{document: 中华人民共和国义务教育法, confirmed: true}]\n",
}
CASE = "  - {{rule: {id}, name: 例, given: {{成员: {{}}}}, expect: gap}}\n"
FOLDER = {
    "areas.yaml": "areas: [{id: education, title: 教育}]\n",
    "sieves/standard.yaml": "sieve: {id: standard, title: 标准筛, rules: {sieve: standard}}\n",
}
SECTIONS = ("policy", "standards", "lists", "definitions", "rules")
BEGUN = re.compile(r"(?m)^(?=\S)")
KEY = re.compile(r"[^\s:：]+")
ITEM = re.compile(r"(?m)^  - ")
ID = re.compile(r"(?m)^(?:  - |    )id: *(\S+)")


def chapter(fragment: str) -> str:
    """A whole chapter around some of its lines: sections of it, or keys of its only rule."""
    parts = by_key(fragment)
    if not parts.keys() & set(SECTIONS):
        return HEAD + "rules:\n" + rule(fragment)
    head = "" if "policy" in parts else HEAD
    above, _, rules = fragment.partition("rules:\n")
    items = [dedent("    " + item) for item in ITEM.split(rules)[1:]] or [""]
    return head + above + "rules:\n" + "".join(map(rule, items))


def by_key(text: str) -> dict[str, str]:
    """The lines of a mapping's text, by the keys that they belong to."""
    found = ((KEY.match(part), part) for part in BEGUN.split(text))
    return {key[0]: part for key, part in found if key}


def rule(fragment: str) -> str:
    """A rule of which some keys are given."""
    given = by_key(fragment)
    rest = "".join(line for key, line in RULE.items() if key not in given)
    lines = (fragment + rest).splitlines(keepends=True)
    return "".join(("  - " if not at else "    ") + line for at, line in enumerate(lines))


def cases(text: str) -> str:
    """A case for each rule of a chapter."""
    return "as_of: 2020-09-17\ncases:\n" + "".join(CASE.format(id=id_) for id_ in ID.findall(text))


def written(folder: Path, example: Mapping[str, str]) -> Path:
    """The folder of an example; the text that has no name is the chapter's."""
    own = example.get(CHAPTER) or chapter(example.get("", "id: in-school\n"))
    files = {**FOLDER, CHAPTER: own}
    if ID.search(own):
        files["education.cases.yaml"] = cases(own)
    for name, text in example.items():
        if name and name != CHAPTER:
            files[name] = chapter(text) if text.startswith("policy: {") else text
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    overlays = sorted(path.parent for path in folder.rglob("overlay.yaml"))
    return overlays[0] if overlays else folder


def told(folder: Path, day: date = DAY) -> tuple[Fault, ...]:
    """Everything that lint says of a folder."""
    opened = open_policies(folder, DESK)
    if opened.faults:
        return opened.faults
    try:
        return tuple(suspicions(opened.policies, resolve(opened.policies, day), day))
    except FaultyInput as faulty:
        return faulty.faults


def told_and_tried(folder: Path) -> tuple[Fault, ...]:
    """The same, and what is known by trying values."""
    faults = told(folder)
    policies = open_policies(folder, DESK).policies
    if any(fault.level is Level.ERROR for fault in faults):
        return faults
    return (*faults, *tried(policies, resolve(policies, DAY)))


def suspected(folder: Path, example: Mapping[str, str], day: date = DAY) -> list[str]:
    """What lint says of an example, as `file:line:column code`, without the cases it lacks."""
    faults = told(written(folder, example), day)
    return [
        f"{fault.span} {fault.code}".removeprefix(f"{folder}/")
        for fault in faults
        if not fault.code.endswith("without-cases")
    ]
