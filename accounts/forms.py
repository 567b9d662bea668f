"""What is checked when a person is given a role."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.forms import AdminPasswordChangeForm, UserChangeForm
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext, gettext_lazy

from accounts.models import Membership, User

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Membership]
    DjangoUserForm = UserChangeForm[User]
    DjangoPasswordForm = AdminPasswordChangeForm[User]
    InlineFormSet = BaseInlineFormSet[Membership, User, ModelForm]
else:
    ModelForm, InlineFormSet = forms.ModelForm, BaseInlineFormSet
    DjangoUserForm, DjangoPasswordForm = UserChangeForm, AdminPasswordChangeForm


class UserForm(DjangoUserForm):
    """Without the stored password, which is of no use on a screen; a new one is set on a page of its own."""

    password = None  # type: ignore[assignment]


class NewPasswordForm(DjangoPasswordForm):
    """A new password for somebody. Whoever is to be shut out is made inactive, and not left without a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)
        self.fields["password1"].required = self.fields["password2"].required = True


class MembershipForm(ModelForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        unit, municipality = cleaned.get("unit"), cleaned.get("municipality")
        if unit and municipality and unit.municipality_id != municipality.pk:
            self.add_error("unit", gettext("Virksomheten hører til en annen kommune."))
        return cleaned


class MembershipFormSet(InlineFormSet):
    default_error_messages = BaseInlineFormSet.default_error_messages | {
        "too_few_forms": gettext_lazy("Gi personen minst én rolle."),
    }

    def clean(self) -> None:
        """Django does not see that two rows without a unit are the same row."""
        super().clean()
        met: set[tuple[Any, ...]] = set()
        for form in (form for form in self.forms if form not in self.deleted_forms):
            row = tuple(form.cleaned_data.get(name) for name in ("municipality", "role", "unit"))
            if any(row) and row in met:
                form.add_error(None, gettext("Personen har denne rollen fra før."))
            met.add(row)
