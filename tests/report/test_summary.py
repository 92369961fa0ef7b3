"""The terminal summary fits 80 columns of a GBK console and names nobody."""

from __future__ import annotations

from dataclasses import replace

from checker.fault import columns_of
from checker.model.gap import NotRun
from checker.report.masking import MACHINE
from checker.report.summary import aligned, summary, wrapped
from tests.sift.small import WATER, finding, outcome, waiver


def test_whole_text() -> None:
    """Tallies, worst villages, what did not run, what to do."""
    found = outcome(not_run=(NotRun(WATER.id, "no-table", "饮水"),), waivers=(waiver("H9"),))

    text = summary(found, MACHINE)

    assert (
        text
        == (
            "核查日 2020-09-17\n"
            "读到 户 4 行\n"
            "规则 3 条，没有运行 1 条\n"
            "指纹 政策 pppppppppppp 数据 dddddddddddd\n"
            "\n"
            "            户数  合格  不合格  待核实  不涉及  豁免\n"
            "  检验筛       3     3       3       1       0     0\n"
            "  全部规则     4     8       3       1       0     0\n"
        )
        + text[text.index("\n最要紧的") :]
    )
    assert "最要紧的 4 条，共 4 条\n  北村 H1-2  不合格 严重  张*（11岁）在校状况" in text
    assert "!! 有规则没有运行" in text
    assert "  饮水表未提供：1 条（water/tap）" in text
    assert "豁免没有对应的问题：1 条" in text
    assert "有 1 个标准未经确认：低保标准" in text
    assert "补上缺的表或列" in text


def test_fits_the_terminal() -> None:
    long = replace(WATER, id="water/" + "x" * 200)
    found = outcome(
        tuple(finding(WATER, "H1", village=f"{'很长的村名' * 3}{n}") for n in range(9)),
        not_run=(NotRun(long.id, "no-column", "户", "列" * 60),),
    )

    text = summary(found, MACHINE)

    assert max(columns_of(line) for line in text.splitlines()) <= 80
    text.encode("gbk")
    assert "张三" not in text


def test_composite_keys_on_a_poor_console() -> None:
    """The mark between the parts of a key is one that GBK has."""
    text = summary(outcome((finding(WATER, "北街道 › H1"),)), MACHINE)

    assert "北街道 > H1" in text


def test_nothing_found() -> None:
    assert "没有发现未解决的问题。" in summary(outcome(()), MACHINE)


def test_rare_names_do_not_stop_it() -> None:
    """A control character from a file never reaches the terminal."""
    text = summary(outcome((finding(WATER, "H1", village="北\x1b]0;x\x07村"),)), MACHINE)

    assert "\x1b" not in text


def test_aligned() -> None:
    """Words to the left, numbers to the right, Chinese two columns wide."""
    assert list(aligned([("", "户数"), ("北村", 5), ("a", 12)])) == [
        "        户数",
        "  北村     5",
        "  a       12",
    ]


def test_wrapped() -> None:
    lines = list(wrapped("北" * 50))

    assert lines == ["北" * 40, "  " + "北" * 10]
