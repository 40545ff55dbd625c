"""HTML and Markdown are read as their main text."""

from pathlib import Path

from ingest.document import Kind
from ingest.passages import make_passages
from ingest.readers.read import read

PAGE = """<!doctype html><html lang="da"><head><title>Strategi – Kommunen</title><style>p{}</style></head><body>
<header><nav><a href="/">Forside</a></nav></header>
<main><h1>Strategi</h1><p>Vi vil gøre det <b>enkelt</b>&nbsp;for borgerne.<br>Hver dag.</p>
<h2>Mål</h2><p>Vi vil:</p><ul><li>spare papir</li><li>svare hurtigt<ul><li>også om aftenen</li></ul></li></ul>
<table><thead><tr><th>År</th><th>Mål</th></tr></thead><tbody><tr><td>2026</td><td>Alt</td></tr></tbody></table>
<script>alert("nej")</script></main><footer>Rådhuset</footer></body></html>"""

MARKDOWN = """---
author: x
---
# Strategi

Vi vil gøre det **enkelt**.[^1] <!-- ikke her -->

1. spare papir
2. svare

| År | Mål |
|----|-----|
| 2026 | Alt |

```
kode  her
```

[^1]: Se loven.
"""


def said(path: Path, text: str) -> list[tuple[Kind, str, tuple[str, ...]]]:
    path.write_text(text, encoding="utf-8")
    document = read(path).document
    page = document.pages[0].text
    return [(block.kind, page[block.start : block.end], block.section) for block in document.blocks]


def test_a_web_page_is_its_main_text_without_menus(tmp_path: Path) -> None:
    strategy, goals = ("Strategi",), ("Strategi", "Mål")
    assert said(tmp_path / "side.html", PAGE) == [
        (Kind.HEADING, "Strategi", strategy),
        (Kind.PARAGRAPH, "Vi vil gøre det enkelt for borgerne. Hver dag.", strategy),
        (Kind.HEADING, "Mål", goals),
        (Kind.PARAGRAPH, "Vi vil:", goals),
        (Kind.LIST_ITEM, "spare papir", goals),
        (Kind.LIST_ITEM, "svare hurtigt", goals),
        (Kind.LIST_ITEM, "også om aftenen", goals),
        (Kind.TABLE, "År\tMål", goals),
        (Kind.TABLE, "2026\tAlt", goals),
    ]
    document = read(tmp_path / "side.html").document
    assert (document.title, document.language, document.paged) == ("Strategi – Kommunen", "da", False)
    assert document.blocks[-1].opening == "År\tMål"


def test_markdown_is_what_its_readers_see(tmp_path: Path) -> None:
    found = said(tmp_path / "note.md", MARKDOWN)
    assert [(kind, text) for kind, text, _ in found] == [
        (Kind.HEADING, "Strategi"),
        (Kind.PARAGRAPH, "Vi vil gøre det enkelt.[1]"),
        (Kind.LIST_ITEM, "spare papir"),
        (Kind.LIST_ITEM, "svare"),
        (Kind.TABLE, "År\tMål"),
        (Kind.TABLE, "2026\tAlt"),
        (Kind.PARAGRAPH, "kode  her"),
        (Kind.FOOTNOTE, "Se loven."),
    ]


def test_a_page_in_an_older_encoding_keeps_its_letters(tmp_path: Path) -> None:
    file = tmp_path / "gammel.htm"
    file.write_bytes('<meta charset="iso-8859-1"><p>Blåbærgrød på øen</p>'.encode("latin-1"))
    assert read(file).document.pages[0].text == "Blåbærgrød på øen"


def test_the_language_is_told_from_the_text_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_text("# Plan\n\nThe municipality wants to make its services simple for all citizens.", encoding="utf-8")
    assert read(file).document.language == "en"
    file.with_suffix(".toml").write_text('language = "da"\ntitle = "Planen"', encoding="utf-8")
    assert (read(file).document.language, read(file).document.title) == ("da", "Planen")


def test_a_menu_a_table_of_contents_and_the_signs_beside_headings_are_not_found_as_text(tmp_path: Path) -> None:
    menu = "<ul><li><a href='/'>Forside</a></li><li><a href='/nyt'>Nyheder</a></li></ul>"
    toc = "<ol><li><a href='#a'>Mål</a></li><li><a href='#b'>Midler</a></li></ol>"
    text = "<h2 id='a'><a href='#a'>§</a>Mål</h2><p>Vi vil spare.</p><ul><li>Se <a href='#b'>midler</a></li></ul>"
    for page, kept in ((f"{menu}{toc}{text}", 1), (f"{menu}<main>{menu}{toc}{text}</main>", 3)):
        (tmp_path / "side.html").write_text(f"<body>{page}</body>", encoding="utf-8")
        document = read(tmp_path / "side.html").document
        shown = [document.pages[0].text[block.start : block.end] for block in document.blocks if not block.repeats]
        assert shown[-3:] == ["Mål", "Vi vil spare.", "Se midler"]
        assert len(shown) == kept + 2
        assert all("Midler" not in passage.text for passage in make_passages(document))
