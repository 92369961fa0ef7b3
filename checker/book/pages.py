"""The rule book as files: a page a chapter and a rule, in HTML for people and in Markdown.

The HTML folder needs no server and no network: search runs in the page over `search-index.js`.
"""

from __future__ import annotations

import gettext
import json
from collections.abc import Iterator, Mapping
from functools import partial
from importlib.resources import files
from pathlib import PurePosixPath
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from checker.book import words
from checker.book.contents import Book, Chapter, Entry, Figure
from checker.model.expression import Template
from checker.model.policy import named, titled
from checker.model.words import KINDS, SEVERITIES, VERDICTS

HTML, MARKDOWN = "html", "markdown"
ENDINGS = {HTML: ".html", MARKDOWN: ".md"}
ASSETS = ("style.css", "search.js")


class Page(NamedTuple):
    """One page: its template and what it is about."""

    path: str  # without its ending
    template: str
    about: Mapping[str, object]


def pages(book: Book, form: str, language: str = "zh") -> dict[str, bytes]:
    """Every file of the book, by its path in the folder.

    Args:
        book: what it says.
        form: "html" or "markdown".
        language: "zh" or "en": which titles and messages of a rule are shown.
    """
    environment = paper(form, language)
    written = {}
    for page in all_pages(book):
        path = page.path + ENDINGS[form]
        up = "../" * (len(PurePosixPath(path).parts) - 1)
        template = environment.get_template(page.template + ENDINGS[form])
        text = template.render(book=book, up=up, **page.about)
        written[path] = (text.strip() + "\n").encode()
    if form == HTML:
        assets = files("checker.book") / "templates" / HTML
        written |= {name: (assets / name).read_bytes() for name in ASSETS}
        written["search-index.js"] = search_index(book, language)
    return written


def all_pages(book: Book) -> Iterator[Page]:
    """The pages in the order in which they are read."""
    yield Page("index", "index", {})
    for chapter in book.chapters:
        yield Page(f"chapters/{chapter.policy.id}", "chapter", {"chapter": chapter})
        for entry in chapter.entries:
            about = {"chapter": chapter, "entry": entry, "figures": figures_of(book, entry)}
            yield Page(f"rules/{entry.rule.id}", "rule", about)
    yield Page("standards", "standards", {"figures": book.figures})
    yield Page("unconfirmed", "unconfirmed", {})


def figures_of(book: Book, entry: Entry) -> tuple[Figure, ...]:
    """The standards that a rule rests on, with their values."""
    return tuple(figure for figure in book.figures if entry.rule.id in figure.used_by)


def paper(form: str, language: str) -> Environment:
    """The templates of a form, with the words and the links that they use."""
    environment = Environment(
        loader=PackageLoader("checker.book", f"templates/{form}"),
        autoescape=True,
        finalize=partial(shown, form=form),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    english = language == "en"

    def title(entry: Entry) -> str:
        return titled(entry.rule, language)

    def heading(chapter: Chapter) -> str:
        return titled(chapter.policy, language)

    def name(figure: Figure) -> str:
        return named(figure.standard, language)

    def message(entry: Entry) -> str:
        return told((entry.rule.message_en if english else None) or entry.rule.message)

    def remedy(entry: Entry) -> str:
        return told((entry.rule.remedy_en if english else None) or entry.rule.remedy)

    environment.globals.update(
        _=gettext.gettext, word=words.word, words=words, VERDICTS=VERDICTS, KINDS=KINDS,
 SEVERITIES=SEVERITIES, title=title, heading=heading, name=name, message=message,
        remedy=remedy, language="en" if english else "zh-CN",
    )  # fmt: skip
    environment.filters["anchor"] = anchor
    return environment


# What would be read as the page's own marks; in Markdown a bar ends a table's cell.
MARKS = {
    HTML: str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;"}),
    MARKDOWN: str.maketrans({"&": "&amp;", "<": "&lt;", "|": "&#124;"}),
}


def shown(text: object, form: str) -> Markup:
    """Text as it must stand in a page; what is a piece of a page already stays."""
    return text if isinstance(text, Markup) else Markup(str(text).translate(MARKS[form]))


def told(template: Template | None) -> str:
    """A message as its author wrote it, with what is filled in between 〔 and 〕."""
    parts = template.parts if template else ()
    return "".join(part if isinstance(part, str) else f"〔{part.text}〕" for part in parts)


def anchor(figure: Figure) -> str:
    """A standard's place on the page of standards."""
    return f"{figure.chapter or 'shared'}-{figure.standard.name}"


def search_index(book: Book, language: str) -> bytes:
    """What the search looks through: (link, title, what it is, everything said there)."""
    found: list[list[str]] = []
    for chapter in book.chapters:
        found.extend(searched(chapter, entry, language) for entry in chapter.entries)
    for figure in book.figures:
        said = [value.text for value in figure.values]
        said += [value.basis.document for value in figure.values if value.basis]
        name = named(figure.standard, language)
        found.append([f"standards.html#{anchor(figure)}", name, "", " ".join([name, *said])])
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in found)
    # A page opened from a disk may load a script, not a JSON file.
    return f"window.SEARCHED = [\n{lines}\n];\n".encode()


def searched(chapter: Chapter, entry: Entry, language: str) -> list[str]:
    """A rule for the search."""
    rule = entry.rule
    shown = titled(rule, language)
    said = [rule.id, rule.title, rule.title_en, chapter.policy.title, told(rule.message)]
    said += [
        told(rule.remedy),
        rule.responsible,
        *(line for one in entry.sentences for line in one.lines),
    ]
    said += [f"{basis.document} {basis.article}" for basis in rule.basis]
    return [
        f"rules/{rule.id}.html",
        shown,
        titled(chapter.policy, language),
        " ".join(filter(None, said)),
    ]
