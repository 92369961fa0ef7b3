"""`checker check --annotate DIR`: marked copies of the office's own workbooks.

Told besides: what could not be marked, and why. The originals are only read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from gettext import gettext as _
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.fault import Fault, FaultyInput

if TYPE_CHECKING:
    from checker.model.checked import Checked
    from checker.model.gap import Outcome
    from checker.report.annotation import Marks

NEEDED = "openpyxl"
MARKED = "（批注）"  # 成员（批注）.xlsx

annotate_option = click.option(
    "--annotate",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=_("写出原工作簿的批注副本：不合格的格标红，待核实的标黄，批注写明规则"),
)


def ready(folder: Path | None, inputs: Sequence[Path]) -> None:
    """Refuse before the run what could not be done after it."""
    if folder is None:
        return
    if find_spec(NEEDED) is None:
        needed = "pip install 'household-file-checker[annotate]'"
        raise click.ClickException(_("写批注副本要另外安装：{command}").format(command=needed))
    place = folder.resolve()
    if any(given.resolve() in (place, *place.parents) for given in inputs):
        sentence = _("批注副本放在资料文件夹里，下次会被当成资料再读一遍")
        raise FaultyInput(
            [Fault("output-refused", sentence, hint=_("换一个输出位置"), place=str(folder))]
        )


def write(
    folder: Path, checked: Checked, listed: Outcome, data: Sequence[Path], *, unmask: bool
) -> None:
    """Write the copies, and tell of each file; not on standard output, which may be a document."""
    from checker.intake.files import listed as files_of  # noqa: PLC0415  as in `check`
    from checker.report.annotation import marks  # noqa: PLC0415
    from checker.report.folder import write_folder  # noqa: PLC0415
    from checker.report.masking import masking  # noqa: PLC0415

    files: dict[str, list[Path]] = {}
    for file in files_of(dict.fromkeys(data))[0]:
        files.setdefault(file.name, []).append(file.path)
    found = marks(listed, checked.dataset, masking(office=True, unmask=unmask))
    copies: dict[str, bytes] = {}
    lines = [*_copied(found, files, copies, listed)]
    if copies:
        write_folder(folder, copies, data, own=[*copies])
        lines.append(_("批注副本在 {folder}").format(folder=folder))
    for line in lines:  # only what was written is told as done
        click.echo(line, err=True)


def _copied(
    found: Marks, files: Mapping[str, Sequence[Path]], copies: dict[str, bytes], listed: Outcome
) -> Iterator[str]:
    """Fill the copies, file by file; a line for each."""
    from checker.report.annotated_book import Copy, annotated  # noqa: PLC0415  as in `write`

    why_not = {
        "no-book": _("不是 .xlsx 工作簿，要批注先另存为 .xlsx"),
        "locked": _("工作簿有打开密码，副本不会带密码"),
        "too-large": _("工作簿太大"),
        "unread": _("工作簿里有不能照抄的内容"),
        "ambiguous": _("同名的文件不止一个"),
    }
    for name, told in sorted(found.items()):
        own = files.get(name, ())
        copy = (
            annotated(own[0].read_bytes(), told, listed.as_of)
            if len(own) == 1
            else Copy(why_not="ambiguous")
        )
        if copy.why_not:
            line = _("{file}：有 {cells} 格没有批注：{why}")
            yield line.format(file=name, cells=len(told), why=why_not[copy.why_not])
        else:
            copies[_name(name, copy.ending, copies)] = copy.content
            yield _("{file}：批注 {cells} 格").format(file=name, cells=copy.cells)


def _name(file: str, ending: str, taken: Mapping[str, bytes]) -> str:
    """北村/成员.xlsx → 北村_成员（批注）.xlsx: on one level, as nothing else is called so."""
    stem, number = file.rpartition(".")[0].replace("/", "_"), 1
    name = f"{stem}{MARKED}{ending}"
    while name in taken:
        number += 1
        name = f"{stem}({number}){MARKED}{ending}"
    return name
