"""What the open API keeps: answers that can be given again, and whom it calls."""

from api.models.answers import KeptAnswer
from api.models.webhooks import HEARD_OF, LONGEST_ANSWER, Delivery, DeliveryState, Event, EventKind, Webhook

__all__ = ["HEARD_OF", "LONGEST_ANSWER", "Delivery", "DeliveryState", "Event", "EventKind", "KeptAnswer", "Webhook"]
