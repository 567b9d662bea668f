"""What everybody may read of the adopted plan, and nobody of the draft; and what decides that."""

from tests.permissions.cases import Case, Table, answers, of_nothing, refused_by, with_words
from tests.permissions.one_plan import ADOPTED, DRAFT, OnePlan

OF_PLAN = ("public-plan", "public-about", "public-share-image")
OF_TARGET = ("public-target", "public-target-image", "public-card")


def read(of: OnePlan) -> list[Case]:
    seen = answers(200) if of.is_adopted else answers(404)
    return [
        *(Case(name, "GET", seen, of.plan, of.which) for name in OF_PLAN),
        Case("public-figures", "GET", seen, with_words(of.plan, "csv"), of.which),
        Case("public-figures", "GET", answers(404), with_words(of.plan, "pdf"), f"{of.which} of no such kind"),
        Case("public-focus-area", "GET", seen, of.area, of.which),
        *(Case(name, "GET", seen, of.target, of.which) for name in OF_TARGET),
        Case("public-target", "GET", answers(404), of.gone, f"{of.which} missing"),
    ]


def decided(of: OnePlan) -> list[Case]:
    return [
        *(Case(name, "GET", of.written, of.plan, of.which) for name in ("preview-plan", "preview-about")),
        Case("preview-focus-area", "GET", of.written, of.area, of.which),
        Case("preview-target", "GET", of.written, of.target, of.which),
        Case("plan-publish", "GET", of.written, of.plan, of.which),
        Case("plan-publish", "POST", of.sent, of.plan, f"{of.which} sent"),
    ]


TABLE = Table(
    cases=[
        *(case for of in (ADOPTED, DRAFT) for case in (*read(of), *decided(of))),
        Case("public-plan", "GET", answers(404), of_nothing, "missing"),
        Case("robots", "GET", answers(200)),
        Case("sitemap", "GET", answers(200)),
    ],
    wrong_method=refused_by(DELETE=["plan-publish"]),
    open=frozenset({*OF_PLAN, "public-figures", "public-focus-area", *OF_TARGET, "robots", "sitemap"}),
)
