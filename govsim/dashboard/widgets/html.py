"""HTML: a plain element of the page, `HTML(tag="p", class_="gs-soft", children=["text"])`.

A widget cannot change its tag once the browser has it, so each tag is a kind of widget of its own: where
another tag takes the place of an element, a new element is made. Texts among the children stay texts.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import ipyvue
import solara


@cache
def kind(tag: str) -> type[Any]:
    """The widget of a tag."""
    return type(f"Html{tag.title()}", (ipyvue.Html,), {})


def HTML(tag: str, **options: Any) -> solara.Element:
    """An element; `options` are `children`, `class_` and `attributes`."""
    element: solara.Element = kind(tag).element(tag=tag, **options)
    return element
