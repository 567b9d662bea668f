"""Django's admin with our own site. It stands in INSTALLED_APPS in the place of `django.contrib.admin`."""

from django.contrib.admin.apps import AdminConfig


class PlanpulsAdminConfig(AdminConfig):
    default_site = "accounts.admin_site.PlanpulsAdminSite"
