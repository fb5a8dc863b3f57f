"""The identifier of a folder by its content: SWHID, ISO/IEC 18670:2025, of a directory.

https://www.swhid.org/specification/ takes for it the SHA-1 of Git's tree
(https://git-scm.com/book/en/v2/Git-Internals-Git-Objects): so anybody with a clone can compute it,
`git rev-parse HEAD:editions/1`, and anybody with the files, by this or by `swh identify`.
"""

from collections.abc import Collection, Mapping
from hashlib import sha1

_FOLDER, _PROGRAM, _FILE = "40000", "100755", "100644"  # Git's modes of what is in a tree


def identify(files: Mapping[str, bytes], programs: Collection[str] = ()) -> str:
    """Return the SWHID of a folder with some files by their paths; `programs` can be executed."""
    entries = {}
    for path, content in files.items():
        mode = _PROGRAM if path in programs else _FILE
        entries[path] = (mode, _hash("blob", content))
    return f"swh:1:dir:{_hash_tree(entries).hex()}"


def _hash_tree(entries: Mapping[str, tuple[str, bytes]]) -> bytes:
    """Return the digest of a tree of mode and digest of files, by their paths."""
    listed = dict[str, tuple[str, bytes]]()
    folders = dict[str, dict[str, tuple[str, bytes]]]()
    for path, entry in entries.items():
        name, is_below, rest = path.partition("/")
        if is_below:
            folders.setdefault(name, {})[rest] = entry
        else:
            listed[name] = entry
    for name, below in folders.items():
        listed[f"{name}/"] = (_FOLDER, _hash_tree(below))  # as Git sorts it
    tree = b""
    for name in sorted(listed, key=str.encode):
        mode, digest = listed[name]
        tree += f"{mode} {name.removesuffix('/')}\0".encode() + digest
    return _hash("tree", tree)


def _hash(kind: str, content: bytes) -> bytes:
    """Return the digest of an object of Git."""
    head = f"{kind} {len(content)}\0".encode()
    return sha1(head + content, usedforsecurity=False).digest()
