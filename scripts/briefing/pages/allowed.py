"""What a page may hold, and what may stand below `docs/`, as `allowed.yml` lists it, with types."""

from pathlib import Path

import msgspec


class Made(msgspec.Struct, array_like=True, frozen=True):
    """Where Markdown gives a class."""

    place: str  # CSS selector of the element, without the class
    words: str  # all that stands in it, if that is always the same; else empty


class Allowed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of `allowed.yml`.

    Names in a text are parted by spaces; a pattern must fit the whole of what it is for.
    """

    elements: str
    attributes: dict[str, str]  # patterns of values, by the attribute or by element and attribute
    classes: dict[str, list[str]]  # elements on which a class of authors means something
    engine: str
    made: dict[str, Made]  # by class
    code: str  # pattern of classes
    tokens: str  # pattern of classes within a `pre`
    endings: str
    picture: str


_LISTS = msgspec.yaml.decode(Path(__file__).with_name("allowed.yml").read_bytes(), type=Allowed)

# Elements that an author can write, or Markdown makes.
ELEMENTS = frozenset(_LISTS.elements.split())
# Patterns of values, by the name of the attribute, or by element and name where that has a rule
# of its own.
ATTRIBUTES = _LISTS.attributes
# Elements on which a class of authors means something, by class.
CLASSES = _LISTS.classes
# Classes of what the engine says by itself within the text of a page.
ENGINE_CLASSES = frozenset(_LISTS.engine.split())
# Where Markdown gives a class, by class.
MADE_CLASSES = _LISTS.made
# Pattern of the classes that superfences and Pygments give to code, and of those within a `pre`.
CODE_CLASS = _LISTS.code
TOKEN_CLASS = _LISTS.tokens
# Endings of files that are published.
ENDINGS = frozenset(_LISTS.endings.split())
# Elements of SVG that only draw.
PICTURE_ELEMENTS = frozenset(_LISTS.picture.split())
