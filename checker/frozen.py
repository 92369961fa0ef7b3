"""Immutable records: dataclasses of which only `__init__` is compiled.

`@frozen` gives what `@dataclass(frozen=True)` gives, but for `__post_init__`. That one compiles
six methods for each class at every start, 0.3 ms a class, and there are more than a hundred; here
comparison, hash and representation are the same functions for all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

Class = TypeVar("Class", bound=type)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: Class) -> Class:
    """Make the class an immutable record of the fields that it names."""
    dataclass(init=False, repr=False, eq=False)(cls)
    own: tuple[Field[Any], ...] = fields(cls)
    values = _values([one.name for one in own if one.compare])

    def equal(self: object, other: object) -> bool:
        return (
            values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented
        )

    def hashed(self: object) -> int:
        return hash(values(self))

    methods = {"__init__": _init(own), "__eq__": equal, "__hash__": hashed}
    for name, method in (METHODS | methods).items():
        setattr(cls, name, method)
    return cls


def _values(names: list[str]) -> Callable[[object], object]:
    """What is compared of a record."""
    return attrgetter(*names) if names else lambda _: ()


def _init(own: tuple[Field[Any], ...]) -> Any:
    """`__init__`, compiled: what begins with an underscore is no field's name."""
    known: dict[str, object] = {"_missing": MISSING}
    given, kept = [], []
    for one in own:
        name = value = one.name
        if one.default is not MISSING:
            known[f"_{name}"] = one.default
            given.append(f"{name}=_{name}")
        elif one.default_factory is not MISSING:
            known[f"_{name}"] = one.default_factory
            given.append(f"{name}=_missing")
            value = f"_{name}() if {name} is _missing else {name}"
        else:
            given.append(name)
        kept.append(f" _own[{name!r}] = {value}\n")
    exec(f"def __init__(self, {', '.join(given)}):\n _own = self.__dict__\n{''.join(kept)}", known)
    return known["__init__"]


def _shown(self: Any) -> str:
    parts = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(parts)})"


def _refuse(_self: object, name: str, *_value: object) -> NoReturn:
    raise FrozenInstanceError(f"{name!r} of a record stays as it is")


METHODS: dict[str, Callable[..., Any]] = {
    "__repr__": _shown,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
}
