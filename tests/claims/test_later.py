"""The ways from claims to what came later, and back."""

from briefing.claims.checks import lead_to_earlier, lead_to_later
from briefing.claims.notes import WayBack
from briefing.claims.records import PageRecords, Record, Records
from briefing.yamldata import YamlFile

RAIN = Record(kind="fact", says="It rained in May 2020, on ten days out of the thirty-one.")
RECORDS = Records(
    {
        "index.md": PageRecords(YamlFile("i.yml"), {"snow": Record(kind="report")}),
        "trade.md": PageRecords(
            YamlFile("t.yml"),
            {
                "rain": RAIN,
                "will-pass": Record(kind="forecast"),
                "rain-check": Record(kind="check"),
            },
        ),
        "since.md": PageRecords(
            YamlFile("s.yml"),
            {
                "dried": Record(kind="fact", follows=("rain", "snow")),
                "so-it-passed": Record(kind="assessment", rests_on=("dried", "rain", "will-pass")),
                "note": Record(kind="check", rests_on=("snow",)),
                "lost": Record(kind="fact", follows=("nothing",)),
            },
        ),
    }
)


def test_a_claim_leads_to_the_first_that_follows_it_and_a_forecast_to_its_reading() -> None:
    assert lead_to_later(RECORDS, ["will-pass"]) == {
        "rain": "since/#dried",
        "snow": "since/#dried",
        "will-pass": "since/#will-pass",
    }
    assert lead_to_later(RECORDS, [])["will-pass"] == "since/#so-it-passed"


def test_what_came_later_leads_back_to_each_claim_by_what_it_says() -> None:
    rain = WayBack("trade/#rain", RAIN.says)
    assert lead_to_earlier(RECORDS) == {
        "dried": [rain, WayBack("#snow", "snow")],
        "so-it-passed": [rain, WayBack("trade/#will-pass", "will pass")],
    }


def test_without_such_a_page_nothing_leads_anywhere() -> None:
    records = Records({"trade.md": RECORDS.of_page("trade.md")})
    assert (lead_to_later(records, []), lead_to_earlier(records)) == ({}, {})
