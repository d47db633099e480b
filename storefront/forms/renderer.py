"""How the controls of forms are drawn: as Django's templates do, without a template for each plain part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

INPUTS = ("checkbox", "email", "hidden", "input", "number", "password", "text")
FOLDER = "django/forms/widgets"


class PlainRenderer(DjangoTemplates):
    """Writes inputs and drop-down lists itself; whatever else there is comes from Django's templates.

    An address form has two lists and a dozen inputs, which were half of a checkout page's time.
    """

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Draw a control or a form."""
        draw = DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = widget["value"]
    return format_html(
        '<input type="{}" name="{}"{}{}>',
        widget["type"],
        widget["name"],
        format_html(' value="{}"', value) if value is not None else "",
        _attributes(widget["attrs"]),
    )


def _select(widget: Mapping[str, Any]) -> SafeString:
    groups = format_html_join("", "{}", ((_group(name, rows),) for name, rows, _ in widget["optgroups"]))
    return format_html(
        '<select name="{}"{}>{}\n</select>', widget["name"], _attributes(widget["attrs"]), groups
    )


def _group(name: str | None, options: list[Mapping[str, Any]]) -> SafeString:
    drawn = mark_safe("".join([_option(each) for each in options]))  # noqa: S308
    return format_html('\n  <optgroup label="{}">{}\n  </optgroup>', name, drawn) if name else drawn


def _option(option: Mapping[str, Any]) -> SafeString:
    return _drawn_option(str(option["value"]), str(option["label"]), tuple(option["attrs"].items()))


# Every address form lists the same 42 counties.
@lru_cache(maxsize=512, typed=True)
def _drawn_option(value: str, label: str, attributes: tuple[tuple[str, Any], ...]) -> SafeString:
    drawn = _attributes(dict(attributes))
    return format_html('\n  <option value="{}"{}>{}</option>', value, drawn, label)


def _attributes(attributes: Mapping[str, Any]) -> SafeString:
    return format_html_join(
        "",
        " {}{}",
        (
            (name, "" if value is True else format_html('="{}"', value))
            for name, value in attributes.items()
            if value is not False
        ),
    )


DRAWN: dict[str, Callable[[Mapping[str, Any]], SafeString]] = {
    f"{FOLDER}/select.html": _select,
    **dict.fromkeys((f"{FOLDER}/{kind}.html" for kind in INPUTS), _input),
}
