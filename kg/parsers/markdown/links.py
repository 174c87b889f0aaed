"""Classification of the links of a paper in a Markdown page: labels such as "[code]", links to the paper, others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from kg.parsers.markdown.inline import Link, plain

_PAPER_WORDS = (
    "paper|papers|pdf|arxiv|abs|abstract|journal|article|conference|openreview|doi|proceedings|preprint|link|url|"
    "full text|book|chapter|thesis|acl|acm|ieee|springer|elsevier|nature|neurips|nips|icml|iclr|cvpr|iccv|eccv|aaai|"
    "ijcai|kdd|www|emnlp|naacl|html|web|论文|論文|文章|原文|论文链接"
)
_OTHER_WORDS = (
    "code|codes|github|git|repo|repository|project|project page|page|homepage|home|website|site|demo|video|videos|"
    "youtube|bilibili|slides|slide|poster|talk|presentation|blog|blog post|post|tweet|thread|twitter|dataset|"
    "datasets|data|"
    "model|models|weights|checkpoint|supp|supplementary|supplement|supplementary material|appendix|bib|bibtex|cite|"
    "citation|review|reviews|summary|notes|note|pytorch|tensorflow|tf|keras|jax|torch|caffe|matlab|python|colab|"
    "huggingface|hugging face|hf|kaggle|zhihu|wechat|media|press|news|tutorial|documentation|docs|doc|here|this|more|"
    "official|unofficial|official code|unofficial code|implementation|benchmark|leaderboard|discussion|reddit|podcast|"
    "interview|back to top|top|index|contents|toc|star|license|figure|image|results|comments|video1|part 1|part 2|"
    "代码|源码|主页|项目|项目主页|视频|解读|数据集|博客|知乎|中文|官网"
)
_PAPER = frozenset(_PAPER_WORDS.split("|"))
_LABELS = _PAPER | frozenset(_OTHER_WORDS.split("|"))
# First words of longer labels, such as "PDF of the talk", that refer to the paper.
_PAPER_LABELS = ("paper", "pdf", "arxiv", "论文")
_FIRST_WORD = re.compile(r"[\W\d_]*([^\W\d_]+)")
_FIRST_WORDS = frozenset(label.split()[0] for label in _LABELS)
_NO_LETTERS = re.compile(r"[\W\d_]+")
_MOST_LABEL_WORDS = 3
_HOSTS = re.compile(
    r"https?://(?:[\w-]+\.)*(?:arxiv\.org|openreview\.net|doi\.org|aclanthology\.org|aclweb\.org|aclanthology\.info|"
    r"mlr\.press|nips\.cc|neurips\.cc|icml\.cc|iclr\.cc|thecvf\.com|cv-foundation\.org|ecva\.net|ieee\.org|"
    r"computer\.org|acm\.org|springer\.com|sciencedirect\.com|elsevier\.com|nature\.com|science\.org|sciencemag\.org|"
    r"wiley\.com|tandfonline\.com|oup\.com|mdpi\.com|frontiersin\.org|plos\.org|pnas\.org|biorxiv\.org|medrxiv\.org|"
    r"semanticscholar\.org|jmlr\.org|jair\.org|ijcai\.org|aaai\.org|usenix\.org|isca-speech\.org|isca-archive\.org|"
    r"roboticsproceedings\.org|bmvc\d*\.org|bmva\.org|dblp\.org|ssrn\.com|inria\.fr|archives-ouvertes\.fr|"
    r"ncbi\.nlm\.nih\.gov|worldscientific\.com|mitpressjournals\.org|mit\.edu/\w+/article|eccv2\d{3}|alphaxiv\.org|"
    r"techrxiv\.org|osf\.io|cell\.com|royalsocietypublishing\.org|aps\.org|iop\.org|siam\.org|dagstuhl\.de|papers\.cool)"
    r"(?:[:/?]|$)",
    re.IGNORECASE,
)
_NO_PAPERS = re.compile(
    r"https?://(?:[\w-]+\.)*(?:openreview\.net/group|arxiv\.org/(?:list|archive)|ieee\.org/?$|neurips\.cc/?$|"
    r"icml\.cc/?$|iclr\.cc/?$|nips\.cc/?$|thecvf\.com/(?:\w+|menu)?/?$|arxiv\.org/?$|openreview\.net/?$)|"
    r"https?://(?:[\w-]+\.)*(?:thecvf|neurips|nips|icml|iclr|aclweb|ijcai|aaai|usenix|ieee|acm)"
    r"\.(?:com|cc|org)(?:/Conferences)?/(?:19|20)\d\d/?$",
    re.IGNORECASE,
)
_OTHER_HOSTS = re.compile(
    r"https?://(?:[\w-]+\.)*(?:github\.com|github\.io/?$|gitlab\.com|bitbucket\.org|huggingface\.co|youtube\.com|youtu\.be|"
    r"bilibili\.com|medium\.com|twitter\.com|x\.com|t\.co|wikipedia\.org|amazon\.(?:com|cn|de|co\.\w+)|zhihu\.com|kaggle\.com|reddit\.com|"
    r"colab\.research\.google\.com|linkedin\.com|facebook\.com/?$|discord\.\w+|slack\.com|shields\.io|awesome\.re|"
    r"coursera\.org|udacity\.com|substack\.com|weixin\.qq\.com|csdn\.net|towardsdatascience\.com|tensorflow\.org|"
    r"pytorch\.org|scholar\.google\.\w+)(?:[:/?]|$)",
    re.IGNORECASE,
)
# Sites with pages that match _NO_PAPERS.
_LISTING_SITES = re.compile(
    r"https?://(?:[\w-]+\.)*(?:openreview\.net|arxiv\.org|"
    r"(?:thecvf|neurips|nips|icml|iclr|aclweb|ijcai|aaai|usenix|ieee|acm)\.(?:com|cc|org))$",
    re.IGNORECASE,
)
_SITE = re.compile(r"https?://[^/:?]*")
_FILE = re.compile(r"\.pdf(?:[?#].*)?$", re.IGNORECASE)
_WEB = ("http://", "https://")
# Worth of a link whose label and host both indicate the paper.
_CERTAIN = 3


class LinkText(NamedTuple):
    """Visible text of a link.

    `is_label` is True for a label such as "code", "PDF 2" and "Project page", False for a title. `names_paper` is True
    if the text refers to the paper itself, such as "pdf".
    """

    text: str
    is_label: bool = False
    names_paper: bool = False


@lru_cache(maxsize=1024)
def text_of(label: str) -> LinkText:
    """Return the visible text of a link, whose label is Markdown."""
    text = plain(label)
    words = _label_words(text)
    if words is None:
        return LinkText(text)
    return LinkText(text, _are_label(words), words in _PAPER or words.split(" ", 1)[0] in _PAPER_LABELS)


def is_label(text: str) -> bool:
    """Return True if a visible text is a label such as "code", rather than a title."""
    words = _label_words(text)
    return words is not None and _are_label(words)


def _label_words(text: str) -> str | None:
    """Return the words of a text in lower case, or None if no label begins with the first of them."""
    first = _FIRST_WORD.match(text)
    if first and first[1].casefold() not in _FIRST_WORDS:
        return None
    return _NO_LETTERS.sub(" ", text).strip().casefold()


def _are_label(words: str) -> bool:
    parts = words.split()
    return words in _LABELS or (len(parts) <= _MOST_LABEL_WORDS and all(part in _LABELS for part in parts))


@lru_cache(maxsize=4096)
def _site_kinds(site: str) -> tuple[bool, bool, bool]:
    """Return three flags for a site: has papers, may have lists of papers, may have code, videos or blogs."""
    return _HOSTS.match(site) is not None, _LISTING_SITES.match(site) is not None, _OTHER_HOSTS.match(site) is not None


@lru_cache(maxsize=1024)
def leads_to_paper(target: str) -> bool:
    """Return True if a link target is probably a paper: on the site of a publisher or archive, or a PDF file."""
    lowered = target.lower()
    is_file = ".pdf" in lowered and _FILE.search(target) is not None
    site = _SITE.match(target)
    if site is None:
        return is_file and not target.startswith("#")
    papers, lists, other = _site_kinds(site[0])
    if lists and _NO_PAPERS.match(target):
        return False
    if papers or ("/article" in lowered and _HOSTS.match(target)):
        return True
    return is_file and not (other and _OTHER_HOSTS.match(target))


@lru_cache(maxsize=1024)
def leads_elsewhere(target: str) -> bool:
    """Return True if a link target is not a paper: code, a video, a blog, or another page of the same site."""
    site = _SITE.match(target)
    if site is None:
        return True
    _, lists, other = _site_kinds(site[0])
    return bool((other and _OTHER_HOSTS.match(target)) or (lists and _NO_PAPERS.match(target)))


def best_address(links: Iterable[Link]) -> str | None:
    """Return the web address that most probably leads to the paper, by label and then by host, or None."""
    best, most = None, 0
    for link in links:
        if not link.image and link.target.startswith(_WEB):
            worth = 2 * text_of(link.label).names_paper + leads_to_paper(link.target)
            if worth > most:
                best, most = link.target, worth
            if most == _CERTAIN:
                break
    return best
