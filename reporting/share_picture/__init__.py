"""The picture that stands beside a link where somebody shares it: 1200 × 630, drawn and kept as PNG."""

from reporting.share_picture.inputs import CountedLight, PlanPicture, TargetPicture
from reporting.share_picture.pictures import HEIGHT, WIDTH, plan_picture, target_picture

__all__ = ["HEIGHT", "WIDTH", "CountedLight", "PlanPicture", "TargetPicture", "plan_picture", "target_picture"]
