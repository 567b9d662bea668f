"""The administration of people: municipalities, units, users and their roles; the audit trail and jobs to look at."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import audit_words
from accounts.admin_log_in import LogInAdmin
from accounts.audited_admin import AuditedAdmin, ViewOnlyAdmin, WithinReach, administered
from accounts.forms import MembershipForm, MembershipFormSet, NewPasswordForm, UserForm
from accounts.models import ApiToken, AuditEvent, Job, Membership, Municipality, Unit, User
from accounts.services.tokens import revoke_token

if TYPE_CHECKING:
    DjangoUserAdmin = auth_admin.UserAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    DjangoUserAdmin, TabularInline = auth_admin.UserAdmin, admin.TabularInline

# Memberships say what a person may do; Django's groups are unused.
admin.site.unregister(Group)


@admin.register(Municipality)
class MunicipalityAdmin(AuditedAdmin):
    """Municipalities are set up by whoever runs the installation; administrators look at their own."""

    municipality_lookup = "pk"
    list_display = ["name", "number", "county"]
    search_fields = ["name", "number"]
    ordering = ["name"]

    def municipality_of(self, row: Municipality) -> Municipality:
        return row

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    has_change_permission = has_delete_permission = has_add_permission


@admin.register(Unit)
class UnitAdmin(AuditedAdmin):
    municipality_lookup = "municipality"
    list_display = ["name", "municipality", "is_demo"]
    list_filter = [("municipality", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["municipality"]
    search_fields = ["name"]
    ordering = ["name"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A unit stays in its municipality, and so do the people and goals that belong to it."""
        return ["municipality", "is_demo"] if obj else ["is_demo"]


# People -------------------------------------------------------------------------------------------------------------


def is_own(request: HttpRequest, user: User | None) -> bool:
    """Whether it is about the person who asks. One's own roles are given by somebody else, or by a superuser."""
    return user is not None and user == request.user and not request.user.is_superuser


