"""The session: an append-only journal of how a draft came about, beside the output."""

from drafter.session.journal import Journal, read_events

__all__ = ["Journal", "read_events"]
