"""Whether a changed prompt, exemplar or model makes better or worse drafts."""
