"""Reports: made, looked at, sealed and read, and how a municipality wants them to look."""

from django.urls import URLPattern, path

from reporting.views import report_preview, report_templates, reports, sealing

urlpatterns: list[URLPattern] = [
    path("rapporter/", reports.report_list, name="report-list"),
    path("rapporter/forhandsvis/", report_preview.report_preview, name="report-preview"),
    path("rapporter/mal/<str:number>/<slug:kind>/", report_templates.report_template, name="report-template"),
    path("rapporter/mal/<str:number>/<slug:kind>/logo/", report_templates.report_logo, name="report-logo"),
    path("rapporter/las/", sealing.report_seal, name="report-seal"),
    path("rapporter/filer/<int:pk>/", reports.report_file, name="report-file"),
    path("rapporter/<int:pk>/", reports.report_detail, name="report-detail"),
    path("rapporter/<int:pk>/les/", reports.report_read, name="report-read"),
    path("rapporter/<int:pk>/filer/", sealing.sealed_files, name="sealed-files"),
    path("rapporter/<int:pk>/fil/<slug:form>/", reports.sealed_file, name="sealed-file"),
]
