"""A typed query as atoms and structure: whatever was typed, what is left for the parser is a skeleton it can read.

`mother -"social worker" title:(hazel OR ro*)` becomes the skeleton `0 - 1 title : ( 2 OR 3 )`, with four atoms.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from search_api.analysis import raw_words, stem
from search_api.analysis.words import fold
from search_api.query.ranges import RANGE_FIELDS, read_range
from search_api.query.syntax import Exact, Prefix, Syntax, Typed, Words
from search_api.request import LONGEST_QUERY

WORD_FIELDS = frozenset({"title", "child", "authority", "author", "abuse", "agency", "theme", "page"})
SECTIONS = frozenset({"recommendations", "learning", "summary", "findings"})
_ALIASES = {"abuse_type": "abuse", "abuse-type": "abuse", "reviewer": "author", "date": "published"}

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″＂❝❞〝〞", '"') | dict.fromkeys("‘’‚‛`´＇", "'"))
_SINGLE_QUOTED = re.compile(
    r"""(?<![^\s(\[:+!-])'(?=[^\W\d_])((?:[^'"]|(?<=\w)'(?=\w))+)(?<=\w\w)'(?=[\s)\]~.,;:?!]|$)|"[^"]*\""""
)
"""British quotation marks: `'toxic trio'`, not the apostrophes of `parents' views` and `children's`.

What stands in double quotation marks is matched too, so that single ones in it are left alone.
"""
_OPERATORS = {"AND": "AND", "OR": "OR", "NOT": "NOT", "&&": "AND", "||": "OR"}
_SLOP = re.compile(r"~(\d{1,3})?")
_SUFFIX = re.compile(r"(?:~[\d.]*|\^[\d.]*)+$")
_FIELD = re.compile(r"([A-Za-z_-]{2,20}):(?!/)")
_NEGATIVE = re.compile(r"-\d")
_CHUNK = re.compile(r'[^\s"()]+')
_LARGEST_SLOP = 50
MOST_PREFIXES = 10
"""Of one query: each stands for dozens of words. Further ones are words."""

MOST_PHRASE_WORDS = 50
"""Of one query, in all its phrases: engines look up the places of each. What goes on is the same sentence, mostly."""


@dataclass
class Skeleton:
    """`tokens` are operators, brackets, `field:` and numbers of atoms."""

    tokens: list[str] = field(default_factory=list)
    atoms: list[Syntax] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    scope: str | None = None
    """The field that the whole query is confined to, as `in:recommendations` on its own says."""

    @property
    def is_plain(self) -> bool:
        """Whether it is words and nothing else."""
        return all(token.isdigit() for token in self.tokens) and all(isinstance(atom, Words) for atom in self.atoms)


def tidy(text: str) -> tuple[str, list[str]]:
    """The text with one kind of quotes and no invisible characters, and notices of what was left out."""
    notices: list[str] = []
    if len(text) > LONGEST_QUERY:
        notices.append(f"Only the first {LONGEST_QUERY:,} characters of the query were searched for.")
        text = text[:LONGEST_QUERY]
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_QUOTES)
    text = "".join(" " if unicodedata.category(char) in ("Cc", "Cs", "Cn", "Co") else char for char in text)
    text = "".join(char for char in text if unicodedata.category(char) != "Cf" or char == "\u00ad")
    if text.count('"') % 2:
        last = text.rindex('"')
        text = f"{text[:last]} {text[last + 1 :]}"
        notices.append("A quotation mark without its partner was left out.")
    return _SINGLE_QUOTED.sub(_in_double_quotes, text), notices


def _in_double_quotes(match: re.Match[str]) -> str:
    return match.group() if match.group(1) is None else f'"{match.group(1)}"'


class AtomReader:
    """Reads a tidy text from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._skeleton = Skeleton()
        self._prefixes = 0
        self._phrase_words = 0

    def read(self) -> Skeleton:
        while self._at < len(self._text):
            char = self._text[self._at]
            if char.isspace():
                self._at += 1
            elif char in "()":
                self._skeleton.tokens.append(char)
                self._at += 1
            elif char == '"':
                self._phrase()
            else:
                self._chunk()
        return self._skeleton

    def _phrase(self) -> None:
        end = self._text.index('"', self._at + 1)
        words = _typed(self._text[self._at + 1 : end])
        self._at = end + 1
        slop = 0
        if (match := _SLOP.match(self._text, self._at)) is not None:
            self._at = match.end()
            slop = min(int(match.group(1) or 0), _LARGEST_SLOP)
        left = MOST_PHRASE_WORDS - self._phrase_words
        if len(words) > left:
            notice = f"Only the first {MOST_PHRASE_WORDS} words in quotation marks were searched for."
            if notice not in self._skeleton.notices:
                self._skeleton.notices.append(notice)
            words = words[: max(left, 0)]
        self._phrase_words += len(words)
        if words:
            self._atom(Exact(words, slop))

    def _chunk(self) -> None:
        text = self._text
        if text[self._at] in "+-!" and self._starts_a_word() and self._before_something():
            self._skeleton.tokens.append("+" if text[self._at] == "+" else "-")
            self._at += 1
            return
        if self._field():
            return
        match = _CHUNK.match(text, self._at)
        assert match is not None  # the character is none of those that it excludes
        self._at = match.end()
        chunk = match.group()
        if chunk in _OPERATORS:
            self._skeleton.tokens.append(_OPERATORS[chunk])
        else:
            self._word(chunk)

    def _starts_a_word(self) -> bool:
        return self._at == 0 or self._text[self._at - 1] in ' \t\n(:"'

    def _before_something(self) -> bool:
        following = self._text[self._at + 1 : self._at + 2]
        return bool(following) and not following.isspace() and following not in "+-!)"

    def _field(self) -> bool:  # noqa: PLR0911  (each says why it is no field)
        """A known field's name and colon; an unknown one is a word like any other."""
        match = _FIELD.match(self._text, self._at)
        if match is None:
            return False
        name = _ALIASES.get(match.group(1).lower(), match.group(1).lower())
        after = match.end()
        if name in RANGE_FIELDS:
            read = read_range(name, self._text, after)
            if read is not None:
                node, self._at = read
                if node.low is not None and node.high is not None and node.low > node.high:
                    written = self._text[match.start() : self._at]
                    self._skeleton.notices.append(f"The range {written} ends before it begins, so nothing is in it.")
                self._atom(node)
                return True
            if name not in WORD_FIELDS or _NEGATIVE.match(self._text, after):
                self._skeleton.notices.append(
                    f"“{name}:” was not followed by what it can be searched for, so it was read as a word. "
                    f"Write {RANGE_FIELDS[name]}."
                )
                return False
        if name == "in":
            section = next((each for each in SECTIONS if self._text[after:].lower().startswith(each)), None)
            if section is None:
                return False
            self._section(section, at=after + len(section))
            return True
        following = self._text[after : after + 1]
        if name not in WORD_FIELDS or not following or following.isspace() or following == ")":
            return False
        self._skeleton.tokens.append(f"{name}:")
        self._at = after
        return True

    def _section(self, section: str, *, at: int) -> None:
        """`in:summary:word`, `in:summary(some words)`; on its own it is about all other words."""
        if self._text[at : at + 1] == ":":
            at += 1
        following = self._text[at : at + 1]
        if not following or following.isspace() or following == ")":
            self._skeleton.scope = f"in_{section}"
        else:
            self._skeleton.tokens.append(f"in_{section}:")
        self._at = at

    def _word(self, chunk: str) -> None:
        bare = _SUFFIX.sub("", chunk)
        words = _typed(bare)
        if "*" in bare.rstrip("*") and words:
            self._skeleton.notices.append("A * stands for the rest of a word, so it works only at a word's end.")
        if bare.endswith("*") and words and self._prefixes < MOST_PREFIXES:
            self._prefixes += 1
            if len(words) > 1:
                self._atom(Words(words[:-1]))
            self._atom(Prefix(fold(words[-1].spelling)))
        elif words:
            self._atom(Words(words))

    def _atom(self, atom: Syntax) -> None:
        self._skeleton.tokens.append(str(len(self._skeleton.atoms)))
        self._skeleton.atoms.append(atom)


def _typed(text: str) -> tuple[Typed, ...]:
    return tuple(Typed(spelling, stem(spelling)) for spelling in raw_words(text))


def plain_words(text: str) -> Words:
    """All words of a text, operators written in capitals left out where there are others."""
    words = _typed(text)
    content = tuple(word for word in words if word.spelling not in ("AND", "OR", "NOT"))
    return Words(content or words)
