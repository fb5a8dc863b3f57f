"""All checks of a project, without a build: for the hook, for `scripts/check_evidence.py`, for tests."""

from dataclasses import dataclass
from pathlib import Path

from .page_rules import check_documents
from .pages import Document, load_documents
from .problems import Problem
from .source_rules import check_sources
from .sources import Bibliography, load_bibliography


@dataclass(frozen=True)
class Project:
    """The author's files as they were read, and what is wrong with them."""

    root: Path
    """The folder of `mkdocs.yml`."""
    bib: Path
    bibliography: Bibliography
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]

    @property
    def is_buildable(self) -> bool:
        """Whether MkDocs and its plugins can open every file that they need."""
        return not {problem.code for problem in self.problems} & {"bib-missing", "page-encoding"}


def check_project(root: Path, docs: Path, bib_file: str = "bibliography.bib") -> Project:
    """Read and check a project. Faults of the author's come back as problems."""
    bib = root / bib_file
    bibliography = load_bibliography(bib, Path(bib_file).as_posix())
    loaded = list(load_documents(docs, root))
    documents = tuple(found for found in loaded if isinstance(found, Document))
    files = {file.relative_to(docs).as_posix() for file in docs.rglob("*") if file.is_file()}
    made_ids = {"sources.md": set(bibliography.sources)}
    problems = [*(found for found in loaded if isinstance(found, Problem)), *check_sources(bibliography),
                *check_documents(documents, bibliography, files, made_ids)]
    return Project(root, bib, bibliography, documents, tuple(sorted(problems)))
