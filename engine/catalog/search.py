"""Search over the products' words: an inverted index in plain rows, so every database answers alike.

A product's name weighs most, then its category and seller, then its attributes, then its description, in
both languages. Every word of a question must be found; where that leaves nothing, any word will do. A
word that the index does not know stands for what it begins (`cosul` finds `cosulet`), else for the known
word most like it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import chain

from django.core.cache import cache
from django.db import transaction
from django.db.models import Max
from rapidfuzz import process
from rapidfuzz.distance import OSA

from engine.catalog import questions, words
from engine.catalog.models import (
    AttributeValue,
    Product,
    ProductAttributeValue,
    ProductSearch,
    SearchTerm,
    Translation,
)

NAME, SHELF, ATTRIBUTE, DESCRIPTION = 12, 6, 4, 1
LONGEST_QUESTION = 200
MOST_WORDS = 8
SHORTEST_PREFIX = 3
SHORTEST_TYPO = 4
#: One slip in a word of four letters.
LEAST_LIKENESS = 0.7
#: A word itself counts more than one that only begins with it or is like it.
EXACT, ALIKE = 4, 1
BATCH = 500
VOCABULARY_KEY = "engine:search:vocabulary:{newest}"


def reindex(product_ids: Collection[int]) -> None:
    """Write the words of products anew; those that are gone lose theirs."""
    keys = list(product_ids)
    for start in range(0, len(keys), BATCH):
        _reindex_batch(keys[start : start + BATCH])


def _reindex_batch(keys: list[int]) -> None:
    weighted = _weighted_words(keys)
    with transaction.atomic():
        SearchTerm.objects.filter(product_id__in=keys).delete()
        SearchTerm.objects.bulk_create(
            [
                SearchTerm(product_id=key, term=term, weight=weight)
                for key, found in weighted.items()
                for term, weight in found.items()
            ],
            batch_size=BATCH,
        )
        ProductSearch.objects.bulk_create(
            [ProductSearch(product_id=key, document=" ".join(found)) for key, found in weighted.items()],
            update_conflicts=True,
            unique_fields=["product"],
            update_fields=["document"],
        )


def _weighted_words(keys: list[int]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for key, weight, text in _texts(keys):
        mine = found[key]
        for term in words.terms(text):
            mine[term] = max(mine.get(term, 0), weight)
    return found


def _texts(keys: list[int]) -> Iterable[tuple[int, int, str]]:
    products = list(Product.objects.filter(pk__in=keys).select_related("category"))
    shelves = [product.category for product in products if product.category]
    english = _translations("Product", keys)
    english_shelves = _translations("Category", [shelf.pk for shelf in shelves])
    for product in products:
        yield product.pk, NAME, product.name
        yield product.pk, NAME, english.get(product.pk, {}).get("name") or ""
        yield product.pk, DESCRIPTION, _plain(product.description)
        yield product.pk, DESCRIPTION, _plain(english.get(product.pk, {}).get("description"))
        if product.category:
            yield product.pk, SHELF, product.category.name
            yield product.pk, SHELF, english_shelves.get(product.category_id or 0, {}).get("name") or ""
    yield from _attribute_texts(keys)


def _attribute_texts(keys: list[int]) -> Iterable[tuple[int, int, str]]:
    links = ProductAttributeValue.objects.filter(product_id__in=keys).select_related("value__reference_page")
    rows = list(links)
    english = _translations("AttributeValue", {row.value_id for row in rows})
    for row in rows:
        page = row.value.reference_page
        yield row.product_id, SHELF if page else ATTRIBUTE, _value_text(row.value)
        texts = english.get(row.value_id, {})
        yield row.product_id, ATTRIBUTE, texts.get("plain_text") or texts.get("name") or ""


def _value_text(value: AttributeValue) -> str:
    if value.reference_page:
        return value.reference_page.title
    if value.boolean is not None or value.numeric is not None:
        return ""
    return value.plain_text or value.name


def _translations(kind: str, keys: Iterable[int]) -> dict[int, dict[str, str]]:
    rows = Translation.objects.filter(kind=kind, object_key__in=[str(key) for key in keys])
    return {int(row.object_key): row.texts for row in rows}


def _plain(rich_text: object) -> str:
    """Join the texts of an EditorJS document."""
    if not isinstance(rich_text, dict):
        return ""
    blocks = rich_text.get("blocks") or []
    parts = [block.get("data", {}) for block in blocks if isinstance(block, dict)]
    return " ".join(str(part.get("text") or " ".join(map(str, part.get("items") or ()))) for part in parts)


def ranked(question: str) -> dict[int, int]:
    """Return product ids with their rank for a question, the best with the highest number.

    Nothing found, or nothing asked, gives an empty dict. The question is cut at 200 characters.
    """
    asked = list(dict.fromkeys(words.terms(question[:LONGEST_QUESTION])))[:MOST_WORDS]
    if not asked:
        return {}
    found = _found(asked)
    if not found:
        return {}
    needed = [term for term in asked if term not in words.DOUBTFUL] or asked
    having = [set(found.get(term, ())) for term in needed]
    chosen = set.intersection(*having) or set().union(*having)
    return {key: sum(each.get(key, 0) for each in found.values()) for key in chosen}


def _found(asked: list[str]) -> dict[str, dict[int, int]]:
    """Return the products that each asked word finds, ranked by the best of what it stands for."""
    listed = _listed(asked)
    groups = _groups(asked, exact=set(listed))
    listed |= _listed([term for term in dict.fromkeys(chain(*groups.values())) if term not in listed])
    return {asked_word: _products_of(group, listed) for asked_word, group in groups.items() if group}


def _listed(terms: Collection[str]) -> dict[str, list[tuple[int, int]]]:
    """Return (product's key, weight) of all that has each term; terms that nothing has are left out."""
    listed: dict[str, list[tuple[int, int]]] = {}
    for term, key, weight in questions.postings(terms):
        listed.setdefault(term, []).append((key, weight))
    return listed


def _products_of(group: Mapping[str, int], listed: Mapping[str, list[tuple[int, int]]]) -> dict[int, int]:
    ranks: dict[int, int] = {}
    for term, counts in group.items():
        for key, weight in listed.get(term, ()):
            if weight * counts > ranks.get(key, 0):
                ranks[key] = weight * counts
    return ranks


def _groups(asked: list[str], *, exact: Collection[str]) -> dict[str, dict[str, int]]:
    """Return what each asked word stands for in the index, and how much each of that counts."""
    groups: dict[str, dict[str, int]] = {}
    for position, term in enumerate(asked):
        group = {term: EXACT} if term in exact else {}
        is_last = position == len(asked) - 1
        if len(term) >= SHORTEST_PREFIX and (is_last or not group):
            group = dict.fromkeys(_beginning_with(term), ALIKE) | group
        groups[term] = group or dict.fromkeys(_like(term), ALIKE)
    return groups


def _beginning_with(term: str) -> list[str]:
    # A range reads the index on every database; LIKE would not where the collation differs.
    after = term[:-1] + chr(ord(term[-1]) + 1)
    return questions.terms_between(term, after)


def _like(term: str) -> list[str]:
    if len(term) < SHORTEST_TYPO:
        return []
    best = process.extractOne(
        term, _vocabulary(), scorer=OSA.normalized_similarity, score_cutoff=LEAST_LIKENESS
    )
    return [best[0]] if best else []


def _vocabulary() -> list[str]:
    """All words of the index; kept in the cache until a row is added."""
    newest = SearchTerm.objects.aggregate(newest=Max("pk"))["newest"] or 0
    key = VOCABULARY_KEY.format(newest=newest)
    known: list[str] | None = cache.get(key)
    if known is None:
        known = sorted(SearchTerm.objects.values_list("term", flat=True).distinct())
        cache.set(key, known, timeout=3600)
    return known
