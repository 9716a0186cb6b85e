"""The addresses of agreements in the work area; the public ones are the portal's."""

from __future__ import annotations

from django.urls import path

from hamkke.agreements.views import clauses, deciding, drafting, lines, listing, standards
from hamkke.documents.rendering import HWPX, PDF

desk = (
    [
        path("", listing.agreements, name="list"),
        path("new/", drafting.new, name="new"),
        path("standards/", standards.editions, name="standards"),
        path("standards/begin/", standards.begin, name="standard_begin"),
        path("standards/<int:standard_id>/", standards.standard, name="standard"),
        path("standards/<int:standard_id>/issue/", standards.issue, name="standard_issue"),
        path("standards/<int:standard_id>/add/", standards.add, name="standard_add"),
        path(
            "standards/<int:standard_id>/clauses/<int:clause_id>/",
            standards.clause,
            name="standard_clause",
        ),
        path(
            "standards/<int:standard_id>/clauses/<int:clause_id>/remove/",
            standards.remove,
            name="standard_remove",
        ),
        path("<int:agreement_id>/", listing.agreement, name="detail"),
        *(
            path(
                f"<int:agreement_id>/agreement.{kind}",
                listing.document,
                {"kind": kind},
                name=f"document_{kind}",
            )
            for kind in (PDF, HWPX)
        ),
        path("<int:agreement_id>/edit/", drafting.edit, name="edit"),
        path("stand-ins/", lines.stand_ins, name="stand_ins"),
        path("stand-ins/<int:stand_in_id>/end/", lines.stand_in_end, name="stand_in_end"),
        path("<int:agreement_id>/line/", lines.line, name="line"),
        path("<int:agreement_id>/number/", lines.number, name="number"),
        path("<int:agreement_id>/submit/", deciding.submit, name="submit"),
        path("<int:agreement_id>/approve/", deciding.approve, name="approve"),
        path("<int:agreement_id>/return/", deciding.send_back, name="return"),
        path("<int:agreement_id>/sign/", deciding.sign, name="sign"),
        path("<int:agreement_id>/clauses/add/", clauses.add, name="clause_add"),
        path("<int:agreement_id>/clauses/<int:clause_id>/", clauses.clause, name="clause"),
        path(
            "<int:agreement_id>/clauses/<int:clause_id>/answer/",
            clauses.answer,
            name="clause_answer",
        ),
        path(
            "<int:agreement_id>/clauses/<int:clause_id>/comment/",
            clauses.comment,
            name="clause_comment",
        ),
        path(
            "<int:agreement_id>/clauses/<int:clause_id>/consent/",
            clauses.consent,
            name="clause_consent",
        ),
    ],
    "agreements_desk",
)
