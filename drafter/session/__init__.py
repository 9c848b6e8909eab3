"""The session: an append-only journal of how a draft came about, beside the output.

What records and resumes a drafting run (``recording``, ``resuming``) needs the drafting room and is
imported from there, so that opening a session stays quick.
"""

from drafter.session.fact_sheets import facts_event, read_sheet
from drafter.session.journal import Journal, read_events
from drafter.session.loading import LoadedSession, is_refined, load_session
from drafter.session.locking import session_lock
from drafter.session.texts import Part, Text, text_from_json, text_to_json
from drafter.session.versions import Version, Versions, read_versions, version_event

__all__ = [
    "Journal",
    "LoadedSession",
    "Part",
    "Text",
    "Version",
    "Versions",
    "facts_event",
    "is_refined",
    "load_session",
    "read_events",
    "read_sheet",
    "read_versions",
    "session_lock",
    "text_from_json",
    "text_to_json",
    "version_event",
]
