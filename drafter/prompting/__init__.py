"""Prompt packs and exemplars: what is sent to a model."""
