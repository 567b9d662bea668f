"""What we promised: plans, focus areas, themes, goals, measures, guidelines, challenges and the documents they cite."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, Unit, User


class PlanStatus(models.TextChoices):
    DRAFT = "draft", _("utkast")
    ADOPTED = "adopted", _("vedtatt")
    SUPERSEDED = "superseded", _("avløst")


class PlanQuerySet(models.QuerySet["Plan"]):
    def adopted(self) -> "PlanQuerySet":
        """What everyone in the municipality may read; a plan that was superseded stays readable."""
        return self.exclude(status=PlanStatus.DRAFT)

    def drafts(self) -> "PlanQuerySet":
        """What only those who work on it may know of."""
        return self.filter(status=PlanStatus.DRAFT)

    def of(self, municipalities: models.QuerySet[Municipality]) -> "PlanQuerySet":
        return self.filter(municipality__in=municipalities)


class Plan(models.Model):
    """A municipal plan: the community part of the master plan, a thematic plan, a strategy document."""

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="+"
    )
    code = models.CharField(_("kode"), max_length=100, unique=True)
    title = models.CharField(_("tittel"), max_length=300)
    kind = models.CharField(_("plantype"), max_length=100, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=PlanStatus.choices, default=PlanStatus.DRAFT)
    period_from = models.PositiveSmallIntegerField(_("fra år"))
    period_to = models.PositiveSmallIntegerField(_("til år"))
    horizon_note = models.CharField(_("merknad til horisonten"), max_length=500, blank=True)
    decision_reference = models.CharField(_("vedtak"), max_length=200, blank=True)
    decided_on = models.DateField(_("vedtatt dato"), null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self", verbose_name=_("avløst av"), on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes"
    )
    # How many focus areas the text says it has; it need not be how many chapters it has.
    stated_focus_areas = models.PositiveSmallIntegerField(_("innsatsområder ifølge teksten"), null=True, blank=True)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("planer")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=PlanStatus.values), name="plan_status_known"),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")),
                name="plan_period_in_order",
                violation_error_message=_("Planperioden må slutte etter at den begynner."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Document(models.Model):
    """A document that the plan quotes: the knowledge base, the status analysis."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="documents")
    code = models.CharField(_("kode"), max_length=50)
    title = models.CharField(_("tittel"), max_length=300)
    publisher = models.CharField(_("utgiver"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    class Meta:
        verbose_name = _("dokument")
        verbose_name_plural = _("dokumenter")
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="document_code_once_per_plan")]

    def __str__(self) -> str:
        return self.title


class Cited(models.Model):
    """Where in which document a thing is said. The line is for checking; a reader sees title and chapter."""

    cited_document = models.CharField(_("dokument"), max_length=50, blank=True)
    cited_section = models.CharField(_("kapittel"), max_length=300, blank=True)
    cited_line = models.CharField(_("linje"), max_length=20, blank=True)

    class Meta:
        abstract = True


class RelatedPlan(Cited):
    """A plan that this one leans on, whoever adopted it and whether or not it is in this installation."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="related_plans")
    code = models.CharField(_("kode"), max_length=50)
    title = models.CharField(_("tittel"), max_length=300)
    level = models.CharField(_("nivå"), max_length=30, blank=True)
    period = models.CharField(_("periode"), max_length=50, blank=True)
    relation = models.CharField(_("sammenheng"), max_length=300, blank=True)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    class Meta:
        verbose_name = _("tilknyttet plan")
        verbose_name_plural = _("tilknyttede planer")
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="related_plan_code_once")]

    def __str__(self) -> str:
        return self.title


class FocusArea(Cited):
    """An innsatsområde, or front matter that owns content without being one (`is_focus_area` false)."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="focus_areas")
    code = models.CharField(_("kode"), max_length=50)
    title = models.CharField(_("tittel"), max_length=200)
    aliases = models.JSONField(_("andre navn"), default=list, blank=True)
    slogan = models.CharField(_("slagord"), max_length=300, blank=True)
    summary = models.TextField(_("sammendrag"), blank=True)
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)
    is_focus_area = models.BooleanField(_("er et innsatsområde"), default=True)
    is_crosscutting = models.BooleanField(_("går på tvers"), default=False)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    class Meta:
        verbose_name = _("innsatsområde")
        verbose_name_plural = _("innsatsområder")
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="focus_area_code_once_per_plan")]

    def __str__(self) -> str:
        return self.title


