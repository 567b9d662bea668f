"""What the app is called on screens, and in which language the readers speak."""

from django.apps import AppConfig
from django.core import checks
from django.utils.module_loading import import_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.wording import Language


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Personer og tilganger")

    def ready(self) -> None:
        Language.translate = gettext
        # Reads the models, which are not there before now.
        checks.register(import_string("accounts.checks.check_log_in"), checks.Tags.security)
