"""Who may open which address and who may post to it: the one table of it.

A row is an address (its name in the resolver), what stands there (`on`, see ground.py), the roles
for which GET and POST are theirs, and the roles that are told no with 403 because they may know
that it exists. Everybody else gets 404, and nobody signed in is asked to sign in where an address
lies in the work area. `None` is a method that the address does not offer: 405.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.urls import URLPattern, URLResolver, get_resolver

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

type Who = frozenset[str]


def _who(names: str) -> Who:
    return frozenset(names.split())


# ours: 금천구, 서울특별시남부교육지원청; other: 용산구, 서울특별시중부교육지원청.
ROLES: Final = {
    "anonymous": "nobody signed in",
    "citizen": "citizen",
    "student": "student",
    "parent": "parent",
    "teacher": "homeroom teacher",
    "other_teacher": "homeroom teacher elsewhere",
    "manager": "venue manager",
    "other_manager": "manager of another venue",
    "district_officer": "officer of the district",
    "other_district_officer": "officer of another district",
    "head": "head of the district",
    "other_head": "head of another district",
    "office_officer": "officer of the office",
    "other_office_officer": "officer of another office",
    "city_officer": "officer of the metropolitan office",
    "superintendent": "superintendent",
    "school_officer": "officer of the school",
}
EVERYBODY: Final = frozenset(ROLES)
NOBODY: Final[Who] = frozenset()
SIGNED_IN: Final = EVERYBODY - {"anonymous"}
OFFICERS: Final = _who(
    "district_officer other_district_officer office_officer other_office_officer city_officer"
)
EDITORS: Final = OFFICERS | {"superintendent"}
HEADS: Final = _who("head other_head")
NO_RELEASES: Final = SIGNED_IN - EDITORS - HEADS
OUR_PRESS: Final = _who("district_officer head")
CITY: Final = _who("city_officer superintendent")

# The agreement under negotiation is the other district's; the one in force is ours.
THEIR_OFFICERS: Final = _who("other_district_officer other_office_officer")
THEIR_PARTIES: Final = THEIR_OFFICERS | CITY | {"other_head"}
THEIR_SIGNERS: Final = _who("other_head superintendent")
OUR_OFFICERS: Final = _who("district_officer office_officer")
OUR_SIGNERS: Final = _who("head superintendent")
DRAFTERS: Final = OUR_OFFICERS | THEIR_OFFICERS
THEIR_LINES: Final = THEIR_OFFICERS | {"other_head"}
OUR_LINES: Final = OUR_OFFICERS | {"head"}
IN_LINES: Final = OUR_LINES | THEIR_LINES

MANAGERS: Final = _who("manager other_manager")
OUR_OFFICIALS: Final = OUR_OFFICERS | CITY | {"head"}
MANAGER: Final = _who("manager")

OFFICES: Final = _who("office_officer other_office_officer")
OFFICE: Final = _who("office_officer")
TEACHER: Final = _who("teacher")
CLASS: Final = _who("teacher student parent")
SEES_OPEN_ROUND: Final = OUR_OFFICIALS | MANAGER | TEACHER | _who("school_officer")
WORKING: Final = SIGNED_IN - _who("citizen student parent")
SCHOOL: Final = _who("school_officer")
SCHOOL_GIVERS: Final = SCHOOL | OFFICE
CITY_OFFICER: Final = _who("city_officer")
DISTRICT_OFFICER: Final = _who("district_officer")
OFFICE_GIVERS: Final = OFFICE | CITY_OFFICER
OF_OUR_SCHOOL: Final = SCHOOL | TEACHER
OFFICIALS: Final = OFFICERS | {"head", "other_head", "superintendent"}
OK: Final = frozenset({200})
LED_ON: Final = frozenset({200, 302})


@dataclass(frozen=True, slots=True)
class Row:
    """An address and who may GET and POST it; `told`: who is refused with 403."""

    name: str
    get: Who | None
    post: Who | None = None
    on: str = ""
    told: Who = NOBODY
    # What those who may are answered to a GET: not 200 where the state of things says no.
    answers: frozenset[int] = OK

    @property
    def label(self) -> str:
        """The row's name in reports."""
        return f"{self.name} [{self.on}]" if self.on else self.name


