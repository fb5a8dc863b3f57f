"""What `mkdocs.yml` may say, beside what tiny sites show."""

from briefing.build.settings import Places, check_places


def test_no_setting_has_a_character_that_nobody_sees() -> None:
    places = Places([], {}, "https://a.example/", [])
    assert list(check_places("mkdocs.yml", "site_name: A name\n", places)) == []
    [problem] = check_places("mkdocs.yml", "site_url: x\nsite_name: A\u202ename\n", places)
    assert (problem.path, problem.line, problem.code) == ("mkdocs.yml", 2, "hidden-character")
