"""The administration of targets, and of what is tied to a plan through them: goals, plan-owned indicators, lights."""

from targets.admin import figures, goals, lights

__all__ = ["figures", "goals", "lights"]
