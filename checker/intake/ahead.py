"""Work that another thread does ahead: reading and unpacking keep no other thread waiting."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")

MOST = 2  # results that wait to be made use of


def ahead(tasks: Iterable[Callable[[], Result]]) -> Iterator[Result]:
    """What some tasks give, in their order; the next are done while one is made use of."""
    with ThreadPoolExecutor(1) as worker:
        waiting: deque[Future[Result]] = deque()
        for task in tasks:
            waiting.append(worker.submit(task))
            if len(waiting) > MOST:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
