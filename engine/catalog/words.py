"""Words as the search sees them: without diacritics, without endings, the same on every database.

Folding comes before stemming: the stemmer then treats `brățară`, `bratara` and `brăţări` alike. The two
vowel pairs are Romanian's commonest change inside a stem (`floare`, `flori`; `seară`, `seri`). The stemmer
leaves some plurals of goods alone (`săpunuri`, `lumânări`) and knows no English; the rules beside it do.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

LONGEST_WORD = 64
#: Words that say nothing in a search for goods, folded.
STOP_WORDS = frozenset(
    ["a", "al", "ale", "ai", "as", "din", "de", "la", "pe", "cu", "si", "sau", "un", "o", "pentru", "prin",
     "the", "of", "and", "for", "with", "to"]
)  # fmt: skip
#: `în` says nothing, but `in` is linen; without a circumflex nobody can tell, so a question does without it.
PREPOSITION = re.compile(r"\bîn\b")
DOUBTFUL = frozenset(["in"])
#: Words whose forms no rule joins; each maps to one of them, folded.
SYNONYMS = {
    "ii": "ie", "iile": "ie", "iei": "ie",
    "mese": "masa", "mesei": "masa", "mesele": "masa",
    "cercei": "cercel", "cerceii": "cercel", "sacose": "sacosa", "sacosele": "sacosa",
    "ceaiuri": "ceai", "ceaiurile": "ceai", "curs": "cursur",
    "copii": "copil", "copiii": "copil", "copiilor": "copil", "vouchere": "voucher", "voucherele": "voucher",
}  # fmt: skip
WORD = re.compile(r"[a-z0-9]+")
#: -s of English nouns, but not of `ceas`, `cos`, `glass`, `cactus`.
ENGLISH_PLURAL = re.compile(r"(?<=[a-z]{2}[b-hj-np-rtv-z])s$")
#: What is left of an ending where the stem is this long (letters): `sapunur`, `lumanar`, `lavande`, `tricou`.
LEFT_OVER = (("ur", 5), ("ar", 7), ("e", 6), ("u", 5))
_STEMMER = snowballstemmer.stemmer("romanian")


def fold(text: str) -> str:
    """Return the text in lower case without diacritics; both families of ș and ț become s and t."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a folded word without its ending."""
    singular = SYNONYMS.get(word) or ENGLISH_PLURAL.sub("", word)
    shortened = str(_STEMMER.stemWord(singular)).replace("oa", "o").replace("ea", "e")[:LONGEST_WORD]
    for ending, shortest in LEFT_OVER:
        if len(shortened) >= shortest:
            shortened = shortened.removesuffix(ending)
    return shortened


def terms(text: str) -> list[str]:
    """Return the telling words of a text, folded and stemmed, in order, repeats kept."""
    plain = PREPOSITION.sub(" ", unicodedata.normalize("NFC", text).casefold())
    found = (word[:LONGEST_WORD] for word in WORD.findall(fold(plain)))
    return [stem(word) for word in found if word not in STOP_WORDS]
