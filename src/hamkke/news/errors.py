"""What can be refused when a page is read, repaired or published."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hamkke.database.errors import Refusal


class PageUnreadable(Refusal):
    """The base of everything that keeps a file from being read as a page."""

    text = _("파일을 읽지 못했습니다.")


class PageTooBig(PageUnreadable):
    """The file is larger than a saved page can sensibly be."""

    text = _(
        "파일이 너무 큽니다(%(megabytes)s MB). "
        "%(limit)s MB까지 읽습니다. 페이지 하나만 저장한 파일인지 살펴 주세요."
    )


class PageEmpty(PageUnreadable):
    """The file holds nothing to read."""

    text = _("파일이 비어 있습니다. 저장한 페이지가 맞는지 살펴 주세요.")


class NotAPage(PageUnreadable):
    """The file is something else than a page: a picture, an archive, a program."""

    text = _(
        "글로 된 페이지가 아닙니다(%(found)s). 웹 페이지를 HTML이나 글 파일(.txt)로 저장해 주세요."
    )


class UnknownEncoding(PageUnreadable):
    """The bytes are neither UTF-8, UTF-16 nor CP949 throughout."""

    text = _(
        "글자를 읽지 못했습니다. UTF-8, UTF-16, CP949 어느 것도 아니거나 "
        "%(offset)s번째 바이트에서 파일이 깨졌습니다. 페이지를 다시 저장해 주세요."
    )


class ArticleTooLong(PageUnreadable):
    """The text taken for the article is longer than an article can be."""

    text = _(
        "기사 본문이 너무 깁니다(%(length)s자). %(limit)s자까지 읽습니다. "
        "기사 한 편만 담긴 페이지를 저장해 주세요."
    )


class MayNotEditNews(Refusal):
    """The viewer's membership gives no right to edit news."""

    status = 403
    text = _("소식은 교육청, 교육지원청, 자치구의 담당자만 고칠 수 있습니다.")


class RepairNeedsText(Refusal):
    """Nothing is known to belong to the place: a person has to say it."""

    text = _("무엇이 빠졌는지 알 수 없는 곳입니다. 고칠 말을 골라 주거나 적어 주세요.")


class RepairTextTooLong(Refusal):
    """A person's own wording is longer than a repair."""

    text = _("고칠 말이 너무 깁니다. %(limit)s자까지 적을 수 있습니다.")
