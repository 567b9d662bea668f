"""The forms by which words on a figure are written, documented, returned and approved."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from reporting.forms.fields import WrittenField, text_field
from reporting.forms.measures import Boxes
from reporting.rounds import MOST_FILES, MOST_MEGABYTES
from reporting.rounds.evidence import ENDINGS


class CommentaryForm(forms.Form):
    """The words, and which version of them the writer began from. What is empty may be saved, and not sent.

    How long they may be is said when they are saved: a browser that knew would cut what is pasted without a word.
    """

    text = WrittenField(
        label=gettext_lazy("Teksten"),
        help_text=gettext_lazy("Skriv det tallene ikke sier selv: hva som er årsaken, og hva dere gjør."),
        widget=forms.Textarea(attrs={"rows": 9}),
        required=False,
        strip=False,
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    mentioned = Boxes(
        User.objects.none(),
        label=gettext_lazy("Be noen lese gjennom"),
        help_text=gettext_lazy("De får e-post med lenke hit. Du kan også skrive @brukernavn der du vil nevne dem."),
        required=False,
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["mentioned"]
        field.queryset, field.label_from_instance = people, named


def named(person: User) -> str:
    """As a person is called, and as they are written in a text."""
    return f"{person} (@{person.username})"


class ManyFilesInput(forms.ClearableFileInput):
    template_name = "django/forms/widgets/file.html"
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files, as they came. Whoever lays them by says of each why it is not taken."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = [one for one in (data if isinstance(data, list | tuple) else [data]) if one is not None]
        return files or [super().clean(None, initial)] if self.required else files


class EvidenceForm(forms.Form):
    """Files that show what the words rest on; none has to be there."""

    brought = ManyFilesField(label=gettext_lazy("Legg ved filer"), required=False)

    def __init__(self, *args: Any, is_too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_too_large:
            # What was sent did not come through.
            self.fields["brought"].required = True
            self.fields["brought"].error_messages["required"] = gettext("Filene er for store til å sendes samlet.")
        said = gettext("Høyst %(files)d filer på %(most)d MB: %(endings)s.")
        self.fields["brought"].help_text = said % {
            "files": MOST_FILES,
            "most": MOST_MEGABYTES,
            "endings": ", ".join(ENDINGS),
        }


class ReturnForm(forms.Form):
    """Why words are sent back to those who wrote them."""

    reason = text_field(
        label=gettext_lazy("Hva mangler?"),
        help_text=gettext_lazy("Den som har skrevet, ser dette øverst når teksten åpnes igjen."),
        lacking=gettext_lazy("Skriv hva som mangler."),
        rows=2,
    )

    def __init__(self, *args: Any, about: int, **kwargs: Any) -> None:
        # A page has many of these: each field has an id of its own.
        super().__init__(*args, **{**kwargs, "auto_id": f"tilbake-{about}-%s"})
        self.about = about
