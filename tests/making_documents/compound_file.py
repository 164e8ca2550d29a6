"""Streams in folders -> a compound file (Microsoft's [MS-CFB], version 3), the container of Outlook's messages."""

from __future__ import annotations

import struct

Tree = dict[str, "bytes | Tree"]

SECTOR, MINI_SECTOR, MINI_LIMIT = 512, 64, 4096
FREE, END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound_file(tree: Tree) -> bytes:
    """The bytes of the file. Small: its allocation table fits into the header's list."""
    entries: list[dict[str, object]] = [{"name": "Root Entry", "kind": 5, "data": b"", "child": FREE}]
    entries[0]["child"] = _add(tree, entries)
    mini, mini_table = b"", []
    for entry in entries:
        data = entry["data"]
        assert isinstance(data, bytes)
        if entry["kind"] == 2 and len(data) < MINI_LIMIT:
            count = -(-len(data) // MINI_SECTOR)
            entry["start"] = len(mini_table) if data else END
            mini_table += [*range(len(mini_table) + 1, len(mini_table) + count), END] if data else []
            mini += data.ljust(count * MINI_SECTOR, b"\0")
    sectors: list[bytes] = []
    table: list[int] = []

    def chain(data: bytes) -> int:
        if not data:
            return END
        start, count = len(sectors), -(-len(data) // SECTOR)
        sectors.extend(data[n * SECTOR : (n + 1) * SECTOR].ljust(SECTOR, b"\0") for n in range(count))
        table.extend([*range(start + 1, start + count), END])
        return start

    for entry in entries:
        data = entry["data"]
        if entry["kind"] == 2 and isinstance(data, bytes) and len(data) >= MINI_LIMIT:
            entry["start"] = chain(data)
    entries[0]["start"] = chain(mini)
    packed = struct.pack(f"<{len(mini_table)}I", *mini_table)
    mini_start, mini_sectors = chain(packed + b"\xff" * (-len(packed) % SECTOR)), -(-len(packed) // SECTOR)
    directory = b"".join(_entry(entry, len(mini)) for entry in entries)
    directory += b"".join(_empty() for _ in range(-len(entries) % (SECTOR // 128)))
    directory_start = chain(directory)
    count = 1
    while -(-4 * (len(table) + count) // SECTOR) > count:
        count += 1
    fat_at = list(range(len(sectors), len(sectors) + count))
    table += [FAT_SECTOR] * count
    table += [FREE] * (-len(table) % (SECTOR // 4))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, count,
        directory_start, 0, MINI_LIMIT, mini_start, mini_sectors, END, 0, *fat_at[:1],
    )  # fmt: skip
    header += struct.pack(f"<{len(fat_at) - 1}I", *fat_at[1:])
    return header.ljust(SECTOR, b"\xff") + b"".join(sectors) + struct.pack(f"<{len(table)}I", *table)


def _add(tree: Tree, entries: list[dict[str, object]]) -> int:
    """Adds a folder's content; gives the entry that stands on top of its search tree."""
    places = {}
    for name in sorted(tree, key=lambda name: (len(name), name.upper())):
        content = tree[name]
        places[name] = len(entries)
        entry: dict[str, object] = {"name": name, "kind": 2, "data": b"", "child": FREE, "start": 0}
        entries.append(entry)
        if isinstance(content, bytes):
            entry["data"] = content
        else:
            entry["kind"] = 1
            entry["child"] = _add(content, entries)
    return _balance(list(places.values()), entries)


def _balance(places: list[int], entries: list[dict[str, object]]) -> int:
    if not places:
        return FREE
    middle = len(places) // 2
    top = places[middle]
    entries[top]["left"] = _balance(places[:middle], entries)
    entries[top]["right"] = _balance(places[middle + 1 :], entries)
    return top


def _entry(entry: dict[str, object], mini_size: int) -> bytes:
    name = (str(entry["name"]) + "\0").encode("utf-16-le")
    data = entry["data"]
    assert isinstance(data, bytes)
    size = mini_size if entry["kind"] == 5 else len(data)
    return struct.pack(
        "<64sHBBIII16xIQQIII", name, len(name), entry["kind"], 1, entry.get("left", FREE), entry.get("right", FREE),
        entry["child"], 0, 0, 0, entry.get("start", 0), size, 0,
    )  # fmt: skip


def _empty() -> bytes:
    return struct.pack("<64sHBBIII16xIQQIII", b"", 0, 0, 0, FREE, FREE, FREE, 0, 0, 0, 0, 0, 0)
