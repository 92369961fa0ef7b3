"""`checker fmt`: lays files out, tells which; looks only, with --check."""

from __future__ import annotations

from pathlib import Path

from tests.commands import Command

LOOSE = (
    "policy: {area: education, title: 教育政策}\nrules:\n- title: 在校  # 每人\n  id: in-school\n"
)
LAID = (
    "policy: {title: 教育政策, area: education}\n\n"
    "rules:\n  - id: in-school\n    title: 在校  # 每人\n"
)


def test_lays_out(office: Path, checker: Command) -> None:
    """A file from Windows keeps its line ends and its mark."""
    checker("fmt", "policies")
    file = office / "policies" / "education.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + LOOSE.replace("\n", "\r\n").encode())

    ran = checker("fmt", "policies")

    assert (ran.code, ran.out) == (0, "policies/education.yaml\n排好了 1 个文件\n")
    assert file.read_bytes() == b"\xef\xbb\xbf" + LAID.replace("\n", "\r\n").encode()
    assert checker("fmt", "policies", "--check").code == 0


def test_check_changes_nothing(office: Path, checker: Command) -> None:
    checker("fmt", "policies")
    file = office / "policies" / "education.yaml"
    file.write_text(LOOSE, encoding="utf-8")

    ran = checker("fmt", "policies", "--check")

    assert (ran.code, ran.out) == (1, "policies/education.yaml\n1 个文件没有排好\n")
    assert file.read_text(encoding="utf-8") == LOOSE


def test_what_cannot_be_read_stays_and_is_told(office: Path, checker: Command) -> None:
    """The other files are laid out all the same."""
    checker("fmt", "policies")
    policies = office / "policies"
    (policies / "education.yaml").write_text(LOOSE, encoding="utf-8")
    (policies / "visits.yaml").write_text("policy: [1\n", encoding="utf-8")

    ran = checker("fmt", "policies")

    assert ran.code == 2
    assert "policies/visits.yaml:1:1: error[not-yaml]" in ran.err
    assert (policies / "visits.yaml").read_text(encoding="utf-8") == "policy: [1\n"
    assert (policies / "education.yaml").read_text(encoding="utf-8") == LAID


def test_the_shipped_policies_are_laid_out(checker: Command) -> None:
    shipped = Path(__file__).parents[2] / "policies"

    assert checker("fmt", str(shipped), "--check").code == 0


def test_a_household_is_no_policy(office: Path, checker: Command) -> None:
    """Household files are never changed, though somebody names their folder by mistake."""
    booklet = "成员: [{人编号: H1-1}]\n户:   {户编号: H1}\n"
    (office / "data" / "一户.yaml").write_text(booklet, encoding="utf-8")

    ran = checker("fmt", "data")

    assert ran.code == 2
    assert "data/一户.yaml:1:1: error[foreign-file]" in ran.err
    assert (office / "data" / "一户.yaml").read_text("utf-8") == booklet


def test_a_folder_without_policies(office: Path, checker: Command) -> None:
    """A pipeline that names the wrong folder must not pass for one whose policies lie well."""
    ran = checker("fmt", "data", "--check")

    assert (ran.code, ran.out) == (2, "")
    assert "data: error[no-policies]" in ran.err