class MembershipInline(WithinReach, TabularInline):
    model = Membership
    form = MembershipForm
    formset = MembershipFormSet
    municipality_lookup = "municipality"
    autocomplete_fields = ["unit"]
    extra = 0

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """A person without a role would belong to no municipality, and only a superuser would find them again."""
        needs_role = not request.user.is_superuser and not is_own(request, obj)
        if needs_role:
            kwargs |= {"min_num": 1, "validate_min": True}
        return super().get_formset(request, obj, **kwargs)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and not is_own(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not is_own(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not is_own(request, obj)


@admin.register(User)
class UserAdmin(LogInAdmin, DjangoUserAdmin):
    """The people of the municipalities that one administers. Those who also belong elsewhere are only looked at."""

    form = UserForm
    add_form = UserCreationForm
    change_password_form = NewPasswordForm
    add_form_template = "admin/change_form.html"
    inlines = [MembershipInline]
    list_display = ["username", "name", "email", "roles", "is_active", "last_login"]
    list_filter = ["is_active", "memberships__role"]
    filter_horizontal = []
    readonly_fields = ["new_password", "second_factor_state", "is_demo", "last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "new_password", "second_factor_state"]}),
        (_("Personen"), {"fields": ["first_name", "last_name", "email"]}),
        (_("Tilgang"), {"fields": ["is_active", "is_demo", "last_login", "date_joined"]}),
    ]
    fieldsets_of_superuser = [*fieldsets, (_("Hele installasjonen"), {"fields": ["is_superuser"]})]
    add_fieldsets = [
        (None, {"fields": ["username", "first_name", "last_name", "email", "password1", "password2"]}),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return self.add_fieldsets
        return self.fieldsets_of_superuser if request.user.is_superuser else self.fieldsets

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        own = Membership.objects.select_related("municipality", "unit").order_by("role")
        if not request.user.is_superuser:
            own = own.filter(municipality__in=administered(request))
        users = super().get_queryset(request).prefetch_related(Prefetch("memberships", own, to_attr="shown"))
        return users if request.user.is_superuser else users.filter(Exists(own.filter(user=OuterRef("pk"))))

    def municipality_of(self, row: User) -> Municipality | None:
        """The one that the person belongs to; none in particular for a person of several."""
        found = list(Municipality.objects.filter(memberships__user=row).distinct()[:2])
        return found[0] if len(found) == 1 else None

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who can set a person's password can be that person; so not for people with more than one's own reach."""
        if obj is None or request.user.is_superuser or not super().has_change_permission(request, obj):
            return super().has_change_permission(request, obj)
        elsewhere = obj.memberships.exclude(municipality__in=administered(request))
        return not obj.is_superuser and not elsewhere.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj) and obj != request.user

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Keys go with their person, though nobody deletes one by itself."""
        listed, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return listed, counts, lacking - {ApiToken._meta.verbose_name}, protected

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        with transaction.atomic():
            return super().user_change_password(request, id, form_url)

    def log_change(self, request: HttpRequest, obj: User, message: Any) -> Any:
        """What a form changed is recorded when it is saved; a new password has a page of its own, which ends here."""
        page = request.resolver_match
        if page and page.url_name == "auth_user_password_change":
            self.record(request, obj, "password_changed", owner=self.municipality_of(obj))
            self.log_out(request, obj)

    @admin.display(description=_("passord"))
    def new_password(self, user: User) -> str:
        page = reverse("admin:auth_user_password_change", args=[user.pk])
        return format_html('<a href="{}">{}</a>', page, gettext("Gi nytt passord"))

    @admin.display(description=_("navn"), ordering="first_name")
    def name(self, user: User) -> str:
        return user.get_full_name()

    @admin.display(description=_("roller"))
    def roles(self, user: Any) -> str:
        return ", ".join(f"{one.get_role_display()} ({one.unit or one.municipality})" for one in user.shown)


@admin.register(Membership)
class MembershipAdmin(AuditedAdmin):
    """The way to give a role to somebody whose other roles are in other municipalities."""

    form = MembershipForm
    municipality_lookup = "municipality"
    list_display = ["user", "role", "municipality", "unit"]
    list_display_links = ["user", "role"]
    list_filter = ["role", ("municipality", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["user", "municipality", "unit"]
    search_fields = ["user__username", "user__first_name", "user__last_name", "unit__name"]
    autocomplete_fields = ["user", "unit"]
    ordering = ["user__username", "role"]

    def formfield_for_foreignkey(
        self, db_field: "models.ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> "ModelChoiceField[Any] | None":
        if db_field.name == "user" and not request.user.is_superuser:
            kwargs["queryset"] = self.choices(User, request).exclude(pk=request.user.pk)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and is_own(request, obj.user))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and is_own(request, obj.user))


@admin.register(ApiToken)
class ApiTokenAdmin(ViewOnlyAdmin):
    """The keys of the people whom one finds on the list of people; taken back for those whom one may change."""

    list_display = ["name", "user", "prefix", "opens", "made_at", "expires_at", "used_at", "revoked_at"]
    list_filter = ["expires_at", "revoked_at"]
    list_select_related = ["user"]
    search_fields = ["name", "prefix", "user__username", "user__first_name", "user__last_name"]
    ordering = ["-made_at"]
    fields = ["name", "user", "prefix", "opens", "made_at", "expires_at", "used_at", "revoked_at"]
    actions = ["revoke"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ApiToken]:
        return super().get_queryset(request).filter(user__in=self.choices(User, request).values("pk"))

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    @admin.action(description=_("Trekk tilbake"), permissions=["revoke"])
    def revoke(self, request: HttpRequest, tokens: QuerySet[ApiToken]) -> None:
        people = self.admin_site.get_model_admin(User)
        assert isinstance(people, UserAdmin)
        whose = User.objects.filter(pk__in=tokens.values("user"))
        theirs = tokens.select_related("user").filter(user__in=people.changeable(request, whose))
        by, now = request.user.get_username(), timezone.now()
        revoked = sum(revoke_token(token=token, by=by, now=now) for token in theirs.filter(expires_at__gt=now))
        self.message_user(request, gettext("Tilbaketrukne nøkler: %(count)s.") % {"count": revoked})

    @admin.display(description=_("åpner for"))
    def opens(self, token: ApiToken) -> str:
        return audit_words.written(audit_words.in_own_words(ApiToken, "scopes", token.scopes))


# To look at ---------------------------------------------------------------------------------------------------------


class TypeFilter(admin.SimpleListFilter):
    """What the event was about, by the name that screens have for it."""

    title = _("type")
    parameter_name = "type"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        types = model_admin.get_queryset(request).order_by().values_list("object_type", flat=True).distinct()
        return sorted(((one, audit_words.type_name(one)) for one in types), key=lambda pair: pair[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
        return queryset.filter(object_type=self.value()) if self.value() else queryset


@admin.register(AuditEvent)
class AuditEventAdmin(ViewOnlyAdmin):
    list_display = ["at", "actor", "what", "object_label"]
    list_filter = [TypeFilter, "at"]
    search_fields = ["actor", "object_label"]
    ordering = ["-at", "-pk"]
    fields = ["at", "actor", "what", "object_label", "municipality_number", "changes", "reason"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditEvent]:
        """An event remembers whose it was by number, so that it outlives the municipality."""
        events = super().get_queryset(request)
        if request.user.is_superuser:
            return events
        return events.filter(municipality_number__in=administered(request).values("number"))

    @admin.display(description=_("hva"), ordering="action")
    def what(self, event: AuditEvent) -> str:
        return audit_words.what(event)

    @admin.display(description=_("endringer"))
    def changes(self, event: AuditEvent) -> str:
        return render_to_string("admin/_audit_changes.html", {"changes": audit_words.changes(event)})


@admin.register(Job)
class JobAdmin(ViewOnlyAdmin):
    municipality_lookup = "municipality"
    list_display = ["subject", "municipality", "state", "asked_by", "asked_at", "finished_at"]
    list_filter = ["state"]
    list_select_related = ["municipality"]
    search_fields = ["subject", "asked_by"]
    ordering = ["-asked_at"]
    fields = [
        *("subject", "municipality", "state", "done_count", "total_count", "changed_count"),
        *("message", "asked_by", "asked_at", "started_at", "finished_at"),
    ]
