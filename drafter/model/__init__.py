"""Language models behind one port: any OpenAI-compatible endpoint, the embedded one too."""

from drafter.model.opening import is_local, open_model
from drafter.model.port import ChatReply, ChatRequest, ChatTurn, Model, Usage

__all__ = ["ChatReply", "ChatRequest", "ChatTurn", "Model", "Usage", "is_local", "open_model"]
