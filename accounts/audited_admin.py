"""What every page of the administration has in common: within one's own municipalities, and nothing unrecorded.

An admin class says with `municipality_lookup` how its rows are tied to the municipality that owns them. Everything else
follows: which rows are listed, which can be chosen in another row's form, and under which number changes are recorded.
Every write leaves an `AuditEvent` in the same transaction; it takes the place of Django's own log.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.admin import options
from django.contrib.admin.utils import NestedObjects, unquote
from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models import QuerySet
from django.forms import ModelChoiceField, ModelMultipleChoiceField
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext

from accounts.audit_words import told
from accounts.models import AuditEvent, Municipality, RecoveryCode, Session
from accounts.opened_admin import OpenedAdmin
from accounts.permissions import Permission, municipalities_with
from accounts.services import record_event
from accounts.snapshots import Snapshot, difference, snapshot

if TYPE_CHECKING:
    BaseModelAdmin = options.BaseModelAdmin[Any]
    ModelAdmin = options.ModelAdmin[Any]
else:
    BaseModelAdmin, ModelAdmin = options.BaseModelAdmin, options.ModelAdmin

EVENTS_SHOWN = 200
# They go with a person, and say nothing that the person's own deletion does not.
UNTOLD = (Session, RecoveryCode)


def administered(request: HttpRequest) -> QuerySet[Municipality]:
    """The municipalities that the person administers."""
    return municipalities_with(request.user, Permission.ADMINISTER)


class WithinReach(BaseModelAdmin):
    """Whoever came in may do everything with the rows of their own municipalities, and knows of no others."""

    municipality_lookup = ""

    def municipality_of(self, row: Any) -> Municipality | None:
        """Whose row it is; nobody's when all municipalities share it."""
        for name in filter(None, self.municipality_lookup.split("__")):
            row = getattr(row, name)
        return row if self.municipality_lookup else None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        if not self.municipality_lookup or request.user.is_superuser:
            return rows
        return rows.filter(**{f"{self.municipality_lookup}__in": administered(request)})

    def choices(self, model: type[models.Model], request: HttpRequest) -> QuerySet[Any]:
        """What can be chosen in a form is what the person finds on that model's own pages."""
        if self.admin_site.is_registered(model):
            return self.admin_site.get_model_admin(model).get_queryset(request)
        return QuerySet(model)

    def formfield_for_foreignkey(
        self, db_field: "models.ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> "ModelChoiceField[Any] | None":
        kwargs.setdefault("queryset", self.choices(db_field.related_model, request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: "models.ManyToManyField[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> "ModelMultipleChoiceField[Any] | None":
        kwargs.setdefault("queryset", self.choices(db_field.related_model, request))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)


class AuditedAdmin(WithinReach, OpenedAdmin):
    """The class that the page of a model is made of. Keeps who added, changed and deleted what."""

    show_full_result_count = False
    list_per_page = 50
    object_history_template = "admin/audit_history.html"

    def record(
        self,
        request: HttpRequest,
        row: models.Model,
        verb: str,
        *,
        owner: Municipality | None,
        before: Snapshot | None = None,
        after: Snapshot | None = None,
    ) -> None:
        record_event(
            action=f"{row._meta.label_lower}.{verb}",
            subject=row,
            by=request.user.get_username(),
            now=timezone.now(),
            municipality_number=owner.number if owner else "",
            before=before,
            after=after,
        )

    def record_saved(
        self, request: HttpRequest, row: models.Model, before: Snapshot | None, owner: Municipality | None
    ) -> None:
        """Added when there was nothing before, changed when something differs."""
        after = snapshot(row)
        if before is None:
            self.record(request, row, "added", owner=owner, after=after)
        elif before != after:
            old, new = difference(before, after)
            self.record(request, row, "changed", owner=owner, before=old, after=new)

    def record_deletions(self, request: HttpRequest, rows: Iterable[models.Model], owner: Municipality | None) -> None:
        """The rows and everything that goes with them."""
        collector: Any = NestedObjects(using=DEFAULT_DB_ALIAS)
        collector.collect(list(rows))
        for model, found in collector.model_objs.items():
            if not model._meta.auto_created and model not in UNTOLD:
                for row in found:
                    self.record(request, row, "deleted", owner=owner, before=snapshot(row))

    # Where Django writes. The form is the one thing that both hooks of a save are given, so it carries the snapshot.

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        form.before = snapshot(obj) if change else None
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        self.record_saved(request, form.instance, form.before, self.municipality_of(form.instance))

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        owner = self.municipality_of(form.instance)
        before = {one.instance.pk: snapshot(one.instance) for one in formset.initial_forms if one.has_changed()}
        going = [one.instance for one in formset.deleted_forms if one.instance.pk]
        self.record_deletions(request, going, owner)
        super().save_formset(request, form, formset, change)
        for row in [*formset.new_objects, *(row for row, _fields in formset.changed_objects)]:
            self.record_saved(request, row, before.get(row.pk), owner)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Called before a deletion, of one row from its page or of several from the list."""
        for row in queryset:
            self.record_deletions(request, [row], self.municipality_of(row))

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Recorded with its values when it was saved."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Recorded with its values when it was saved."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """In one transaction, because an action on many rows deletes and records."""
        with transaction.atomic():
            return super().changelist_view(request, extra_context)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The row, or 404 also when it is another municipality's."""
        row = super().get_object(request, object_id, from_field)
        if row is None:
            raise Http404(gettext("Siden finnes ikke, eller du har ikke tilgang til den."))
        return row

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What happened to one row, the newest first."""
        row = self.get_object(request, unquote(object_id))
        events = AuditEvent.objects.filter(object_type=self.opts.label_lower, object_id=str(row.pk))
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Historikk: %s") % row,
            "events": [told(event) for event in events.order_by("-at", "-pk")[:EVENTS_SHOWN]],
            "object": row,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template, context)


class ViewOnlyAdmin(AuditedAdmin):
    """For what the product adds to and nobody changes."""

    change_form_template = "admin/view_only.html"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Without the row's short name, which is for logs; the fields say it in words."""
        return super().change_view(request, object_id, form_url, {"subtitle": None, **(extra_context or {})})

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        raise Http404(gettext("Det som ikke kan endres, har ingen historikk."))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
