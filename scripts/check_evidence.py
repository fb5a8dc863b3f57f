"""Print what is wrong with the pages, claims and sources, without a build.

Usage: python scripts/check_evidence.py [--config FILE]
Exit status 1 when something is found that no author has accepted, for editors, pre-commit and CI. A source
that is gone from the web is said, and does not count.
"""

import argparse
import sys
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from briefing.build.collect import collect_pages
from briefing.build.project import check_evidence, check_project, find_notices
from briefing.build.settings import load_settings

ROOT = Path(__file__).parent.parent


def main() -> int:
    """Check the project of the given `mkdocs.yml`, by default the one that this file belongs to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--config", type=Path, default=ROOT / "mkdocs.yml", help="the mkdocs.yml of the project")
    config = load_config(str(parser.parse_args().config))
    project = check_project(Path(config.config_file_path).parent, Path(config.docs_dir))
    rendered = collect_pages(project, config.markdown_extensions, config.mdx_configs)
    found = list(rendered) if project.is_buildable else []
    pages, unsafe = [page for page, _ in found], [problem for _, problems in found for problem in problems]
    cut_off = load_settings(config.extra).cut_off
    problems = [*project.problems, *unsafe, *check_evidence(project, pages, cut_off)]
    for problem in [*problems, *find_notices(project, pages)]:
        print(problem)
    claims = sum(len(page.claims) for page in pages)
    print(f"{len(problems)} problems in {len(pages)} pages, {claims} claims, {len(project.notes)} sources")
    return 1 if problems else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except MkDocsException as error:
        sys.exit(str(error))
