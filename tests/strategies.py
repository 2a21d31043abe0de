"""Values of declared parameters, for property tests."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from govsim.params import Param, declared


def allowed(known: Param) -> st.SearchStrategy[Any]:
    """Every value that a declaration allows, its bounds among them."""
    if known.kind is bool:
        return st.booleans()
    if known.kind is str:
        return st.sampled_from(known.choices)
    assert known.bounds is not None
    low, high = known.bounds
    return st.integers(int(low), int(high)) if known.kind is int else st.floats(low, high)


def instances(owner: type) -> st.SearchStrategy[Any]:
    """Every value of a dataclass of declared parameters."""
    return st.builds(owner, **{name: allowed(known) for name, known in declared(owner).items()})


@st.composite
def some_fields(draw: st.DrawFn, owner: type, count: int) -> dict[str, Any]:
    """About so many fields of a dataclass of parameters, each at any value that it may take."""
    names = draw(st.lists(st.sampled_from(list(declared(owner))), min_size=count, max_size=count, unique=True))
    return {name: draw(allowed(declared(owner)[name])) for name in names}
