"""What is written and used by nobody: standards, lists, definitions, code lists."""

from __future__ import annotations

from collections.abc import Iterator

from checker.fault import Fault
from checker.intake.words import words
from checker.lint import messages, written
from checker.lint.subject import Subject
from checker.model.policy import Policy
from checker.read.shipped import shipped

CHAPTER = "本章"
ALL = "各章"


def faults(subject: Subject) -> Iterator[Fault]:
    """What nobody uses, in each file."""
    by_file = {file.id: set(written.names(written.of_file(file))) for file in subject.files}
    everywhere = set().union(*by_file.values(), _framework(subject))
    for file in subject.files:
        shared = file is subject.policies.shared
        used = everywhere if shared else by_file[file.id]
        yield from _of_file(file, used, ALL if shared else CHAPTER, subject)
    yield from _codes(subject)


def _framework(subject: Subject) -> set[str]:
    """The names that sieves, the categories and computed fields use."""
    policies = subject.policies
    found = {name for sieve in policies.sieves for name in sieve.group_by}
    conditions = [sieve.households for sieve in policies.sieves if sieve.households]
    table = written.of_table(policies.category.table) if policies.category else ()
    found.update(written.names([*conditions, *table]))
    computed = " ".join(
        field.derived or ""
        for entity in policies.catalog.entities.values()
        for field in entity.fields.values()
    )
    shared = policies.shared
    names = [one.name for one in shared.standards] if shared else []
    names += [one.name for one in shared.lists] if shared else []
    return found | {name for name in names if name in computed}


def _of_file(file: Policy, used: set[str], who: str, subject: Subject) -> Iterator[Fault]:
    for standard in file.standards:
        if standard.name not in used:
            yield messages.unused_standard(standard.span, standard.name, who)
    for named in file.lists:
        if named.name not in used:
            yield messages.unused_list(named.span, named.name, who)
    for definition in file.definitions:
        if definition.name not in used:
            yield messages.unused_definition(definition.span, definition.name, who)


def _codes(subject: Subject) -> Iterator[Fault]:
    """Code lists without a field, of the dictionary that an office wrote, not the shipped one."""
    shipped_with = str(shipped("schemas"))
    catalog = subject.policies.catalog
    used = {words().yes_no} | {
        field.codes for entity in catalog.entities.values() for field in entity.fields.values()
    }
    for codes in catalog.codes.values():
        if codes.name not in used and not codes.span.source.name.startswith(shipped_with):
            yield messages.unused_codes(codes.span, codes.name)
