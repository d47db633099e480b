"""Pieces that are drawn once for equal values: never another's, never in the wrong language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.template import Context, Engine, TemplateSyntaxError
from django.utils import translation

from kernel.money import Money


@dataclass(frozen=True, slots=True)
class Thing:
    """What the piece shows."""

    name: str
    price: Money


PIECE = '{% load i18n shop %}{% translate "In stock" %}: {{ thing.name }}, {{ thing.price|lei }}{{ request }}'
PAGE = '{% load remembered %}{% remembered "piece.html" thing=thing %}'


def _engine(piece: str = PIECE, *, debug: bool = False, files: dict[str, str] | None = None) -> Engine:
    files = {} if files is None else files
    files |= {"piece.html": piece, "page.html": PAGE}
    return Engine(
        debug=debug,
        loaders=[("django.template.loaders.locmem.Loader", files)],
        libraries={
            "i18n": "django.templatetags.i18n",
            "remembered": "storefront.templatetags.remembered",
            "shop": "storefront.templatetags.shop",
        },
    )


def _shown(engine: Engine, **values: Any) -> str:
    return engine.get_template("page.html").render(Context(values))


def test_shows_what_the_template_shows() -> None:
    page = _shown(_engine(), thing=Thing("Bowl <b>", Money(123450)))

    assert page == "În stoc: Bowl &lt;b&gt;, 1.234,50\u00a0lei"


def test_draws_equal_things_once(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = _engine()
    first = _shown(engine, thing=Thing("Bowl", Money(1900)))
    monkeypatch.setattr(engine, "find_template", _must_not_load)
    page = engine.from_string(PAGE)

    again = page.render(Context({"thing": Thing("Bowl", Money(1900))}))

    assert again == first


def test_draws_anew_what_changed() -> None:
    engine = _engine()
    before = _shown(engine, thing=Thing("Bowl", Money(1900)))

    after = _shown(engine, thing=Thing("Bowl", Money(1899)))

    assert before == "În stoc: Bowl, 19,00\u00a0lei"
    assert after == "În stoc: Bowl, 18,99\u00a0lei"


def test_speaks_the_language_of_the_page() -> None:
    engine, thing = _engine(), Thing("Bowl", Money(123450))
    romanian = _shown(engine, thing=thing)

    with translation.override("en"):
        english = _shown(engine, thing=thing)

    assert romanian == "În stoc: Bowl, 1.234,50\u00a0lei"
    assert english == "In stock: Bowl, 1,234.50\u00a0lei"


def test_shows_nothing_of_the_visitor() -> None:
    page = _shown(_engine(), thing=Thing("Bowl", Money(1900)), request="Ana")

    assert page == "În stoc: Bowl, 19,00\u00a0lei"


def test_reads_settings_anew_when_they_change(settings: Any) -> None:
    files: dict[str, str] = {}
    engine = _engine("{{ thing }}", files=files)
    _shown(engine, thing="Bowl")
    files["piece.html"] = "{{ thing }}!"

    settings.SHOP_NAME = "Another"

    assert _shown(engine, thing="Bowl") == "Bowl!"


def test_draws_each_time_while_templates_are_written() -> None:
    files: dict[str, str] = {}
    engine = _engine("{{ thing }}", debug=True, files=files)
    _shown(engine, thing="Bowl")
    files["piece.html"] = "{{ thing }}!"

    assert _shown(engine, thing="Bowl") == "Bowl!"


@pytest.mark.parametrize(
    "arguments", ["", "piece.html", '"piece.html" thing', '"piece.html" thing=thing more']
)
def test_refuses_what_it_does_not_understand(arguments: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        _engine().from_string(f"{{% load remembered %}}{{% remembered {arguments} %}}")


def _must_not_load(name: str, dirs: object = None, skip: object = None) -> Any:
    raise AssertionError(f"{name} was loaded again")
