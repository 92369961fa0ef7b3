"""Our faults, offers, hovers and symbols as the protocol's, with places in the editor's units."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from checker.editor.completion import Offer
from checker.editor.hover import Hover
from checker.editor.mending import Mend
from checker.editor.positions import Positions
from checker.editor.symbols import Symbol
from checker.editor.view import View
from checker.fault import Fault, Level
from checker.model.function import AGGREGATES
from checker.source import Span

SOURCE = "checker"
LEVELS = {
    Level.ERROR: types.DiagnosticSeverity.Error,
    Level.WARNING: types.DiagnosticSeverity.Warning,
    Level.NOTE: types.DiagnosticSeverity.Hint,
}
KINDS = {
    "field": types.CompletionItemKind.Field,
    "definition": types.CompletionItemKind.Variable,
    "standard": types.CompletionItemKind.Constant,
    "list": types.CompletionItemKind.Enum,
    "entity": types.CompletionItemKind.Class,
    "function": types.CompletionItemKind.Function,
    "code": types.CompletionItemKind.EnumMember,
    "variable": types.CompletionItemKind.Variable,
    "word": types.CompletionItemKind.Keyword,
    "key": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.Value,
}


def stretch(first: tuple[int, int], last: tuple[int, int]) -> types.Range:
    """From one place to another."""
    return types.Range(types.Position(*first), types.Position(*last))


def between(positions: Positions, start: int, end: int) -> types.Range:
    """From one offset to another."""
    return stretch(positions.at(start), positions.at(end))


def diagnostic(
    fault: Fault, span: Span | None, positions: Positions, view: View
) -> types.Diagnostic:
    """A fault; the folder's own path is left out of its sentences."""
    nowhere = ((0, 0), (0, 0))
    told = "\n".join(line for line in (fault.sentence, fault.hint) if line)
    return types.Diagnostic(
        stretch(*(positions.span(span) if span else nowhere)),
        told.replace(f"{view.folder.as_posix()}/", ""),
        LEVELS[fault.level],
        fault.code,
        source=SOURCE,
    )


def snippets(server: LanguageServer) -> bool:
    """Does the editor fill in a snippet's places?"""
    document = server.client_capabilities.text_document
    completion = document.completion if document else None
    item = completion.completion_item if completion else None
    return bool(item and item.snippet_support)


def completion(
    offers: Iterable[Offer], positions: Positions, *, snippets: bool
) -> types.CompletionList:
    """The offers, in their order."""
    places: dict[tuple[int, int], types.Range] = {}
    items = []
    for number, offer in enumerate(offers):
        where = (offer.start, offer.end)
        place = places.setdefault(where, between(positions, *where))
        filled = snippets and offer.sort == "function" and positions.text[offer.end :][:1] != "("
        items.append(
            types.CompletionItem(
                offer.text.strip(": \"'"),
                kind=KINDS[offer.sort],
                detail=offer.told,
                sort_text=f"{number:04}",
                filter_text=f"{offer.text} {offer.also}" if offer.also else None,
                text_edit=types.TextEdit(place, _filled(offer.text) if filled else offer.text),
                insert_text_format=types.InsertTextFormat.Snippet if filled else None,
            )
        )
    return types.CompletionList(is_incomplete=False, items=items)


def _filled(name: str) -> str:
    """A call with places to fill in."""
    if name in AGGREGATES:
        return f"{name}($1 for ${{2:v}} in $3)"
    return f"{name}($0)"


def hover(found: Hover, positions: Positions) -> types.Hover:
    """What is told, as Markdown."""
    content = types.MarkupContent(types.MarkupKind.Markdown, found.told)
    return types.Hover(content, between(positions, found.start, found.end))


def mend(one: Mend, uri: str, told: types.Diagnostic, positions: Positions) -> types.CodeAction:
    """A mend of one fault, for the author to take."""
    starts = positions.starts
    changes = [
        types.TextEdit(
            between(
                positions, starts[edit.line - 1] + edit.start, starts[edit.line - 1] + edit.end
            ),
            edit.text,
        )
        for edit in one.edits
    ]
    return types.CodeAction(
        one.title,
        types.CodeActionKind.QuickFix,
        diagnostics=[told],
        is_preferred=True,
        edit=types.WorkspaceEdit(changes={uri: changes}),
    )


def symbol(one: Symbol, positions: Positions) -> types.DocumentSymbol:
    """A thing of a file, with what stands in it."""
    return types.DocumentSymbol(
        one.name,
        types.SymbolKind.Property if one.below else types.SymbolKind.Key,
        between(positions, one.start, one.end),
        between(positions, one.name_start, one.name_end),
        detail=one.told,
        children=[symbol(inner, positions) for inner in one.below],
    )
