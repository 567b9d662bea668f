"""What stands around all other pages: jobs, what signs and words mean, the language and the looks."""

from django.urls import URLPattern, path

from accounts.views import color_scheme, language
from reporting.views import about, jobs, legend

urlpatterns: list[URLPattern] = [
    path("jobber/<int:pk>/", jobs.job_detail, name="job-detail"),
    path("jobber/<int:pk>/avbryt/", jobs.job_cancel, name="job-cancel"),
    path("forklaring/", legend.legend, name="legend"),
    path("sprak/", language.choose_language, name="set_language"),
    path("utseende/", color_scheme.choose_color_scheme, name="color-scheme"),
    path("ordliste/", about.glossary, name="glossary"),
    path("tilgjengelighet/", about.accessibility_statement, name="accessibility-statement"),
]
