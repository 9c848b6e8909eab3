"""The session: an append-only journal of how a draft came about, beside the output."""

from drafter.session.journal import Journal, read_events
from drafter.session.recording import SessionRecorder

__all__ = ["Journal", "SessionRecorder", "read_events"]
