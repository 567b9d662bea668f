"""What a municipality chooses for a kind of report: texts, colour, logo, and a row for each section."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, gettext_lazy
from PIL import Image

from reporting.exports.look import is_legible
from reporting.known_sections import KnownSection
from reporting.models import ReportTemplate
from reporting.report_design import ReportDesign, SectionChoice, unknown_places
from reporting.services.report_templates import Logo, Wanted

LARGEST_LOGO, MOST_PIXELS = 1024 * 1024, 4000
LOGO_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}


class TemplateForm(forms.Form):
    """Everything but the sections. Without a new file the logo that is there stays, unless it is to be removed."""

    title = forms.CharField(
        label=gettext_lazy("Tittel"),
        help_text=gettext_lazy("Skriv {år} der årstallet skal stå. Uten tittel får rapporten sin egen, med årstallet."),
        max_length=200,
        required=False,
    )
    front_text = forms.CharField(
        label=gettext_lazy("Tekst på forsiden"),
        help_text=gettext_lazy("Står før innholdslisten. Skill avsnitt med en tom linje."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        required=False,
    )
    colour = forms.RegexField(
        r"^#[0-9a-fA-F]{6}$",
        label=gettext_lazy("Kommunens farge"),
        help_text=gettext_lazy("Som # og seks tegn, for eksempel #0b6a53. Brukes i overskrifter."),
        error_messages={"invalid": gettext_lazy("Skriv fargen som # og seks tegn, for eksempel #0b6a53.")},
        required=False,
    )
    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        help_text=gettext_lazy("PNG eller JPEG, høyst 1 MB."),
        required=False,
        error_messages={"empty": gettext_lazy("Filen er tom.")},
    )
    logo_alt = forms.CharField(
        label=gettext_lazy("Hva logoen viser"),
        help_text=gettext_lazy("Leses opp for dem som ikke ser den, for eksempel «Larvik kommunes våpen»."),
        max_length=200,
        required=False,
    )
    remove_logo = forms.BooleanField(label=gettext_lazy("Fjern logoen"), required=False)

    def __init__(self, *args: Any, template: ReportTemplate | None, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": written_in(template)} | kwargs)
        self.has_logo = bool(template and template.logo_type)
        if not self.has_logo:
            del self.fields["remove_logo"]

    def clean_title(self) -> str:
        return title_with_places(self.cleaned_data["title"])

    def clean_colour(self) -> str:
        colour: str = self.cleaned_data["colour"]
        if colour and not is_legible(colour):
            raise forms.ValidationError(gettext("Fargen er for lys til å lese på hvitt papir. Velg en mørkere."))
        return colour.lower()

    def clean_logo(self) -> Logo | None:
        file: UploadedFile[Any] | None = self.cleaned_data["logo"]
        return Logo(*picture_in(file)) if file else None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        keeps = self.has_logo and not said.get("remove_logo")
        if (said.get("logo") or keeps) and not said.get("logo_alt") and "logo_alt" not in self.errors:
            self.add_error("logo_alt", gettext("Si hva logoen viser, for dem som får rapporten lest opp."))
        return said

    def wanted(self, sections: Sequence[SectionChoice]) -> Wanted:
        said = self.cleaned_data
        new = said["logo"]
        logo = Logo() if said.get("remove_logo") else None
        if new:
            logo = Logo(new.content, new.media_type, said["logo_alt"])
        return Wanted(
            title=said["title"],
            front_text=said["front_text"],
            colour=said["colour"],
            sections=sections,
            logo=logo,
            logo_alt=said["logo_alt"],
        )


def title_with_places(title: str) -> str:
    """Raises ValidationError where a place is written that nothing is put in."""
    if unknown := unknown_places(title):
        said = gettext("%(place)s blir stående som det er. Skriv {år} der årstallet skal stå.")
        raise forms.ValidationError(said % {"place": unknown[0]})
    return title


def written_in(template: ReportTemplate | None) -> dict[str, str]:
    names = ("title", "front_text", "colour", "logo_alt")
    return {name: getattr(template, name) for name in names} if template else {}


def picture_in(file: "UploadedFile[Any]") -> tuple[bytes, str]:
    """The bytes and the type of a logo, told by what it holds. Raises ValidationError with what is wrong."""
    if (file.size or 0) > LARGEST_LOGO:
        raise forms.ValidationError(gettext("Filen er for stor. En logo kan være på høyst 1 MB."))
    content = file.read()
    try:
        with Image.open(BytesIO(content), formats=list(LOGO_TYPES)) as picture:
            media_type, size = LOGO_TYPES[str(picture.format)], picture.size
            if max(size) <= MOST_PIXELS:
                picture.load()
    except (OSError, SyntaxError, ValueError) as error:
        raise forms.ValidationError(gettext("Filen kan ikke leses som et bilde. Bruk PNG eller JPEG.")) from error
    if max(size) > MOST_PIXELS:
        words = {"pixels": MOST_PIXELS}
        raise forms.ValidationError(gettext("Bildet er for stort. Høyst %(pixels)d piksler i hver retning.") % words)
    return content, media_type


class SectionForm(forms.Form):
    """One section: its place, whether it is in the report, and words of one's own."""

    place = forms.IntegerField(
        label=gettext_lazy("Plass"),
        min_value=1,
        max_value=99,
        error_messages={
            "required": gettext_lazy("Skriv hvilken plass delen skal ha."),
            "invalid": gettext_lazy("Skriv plassen som et helt tall."),
            "min_value": gettext_lazy("Den første plassen er 1."),
            "max_value": gettext_lazy("Plassen kan ikke være høyere enn 99."),
        },
    )
    is_shown = forms.BooleanField(label=gettext_lazy("Vises"), required=False)
    title = forms.CharField(label=gettext_lazy("Overskrift"), max_length=200, required=False)
    introduction = forms.CharField(
        label=gettext_lazy("Innledning"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, section: KnownSection, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": section.code} | kwargs)
        self.section = section
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = f"{section.title}: {field.label}"
            if name == "title":
                field.widget.attrs["placeholder"] = str(section.title)

    @property
    def choice(self) -> SectionChoice:
        said = self.cleaned_data
        return SectionChoice(self.section.code, said["is_shown"], said["title"], said["introduction"])


def section_rows(sections: Sequence[KnownSection], design: ReportDesign, sent: Any = None) -> list[SectionForm]:
    """A row for each section that the report has, in the chosen order."""
    by_code = {one.code: one for one in sections}
    given = () if sent is None else (sent,)
    return [
        SectionForm(
            *given,
            section=by_code[choice.code],
            initial={
                "place": place,
                "is_shown": choice.is_shown,
                "title": choice.title,
                "introduction": choice.introduction,
            },
        )
        for place, choice in enumerate(design.arranged(tuple(by_code)), start=1)
    ]


def wrong_in(rows: Iterable[SectionForm]) -> list[tuple[str, str]]:
    """What is wrong in the rows: where, and in words."""
    found = [
        (row[name].id_for_label, f"{row.section.title}, {row.fields[name].label}: {error}")
        for row in rows
        for name, errors in row.errors.items()
        for error in errors
    ]
    if not found and not any(row.cleaned_data["is_shown"] for row in rows):
        found.append(("deler", gettext("Minst én del må vises.")))
    return found


def arranged(rows: Iterable[SectionForm]) -> list[SectionChoice]:
    """The choices by their places; of two with the same place the one that was moved there, else that stood first."""
    return [row.choice for row in sorted(rows, key=place_of)]


def place_of(row: SectionForm) -> tuple[int, bool]:
    return int(row.cleaned_data["place"]), "place" not in row.changed_data