class Theme(Cited):
    """A chapter of a focus area, in document order, possibly inside another one."""

    focus_area = models.ForeignKey(
        FocusArea, verbose_name=_("innsatsområde"), on_delete=models.CASCADE, related_name="themes"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("overordnet tema"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
    )
    code = models.CharField(_("kode"), max_length=50)
    title = models.CharField(_("tittel"), max_length=300)
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    class Meta:
        verbose_name = _("tema")
        verbose_name_plural = _("temaer")
        constraints = [models.UniqueConstraint(fields=["focus_area", "code"], name="theme_code_once_per_focus_area")]

    def __str__(self) -> str:
        return self.title


class Level(models.TextChoices):
    INTERNATIONAL = "international", _("internasjonalt")
    NATIONAL = "national", _("nasjonalt")
    REGIONAL = "regional", _("regionalt")
    MUNICIPAL = "municipal", _("kommunalt")
    UNSPECIFIED = "unspecified", _("ikke oppgitt")


class SDG(models.Model):
    """One of the United Nations' seventeen sustainable development goals."""

    number = models.PositiveSmallIntegerField(_("nummer"), primary_key=True)

    class Meta:
        verbose_name = _("bærekraftsmål")
        verbose_name_plural = _("bærekraftsmål")
        constraints = [models.CheckConstraint(condition=Q(number__gte=1, number__lte=17), name="sdg_between_1_and_17")]

    def __str__(self) -> str:
        return str(self.number)


class Guideline(models.Model):
    """A white paper, act, plan or recommendation (føring), once, however often it is cited.

    Its reference carries the session, because `Meld. St. 9` of one session is not that of another.
    """

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="guidelines")
    code = models.CharField(_("kode"), max_length=50)
    level = models.CharField(_("nivå"), max_length=20, choices=Level.choices)
    kind = models.CharField(_("slag"), max_length=100, blank=True)
    reference = models.CharField(_("referanse"), max_length=300, blank=True)
    title = models.CharField(_("tittel"), max_length=500)
    years = models.CharField(_("år"), max_length=50, blank=True)
    in_force = models.CharField(_("i kraft"), max_length=50, blank=True)
    decided = models.CharField(_("vedtatt"), max_length=50, blank=True)
    gist = models.TextField(_("innhold"), blank=True)
    url = models.URLField(_("adresse"), max_length=500, blank=True)
    applies_to_all = models.BooleanField(_("gjelder alle innsatsområder"), default=False)
    focus_areas = models.ManyToManyField(
        FocusArea, verbose_name=_("innsatsområder"), blank=True, related_name="guidelines"
    )
    sdgs = models.ManyToManyField(SDG, verbose_name=_("bærekraftsmål"), blank=True, related_name="+")
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    class Meta:
        verbose_name = _("føring")
        verbose_name_plural = _("føringer")
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="guideline_code_once_per_plan"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="guideline_level_known"),
        ]

    def __str__(self) -> str:
        return self.title


