"""Tables in Markdown for the documentation."""

from __future__ import annotations

from collections.abc import Iterable


def markdown(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown.

    >>> print(markdown(["name", "unit"], [["a|b", "yuan"]]), end="")
    | name | unit |
    | --- | --- |
    | a\\|b | yuan |
    """
    titles = list(header)
    lines = [titles, ["---"] * len(titles), *([cell.replace("|", r"\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
