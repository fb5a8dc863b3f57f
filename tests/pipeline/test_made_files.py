"""Files that a build makes beside pages."""

import pytest

from briefing.figures.tables import TABULATED
from briefing.pipeline.files import check_addresses, list_made_files


@pytest.mark.parametrize("name", TABULATED)
def test_a_figure_that_is_a_table_too_is_published_as_csv(name: str) -> None:
    table = f"figures/{name}.csv"
    assert table in list_made_files([], [f"figures/{name}.yml"])
    assert table not in list_made_files([], ["figures/other.yml"])


def test_no_file_of_an_author_stands_in_its_place() -> None:
    files = ["figures/lanes.csv", "figures/lanes.yml"]
    [problem] = check_addresses(files, list_made_files([], files), "docs")
    assert (problem.path, problem.code) == ("docs/figures/lanes.csv", "same-address")
