"""Trimming of spans: words that are not part of a name are cut off, and spans that name no concept are dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.spans import ConceptSpan
from kg.extract.wording import tight_form
from kg.model.mention import Kind

_LEADING = re.compile(
    r"^(?:[\s\"“”'‘’`\\{}$~_^,.;:]+"
    r"|(?:another|other|such|both|all|these|those|several|many|various|different|our|their|its|each|every|some|any"
    r"|the|a|an|existing|novel|new|proposed)\s+(?=\S))+",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"(?<![\s\"“”‘’`\\{$~_^,;:])(?:[\s\"“”‘’`\\{$~_^,;:]++|(?<=\w)\.)++$")
_SCORE = re.compile(r"(?<!\s)\s++(?:of\s++)?(?:\d{2,}\.\d+|\d+\.\d{2,})\s*%?$")
_SIZE = re.compile(r"(?:(?<![\s-])[\s-]++|(?<![\s\d-]))\d++\s*+[x×]\s*+\d++$")
_NUMBER = re.compile(r"[\d.,\s%×x±-]+(?:mAP|AP|FPS|Hz|GB|MB|dB|ms|K|M|B)?")
_METRICS = frozenset(
    "fid map ap bleu sacrebleu rouge psnr ssim lpips auc auroc aucroc accuracy f1 miou iou wer cer perplexity kid"
    " meteor cider mrr ndcg rmse srcc plcc".split()
)
_VENUE = re.compile(r"[A-Z][A-Za-z]{2,9}\s?[’']\d\d")
_PARTICIPLE = re.compile(
    r"(?:[Ee]xploit|[Uu]s|[Ll]everag|[Ee]mploy|[Uu]tili[sz]|[Rr]eplac|[Aa]pply|[Aa]dopt|[Ee]nforc|[Pp]hras|[Ii]ncorporat|"
    r"[Cc]onsider|[Pp]erform)ing\s+(?=[a-z])"
)
_AT_RANK = re.compile(r"[A-Za-z-]{1,12}@\d{1,4}")
_SITE_NAMES = """
    Twitter, X, YouTube, Facebook, Telegram, GitHub, LinkedIn, Instagram, TikTok, WeChat, Weibo, Sina Weibo,
    WhatsApp, Snapchat, Discord, Twitch, Pinterest, Quora, Stack Overflow, Hugging Face, Kaggle, Google, Google
    Scholar, Bing, Amazon, Amazon Mechanical Turk, Mechanical Turk, MTurk, Amazon EC2, AWS, Microsoft, Meta,
    Apple, NVIDIA, OpenAI, DeepMind, Google DeepMind, Netflix, Spotify, Airbnb, Uber, Taobao, Alibaba, Baidu,
    Tencent, arXiv, OpenReview, KUKA, Franka, Franka Emika, Boston Dynamics, Raspberry Pi, Android, iOS, Linux,
    Ubuntu, Windows, CPU, GPU, TPU, FPGA, ASIC, DRAM, SRAM, LiDAR, InfiniBand,
    NVLink
"""
_SITES = frozenset(map(tight_form, " ".join(_SITE_NAMES.split()).split(", ")))
"""Web sites, platforms, companies and devices, which are neither methods nor datasets."""


def trimmed(text: str, spans: Iterable[ConceptSpan]) -> Iterator[ConceptSpan]:
    """Yield the spans without quotation marks, determiners and scores at their ends, and none that names a site.

    Spans that the vocabulary knows are left as they are.
    """
    for span in spans:
        short = span if span.concept else _trimmed(text, span)
        if short.concept or _names_a_concept(text[short.start : short.end]):
            yield short


def _trimmed(text: str, span: ConceptSpan) -> ConceptSpan:
    surface = text[span.start : span.end]
    leading = _LEADING.match(surface)
    start = leading.end() if leading else 0
    participle = _PARTICIPLE.match(surface, start)
    start = participle.end() if participle else start
    end = len(surface)
    for pattern in (_TRAILING, _SCORE, *((_SIZE,) if span.kind is Kind.DATASET else ())):
        found = pattern.search(surface, start, end)
        end = found.start() if found and found.start() > start else end
    return replace(span, start=span.start + start, end=span.start + end) if start < end else span


def _names_a_concept(surface: str) -> bool:
    form = tight_form(surface)
    if not form or any(each.fullmatch(surface) for each in (_NUMBER, _AT_RANK, _VENUE)):
        return False
    return form not in _METRICS and form not in _SITES
