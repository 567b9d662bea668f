"""What the app is called on screens, and in which language the readers speak."""

from django.apps import AppConfig
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.wording import Language


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Personer og tilganger")

    def ready(self) -> None:
        Language.translate = gettext