def _open(*rows: str) -> list[Row]:
    """Rows of pages that everybody reads and nobody posts to; `name|what stands there`."""
    return [Row(name, EVERYBODY, on=on) for name, _, on in (row.partition("|") for row in rows)]


def _hidden(*rows: str) -> list[Row]:
    """Rows of public addresses behind which nothing is public yet."""
    return [Row(name, NOBODY, on=on) for name, _, on in (row.partition("|") for row in rows)]


# One's own pages outside the desk.
OWN_PAGES: Final = frozenset(
    f"/accounts/{page}/"
    for page in (
        *("membership", "second-factor", "sessions", "lost-factor", "providers", "address"),
        *("me", "me/all", "me/correct", "me/delete"),
        *("confirm", "confirm/code", "confirm/passkey", "password", "password/first"),
    )
) | {"/accounts/me/export.json"}
MATRIX: Final = [
    *_open("healthz"),
    Row("language", None, EVERYBODY),
    # Signing in. The demo's personas do not exist outside the demo.
    Row("accounts:sign_in", EVERYBODY, EVERYBODY, answers=frozenset({200, 302})),
    Row("accounts:sign_out", None, EVERYBODY),
    Row("accounts:membership", SIGNED_IN, SIGNED_IN),
    Row("accounts:demo", NOBODY, NOBODY),
    Row("accounts:code", EVERYBODY, EVERYBODY),
    Row("accounts:invitation", EVERYBODY, EVERYBODY - OFFICE, "secret open", OFFICE),
    Row("accounts:invitation", NOBODY, NOBODY, "secret unknown"),
    # A pupil's sign-up, and its guardian behind the link of an e-mail.
    *_open("accounts:waiting", "accounts:child_notice", "accounts:guardian_refused"),
    Row("accounts:guardian", EVERYBODY, EVERYBODY, "guardian asked"),
    Row("accounts:guardian", NOBODY, NOBODY, "guardian unknown"),
    # What is held on oneself.
    *(Row(f"accounts:{page}", SIGNED_IN) for page in ("me", "everything", "export")),
    *(Row(f"accounts:{page}", SIGNED_IN, SIGNED_IN) for page in ("correct", "erase")),
    # Signing in by other ways: a step, a passkey, a provider (there is none), a forgotten password.
    Row("account_login", EVERYBODY, EVERYBODY, answers=LED_ON),
    Row("mfa_authenticate", EVERYBODY, EVERYBODY, answers=LED_ON),
    Row("mfa_login_webauthn", EVERYBODY, EVERYBODY, answers=LED_ON),
    Row("openid_connect_login", NOBODY, NOBODY, on="provider"),
    Row("openid_connect_callback", NOBODY, NOBODY, on="provider"),
    *_open("socialaccount_login_cancelled"),
    Row("account_reset_password", EVERYBODY, EVERYBODY),
    *_open("account_reset_password_done", "account_reset_password_from_key_done"),
    Row("account_reset_password_from_key", NOBODY, NOBODY, on="link"),
    Row("account_confirm_email", NOBODY, NOBODY, on="key"),
    # One's own way in. The sample's people have no password, its officials an authenticator app.
    Row("accounts:second_factor", SIGNED_IN),
    Row("accounts:sessions", SIGNED_IN, SIGNED_IN),
    Row("accounts:reset", OFFICIALS, OFFICIALS),
    Row("account_reauthenticate", OFFICIALS, OFFICIALS, told=SIGNED_IN, answers=LED_ON),
    Row("mfa_reauthenticate", OFFICIALS, OFFICIALS, told=SIGNED_IN),
    Row("mfa_reauthenticate_webauthn", OFFICIALS, OFFICIALS, told=SIGNED_IN, answers=LED_ON),
    Row("account_change_password", SIGNED_IN, SIGNED_IN, answers=LED_ON),
    Row("account_set_password", SIGNED_IN, SIGNED_IN),
    Row("account_email", SIGNED_IN, SIGNED_IN),
    Row("mfa_index", SIGNED_IN),
    Row("mfa_activate_totp", SIGNED_IN, SIGNED_IN, answers=LED_ON),
    Row("mfa_deactivate_totp", OFFICIALS, OFFICIALS),
    Row("mfa_view_recovery_codes", NOBODY),
    Row("mfa_generate_recovery_codes", SIGNED_IN, SIGNED_IN),
    Row("mfa_add_webauthn", SIGNED_IN, SIGNED_IN),
    Row("mfa_remove_webauthn", TEACHER, TEACHER, on="passkey"),
    Row("socialaccount_connections", SIGNED_IN, SIGNED_IN),
    Row("inbox:day", SIGNED_IN),
    Row("inbox:handover", SCHOOL, SCHOOL, "membership teacher"),
    Row("inbox:notices", SIGNED_IN),
    Row("inbox:read", None, SIGNED_IN),
    Row("inbox:choose", SIGNED_IN, SIGNED_IN),
    Row("inbox:ask", None, _who("other_office_officer"), "task awaited"),
    # Roles: given and taken by those entitled (accounts/chain.py), powerful ones by two of them.
    # Everybody who works in an organization sees its people; what waits, only who may decide.
    Row("people_desk:own", WORKING),
    Row("people_desk:organization", OF_OUR_SCHOOL | OFFICE, on="people school"),
    Row("people_desk:organization", OFFICE | CITY_OFFICER, on="people office"),
    Row(
        "people_desk:organization",
        MANAGER | OFFICE | DISTRICT_OFFICER,
        on="people venue",
    ),
    Row("people_desk:invite", SCHOOL_GIVERS, SCHOOL_GIVERS, "people school"),
    Row("people_desk:letters", None, SCHOOL_GIVERS, "letters"),
    Row("people_desk:change", SCHOOL_GIVERS, SCHOOL_GIVERS, "change open"),
    Row("people_desk:change", OFFICE_GIVERS, OFFICE_GIVERS, "change proposed"),
    Row("people_desk:revoke", None, SCHOOL_GIVERS, "change open"),
    Row("people_desk:end", SCHOOL, SCHOOL, "membership teacher"),
    Row("people_desk:end", OFFICE_GIVERS, OFFICE_GIVERS, "membership office_officer"),
    Row("people_desk:add", OFFICERS, OFFICERS),
    Row("people_desk:import", SCHOOL, SCHOOL),
    Row("people_desk:confirm_import", None, SCHOOL),
    Row("people_desk:undo", None, SCHOOL, "import"),
    Row("people_desk:template", SCHOOL, on="template csv"),
    Row("people_desk:template", NOBODY, on="template exe"),
    # Families: a school's officer hands codes out everywhere in it, a teacher to the own class.
    Row("families_desk:classes", OF_OUR_SCHOOL | {"other_teacher"}, answers=LED_ON),
    Row("families_desk:families", OF_OUR_SCHOOL, OF_OUR_SCHOOL, "families class"),
    Row("families_desk:families", SCHOOL, SCHOOL, "families school"),
    Row("families_desk:paper", OF_OUR_SCHOOL, OF_OUR_SCHOOL, "child waiting"),
    Row("families_desk:end", None, OF_OUR_SCHOOL, "membership student"),
    # Agreements: the bodies of the agreement see it before it is public; officers of the two
    # sides write and approve, the superintendent and the head sign.
    Row("agreements_desk:list", SIGNED_IN),
    Row("agreements_desk:new", DRAFTERS, DRAFTERS, told=SIGNED_IN),
    Row("agreements_desk:detail", THEIR_PARTIES, on="agreement draft"),
    Row("agreements_desk:detail", THEIR_PARTIES, on="agreement in signing"),
    Row("agreements_desk:detail", SIGNED_IN, on="agreement in force"),
    *(
        Row(f"agreements_desk:document_{kind}", who, on=on)
        for kind in ("pdf", "hwpx")
        for who, on in (
            (THEIR_PARTIES, "agreement draft"),
            (THEIR_PARTIES, "agreement in signing"),
            (SIGNED_IN, "agreement in force"),
        )
    ),
    Row("agreements_desk:edit", THEIR_OFFICERS, THEIR_OFFICERS, "agreement draft", THEIR_PARTIES),
    Row(
        "agreements_desk:edit",
        *(OUR_OFFICERS, OUR_OFFICERS, "agreement in force", SIGNED_IN),
        answers=frozenset({409}),
    ),
    Row("agreements_desk:clause", THEIR_PARTIES, THEIR_OFFICERS, "clause", THEIR_PARTIES),
    Row("agreements_desk:clause_answer", None, THEIR_OFFICERS, "clause", THEIR_PARTIES),
    Row("agreements_desk:clause_comment", None, THEIR_PARTIES, "clause"),
    Row("agreements_desk:clause_consent", None, _who("city_officer"), "clause", THEIR_PARTIES),
    Row(
        "agreements_desk:clause_add",
        *(THEIR_OFFICERS, THEIR_OFFICERS, "agreement draft", THEIR_PARTIES),
    ),
    # The standard agreement: the metropolitan office's officers write it, all who take part read.
    Row("agreements_desk:standards", OFFICIALS),
    Row("agreements_desk:standard_begin", None, _who("city_officer"), "", SIGNED_IN),
    Row("agreements_desk:standard", OFFICIALS, on="standard"),
    *(
        Row(
            f"agreements_desk:{name}",
            *(_who("city_officer"), _who("city_officer"), on),
        )
        for name, on in (
            ("standard_issue", "standard draft"),
            ("standard_add", "standard draft"),
            ("standard_clause", "standard clause"),
            ("standard_remove", "standard clause"),
        )
    ),
    Row("agreements_desk:submit", None, THEIR_OFFICERS, "agreement draft", THEIR_PARTIES),
    # Lines: officers of a side lay its own, those in it take their step, each when it is theirs.
    Row(
        "agreements_desk:line",
        *(THEIR_OFFICERS, THEIR_OFFICERS, "agreement in approval", THEIR_PARTIES),
    ),
    Row(
        "agreements_desk:number",
        *(THEIR_LINES, THEIR_LINES, "agreement in signing", THEIR_PARTIES),
    ),
    Row("agreements_desk:stand_ins", IN_LINES, IN_LINES, told=SIGNED_IN),
    Row("agreements_desk:stand_in_end", None, _who("head"), "stand-in", _who("district_officer")),
    Row("agreements_desk:approve", None, THEIR_LINES, "agreement in approval", THEIR_PARTIES),
    Row("agreements_desk:approve", None, OUR_LINES, "agreement in force", SIGNED_IN),
    Row(
        "agreements_desk:return",
        *(THEIR_OFFICERS, THEIR_OFFICERS, "agreement in approval", THEIR_PARTIES),
    ),
    Row(
        "agreements_desk:return",
        *(THEIR_SIGNERS, THEIR_SIGNERS, "agreement in signing", THEIR_PARTIES),
    ),
    Row(
        "agreements_desk:sign",
        *(THEIR_SIGNERS, THEIR_SIGNERS, "agreement in signing", THEIR_PARTIES),
    ),
    Row(
        "agreements_desk:sign",
        *(OUR_SIGNERS, OUR_SIGNERS, "agreement in force", SIGNED_IN),
        answers=frozenset({409}),
    ),
    # Programs: the venue's own while it writes, then also the officials' whom it concerns;
    # officers of the district and its office decide.
    Row("programs_desk:list", SIGNED_IN),
    Row("programs_desk:offer", MANAGERS, MANAGERS, told=SIGNED_IN),
    Row("programs_desk:detail", MANAGER, on="program draft"),
    Row("programs_desk:detail", MANAGER | OUR_OFFICIALS, on="program submitted"),
    Row("programs_desk:detail", SIGNED_IN, on="program published"),
    Row("programs_desk:revise", MANAGER, MANAGER, "program draft"),
    Row("programs_desk:revise", MANAGER, MANAGER, "program submitted", OUR_OFFICIALS),
    Row("programs_desk:revise", MANAGER, MANAGER, "program published", SIGNED_IN),
    Row("programs_desk:submit", None, MANAGER, "program draft"),
    Row("programs_desk:submit", None, MANAGER, "program published", SIGNED_IN),
    Row("programs_desk:approve", None, NOBODY, "program draft", MANAGER),
    Row("programs_desk:approve", None, OUR_OFFICERS, "program submitted", OUR_OFFICIALS | MANAGER),
    Row(
        "programs_desk:return",
        *(OUR_OFFICERS, OUR_OFFICERS, "program submitted", OUR_OFFICIALS | MANAGER),
    ),
    # Rounds: a draft is its office's own; from the opening on those of its districts see it,
    # families when it is published. Only the class group's own people see its wishes and result.
    Row("placements_desk:rounds", SIGNED_IN),
    Row("placements_desk:make", OFFICES, OFFICES),
    Row("placements_desk:round", OFFICE, on="round draft"),
    Row("placements_desk:round", SEES_OPEN_ROUND, on="round open"),
    Row("placements_desk:round", SEES_OPEN_ROUND | CLASS, on="round published"),
    Row("placements_desk:revise", OFFICE, OFFICE, "round draft"),
    Row("placements_desk:sessions", OFFICE, OFFICE, "round draft"),
    Row("placements_desk:open", OFFICE, OFFICE, "round draft"),
    Row("placements_desk:close", OFFICE, OFFICE, "round open"),
    Row("placements_desk:seed", OFFICE, OFFICE, "round closed"),
    Row("placements_desk:repeat", None, OFFICE, "round drawn"),
    Row("placements_desk:publish", OFFICE, OFFICE, "round drawn"),
    Row("placements_desk:wishes", NOBODY, NOBODY, "round draft"),
    Row("placements_desk:wishes", TEACHER, TEACHER, "round open"),
    Row("placements_desk:wishes", TEACHER, TEACHER, "round closed"),
    Row("placements_desk:withdraw", None, TEACHER, "round open"),
    Row("placements_desk:result", NOBODY, on="round open"),
    Row("placements_desk:result", NOBODY, on="round drawn"),
    Row("placements_desk:result", CLASS, on="round published"),
    Row("placements_desk:return", TEACHER, TEACHER, "place held"),
    Row("placements_desk:offer", TEACHER, TEACHER, "place offered"),
    Row("placements_desk:bundle", NOBODY, on="round drawn"),
    Row("placements_desk:bundle", SIGNED_IN, on="round published"),
    # News: those who edit decide on repairs and publish; the others are told that they do not.
    Row("news_desk:list", EDITORS | HEADS, told=SIGNED_IN, answers=LED_ON),
    Row("news_desk:repairs", EDITORS, on="news draft", told=SIGNED_IN),
    Row("news_desk:accept_all", None, EDITORS, "news draft", SIGNED_IN),
    Row("news_desk:decide", None, EDITORS, "repair", SIGNED_IN),
    Row("news_desk:publish", None, EDITORS, "news draft", SIGNED_IN),
    # Press releases are their body's own; who wrote one does not approve it. (The sample's release
    # in review is that of a colleague of the district's officer.)
    Row("releases_desk:list", EDITORS | HEADS, told=SIGNED_IN),
    Row("releases_desk:write", EDITORS | HEADS, EDITORS | HEADS, told=NO_RELEASES),
    Row("releases_desk:detail", OUR_PRESS, on="release draft", told=NO_RELEASES),
    Row("releases_desk:detail", OUR_PRESS, on="release published", told=NO_RELEASES),
    Row("releases_desk:revise", OUR_PRESS, OUR_PRESS, "release draft", NO_RELEASES),
    Row("releases_desk:attach", OUR_PRESS, OUR_PRESS, "release draft", NO_RELEASES),
    Row("releases_desk:detach", None, NOBODY, "attached", NO_RELEASES),
    Row("releases_desk:submit", None, OUR_PRESS, "release draft", NO_RELEASES),
    Row("releases_desk:approve", None, OUR_PRESS, "release review", NO_RELEASES),
    Row("releases_desk:return", OUR_PRESS, OUR_PRESS, "release review", NO_RELEASES),
    Row("releases_desk:withdraw", OUR_PRESS, OUR_PRESS, "release published", NO_RELEASES),
    # What is public is public to everybody, and nothing else is.
    *_open(
        "news:list", "news:article|news published", "news:article|news release", "weather:board"
    ),
    *_hidden("news:article|news draft", "news:article|news embargoed"),
    *_open(
        *("portal:home", "portal:about", "portal:contact", "portal:privacy"),
        *("portal:accessibility", "portal:data", "portal:schools_csv", "portal:states_csv"),
        *(
            "portal:verify",
            "portal:checker",
            "portal:search",
            "portal:districts",
            "portal:district|district 11545",
        ),
        *("portal:agreements", "portal:agreement|agreement in force"),
        *("portal:agreement_text|agreement in force", "portal:programs"),
        *(f"portal:agreement_{kind}|agreement in force" for kind in ("pdf", "hwpx", "html")),
        *("portal:program|program published", "portal:rounds", "portal:round|round open"),
        *("portal:round|round published", "portal:round_bundle|round published"),
    ),
    *_hidden(
        *("portal:agreement|agreement draft", "portal:agreement|agreement in signing"),
        *("portal:agreement_text|agreement in signing", "portal:program|program draft"),
        *(f"portal:agreement_{kind}|agreement in signing" for kind in ("pdf", "hwpx", "html")),
        *("portal:program|program submitted", "portal:round|round draft"),
        *("portal:round_bundle|round drawn", "portal:district|district 99999"),
    ),
    Row("portal:agreement_verify", EVERYBODY, EVERYBODY),
    # The directory: a venue's manager keeps its own, officers of its district verify.
    *_open(
        "directory:list",
        "directory:csv",
        "directory:service|directory service",
        "directory:organization|directory organization",
    ),
    *_open("hsds:about", "hsds:services", "hsds:organizations", "hsds:places"),
    *_open("hsds:taxonomies", "hsds:terms"),
    *_hidden(
        "hsds:service|file",
        "hsds:organization|file",
        "hsds:place|file",
        "hsds:taxonomy|file",
        "hsds:term|file",
        "files:file|file",
        "files_desk:file|file",
    ),
    Row("organization_application:apply", EVERYBODY, EVERYBODY),
    Row("organization_application:status", NOBODY, on="status"),
    Row("directory_desk:own", OFFICERS | MANAGERS, told=SIGNED_IN),
    Row("directory_desk:profile", MANAGERS, MANAGERS),
    Row("directory_desk:new_place", MANAGERS, MANAGERS),
    Row("directory_desk:place", MANAGER, MANAGER, "directory location"),
    Row("directory_desk:new_service", MANAGERS, MANAGERS),
    Row("directory_desk:service", MANAGER, MANAGER, "directory service"),
    Row(
        "directory_desk:checked", None, MANAGER, "directory service", SIGNED_IN - {"other_manager"}
    ),
    Row(
        "directory_desk:application",
        *(OUR_OFFICERS | {"city_officer"}, _who("district_officer"), "directory application"),
        _who("office_officer city_officer"),
    ),
    Row(
        "directory_desk:renew",
        *(None, _who("district_officer"), "directory organization"),
        _who("office_officer city_officer manager"),
    ),
]


def addresses() -> dict[str, str]:
    """This function will return every address of the site: its name, and its path as written."""
    found: dict[str, str] = {}
    for name, path in _walk(get_resolver().url_patterns, "", "/"):
        if name in found:
            raise AssertionError(f"two addresses are called {name}")
        found[name] = path
    return found


def _walk(
    patterns: Sequence[URLPattern | URLResolver], space: str, path: str
) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        here = f"{path}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            if not pattern.name:
                raise AssertionError(f"{here} has no name")
            yield f"{space}{pattern.name}", here
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, inner, here)


def asks_to_sign_in(path: str) -> bool:
    """This function will tell whether nobody signed in is led to the sign-in page."""
    return path in OWN_PAGES or path.startswith(("/desk/", "/accounts/security/"))


def expected(row: Row, path: str, role: str, method: str) -> frozenset[int] | str:
    """This function will return the answers that are right, or "sign in"."""
    allowed = row.get if method == "get" else row.post
    if role == "anonymous" and asks_to_sign_in(path):
        return "sign in"
    if allowed is None:
        return frozenset({405})
    if role in allowed:
        return row.answers if method == "get" else frozenset({200, 302, 400, 409, 422})
    return frozenset({403 if role in row.told else 404})
