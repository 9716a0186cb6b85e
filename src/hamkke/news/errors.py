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


class MayNotRelease(Refusal):
    """The viewer's membership gives no right to write press releases."""

    status = 403
    text = _("보도자료는 교육청, 교육지원청, 자치구의 담당자와 기관장이 쓰고 검토합니다.")


class TextMissing(Refusal):
    """A text that readers need is empty. Data: what."""

    text = _("%(what)s: 비어 있습니다. 내용을 적어 주세요.")


class TextTooLong(Refusal):
    """A text is longer than its field. Data: what, limit, length."""

    text = _("%(what)s: %(limit)d자까지 적을 수 있습니다. 지금은 %(length)d자입니다.")


class UnknownCategory(Refusal):
    """Not one of the categories or licences of the day."""

    text = _("분류와 이용 조건을 목록에서 골라 주세요.")


class EmbargoPast(Refusal):
    """The embargo would already be over."""

    text = _("보도 시점이 이미 지났습니다. 앞으로 올 때를 적거나, 바로 공개하려면 비워 주세요.")


class StaleRelease(Refusal):
    """Somebody saved since the viewer opened the page. Data: version."""

    status = 409
    text = _(
        "저장하지 못했습니다. 그사이 다른 창이나 동료가 이 보도자료를 고쳤습니다. "
        "적은 내용은 그대로 있으니 지금 저장된 내용과 견주어 본 뒤 다시 저장해 주세요."
    )


class ReadReleaseAgain(Refusal):
    """The text the viewer read is not the one that stands now."""

    status = 409
    text = _("그사이 보도자료가 바뀌었습니다. 지금 내용을 다시 읽고 결정해 주세요.")


class NotInWritersHands(Refusal):
    """The release waits for its review or is withdrawn. Data: state."""

    status = 409
    text = _(
        "지금은 ‘%(state)s’ 상태여서 고칠 수 없습니다. "
        "검토를 기다리는 동안에는 검토자에게 보완 요청을 부탁해 주세요."
    )


class NothingToReview(Refusal):
    """The release does not wait for a review. Data: state."""

    status = 409
    text = _("지금은 ‘%(state)s’ 상태여서 승인하거나 보완을 요청할 수 없습니다.")


class OwnRelease(Refusal):
    """The viewer wrote some of what is to be approved."""

    status = 403
    text = _(
        "내가 쓰거나 고친 보도자료는 내가 승인할 수 없습니다. "
        "이 글을 고치지 않은 우리 기관의 다른 사람이 승인합니다."
    )


class ReasonMissing(Refusal):
    """Whoever gets it back, or looks for it later, must know why."""

    text = _("까닭을 적어 주세요.")


class CorrectionNoteMissing(Refusal):
    """Readers must be told what was corrected."""

    text = _("무엇을 정정했는지 적어 주세요. 읽는 사람에게 그대로 보입니다.")


class AlreadyWithdrawn(Refusal):
    """A second click, or another person's."""

    status = 409
    text = _("이미 철회한 보도자료입니다.")


class AltTextMissing(Refusal):
    """A picture came without words for those who cannot see it. Data: name."""

    text = _(
        "‘%(name)s’ 그림의 설명이 없어 올리지 못했습니다. "
        "그림을 볼 수 없는 사람에게 읽어 줄 말을 적어 주세요."
    )


class TooManyFiles(Refusal):
    """The release has as many pictures or attachments as it may. Data: limit."""

    text = _("그림과 첨부 파일은 저마다 %(limit)d개까지 올릴 수 있습니다.")
