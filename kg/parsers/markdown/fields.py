"""Labelled fields of a paper in a Markdown page: "**Authors**: …", "- Paper: https://…"."""

from __future__ import annotations

import re

_FIELD = re.compile(
    r"[\W_]{0,12}?([^\W\d_][^\n:：*()（）\[\]|<>]{0,30}?)\s?(?:[(（]([^()（）]{0,30})[)）])?[\s*_\]`]{0,4}[:：][*_`]{0,3}\s?(.*)$",
    re.DOTALL,
)
_NAMES = {
    "title": "title|paper title|标题|题目|論文名|论文标题",
    "authors": "authors|author|author s|by|作者|著者|authors list",
    "venue": "conference|venue|journal|booktitle|publication|published in|publisher|source|conf|会议|期刊|发表",
    "year": "year|date|published|publish date|publication date|publish|submitted|submitted on|published on|"
    "published date|年份|日期|发布日期|发表时间",
    "url": "url|link|links|paper|papers|paper link|paper url|pdf|pdf link|arxiv|arxiv link|arxiv url|arxiv page|"
    "abs|openreview|doi|"
    "html|forum|论文|论文链接|论文地址|论文下载链接|论文下载|下载链接|链接|paper address",
    "identifier": "arxiv id|arxivid|id",
    "abstract": "abstract|摘要|summary",
    "keywords": "keywords|keyword|key words|tags|关键词",
    "outcome": "decision|status|presentation|type|accepted as",
    "award": "award|awards",
    "": "code|codes|github|github link|project|project page|project homepage|homepage|home page|home|website|"
    "demo|video|dataset|datasets|data|slides|"
    "category|categories|subjects|score|tl dr|tldr|comment|comments|ratings|rating|affiliation|affiliations|"
    "institution|"
    "作者单位|单位|代码链接|代码地址|项目链接|项目地址|note|notes|tweet|blog|poster|repo|repository|citation|citations|supp|"
    "primary category|primary area|"
    "last updated|"
    "updated|中文解读|解读|代码|主页|项目|项目主页|视频|数据集|官网|机构|备注",
}
_BY_NAME = {name: field for field, names in _NAMES.items() for name in names.split("|")}
# The first word of each label. Most lines begin with another word, and looking it up is faster than the pattern.
_FIRST_WORD = re.compile(r"[\W_]{0,12}([^\W\d_]+)")
_FIRST_WORDS = frozenset(name.split(" ")[0] for name in _BY_NAME)
# A colon inside the label of a link, or in a web address, does not end the label of a field.
_LINKED = re.compile(r"[*_\s]{0,4}\[[^\[\]]*[:：][^\[\]]*\]\(|\[?https?:")
_QUOTES = ('"', "“", "*", "[*")
_NO_LETTERS = re.compile(r"[\W_]+")


def read_field(text: str) -> tuple[str, str, str] | None:
    """Return (field, value, note in brackets) of a labelled line, or None if it does not begin with a known label.

    The field is "" for a label that is ignored, such as "Code".
    """
    if ":" not in text[:60] and "：" not in text[:60]:
        return None
    first = _FIRST_WORD.match(text)
    if first is None or first[1].casefold() not in _FIRST_WORDS:
        return None
    found = _FIELD.match(text)
    if not found or _LINKED.match(text):
        return None
    field = _BY_NAME.get(_NO_LETTERS.sub(" ", found[1]).strip().casefold())
    if field is None:
        return None
    value = found[3].strip()
    return None if not field and value.startswith(_QUOTES) else (field, value, found[2] or "")
