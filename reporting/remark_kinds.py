"""Kinds of remarks in the language of the reader. The words of the remark itself stay as somebody wrote them."""

from django.utils.translation import get_language, gettext, gettext_lazy

# As catalogues and plans write them; another kind is free text and stays as it is.
KINDS = {
    "definisjonsbrudd": gettext_lazy("definisjonsbrudd"),
    "erstattet indikator": gettext_lazy("erstattet indikator"),
    "kjent feil i kilde": gettext_lazy("kjent feil i kilde"),
    "kjent feil": gettext_lazy("kjent feil"),
    "rapporteringsmåte": gettext_lazy("rapporteringsmåte"),
    "kjent rapporteringssvakhet": gettext_lazy("kjent rapporteringssvakhet"),
    "rettet historikk": gettext_lazy("rettet historikk"),
    "historikk feil før 2022": gettext_lazy("historikk feil før 2022"),
    "gruppetall er sum": gettext_lazy("gruppetall er sum"),
    "feil enhet": gettext_lazy("feil enhet"),
    "verdi over 100 %": gettext_lazy("verdi over 100 %"),
    "over 100 prosent": gettext_lazy("over 100 prosent"),
    "tekst og tabell spriker": gettext_lazy("tekst og tabell spriker"),
    "mulig utdatert tekst": gettext_lazy("mulig utdatert tekst"),
    "usikker ocr": gettext_lazy("usikker OCR"),
    "motstridende folketall": gettext_lazy("motstridende folketall"),
    "avrunding mot terskel": gettext_lazy("avrunding mot terskel"),
    "ulikt omfang (konsern og kommunekasse)": gettext_lazy("ulikt omfang (konsern og kommunekasse)"),
    "foreløpige og endelige tall blandet": gettext_lazy("foreløpige og endelige tall blandet"),
    "uklar enhet": gettext_lazy("uklar enhet"),
    "figur mangler": gettext_lazy("figur mangler"),
    "manglende verdi vist som null": gettext_lazy("manglende verdi vist som null"),
    "ulik nevner i mål og indikator": gettext_lazy("ulik nevner i mål og indikator"),
    "prisår": gettext_lazy("prisår"),
    "regnet ut av planpuls": gettext_lazy("regnet ut av Planpuls"),
}


def kind_in_words(kind: str) -> str:
    """What it is called in the language of the reader; as it stands where nobody has translated it."""
    plain = " ".join(kind.replace("_", " ").split())
    known = KINDS.get(plain.casefold())
    return plain if known is None else str(known)


def as_written(text: str) -> str:
    """Words that somebody wrote in Norwegian, quoted among those of another language."""
    if (get_language() or "nb").startswith("nb") or not any(letter.isalpha() for letter in text):
        return text
    return gettext("«%(text)s»") % {"text": text}
