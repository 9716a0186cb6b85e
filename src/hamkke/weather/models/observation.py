"""What the stations observed on one day, as one source tells it."""

from __future__ import annotations

from django.db import models
from django.db.models import F

from hamkke.weather.models.station import Station


class ObservationSet(models.Model):
    """The observations of one source for one day.

    `observed_time` is null where the source names no hour; nobody may fill it in.
    """

    digest = models.CharField(max_length=64, unique=True)
    observed_date = models.DateField()
    observed_time = models.TimeField(null=True)
    source_name = models.CharField(max_length=200)
    imported_at = models.DateTimeField()
    station_count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """The newest day first, and of one day what was imported last."""

        ordering = ("-observed_date", "-id")
        indexes = (
            models.Index(
                F("observed_date").desc(),
                F("observed_time").desc(nulls_last=True),
                F("station_count").desc(),
                F("imported_at").desc(),
                name="observation_set_newest",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(digest__regex=r"^[0-9a-f]{64}$"), name="observation_set_digest"
            ),
        )

    def __str__(self) -> str:
        """This function will return the day."""
        return self.observed_date.isoformat()


class Observation(models.Model):
    """One station's row: the raw word for the sky, the temperature in ℃.

    Humidity in %, wind in m/s, rain of the last hour in mm. Null is what was not reported.
    """

    observation_set = models.ForeignKey(
        ObservationSet, on_delete=models.CASCADE, related_name="observations"
    )
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="observations")
    condition = models.CharField(max_length=20, blank=True)
    temperature = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    humidity = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    wind_speed = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    rain = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    raw_name = models.CharField(max_length=40, blank=True)
    naming = models.CharField(max_length=20)

    class Meta:
        """A station once in a set; what no thermometer here has shown is a mistake."""

        constraints = (
            models.UniqueConstraint(fields=["observation_set", "station"], name="observation_once"),
            models.CheckConstraint(
                condition=models.Q(temperature__gte=-50, temperature__lte=50),
                name="observation_possible",
            ),
        )

    def __str__(self) -> str:
        """This function will return the temperature."""
        return "–" if self.temperature is None else f"{self.temperature}℃"


class UnresolvedRow(models.Model):
    """A row that could be given to no station, kept as it was read."""

    observation_set = models.ForeignKey(
        ObservationSet, on_delete=models.CASCADE, related_name="unresolved"
    )
    row = models.PositiveIntegerField()
    condition = models.CharField(max_length=20, blank=True)
    raw_name = models.CharField(max_length=40, blank=True)
    temperature = models.CharField(max_length=12)
    problem = models.CharField(max_length=40)

    class Meta:
        """In the order of the page."""

        ordering = ("observation_set_id", "row")
        constraints = (
            models.UniqueConstraint(fields=["observation_set", "row"], name="unresolved_row_once"),
        )

    def __str__(self) -> str:
        """This function will return the row as it was read."""
        return f"{self.condition}{self.raw_name}{self.temperature}℃"
