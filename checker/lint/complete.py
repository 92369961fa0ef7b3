"""What a rule should have and lacks: a basis, a remedy, examples."""

from __future__ import annotations

from collections.abc import Iterator

from checker.fault import Fault
from checker.lint import messages
from checker.lint.subject import Subject
from checker.model.policy import Policy, Rule


def faults(subject: Subject) -> Iterator[Fault]:
    """What rules lack."""
    tried = {case.rule for case in subject.policies.cases}
    for policy in subject.policies.policies:
        for rule in policy.rules:
            yield from _of_rule(rule)
        yield from _untried(policy, tried)


def _of_rule(rule: Rule) -> Iterator[Fault]:
    if not rule.basis:
        yield messages.rule_without_basis(rule.span, rule.id)
    elif not any(basis.confirmed or basis.quote for basis in rule.basis):
        documents = [basis.document for basis in rule.basis]
        yield messages.unconfirmed_basis(rule.span, rule.id, documents)
    if rule.remedy is None:
        yield messages.rule_without_remedy(rule.span, rule.id)


def _untried(policy: Policy, tried: set[str]) -> Iterator[Fault]:
    """Rules without a case; one line for a chapter that has none at all."""
    bare = [rule for rule in policy.rules if rule.id not in tried]
    if len(bare) == len(policy.rules):
        yield messages.chapter_without_cases(policy.span, policy.id, len(bare))
        return
    for rule in bare:
        yield messages.rule_without_cases(rule.span, rule.id)
