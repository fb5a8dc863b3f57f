"""What MkDocs says of links that lead nowhere, and of its `nav`, in the form of all messages.

It knows no lines, and names nothing that is nearly meant. Its words are taken as they are logged:
`Doc file 'a.md' contains a link 'b.md', but the target is not found among documentation files.`
"""

import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from ..pages.document import Document
from ..problems import Problem, find_nearest, nearest

_PAGE = ".md"
_SAID = re.compile(
    r"Doc file '(?P<uri>[^']+)' contains a link '(?P<link>[^']+)', but "
    r"(?:the target(?: '[^']+')? is not found among documentation files"
    r"|(?P<anchor>there is no such anchor on this page"
    r"|the doc '(?P<target>[^']+)' does not contain an anchor '[^']+'))\."
)


_OMITTED = re.compile(r'The following pages exist .* not included in the "nav".*:\n')


def describe_omitted(message: str, pages: Mapping[str, Document]) -> list[Problem]:
    """Return which pages no `nav` names, of a message that says so; of any other, nothing.

    `pages` are those of the site, by their files below `docs/`.
    """
    if not _OMITTED.match(message):
        return []
    said = "nav: in mkdocs.yml does not name this page, and only links and the search lead here"
    hint = "write it there, or under not_in_nav"
    names = [line.strip(" -") for line in message.split("\n")[1:]]
    paths = [pages[name].path for name in names if name in pages]
    return [Problem(said, "not-in-nav", hint).at(path, 1) for path in paths]


@dataclass
class DeadLinks:
    """What has to be known of a site to say what is wrong with a link; a build gathers it."""

    pages: Mapping[str, Document] = field(default_factory=dict)  # by their files below `docs/`
    files: Collection[str] = ()  # all to which a page can lead, the same
    ids: Mapping[str, Collection[str]] = field(default_factory=dict)  # of finished pages, by file

    def describe(self, message: str) -> Problem | None:
        """Return what a message of MkDocs says of a link; None where it says something else."""
        said = _SAID.match(message)
        if said is None or said["uri"] not in self.pages:
            return None
        uri, link = said["uri"], said["link"]
        document = self.pages[uri]
        path, _sign, name = link.partition("#")
        if said["anchor"]:
            target = said["target"] or uri
            message = f"'{link}' leads nowhere: docs/{target} has no id '{name}'"
            ids = self.ids.get(target, ())
            problem = Problem(message, "broken-fragment", nearest(name, ids) or "name an id of it")
        else:
            message = f"'{link}' leads to no page or file of this site"
            problem = Problem(message, "broken-link", self._find_near(uri, path))
        return problem.at(document.path, document.find_words(f"]({link}", f'"{link}"', link))

    def _find_near(self, uri: str, path: str) -> str:
        """Return what a page may have meant by a path; all pages are alike in their ending."""
        here = posixpath.dirname(uri) or "."
        paths = [posixpath.relpath(file, here) for file in self.files]
        known = {each.removesuffix(_PAGE): each for each in paths}
        meant = find_nearest(path.removesuffix(_PAGE), known)
        other = "name a file below docs/, as seen from this page"
        return f"did you mean '{known[meant]}'?" if meant else other
