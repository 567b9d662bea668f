"""What the open API keeps: answers that can be given again, and whom it calls."""

from api.models.answers import KeptAnswer
from api.models.webhooks import Delivery, Event, EventKind, Webhook

__all__ = ["Delivery", "Event", "EventKind", "KeptAnswer", "Webhook"]
