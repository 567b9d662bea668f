"""Writing a plan: from a file, and from its pages."""

from planning.services.content import StoredPlan, check_content, store_content
from planning.services.editing import CannotUndo, Editing, edited, last_edit, undo

__all__ = ["CannotUndo", "Editing", "StoredPlan", "check_content", "edited", "last_edit", "store_content", "undo"]
