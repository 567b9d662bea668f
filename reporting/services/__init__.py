"""Writes of what people say of what they read here, and of who may read it."""

from reporting.services.publishing import PlanIsDraft, publish_plan, unpublish_plan
from reporting.services.reviewing import ThingHasChanged, review_thing, take_up_again

__all__ = ["PlanIsDraft", "ThingHasChanged", "publish_plan", "review_thing", "take_up_again", "unpublish_plan"]
