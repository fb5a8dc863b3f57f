"""What an author should know of a site that is sound: it stops no build, and nothing else tells it.

A rule is a generator whose docstring is the rule.
"""

from collections.abc import Iterator

from ..pages.front_matter import divide
from ..problems import Problem, ask
from .settings import locate
from .site import Site

_OURS = "en"  # the language in which the engine speaks


def find_unsaid(site: Site) -> Iterator[Problem]:
    """Yield what an author should know."""
    yield from ask((no_description, other_language), site)


def no_description(site: Site) -> Iterator[Problem]:
    """A page says in a sentence what it has, for who has not read it."""
    for page in site.pages:
        document = site.project.by_uri.get(page.uri)
        if document and not page.description:
            front, _body = divide(document.text)
            message = "this page has no description, which search engines and lists of pages show"
            where = "into its front matter" if front else "between two lines of ---, at its head"
            hint = f"write description: and a sentence {where}"
            yield Problem(message, "no-description", hint).at(document.path, 1)


def other_language(site: Site) -> Iterator[Problem]:
    """A briefing in another language than the engine's has words of both."""
    words = site.project.words
    tag = words["language_tag"] or words["language"]
    if tag.partition("-")[0].lower() != _OURS:
        message = f"'{tag}' is the language of your words, and the engine speaks English"
        hint = "it tells browsers and screen readers, and translates no label and no message"
        place = locate(site.project.file, f"language: {tag}")
        yield Problem(message, "other-language", hint).at(*place)
