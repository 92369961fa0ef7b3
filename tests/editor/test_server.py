"""The language server as an editor drives it: over stdin and stdout, in the editor's units."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.editor.client import PATIENCE, ROOT, Client, Json, server
from tests.editor.shipped import POLICIES

DAY = ("--as-of", "2020-09-17")
RULE = "requires: 在校生状况 in 在读状态 or"


@pytest.fixture
def chapter(tmp_path: Path) -> Path:
    """A chapter of what ships, in a folder of its own."""
    shutil.copytree(POLICIES, tmp_path / "policies")
    return tmp_path / "policies" / "education.yaml"


@pytest.fixture
def client(chapter: Path) -> Iterator[Client]:
    """An editor with the folder open."""
    with server(*DAY) as started:
        started.start(chapter.parent)
        yield started


def line_of(path: Path, text: str) -> int:
    """The line, from 0, that a text stands in."""
    before, found, _ = path.read_text("utf-8").partition(text)
    assert found, text
    return before.count("\n")


def columns(fault: Json) -> tuple[int, int]:
    """Where a fault begins and ends in its line."""
    assert fault["range"]["start"]["line"] == fault["range"]["end"]["line"]
    return fault["range"]["start"]["character"], fault["range"]["end"]["character"]


TYPED = [
    # encoding, what is typed, where the fault is in the line, why
    ("utf-16", "在校生情况x in 在读状态 or", (14, 20), "Chinese characters are one unit each"),
    ("utf-16", '姓名 == "𠮷" or 在校情况 in 在读状态 or', (28, 32), "𠮷 is two units"),
    (
        "utf-32",
        '姓名 == "𠮷" or 在校情况 in 在读状态 or',
        (27, 31),
        "or one, if the editor says so",
    ),
    ("utf-8", '姓名 == "𠮷" or 在校情况 in 在读状态 or', (34, 46), "or bytes"),
]


@pytest.mark.parametrize(("encoding", "typed", "place", "why"), TYPED)
def test_a_fault_is_shown_where_it_stands(
    chapter: Path, encoding: str, typed: str, place: tuple[int, int], why: str
) -> None:
    """The text that is typed counts, not the file's."""
    with server(*DAY) as client:
        able = client.start(chapter.parent, [encoding])
        client.open(chapter)
        clean = client.faults(chapter)
        text = chapter.read_text("utf-8")

        client.type(chapter, text.replace(RULE, f"requires: {typed}", 1))
        faults = client.faults(chapter)

    assert able["positionEncoding"] == encoding
    assert clean == []
    assert [fault["code"] for fault in faults] == ["unknown-field"]
    assert faults[0]["range"]["start"]["line"] == line_of(chapter, RULE)
    assert columns(faults[0]) == place, why
    assert "是不是" in faults[0]["message"]


def test_what_is_typed_in_one_file_shows_in_another(client: Client, chapter: Path) -> None:
    """A shared definition that is renamed by hand is missed where it is used."""
    shared = chapter.with_name("standards.yaml")
    visits = chapter.with_name("visits.yaml")
    client.open(shared, shared.read_text("utf-8").replace("  建档立卡户:", "  建档户:", 1))

    missed = client.faults(visits)
    client.type(shared, shared.read_text("utf-8"))

    assert {fault["code"] for fault in missed} == {"unknown-field"}
    assert client.faults(visits) == []


def test_half_a_line_takes_nothing_away(client: Client, chapter: Path) -> None:
    """While a line cannot be read, the chapter's own names are offered all the same."""
    text = chapter.read_text("utf-8")
    client.open(chapter)
    client.faults(chapter)
    line = line_of(chapter, RULE)
    client.type(chapter, text.replace(RULE, 'requires: 在校生状况 == "小学" and (适', 1))
    broken = [fault["code"] for fault in client.faults(chapter)]

    found = client.at("completion", chapter, line, 34)

    offered = {item["label"]: item for item in found["items"]}
    assert broken == ["no-operator"]
    assert "适龄学生" in offered
    edit = offered["适龄学生"]["textEdit"]
    assert edit["range"]["start"] == {"line": line, "character": 33}
    assert edit["range"]["end"] == {"line": line, "character": 34}


