"""Which system is called, and when."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from api.models import HEARD_OF, Webhook
from api.rules.addresses import AddressRefused
from api.services.calls import check_address
from api.services.webhooks import WebhookTerms

# As a person reads them; the model's own words are the end of a sentence.
KINDS = {
    "light.changed": gettext_lazy("Et trafikklys er endret"),
    "figures.new_vintage": gettext_lazy("Nye eller endrede tall er kommet"),
    "report.sealed": gettext_lazy("En rapport er låst"),
}


class WebhookForm(forms.Form):
    """The address is looked up, so that whoever types it is told at once where it cannot be called."""

    name = forms.CharField(
        label=gettext_lazy("Navn"),
        help_text=gettext_lazy("Det dere kaller mottakeren, for eksempel «Styringsportalen»."),
        max_length=100,
        error_messages={"required": gettext_lazy("Gi varslingen et navn.")},
    )
    url = forms.CharField(
        label=gettext_lazy("Adresse"),
        help_text=gettext_lazy("Begynner med https://. Den som har laget mottakeren, vet hva den er."),
        max_length=500,
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Skriv adressen til mottakeren.")},
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Varsle når"),
        choices=[(one.value, KINDS[one.value]) for one in HEARD_OF],
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Velg minst én ting det skal varsles om."),
            "invalid_choice": gettext_lazy("Velg bare fra listen."),
            "invalid_list": gettext_lazy("Velg bare fra listen."),
        },
    )
    hears_of_drafts = forms.BooleanField(
        label=gettext_lazy("Varsle også om planer som ikke er vedtatt"),
        help_text=gettext_lazy("Kryss bare av hvis de som ser varslene, kan lese utkast."),
        required=False,
    )

    def __init__(self, *args: Any, webhook: Webhook | None = None, **kwargs: Any) -> None:
        self.webhook = webhook
        if webhook:
            kwargs["initial"] = {name: getattr(webhook, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if self.webhook and self.webhook.url == url:
            # It is looked up at every call; that it is down today is no reason to refuse another name.
            return url
        try:
            check_address(url)
        except AddressRefused as refused:
            raise ValidationError(str(refused)) from None
        return url

    @property
    def terms(self) -> WebhookTerms:
        return WebhookTerms(**self.cleaned_data)
