"""The settled district whose residents and courtyards stand for the subjects of the published studies."""

from tests.model.conftest import model, settled

__all__ = ["model", "settled"]
