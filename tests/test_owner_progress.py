"""A job reports sentences in both languages and counts; a page gets whole sentences, a percentage and the time left."""

from ingest.text import Text
from ui.owner.jobs.job import Job
from ui.owner.jobs.job_status import words_of
from ui.owner.jobs.meter import NOTHING_COUNTED, Meter
from ui.owner.jobs.progress import Progress, read_line

READING = Text("Læser «Aarhus / Odense.md»\nog en til", "Reading “Aarhus / Odense.md”\nand another")


def test_a_report_comes_back_from_its_line_with_slashes_and_line_breaks() -> None:
    report = Progress(READING, 3, 7)
    line = report.line()
    assert line.count("\n") == 1
    assert read_line(line) == report


def test_a_sentence_is_one_line_however_far_it_comes() -> None:
    run = Job()
    for done in range(3):
        run.show(Progress(READING, done, 2))
    run.show(Progress(Text("Udgiver …", "Publishing …")))
    run.end(0)
    assert [news for news in run.news() if isinstance(news, tuple)] == [
        (1, READING),
        (2, Text("Udgiver …", "Publishing …")),
    ]
    assert list(run.news(after=2)) == []


def test_the_percentage_follows_the_count_and_the_time_left_the_pace_so_far() -> None:
    meter = NOTHING_COUNTED.moved(Progress(READING, 0, 100), 1000.0)
    assert (meter.percent, meter.left) == (0, None)
    meter = meter.moved(Progress(READING, 25, 100), 1060.0)
    assert (meter.percent, meter.left) == (25, 180.0)
    assert words_of(Job(meter=meter)) == Text("25 % · ca. 3 minutter tilbage", "25% · about 3 minutes left")
    meter = meter.moved(Progress(READING, 90, 100), 1270.0)
    assert words_of(Job(meter=meter)) == Text("90 % · under et minut tilbage", "90% · less than a minute left")
    assert words_of(Job(meter=meter.moved(Progress(READING, 100, 100), 1300.0))).da == "100 %"


def test_another_count_begins_anew_and_without_one_nothing_is_shown() -> None:
    meter = Meter(25, 100, 0.0).moved(Progress(READING, 0, 300), 50.0)
    assert (meter.percent, meter.began) == (0, 50.0)
    meter = meter.moved(Progress(READING), 60.0)
    assert meter.percent is None
    assert words_of(Job(meter=meter)) == words_of(None) == Text("", "")
