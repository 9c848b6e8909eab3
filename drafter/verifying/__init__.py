"""Hold a draft against its facts and say what they do not bear (pure)."""

from drafter.verifying.jsonform import verification_to_json
from drafter.verifying.report import STATUS_WORDS, render_report
from drafter.verifying.types import CheckedFigure, Status, Support, Verification, Warn
from drafter.verifying.verifier import Verifier, verify

__all__ = [
    "STATUS_WORDS",
    "CheckedFigure",
    "Status",
    "Support",
    "Verification",
    "Verifier",
    "Warn",
    "render_report",
    "verification_to_json",
    "verify",
]
