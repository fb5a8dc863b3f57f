"""The identifier of a folder by its content: SWHID, ISO/IEC 18670:2025, of a directory.

https://www.swhid.org/specification/ takes for it the SHA-1 of Git's tree
(https://git-scm.com/book/en/v2/Git-Internals-Git-Objects): so anybody with a clone can compute it,
`git rev-parse HEAD:editions/1`, and anybody with the files, by this or by `swh identify`.
"""

from collections.abc import Mapping
from hashlib import sha1


def identify(files: Mapping[str, bytes]) -> str:
    """Return the SWHID of a folder with some files by their paths, none of which is a program."""
    return f"swh:1:dir:{_hash_tree(files).hex()}"


def _hash_tree(files: Mapping[str, bytes]) -> bytes:
    """Return the digest of a tree of files by their paths, with Git's modes of what is in it."""
    entries = dict[str, bytes]()
    folders = dict[str, dict[str, bytes]]()
    for path, content in files.items():
        name, is_below, rest = path.partition("/")
        if is_below:
            folders.setdefault(name, {})[rest] = content
        else:
            entries[name] = f"100644 {name}\0".encode() + _hash("blob", content)
    for name, below in folders.items():
        entries[f"{name}/"] = f"40000 {name}\0".encode() + _hash_tree(below)  # as Git sorts it
    return _hash("tree", b"".join(entries[name] for name in sorted(entries, key=str.encode)))


def _hash(kind: str, content: bytes) -> bytes:
    """Return the digest of an object of Git."""
    head = f"{kind} {len(content)}\0".encode()
    return sha1(head + content, usedforsecurity=False).digest()
