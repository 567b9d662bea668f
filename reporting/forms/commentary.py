"""The forms by which words on a figure are written, documented, returned and approved."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from reporting.forms.fields import WrittenField, text_field
from reporting.forms.measures import Boxes

LONGEST = 10_000


class CommentaryForm(forms.Form):
    """The words, and which version of them the writer began from. What is empty may be saved, and not sent."""

    text = WrittenField(
        label=gettext_lazy("Faglig vurdering"),
        help_text=gettext_lazy("Skriv det tallene ikke sier selv: hva som er årsaken, og hva dere gjør."),
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=LONGEST,
        required=False,
        strip=False,
        error_messages={"max_length": gettext_lazy("Teksten er for lang. Skriv høyst 10 000 tegn.")},
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class MentionForm(forms.Form):
    """People to ask to look at what is written."""

    people = Boxes(
        User.objects.none(),
        label=gettext_lazy("Hvem bør se på den?"),
        error_messages={"required": gettext_lazy("Velg minst én person.")},
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people  # type: ignore[attr-defined]


class ManyFilesInput(forms.ClearableFileInput):
    template_name = "django/forms/widgets/file.html"
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One file or several; each is looked at."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data]
        if not any(files):
            return [super().clean(None, initial)] if self.required else []
        return [self.clean_one(one, initial) for one in files]

    def clean_one(self, file: Any, initial: Any) -> Any:
        """What is wrong with one of several is said with its name."""
        try:
            return super().clean(file, initial)
        except ValidationError as error:
            raise ValidationError([f"{PurePath(file.name).name}: {one}" for one in error.messages]) from None


class EvidenceForm(forms.Form):
    """Files that show what the words rest on."""

    files = ManyFilesField(
        label=gettext_lazy("Legg ved filer"),
        help_text=gettext_lazy("Du kan velge flere."),
        max_length=200,
        error_messages={
            "required": gettext_lazy("Velg en fil."),
            "empty": gettext_lazy("Filen er tom."),
            "max_length": gettext_lazy("Filnavnet er for langt."),
        },
    )

    def __init__(self, *args: Any, is_too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_too_large:
            said = gettext("Filen er større enn %(most)d MB.") % {"most": settings.MAX_UPLOAD_MB}
            self.fields["files"].error_messages["required"] = said


class ReturnForm(forms.Form):
    """Why words are sent back to those who wrote them."""

    reason = text_field(
        label=gettext_lazy("Hva mangler?"),
        help_text=gettext_lazy("Den som har skrevet, ser dette øverst når teksten åpnes igjen."),
        lacking=gettext_lazy("Skriv hva som mangler."),
        rows=2,
    )