class Citation(Cited):
    """One place where the plan leans on a guideline, with the angle it takes there."""

    guideline = models.ForeignKey(
        Guideline, verbose_name=_("føring"), on_delete=models.CASCADE, related_name="citations"
    )
    focus_area = models.ForeignKey(
        FocusArea,
        verbose_name=_("innsatsområde"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="citations",
    )
    angle = models.CharField(_("vinkling"), max_length=300, blank=True)
    note = models.CharField(_("merknad"), max_length=500, blank=True)
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    class Meta:
        verbose_name = _("sitering")
        verbose_name_plural = _("siteringer")

    def __str__(self) -> str:
        return f"{self.guideline} – {self.cited_section}"


class Goal(Cited):
    """What the plan wants to be true. A goal may have sub-goals, several targets, or none."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="goals")
    parent = models.ForeignKey(
        "self",
        verbose_name=_("overordnet mål"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
    )
    code = models.CharField(_("kode"), max_length=50)
    text = models.TextField(_("mål"))
    level = models.CharField(_("nivå"), max_length=20, choices=Level.choices, default=Level.MUNICIPAL)
    kind = models.CharField(_("slag"), max_length=100, blank=True)
    scope = models.CharField(_("gjelder"), max_length=100, blank=True)
    measurability = models.CharField(_("målbarhet"), max_length=200, blank=True)
    number_in_source = models.CharField(_("nummer i kilden"), max_length=20, blank=True)
    status_in_document = models.TextField(_("status ifølge dokumentet"), blank=True)
    focus_areas = models.ManyToManyField(FocusArea, verbose_name=_("innsatsområder"), related_name="goals", blank=True)
    primary_focus_area = models.ForeignKey(
        FocusArea,
        verbose_name=_("hovedinnsatsområde"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="primary_goals",
    )
    theme = models.ForeignKey(
        Theme, verbose_name=_("tema"), on_delete=models.PROTECT, null=True, blank=True, related_name="goals"
    )
    guidelines = models.ManyToManyField(Guideline, verbose_name=_("føringer"), blank=True, related_name="goals")
    sdgs = models.ManyToManyField(SDG, verbose_name=_("bærekraftsmål"), blank=True, related_name="+")
    unit = models.ForeignKey(
        Unit, verbose_name=_("ansvarlig virksomhet"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner = models.ForeignKey(
        User, verbose_name=_("ansvarlig"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    class Meta:
        verbose_name = _("mål")
        verbose_name_plural = _("mål")
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="goal_code_once_per_plan"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="goal_level_known"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="goal_not_its_own_parent",
                violation_error_message=_("Et mål kan ikke være sitt eget overordnede mål."),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Measure(Cited):
    """What is done to reach the goals (tiltak). Two measures may share a title, so the code identifies them."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="measures")
    code = models.CharField(_("kode"), max_length=50)
    title = models.CharField(_("tittel"), max_length=300)
    status = models.CharField(_("status"), max_length=100, blank=True)
    gist = models.TextField(_("innhold"), blank=True)
    focus_areas = models.ManyToManyField(
        FocusArea, verbose_name=_("innsatsområder"), blank=True, related_name="measures"
    )
    theme = models.ForeignKey(
        Theme, verbose_name=_("tema"), on_delete=models.PROTECT, null=True, blank=True, related_name="measures"
    )
    goals = models.ManyToManyField(Goal, verbose_name=_("mål"), blank=True, related_name="measures")
    homonym_of = models.CharField(_("samme navn som"), max_length=50, blank=True)
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    class Meta:
        verbose_name = _("tiltak")
        verbose_name_plural = _("tiltak")
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="measure_code_once_per_plan")]

    def __str__(self) -> str:
        return self.title


class ChallengeKind(models.TextChoices):
    CHALLENGE = "challenge", _("utfordring")
    OPPORTUNITY = "opportunity", _("mulighet")


class Dimension(models.TextChoices):
    SOCIAL = "social", _("sosial")
    ECONOMIC = "economic", _("økonomisk")
    ENVIRONMENTAL = "environmental", _("miljømessig")


class Basis(models.TextChoices):
    DOCUMENT = "document", _("sagt i dokumentet")
    DERIVED = "derived", _("utledet av innholdet")


class Challenge(Cited):
    """A challenge or an opportunity that the plan answers, with its sustainability dimension and the basis for that."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="challenges")
    code = models.CharField(_("kode"), max_length=50)
    kind = models.CharField(_("slag"), max_length=20, choices=ChallengeKind.choices)
    level = models.CharField(_("nivå"), max_length=20, choices=Level.choices, default=Level.MUNICIPAL)
    text = models.TextField(_("tekst"))
    dimension = models.CharField(_("bærekraftsdimensjon"), max_length=20, choices=Dimension.choices, blank=True)
    dimension_basis = models.CharField(_("grunnlag for dimensjonen"), max_length=20, choices=Basis.choices, blank=True)
    focus_basis = models.CharField(_("grunnlag for innsatsområdet"), max_length=20, choices=Basis.choices, blank=True)
    focus_areas = models.ManyToManyField(
        FocusArea, verbose_name=_("innsatsområder"), blank=True, related_name="challenges"
    )
    theme = models.ForeignKey(
        Theme, verbose_name=_("tema"), on_delete=models.PROTECT, null=True, blank=True, related_name="challenges"
    )
    measures = models.ManyToManyField(Measure, verbose_name=_("tiltak"), blank=True, related_name="challenges")
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    class Meta:
        verbose_name = _("utfordring eller mulighet")
        verbose_name_plural = _("utfordringer og muligheter")
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="challenge_code_once_per_plan"),
            models.CheckConstraint(condition=Q(kind__in=ChallengeKind.values), name="challenge_kind_known"),
            models.CheckConstraint(
                condition=Q(dimension="") | Q(dimension__in=Dimension.values), name="challenge_dimension_known"
            ),
            models.CheckConstraint(
                condition=Q(dimension_basis="") | Q(dimension_basis__in=Basis.values), name="challenge_basis_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text
