"""Words cut to fit a line that only names them; a figure is shown whole or not at all (pure)."""

from drafter.figures import find_figures

__all__ = ["shortened"]

_MARKS = "，、；：。,;: "


def shortened(words: str, most: int) -> str:
    """Return words of at most ``most`` characters and a mark that more follows; whole if they fit.

    女童安全课6… for 女童安全课6场 names another number than the notes do.
    """
    words = " ".join(words.split())
    if len(words) <= most:
        return words
    end = most
    for figure in find_figures(words, everything=True):
        if figure.start < end < figure.end:
            end = figure.start
    # A line that is all one long figure has nothing before it to be named by.
    kept = words[:end].rstrip(_MARKS) or words[:most]
    return f"{kept}…"
