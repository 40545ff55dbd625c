"""Parsing of a language model's reply into drafted questions."""

import json
from pathlib import Path

from ingest.corpus import gather
from tests.chat_server import Reply, chat_server, completion
from tests.question_corpus import FORMAL, KANTINE, OEKONOMI, questions, read_lines, write_corpus
from tests.question_drafts import draft_from, useful

ANSWERED = ".questions.draft.jsonl"
UNANSWERED = ".unanswered.draft.jsonl"


def test_drafts_are_questions_that_ingest_would_read(tmp_path: Path) -> None:
    file = write_corpus(tmp_path)
    with chat_server(useful) as server:
        run = draft_from(tmp_path, server, RUNDBORD_LLM_KEY="hemmelig")
        assert run.returncode == 0, run.stderr
        assert len(server.heard) == 3
        assert server.heard[0]["model"] == "lille"
        assert server.headers[0]["authorization"] == "Bearer hemmelig"
    assert "hemmelig" not in run.stdout + run.stderr
    assert "18 udkast med svar og 3 uden" in run.stdout
    assert len(read_lines(file.with_suffix(ANSWERED))) == 18
    assert {str(line["kind"]) for line in read_lines(file.with_suffix(UNANSWERED))} == {"near"}
    assert not file.with_suffix(".questions.jsonl").exists()
    file.with_suffix(ANSWERED).rename(file.with_suffix(".questions.jsonl"))
    corpus = gather((file,))
    assert corpus.problems == ()
    assert all(len(question.anchors) == 2 for question in corpus.questions)


def test_only_passages_with_too_few_questions_are_sent_and_drafts_count(tmp_path: Path) -> None:
    enough = [(f"Spørgsmål nummer {number} om formålet?", FORMAL.split(". ")[0]) for number in range(6)]
    write_corpus(tmp_path, [*enough, ("Hvor mange millioner er der?", "Der er afsat tre millioner")])
    with chat_server(useful) as server:
        assert draft_from(tmp_path, server).returncode == 0
        assert [text in server.message(0) for text in (FORMAL, OEKONOMI)] == [False, True]
        assert "Det bliver der allerede spurgt om: Hvor mange millioner er der?" in server.message(0)
        assert "Skriv 7 spørgsmål" in server.message(0)
        again = draft_from(tmp_path, server)
        assert len(server.heard) == 2
    assert "Alle afsnit har spørgsmål nok" in again.stdout


def test_what_cannot_be_used_is_dropped_and_counted(tmp_path: Path) -> None:
    file = write_corpus(tmp_path, [("Hvad koster det hele?", "Der er afsat tre millioner")], ["Hvem vasker op?"])
    content = {
        "answered": [
            {"question": "Hvad vil kommunen?", "quote": FORMAL},
            {"question": "Hvad  vil\nkommunen opnå\x1b[31m?", "quote": FORMAL},
            {"question": "Hvad bruger I på nye ting?", "quote": "Der er afsat fire millioner kroner"},
            {"question": "hvad koster det hele", "quote": OEKONOMI},
            {"question": "Uden citat?"},
            {"quote": FORMAL},
            "Bare tekst?",
        ],
        "unanswered": ["Hvem vasker op", "Hvad vil regionen gøre for pendlerne?", 7, "x" * 1001],
    }
    prose = f"Her er de:\n```json\n{json.dumps(content)}\n```\nHåber, det hjælper!"
    with chat_server(lambda _: completion(prose)) as server:
        run = draft_from(tmp_path, server)
    assert run.returncode == 0, run.stderr
    kept = [line["question"] for line in read_lines(file.with_suffix(ANSWERED))]
    assert kept == ["Hvad vil kommunen?"]
    misses = [line["question"] for line in read_lines(file.with_suffix(UNANSWERED))]
    assert misses == ["Hvad vil regionen gøre for pendlerne?"]
    # The other two passages get the same reply, in which the first passage's quote is not theirs.
    assert "Kasseret: 10 uden ordret citat, 6 gentagelser, 15 ikke til at læse" in run.stdout


def test_what_was_drafted_before_a_failure_is_kept_and_not_asked_for_again(tmp_path: Path) -> None:
    file = write_corpus(tmp_path)
    with chat_server(lambda request: Reply(b"", 400) if KANTINE in str(request) else useful(request)) as server:
        run = draft_from(tmp_path, server)
        assert run.returncode == 1
        assert "The drafts of 2 of 3 passages are kept" in run.stderr
        assert len(read_lines(file.with_suffix(ANSWERED))) == 12
        server.heard.clear()
        server.answer = useful
        assert draft_from(tmp_path, server).returncode == 0
        assert len(server.heard) == 1
    assert len(read_lines(file.with_suffix(ANSWERED))) == 18


def test_a_document_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    run = questions(tmp_path, "draft", "../plan", "--url", "http://127.0.0.1:9/v1", "--model", "lille")
    assert run.returncode == 1
    assert "«../plan»" in run.stderr
    assert "Those there are: plan" in run.stderr
