"""govsim: an agent-based simulation of urban grassroots governance reform."""

__version__ = "0.1.0"
