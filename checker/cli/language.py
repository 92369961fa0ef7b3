"""Which language the command line speaks: Chinese, unless English is asked for."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

CHINESE, ENGLISH = "zh_CN", "en"
DOMAIN = "checker"
CATALOGUES = Path(__file__).parent.parent / "locale"


def choose(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language of `--lang`, else of CHECKER_LANG, else Chinese."""
    wanted = environment.get("CHECKER_LANG", "")
    for position, argument in enumerate(arguments):
        if argument == "--lang":
            wanted = next(iter(arguments[position + 1 : position + 2]), "")
        elif argument.startswith("--lang="):
            wanted = argument.removeprefix("--lang=")
    return ENGLISH if wanted.lower().startswith("en") else CHINESE


def speak(language: str) -> None:
    """Make gettext, and with it click, speak the language."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(CATALOGUES))
    gettext.textdomain(DOMAIN)


def spoken() -> str:
    """What is spoken now, as rules name it: "zh" or "en"."""
    return "en" if os.environ.get("LANGUAGE") == ENGLISH else "zh"
