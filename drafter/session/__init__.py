"""The session: an append-only journal of how a draft came about, beside the output."""

from drafter.session.journal import Journal, read_events
from drafter.session.loading import LoadedSession, is_refined, load_session
from drafter.session.locking import session_lock
from drafter.session.recording import SessionRecorder
from drafter.session.resuming import Recording, load_recording, take_up
from drafter.session.texts import Part, Text, text_from_json, text_to_json
from drafter.session.versions import Version, Versions, read_versions, version_event

__all__ = [
    "Journal",
    "LoadedSession",
    "Part",
    "Recording",
    "SessionRecorder",
    "Text",
    "Version",
    "Versions",
    "is_refined",
    "load_recording",
    "load_session",
    "read_events",
    "read_versions",
    "session_lock",
    "take_up",
    "text_from_json",
    "text_to_json",
    "version_event",
]
