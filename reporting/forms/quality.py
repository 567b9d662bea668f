"""What a reader sends in."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_REASON = 1_000


class ReviewForm(forms.Form):
    """That the reader has looked at a thing, and why it may stay as it is."""

    ting = forms.CharField(max_length=100)
    avtrykk = forms.CharField(max_length=64)
    begrunnelse = forms.CharField(
        max_length=LONGEST_REASON,
        error_messages={
            "required": _("Skriv hvorfor det kan stå slik."),
            "max_length": _("Begrunnelsen kan være på høyst 1000 tegn."),
        },
    )
