"""What everybody may read of a plan, and where that is decided."""

from django.urls import URLPattern, path

from reporting.views import public, public_files, publishing

urlpatterns: list[URLPattern] = [
    path("planer/<str:plan_code>/publiser/", publishing.plan_publish, name="plan-publish"),
    path("planer/<str:plan_code>/publiser/se/", publishing.preview_plan, name="preview-plan"),
    path("planer/<str:plan_code>/publiser/se/om-tallene/", publishing.preview_about, name="preview-about"),
    path(
        "planer/<str:plan_code>/publiser/se/omrader/<str:code>/",
        publishing.preview_focus_area,
        name="preview-focus-area",
    ),
    path("planer/<str:plan_code>/publiser/se/maltall/<str:code>/", publishing.preview_target, name="preview-target"),
    # What everybody may read. Under this address nobody is known and no cookie is set (reporting/middleware.py).
    path("offentlig/<str:plan_code>/", public.plan_page, name="public-plan"),
    path("offentlig/<str:plan_code>/om-tallene/", public.about_page, name="public-about"),
    path("offentlig/<str:plan_code>/delebilde.png", public_files.share_image, name="public-share-image"),
    path("offentlig/<str:plan_code>/tall.<slug:form>", public_files.figures, name="public-figures"),
    path("offentlig/<str:plan_code>/omrader/<str:code>/", public.focus_area_page, name="public-focus-area"),
    path("offentlig/<str:plan_code>/maltall/<str:code>/", public.target_page, name="public-target"),
    path(
        "offentlig/<str:plan_code>/maltall/<str:code>/delebilde.png",
        public_files.target_image,
        name="public-target-image",
    ),
    path("offentlig/<str:plan_code>/maltall/<str:code>/kort/", public_files.card, name="public-card"),
    path("robots.txt", public.robots, name="robots"),
    path("sitemap.xml", public.sitemap, name="sitemap"),
]
