"""What only a server does: it knows what is remembered by what, and sets the book in between."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Lock, Thread

from mkdocs.plugins import get_plugin_logger

from ..editions.manifest import Edition
from ..editions.published import Frames
from ..problems import explain
from ..store import digest
from .outputs import Book, Frame
from .publish import write_file
from .site import Site

_PAUSE = 2  # seconds in which nothing was saved before the book is set, which takes both cores
log = get_plugin_logger("briefing")


def digest_frame(site: Site, frame: Frame) -> str:
    """Return the digest of the editions, and of what stands around any page of them.

    That is templates, navigation, and what the templates know of the site.
    """
    navigation = [(page.url, page.title, page.meta.get("is_apparatus")) for page in frame.nav.pages]
    return digest(
        *(edition.data.sha256 for edition in site.project.editions),
        *_read_templates(frame),
        repr(navigation),
        repr(site.publication),
        repr(sorted(site.project.by_uri)),
        repr((frame.config.extra_css, frame.config.extra_javascript)),
        repr(frame.env.globals["lasting"]),
    )


def digest_frozen_page(around: str, frames: Frames, edition: Edition, url: str) -> str:
    """Return the digest of everything from which the page of an edition is made.

    That is what is `around` all of them, where each page stands now, and the sources that it cites.
    """
    page = edition.data.pages[url]
    live = frames.live.data
    places = (edition.version.path, url, sorted(live.pages), live.redirects)
    return digest(around, repr(places), repr(frames.list_cited(page)))


def _read_templates(frame: Frame) -> Iterator[bytes]:
    folder = frame.config.theme.custom_dir
    if folder:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                yield str(path).encode()
                yield path.read_bytes()


class BookSetter:
    """Sets the PDF and the EPUB of a server's site, once nothing was saved for two seconds."""

    def __init__(self) -> None:
        self._is_over = Event()  # set when the next build begins, or the server ends
        self._swapping = Lock()  # held while the files of a book are put into the served folder
        self._owed: tuple[Callable[[], Book], Path] | None = None

    def cancel(self) -> None:
        """Set no book from now on; the one that is owed may be asked for again."""
        with self._swapping:
            self._is_over.set()

    def set_later(self, make: Callable[[], Book], folder: Path) -> None:
        """Write what `make` gives into a folder, unless another build begins before that."""
        self._owed = (make, folder)
        self.go_on()

    def go_on(self) -> None:
        """Set the book that is owed, if any: the build that came between has failed."""
        if self._owed:
            self._is_over = Event()
            Thread(target=self._set, args=(*self._owed, self._is_over), daemon=True).start()

    def _set(self, make: Callable[[], Book], folder: Path, is_over: Event) -> None:
        if is_over.wait(_PAUSE):
            return
        try:
            book = make()
            with self._swapping:
                if not is_over.is_set():
                    self._put(book, folder)
        except Exception as error:  # nobody else would tell the author
            log.error(explain(error))

    def _put(self, book: Book, folder: Path) -> None:
        self._owed = None
        for problem in book.problems:
            log.warning(str(problem))
        for output in book.outputs:
            write_file(folder / output.path, output.content)


def serve_on(builder: Callable[[], None]) -> Callable[[], None]:
    """Return a builder that says in one line why it cannot build.

    MkDocs would print where in its code, and answer nobody until the next build.
    """

    def build() -> None:
        try:
            builder()
        except Exception as error:  # whatever it is, the server serves on what it has
            log.error(explain(error))

    return build
