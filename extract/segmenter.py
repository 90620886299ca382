"""The segmenter: a stretch of text cut into words, each with its part of speech."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

# A word and its part of speech.
Tagged = tuple[str, str]


class Segmenter:
    """Words with parts of speech, from jieba's dictionary.

    ``rjieba`` is the same algorithm in Rust and cuts nearly alike; ``jieba`` is the reference. Its dictionary lacks some newer words
    that the other has, and so their parts of speech.
    """

    def __init__(self, words: Iterable[str], engine: str = "rjieba") -> None:
        self.engine = engine
        self.tag: Callable[[str], Sequence[Tagged]] = self._rust(words) if engine == "rjieba" else self._python(words)

    @staticmethod
    def _rust(words: Iterable[str]) -> Callable[[str], Sequence[Tagged]]:
        import rjieba

        rust = rjieba.Jieba()
        for word in words:
            if len(word) > 1:
                rust.add_word(word, None, None)
        tag: Callable[[str], Sequence[Tagged]] = rust.tag
        return tag

    @staticmethod
    def _python(words: Iterable[str]) -> Callable[[str], Sequence[Tagged]]:
        import jieba
        import jieba.posseg

        jieba.setLogLevel(60)
        tokenizer = jieba.Tokenizer()
        tokenizer.initialize()
        words = list(words)
        for word in words:
            if len(word) > 1:
                tokenizer.add_word(word)
        classes = dict.fromkeys(words, "") | jieba.posseg.POSTokenizer(tokenizer).word_tag_tab
        return lambda text: [(word, classes.get(word) or _class(word, word in classes)) for word in tokenizer.cut(text)]


def _class(word: str, is_known: bool) -> str:
    """The part of speech of a word whose entry gives none: numerals and Latin letters by their looks."""
    if word.isascii() and word.isalnum():
        return "m" if word.isdigit() else "eng"
    return "" if is_known else "x"
