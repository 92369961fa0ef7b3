"""One small ledger as real files of every form of workbook.

`python -m tests.intake.books` makes them: LibreOffice writes .xls (which is .et as well), .ods and
.xlsm; no program on Linux writes .xlsb, so that `tests.intake.binary` does. They are kept in Git,
so that tests need no office program.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import xlsxwriter

from tests.intake.binary import Formula, write_binary

BOOKS = Path(__file__).parent / "books"
NAME = "台账"
CONVERTED = {"xls": "xls", "ods": "ods", "xlsm": "xlsm:Calc MS Excel 2007 VBA XML"}

HOMES = [
    ("户编号", "镇街", "村名", "户主姓名", "家庭人口数", "年收入（元）", "监测类别"),
    ("H1", "北城", "东村", "张三", 2, 3000.5, "脱贫不稳定户"),
    ("H2", "北城", "东村", "李四", "#DIV/0!", 0, "#N/A"),
    ("H3", "北城", "西村", "王五", 1, None, None),
]
PEOPLE = [
    ("户编号", "人编号", "姓名", "证件号码", "出生日期", "是否参保"),
    ("H1", "H1-1", "张三", "370703195001011232", "1950-01-01", "是"),
    (None, "H1-2", "张小", "370703198001011238", "1980年1月1日", "否"),
    ("H2", "H2-1", "李四", "37070319500101123X", "#N/A", "不详"),
]
MERGED = (1, 2, 0, 0)  # the household of the first two people


def make() -> None:
    """Write all of them anew."""
    BOOKS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        source = _written(Path(scratch) / f"{NAME}.xlsx")
        shutil.copy(source, BOOKS / source.name)
        for ending, form in CONVERTED.items():
            command = ["soffice", "--headless", "--convert-to", form, "--outdir", scratch, source]
            subprocess.run(command, check=True, capture_output=True, timeout=300)
            shutil.copy(source.with_suffix(f".{ending}"), BOOKS)
    shutil.copy(BOOKS / f"{NAME}.xls", BOOKS / f"{NAME}.et")
    homes = [[Formula(c) if c == "#DIV/0!" else c for c in row] for row in HOMES]
    sheets = {"户": homes, "成员": PEOPLE}
    write_binary(BOOKS / f"{NAME}.xlsb", sheets, merged={"成员": [MERGED]})


def _written(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in {"户": HOMES, "成员": PEOPLE}.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell in ("#DIV/0!", "#N/A"):
                        formula = "=1/0" if cell == "#DIV/0!" else "=NA()"
                        sheet.write_formula(at, column, formula, None, cell)
                    elif isinstance(cell, str):
                        sheet.write_string(at, column, cell)
                    elif cell is not None:
                        sheet.write(at, column, cell)
            if name == "成员":
                sheet.merge_range(1, 0, 2, 0, "H1")
    return path


if __name__ == "__main__":
    make()
