"""Resolved nodes made into terms of a frame, one function a kind of node."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from checker.model.resolved import Node
from checker.plan.frame import Frame
from checker.plan.result import Result

# Filled by checker.plan.logic: node class → how it is translated.
TRANSLATED: dict[type, Callable[[Any, Frame], Result]] = {}


def translate(node: Node, frame: Frame) -> Result:
    """The node over the frame's rows; equal nodes are translated once."""
    number = frame.number(node)
    if number not in frame.translated:
        frame.translated[number] = TRANSLATED[type(node)](node, frame)
    return frame.translated[number]
