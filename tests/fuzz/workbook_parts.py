"""What is inside a workbook's zip, taken apart, changed by pieces of XML, and packed again."""

from __future__ import annotations

import random
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO

Parts = dict[str, bytes]
TOKEN = re.compile(rb"<[^<>]*>|[^<>]+|[<>]")
STAMP = (2020, 9, 17, 0, 0, 0)
LARGE = 1 << 20

TAGS = (
    b'<c r="A9"><v>1</v></c>',
    b'<c r="E2" t="e"><v>#N/A</v></c>',
    b'<c r="E2"><f>1+2</f></c>',
    b'<c r="E2" t="str"><f>A1</f><v></v></c>',
    b'<c r="D2" t="inlineStr"><is><t>x</t></is></c>',
    b'<c r="D2" t="inlineStr"><is><r><t>x</t></r><r><t>y</t></r></is></c>',
    b'<c r="E2" t="b"><v>1</v></c>',
    b'<c r="E2" t="d"><v>2020-09-17</v></c>',
    b'<c r="E2" t="n"><v>3</v></c>',
    b"<c><v>7</v></c>",
    b'<row r="7">',
    b'<row r="2" hidden="1">',
    b"</row>",
    b"<row>",
    b"</c>",
    b"</sheetData>",
    b"<sheetData>",
    b"<v>",
    b"</v>",
    b"<v/>",
    b"<v>NaN</v>",
    b"<v>-1e300</v>",
    b"<v>99</v>",
    b'<f t="shared" si="0"/>',
    b"<!-- x -->",
    b"<![CDATA[x]]>",
    b"<?x y?>",
    b"&#0;",
    b"&amp;",
    b"&x;",
    b'<mergeCell ref="A2:A3"/>',
    b"<si><t>x</t></si>",
    b"<si/>",
    b"<t/>",
    b'<t xml:space="preserve"> x </t>',
    b"<rPh><t>x</t></rPh>",
)
VALUES = (
    *(b"A1", b"B2", b"A0", b"XFD1048576", b"ZZZZ9", b"a2", b"2", b"0", b"-1", b"99999999999"),
    *(b"s", b"str", b"e", b"n", b"b", b"d", b"inlineStr", b"x", b"", b"1", b"true", b"hidden"),
    *(b"rId1", b"rId9", b"veryHidden", b"worksheets/sheet1.xml", b"/xl/worksheets/sheet1.xml"),
)
ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')


def unpacked(data: bytes) -> Parts:
    """The members of a zip; none of one that cannot be opened or is large."""
    parts: Parts = {}
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for info in archive.infolist()[:200]:
                if info.file_size < LARGE:
                    parts[info.filename] = archive.read(info)
    except (zipfile.BadZipFile, RuntimeError, OSError, ValueError, zlib.error, EOFError):
        return {}
    except (NotImplementedError, zipfile.LargeZipFile):
        return {}
    return parts


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip of the same bytes whenever it is made, quick to open."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, STAMP), data)
    return whole.getvalue()


def changed_xml(text: bytes, chance: random.Random) -> bytes:
    """XML with a piece taken out, doubled, moved, put in, or an attribute changed."""
    tokens = TOKEN.findall(text)
    for _ in range(chance.randint(1, 3)):
        if not tokens:
            return chance.choice(TAGS)
        at = chance.randrange(len(tokens))
        tokens[at : at + chance.randint(0, 2)] = _instead(tokens, at, chance)
    return b"".join(tokens)


def _instead(tokens: Sequence[bytes], at: int, chance: random.Random) -> Sequence[bytes]:
    what = chance.randrange(8)
    here = tokens[at]
    if what == 0:
        return []
    if what == 1:
        return [here, here]
    if what == 2:
        return [chance.choice(TAGS)]
    if what == 3:
        return [here, chance.choice(TAGS)]
    if what == 4:
        other = chance.randrange(len(tokens))
        return tokens[other : other + chance.randint(1, 6)]
    if what == 5:
        return [ATTRIBUTE.sub(lambda m: _attribute(m, chance), here)]
    if what == 6:
        return [_flipped(here, chance)]
    return [here.replace(b'"', b"'"), *tokens[at + 1 : at + 2]]


def _attribute(found: re.Match[bytes], chance: random.Random) -> bytes:
    what = chance.randrange(6)
    if what == 0:
        return b""
    if what == 1:
        return b'%b="%b"' % (found[1], chance.choice(VALUES))
    if what == 2:
        return b'%b = "%b"' % (found[1], found[2])
    return found[0]


def _flipped(data: bytes, chance: random.Random) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def changed_bytes(data: bytes, chance: random.Random) -> bytes:
    """Bytes with some of them changed, cut out, or doubled."""
    if not data:
        return bytes([chance.randrange(256)])
    at = chance.randrange(len(data))
    length = chance.choice((1, 1, 2, 4, 8, 64))
    what = chance.randrange(4)
    if what == 0:
        return data[:at] + data[at + length :]
    if what == 1:
        return data[:at] + data[at : at + length] + data[at:]
    if what == 2:
        noise = bytes(chance.choice((0, 1, 0x7F, 0x80, 0xFF)) for _ in range(length))
        return data[:at] + noise + data[at + length :]
    return _flipped(data, chance)


def changed_zip(data: bytes, chance: random.Random) -> bytes:
    """One or two members changed; now and then the bytes of the zip itself."""
    parts = unpacked(data)
    if not parts or chance.random() < 0.1:
        return changed_bytes(data, chance)
    for _ in range(chance.randint(1, 2)):
        name = chance.choice([*parts])
        what = chance.random()
        if what < 0.02:
            del parts[name]
        elif what < 0.04:
            parts[chance.choice([*parts])] = parts[name]
        elif name.endswith(".bin"):
            parts[name] = changed_bytes(parts[name], chance)
        else:
            parts[name] = changed_xml(parts[name], chance)
        if not parts:
            break
    return packed(parts)
