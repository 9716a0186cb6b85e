"""How forms are drawn."""

from __future__ import annotations

from django import forms
from django.forms.renderers import get_default_renderer

from hamkke.web.forms import Renderer


class Offer(forms.Form):
    default_renderer = Renderer
    title = forms.CharField(label="제목", help_text="짧게 적어 주세요.")
    pupils = forms.IntegerField(label="인원", min_value=1)
    note = forms.CharField(label="메모", required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(label="종류", choices=[("a", "체험")], widget=forms.RadioSelect)
    level = forms.ChoiceField(label="학교급", choices=[("e", "초")])
    read = forms.BooleanField(label="읽었습니다")


def test_the_site_draws_forms_with_the_shell() -> None:
    assert isinstance(get_default_renderer(), Renderer)


def test_label_help_and_control_belong_together() -> None:
    html = str(Offer()["title"].as_field_group())
    assert '<label class="form-tit" for="id_title">제목</label>' in html
    assert 'id="id_title_helptext"' in html
    assert 'aria-describedby="id_title_helptext"' in html
    assert 'class="krds-input"' in html
    assert html.index("짧게") < html.index("<input")


def test_optional_fields_say_so() -> None:
    assert "(선택)" in str(Offer()["note"].as_field_group())
    assert "(선택)" not in str(Offer()["title"].as_field_group())


def test_errors_are_listed_on_top_and_told_at_the_field() -> None:
    form = Offer({"pupils": "열", "level": "e"})
    html = str(form)
    assert "고칠 곳이 4개 있습니다." in html
    assert '<a href="#id_title">제목:' in html
    assert '<a href="#id_kind_0">종류:' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert html.index("hk-summary") < html.index("id_title_helptext")


def test_errors_of_the_whole_form_stand_in_the_summary() -> None:
    form = Offer({})
    form.full_clean()
    form.add_error(None, "그사이 금천구가 이 조항을 고쳤습니다.")
    assert "<li>그사이 금천구가 이 조항을 고쳤습니다.</li>" in str(form)


def test_what_was_typed_into_a_number_field_stays() -> None:
    html = str(Offer({"pupils": "열"})["pupils"])
    assert 'type="text"' in html
    assert 'inputmode="numeric"' in html
    assert 'value="열"' in html
    assert "min=" not in html


def test_choices_stay_native_and_in_a_named_group() -> None:
    html = str(Offer()["kind"].as_field_group())
    assert '<legend class="form-tit">종류</legend>' in html
    assert '<input type="radio"' in html
    assert html.count("체험") == 1
    assert "krds" not in html


def test_a_single_box_is_labelled_to_its_right() -> None:
    html = str(Offer()["read"].as_field_group())
    assert html.index("<input") < html.index("읽었습니다")
    assert html.count("<label") == 1


def test_hostile_input_is_shown_as_text() -> None:
    html = str(Offer({"title": '"><script>alert(1)</script>'})["title"])
    assert "<script>" not in html


def test_django_speaks_in_our_voice() -> None:
    form = Offer({"pupils": "열", "level": "x"})
    assert form.errors["title"] == ["빠졌습니다. 채워 주세요."]
    assert form.errors["pupils"] == ["숫자로 적어 주세요. 예: 24"]
    assert form.errors["level"] == ["목록에서 골라 주세요."]
