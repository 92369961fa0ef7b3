"""The whole road as one function: files or frames in, everything that a run tells out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from checker.fault import FaultyInput
from checker.frozen import frozen
from checker.intake import read_data
from checker.intake.frames import dataset_from_frames
from checker.intake.messages import no_rows
from checker.model.catalog import Catalog
from checker.model.checked import Checked
from checker.model.dataset import Dataset
from checker.model.gap import Outcome
from checker.model.policy import PolicySet
from checker.read.folder import read_policies
from checker.read.shipped import shipped
from checker.read.waivers import read_waivers
from checker.report.frames import Frames
from checker.report.masking import masking
from checker.resolve import computed, resolve
from checker.run import judge
from checker.run.printed import compared, printed_fields
from checker.sift import questions, sift

if TYPE_CHECKING:
    from pandas import DataFrame

Data = Sequence[Path] | Mapping[str, "DataFrame"]


@frozen
class Task:
    """What to check, against which policies, on which day."""

    data: Data
    as_of: date
    policies: Path | None = None  # None: those that ship
    previous: tuple[Path, ...] = ()  # earlier snapshots, the latest first
    tables: Mapping[str, Path] = field(default_factory=dict)  # entity's title → its file
    waivers: Path | None = None  # besides those of the policy folder
    engine: str | None = None  # None: the one that is done first
    passwords: tuple[str, ...] = ()  # to try on workbooks that ask for one
    mapping: Path | None = None  # an office's own forms; None: the mapping.yaml beside the data


def run(task: Task) -> Outcome:
    """Check what could be read; `Outcome.unread` tells what could not.

    Raises:
        FaultyInput: faulty policies, or data of which nothing could be read.
    """
    return checked(task).outcome


STEPS = ("policies", "data", "rules", "lists")  # of `checked`, in their order


def unwatched(_step: str) -> None:
    """Nobody looks on."""


def checked(task: Task, told: Callable[[str], None] = unwatched) -> Checked:
    """As `run`, with all that the outcome rests on; `told` is called as each of STEPS begins."""
    told("policies")
    policies = policies_of(task)
    resolved = resolve(policies, task.as_of)
    told("data")
    dataset = dataset_of(task, policies.catalog)
    dataset = _compared(dataset, policies, task.as_of)
    told("rules")
    asked = questions(resolved, policies, dataset)
    judged = judge(resolved, dataset, policies.catalog, asked, task.engine)
    told("lists")
    outcome = sift(judged, resolved, policies, dataset, asked)
    return Checked(policies, resolved, dataset, judged, outcome)


def policies_of(task: Task) -> PolicySet:
    """The policies to check against, with all the waivers."""
    policies = read_policies(task.policies or shipped("policies"), cases=False)
    if task.waivers is None:
        return policies
    both = f"{policies.fingerprint}\n{sha256(task.waivers.read_bytes()).hexdigest()}"
    return replace(
        policies,
        waivers=(*policies.waivers, *read_waivers(task.waivers)),
        fingerprint=sha256(both.encode()).hexdigest(),
    )


def dataset_of(task: Task, catalog: Catalog) -> Dataset:
    """The data as a dictionary understands it; raises FaultyInput where nothing can be read."""
    if isinstance(task.data, Mapping):
        dataset = dataset_from_frames(task.data, catalog, task.mapping)
    else:
        dataset = read_data(
            task.data,
            catalog,
            previous=task.previous,
            tables=task.tables,
            passwords=task.passwords,
            mapping=task.mapping,
        )
    if not any(table.length for name, table in dataset.tables.items() if not name.period):
        raise FaultyInput([*dataset.faults, no_rows("、".join(map(str, task.data)))])
    return dataset


def _compared(dataset: Dataset, policies: PolicySet, as_of: date) -> Dataset:
    """The dataset that also tells where a column differs from what is computed in its place."""
    fields = printed_fields(dataset)
    if not fields:
        return dataset
    notes = compared(computed(policies, fields, as_of), dataset, policies.catalog, as_of)
    return replace(dataset, notes=(*dataset.notes, *notes))


class Options(TypedDict, total=False):
    """What `check` may be told besides; see `Task`."""

    previous: Sequence[str | Path]
    tables: Mapping[str, str | Path]
    waivers: str | Path
    engine: str
    unmask: bool
    passwords: Sequence[str]
    mapping: str | Path


def check(
    data: str | Path | Sequence[str | Path] | Mapping[str, DataFrame],
    policies: str | Path | None = None,
    *,
    as_of: date,
    **options: Unpack[Options],
) -> Frames:
    """Check household files or pandas frames, for callers in Python.

    Args:
        data: a folder, files, or frames by entity: {"户": frame, "成员": frame}.
        policies: the policy folder; what ships where it is left out.
        as_of: the day of the check (核查日).
        options: previous, tables, waivers, engine, unmask, passwords, mapping.

    Raises:
        FaultyInput: with everything that cannot be read or understood.
    """
    waivers, mapping = options.get("waivers"), options.get("mapping")
    task = Task(
        _paths(data),
        as_of,
        None if policies is None else Path(policies),
        tuple(Path(folder) for folder in options.get("previous", ())),
        {title: Path(file) for title, file in options.get("tables", {}).items()},
        None if waivers is None else Path(waivers),
        options.get("engine"),
        tuple(options.get("passwords", ())),
        None if mapping is None else Path(mapping),
    )
    outcome = run(task)
    if outcome.unread:  # frames have nowhere to say that they are not the whole
        raise FaultyInput(outcome.unread)
    return Frames(outcome, masking(office=False, unmask=options.get("unmask", False)))


def _paths(data: str | Path | Sequence[str | Path] | Mapping[str, DataFrame]) -> Data:
    if isinstance(data, Mapping):
        return data
    return [Path(data)] if isinstance(data, str | Path) else [Path(path) for path in data]
