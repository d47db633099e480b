"""Words as the search sees them: without diacritics, without endings, the same on every database.

Folding comes before stemming: the stemmer then treats `brățară`, `bratara` and `brăţări` alike. The two vowel
pairs are Romanian's commonest change inside a stem (`floare`, `flori`; `seară`, `seri`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

LONGEST_WORD = 64
#: Words that say nothing in a search for goods.
STOP_WORDS = frozenset(
    [
        "a",
        "al",
        "ale",
        "ai",
        "as",
        "in",
        "din",
        "de",
        "la",
        "pe",
        "cu",
        "si",
        "sau",
        "un",
        "o",
        "the",
        "of",
        "and",
        "for",
        "with",
        "to",
        "pentru",
        "prin",
    ]
)
#: Words whose forms the stemmer cannot join; each maps to one of them, folded.
SYNONYMS = {"ii": "ie", "iile": "ie", "iei": "ie"}
WORD = re.compile(r"[a-z0-9]+")
_STEMMER = snowballstemmer.stemmer("romanian")


def fold(text: str) -> str:
    """Return the text in lower case without diacritics; both families of ș and ț become s and t."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a folded word without its ending."""
    known = SYNONYMS.get(word, word)
    shortened = _STEMMER.stemWord(known)
    return str(shortened).replace("oa", "o").replace("ea", "e")[:LONGEST_WORD]


def terms(text: str) -> list[str]:
    """Return the telling words of a text, folded and stemmed, in order, repeats kept."""
    found = (word[:LONGEST_WORD] for word in WORD.findall(fold(text)))
    return [stem(word) for word in found if word not in STOP_WORDS]
