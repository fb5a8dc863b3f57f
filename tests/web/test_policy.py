"""What browsers are told: the policy, and the headers of the host."""

from briefing.web.policy import POLICY, write_headers


def test_the_policy_allows_nothing_inline_and_nobody_else() -> None:
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules.pop("default-src") == "'none'"
    assert set(rules.values()) <= {"'self'", "'none'"}
    assert {"base-uri", "form-action"} <= set(rules)  # what default-src does not reach


def test_lasting_files_are_kept_for_ever_and_nothing_else_is() -> None:
    first, _, second = write_headers(["assets/site.1.css", "assets/a.1.js"]).partition("\n\n")
    assert first.startswith("/*\n  Content-Security-Policy: default-src 'none'; ")
    for header in ("frame-ancestors 'none'", "\n  X-Content-Type-Options: nosniff\n",
                   "\n  Referrer-Policy: strict-origin-when-cross-origin\n",
                   "\n  Strict-Transport-Security: max-age=31536000\n"):
        assert header in f"{first}\n"
    assert "Cache-Control" not in first
    kept = "  Cache-Control: public, max-age=31536000, immutable\n"
    assert second == f"/assets/a.1.js\n{kept}\n/assets/site.1.css\n{kept}"
