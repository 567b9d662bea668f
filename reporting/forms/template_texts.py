"""The texts of a report's template in another language than bokmål, each beside what it is in bokmål."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext, gettext_lazy

from reporting.forms.report_template import title_with_places
from reporting.known_sections import KnownSection
from reporting.template_texts import SectionTexts, TemplateTexts


class TextsForm(forms.Form):
    """What stands on the front page, in `language`."""

    language = ""

    title = forms.CharField(label=gettext_lazy("Tittel"), max_length=200, required=False)
    front_text = forms.CharField(
        label=gettext_lazy("Tekst på forsiden"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, said: TemplateTexts, source: TemplateTexts, **kwargs: Any) -> None:
        initial = {"title": said.title, "front_text": said.front_text}
        super().__init__(*args, **{"initial": initial} | kwargs)
        for name, field in self.fields.items():
            field.help_text = in_source(getattr(source, name))

    def clean_title(self) -> str:
        return title_with_places(self.cleaned_data["title"])

    def texts(self, rows: "Iterable[SectionTextsForm]") -> TemplateTexts:
        said = self.cleaned_data
        return TemplateTexts(said["title"], said["front_text"], tuple(row.texts for row in rows))


def in_source(text: str) -> str:
    """As the field's help, which is printed as HTML."""
    return escape(gettext("På bokmål: «%(text)s»") % {"text": text}) if text else ""


class SectionTextsForm(forms.Form):
    """One section: its heading and introduction, in `language`."""

    language = ""

    title = forms.CharField(label=gettext_lazy("Overskrift"), max_length=200, required=False)
    introduction = forms.CharField(
        label=gettext_lazy("Innledning"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self, *args: Any, section: KnownSection, said: TemplateTexts, source: TemplateTexts, **kwargs: Any
    ) -> None:
        own = said.of_section(section.code)
        initial = {"title": own.title, "introduction": own.introduction}
        super().__init__(*args, **{"prefix": section.code, "initial": initial} | kwargs)
        self.section, here = section, source.of_section(section.code)
        for name, field in self.fields.items():
            field.help_text = in_source(getattr(here, name))
            field.widget.attrs["aria-label"] = f"{section.title}: {field.label}"

    @property
    def texts(self) -> SectionTexts:
        said = self.cleaned_data
        return SectionTexts(self.section.code, said["title"], said["introduction"])


def section_texts_rows(
    sections: Sequence[KnownSection], said: TemplateTexts, source: TemplateTexts, sent: Any = None
) -> list[SectionTextsForm]:
    given = () if sent is None else (sent,)
    return [SectionTextsForm(*given, section=one, said=said, source=source) for one in sections]


def wrong_in_texts(rows: Iterable[SectionTextsForm]) -> list[tuple[str, str]]:
    """What is wrong in the rows: where, and in words."""
    return [
        (row[name].id_for_label, f"{row.section.title}, {row.fields[name].label}: {error}")
        for row in rows
        for name, errors in row.errors.items()
        for error in errors
    ]
