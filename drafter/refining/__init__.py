"""Refine a draft with its user: a pure step (state, command) → (state, events, effects)."""
