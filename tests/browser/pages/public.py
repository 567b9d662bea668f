"""What everybody may read of a plan, and where that is decided."""

from tests.browser.pages.parts import area, plan, target
from tests.browser.pages.visits import A_FILE, Visit, Walk

WALK = Walk(
    visits=[
        Visit("plan-publish", plan),
        Visit("preview-plan", plan),
        Visit("preview-about", plan),
        Visit("preview-focus-area", area),
        Visit("preview-target", target),
        Visit("public-plan", plan, who="anonymous"),
        Visit("public-about", plan, who="anonymous"),
        Visit("public-focus-area", area, who="anonymous"),
        Visit("public-target", target, who="anonymous"),
    ],
    left_out={
        **dict.fromkeys(("public-share-image", "public-figures", "public-target-image", "robots", "sitemap"), A_FILE),
        "public-card": "a part of somebody else's page, without the frame of a page",
    },
)