def test_offers_after_a_wide_character(client: Client, chapter: Path) -> None:
    """What an offer takes the place of is counted in the editor's units, too."""
    text = chapter.read_text("utf-8")
    client.open(chapter, text.replace(RULE, 'requires: 姓名 == "𠮷𠮷" and 性', 1))

    found = client.at("completion", chapter, line_of(chapter, RULE), 32)

    sex = next(item for item in found["items"] if item["label"] == "性别")
    assert sex["textEdit"]["newText"] == "性别"
    assert sex["textEdit"]["range"]["start"]["character"] == 31
    assert sex["textEdit"]["range"]["end"]["character"] == 32


def test_hover_and_definition(client: Client, chapter: Path) -> None:
    client.open(chapter)
    line = line_of(chapter, "    applies: 适龄学生")

    told = client.at("hover", chapter, line, 15)
    given = client.at("definition", chapter, line, 15)

    assert "义务教育起始年龄 <= 年龄 <= 义务教育截止年龄" in told["contents"]["value"]
    assert told["range"]["start"] == {"line": line, "character": 13}
    assert given["uri"] == chapter.as_uri()
    assert given["range"]["start"]["line"] == line_of(chapter, "  适龄学生:")


def test_renamed_and_clean(client: Client, chapter: Path) -> None:
    """The edits as an editor applies them, and nothing is wrong."""
    client.open(chapter)
    client.faults(chapter)
    line = line_of(chapter, "    applies: 适龄学生")
    prepared = client.at("prepareRename", chapter, line, 15)

    edit = client.at("rename", chapter, line, 15, newName="适龄的人")
    for uri, changes in edit["changes"].items():
        write(Path(uri.removeprefix("file://")), changes)

    assert prepared["end"]["character"] - prepared["start"]["character"] == 4
    assert len(edit["changes"]) == 1
    lint = [sys.executable, "-m", "checker", "lint", str(chapter.parent), *DAY]
    ran = subprocess.run(lint, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "applies: 适龄学生" not in chapter.read_text("utf-8")


def write(path: Path, changes: list[Json]) -> None:
    """Apply edits to a file whose characters are one unit each."""
    lines = path.read_text("utf-8").split("\n")
    for change in reversed(changes):
        start, end = change["range"]["start"], change["range"]["end"]
        line = lines[start["line"]]
        lines[start["line"]] = (
            line[: start["character"]] + change["newText"] + line[end["character"] :]
        )
    path.write_text("\n".join(lines), "utf-8")


def test_a_refusal_says_why(client: Client, chapter: Path) -> None:
    client.open(chapter)
    line = line_of(chapter, RULE)
    place = {
        "textDocument": {"uri": chapter.as_uri()},
        "position": {"line": line, "character": 16},
    }

    answer = client.answer("textDocument/rename", {**place, "newName": "状况"})

    assert "数据字典" in answer["error"]["message"]


def test_a_mend_at_a_click(client: Client, chapter: Path) -> None:
    """What lint mends of itself is offered where the fault is."""
    client.open(chapter)
    client.faults(chapter)
    wide = chapter.read_text("utf-8").replace(RULE, 'requires: 姓名 != "𠮷" and 年龄 ≥ 6 or', 1)
    client.type(chapter, wide)
    fault = client.faults(chapter)[0]

    found = client.ask(
        "textDocument/codeAction",
        {
            "textDocument": {"uri": chapter.as_uri()},
            "range": fault["range"],
            "context": {"diagnostics": [fault]},
        },
    )

    assert (fault["code"], columns(fault)) == ("wide-sign", (32, 33))
    assert found[0]["kind"] == "quickfix"
    assert found[0]["diagnostics"] == [fault]
    (edit,) = found[0]["edit"]["changes"][chapter.as_uri()]
    lines = wide.split("\n")
    write_line(lines, edit)
    assert '姓名 != "𠮷" and 年龄 >= 6 or' in lines[fault["range"]["start"]["line"]]


def write_line(lines: list[str], edit: Json) -> None:
    """Apply one edit of one line whose places are in units of UTF-16."""
    number = edit["range"]["start"]["line"]
    units = lines[number].encode("utf-16-le")
    start, end = (2 * edit["range"][side]["character"] for side in ("start", "end"))
    whole = units[:start] + edit["newText"].encode("utf-16-le") + units[end:]
    lines[number] = whole.decode("utf-16-le")


def test_warned_where_nothing_is_wrong(client: Client, chapter: Path) -> None:
    """A list that nothing uses is no error, and is told all the same."""
    text = chapter.read_text("utf-8")
    client.open(chapter)
    client.faults(chapter)

    client.type(chapter, text.replace("lists:\n", "lists:\n  无人用: [小学]\n", 1))
    warned = client.faults(chapter)

    assert [(one["code"], one["severity"]) for one in warned] == [("unused-list", 2)]
    assert warned[0]["range"]["start"]["line"] == line_of(chapter, "lists:") + 1


def test_laid_out_as_fmt_does(client: Client, chapter: Path) -> None:
    sieve = chapter.parent / "sieves" / "standard.yaml"
    client.open(
        sieve, "sieve:\n    title: 标准筛\n    id: standard\n    rules: {sieve: standard}\n"
    )
    options = {"tabSize": 2, "insertSpaces": True}

    (edit,) = client.ask(
        "textDocument/formatting",
        {"textDocument": {"uri": sieve.as_uri()}, "options": options},
    )

    assert edit["newText"] == (
        "sieve:\n  id: standard\n  title: 标准筛\n  rules: {sieve: standard}\n"
    )
    assert edit["range"]["start"] == {"line": 0, "character": 0}
    assert edit["range"]["end"] == {"line": 4, "character": 0}


def test_symbols(client: Client, chapter: Path) -> None:
    client.open(chapter)

    found = client.ask("textDocument/documentSymbol", {"textDocument": {"uri": chapter.as_uri()}})

    rules = next(one for one in found if one["name"] == "rules")
    assert rules["children"][0]["name"] == "in-school"
    assert rules["children"][0]["detail"] == "适龄儿童少年在校就读"
    assert [one["name"] for one in found] == [
        "policy",
        "standards",
        "lists",
        "definitions",
        "rules",
    ]


def test_a_file_that_is_no_policy_is_left_alone(client: Client, tmp_path: Path) -> None:
    """Somebody's other YAML gets no faults and no offers."""
    other = tmp_path / "compose.yaml"
    other.write_text("services:\n  web: {}\n", "utf-8")
    client.open(other)

    assert client.at("completion", other, 1, 2) is None
    assert client.at("hover", other, 0, 2) is None


def test_a_table_of_waivers_is_read_and_has_no_offers(client: Client, chapter: Path) -> None:
    """What is typed in it counts; the keys of policy files mean nothing there."""
    table = chapter.with_name("waivers.csv")
    client.open(table, "rule,household\n")

    assert [fault["code"] for fault in client.faults(table)] == ["missing-key"]
    assert client.at("completion", table, 1, 0) is None


def test_a_folder_that_is_named(tmp_path: Path) -> None:
    """Nothing tells that it holds policies but the author."""
    chapter = tmp_path / "new.yaml"
    with server(*DAY, "--policies", str(tmp_path)) as client:
        client.start(tmp_path)
        client.open(chapter, "policy: {}\nrules:\n  - \n")

        codes = {fault["code"] for fault in client.faults(chapter)}
        found = client.at("completion", chapter, 2, 4)

    assert "missing-key" in codes
    assert "requires" in {item["label"] for item in found["items"]}


def test_windows_line_ends(client: Client, chapter: Path) -> None:
    """An editor on Windows sends them; lines and columns are the same."""
    text = chapter.read_text("utf-8").replace(RULE, "requires: 在校生情况x in 在读状态 or", 1)
    client.open(chapter, text.replace("\n", "\r\n"))

    faults = client.faults(chapter)

    assert columns(faults[0]) == (14, 20)


def test_leaves_nothing_behind(chapter: Path) -> None:
    """Told to leave it goes, with 0 and no word; nothing is written."""
    before = sorted(chapter.parent.rglob("*"))

    with server(*DAY) as client:
        client.start(chapter.parent)
        client.open(chapter)
        client.faults(chapter)

    assert client.process.returncode == 0
    assert sorted(chapter.parent.rglob("*")) == before


@pytest.mark.parametrize(("how", "code"), [("hang up", 1), ("terminate", 143)])
def test_goes_when_the_editor_dies(chapter: Path, how: str, code: int) -> None:
    command = [sys.executable, "-m", "checker", "lsp", *DAY]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        client = Client(process)
        client.start(chapter.parent)

        if how == "hang up":
            assert process.stdin is not None
            process.stdin.close()
        else:
            process.send_signal(signal.SIGTERM)

        assert process.wait(PATIENCE) == code
