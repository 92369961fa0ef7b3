"""What an editor has open: texts that stand in place of files, and files that need no new look.

A run from the command line has an empty desk: every text comes from its file and is read once.
Nothing here says what is wrong with a file; it only spares reading one again that is unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from checker.model.catalog import Catalog
from checker.read.catalog import catalog_of
from checker.read.file import File
from checker.source import Source


@dataclass
class Desk:
    """Unsaved texts by whole path, and what was read before."""

    texts: Mapping[Path, str] = field(default_factory=dict)
    files: dict[tuple[str, str], File] = field(default_factory=dict)  # by name and kind
    catalogs: dict[tuple[str, ...], Catalog] = field(default_factory=dict)  # by their texts

    def bytes(self, path: Path) -> bytes:
        """What stands in a file, or would if it were saved now."""
        text = self.texts.get(path.resolve()) if self.texts else None
        # A half of a surrogate pair, which an editor can hold, is refused as a file's is.
        return path.read_bytes() if text is None else text.encode(errors="surrogatepass")

    def within(self, folder: Path) -> Iterable[Path]:
        """The files of a folder that are open, saved or not."""
        whole = folder.resolve() if self.texts else folder
        return (
            folder / path.relative_to(whole) for path in self.texts if path.is_relative_to(whole)
        )

    def file(self, source: Source, kind: str) -> File:
        """The file of a text, as it was read the last time if the text is the same."""
        known = self.files.get((source.name, kind))
        if known is None or known.source.text != source.text:
            known = self.files[source.name, kind] = File(source, kind)
        return known.afresh()

    def catalog(self, dictionary: Source, extensions: list[Source]) -> Catalog:
        """The dictionary with what the folders add to it; see `catalog_of`."""
        key = tuple(text for one in (dictionary, *extensions) for text in (one.name, one.text))
        if key not in self.catalogs:
            self.catalogs = {key: catalog_of(dictionary, extensions)}
        return self.catalogs[key]
