# ruff: noqa: E501
"""Invented samples of Markdown pages, copied pages and saved pages, longer than the examples of the formats."""

from __future__ import annotations

MARKDOWN = """\

## Tables

| Rank | Title | Authors | Date | PDF | Decision |
|-----:|:------|---------|------|-----|----------|
| 1 | **[Hedges \\| and gates](https://openreview.net/forum?id=aaa111)** | Ilse Marten et.al. | 2024-05-01 | null | Accept (Oral) |
| 2 | Why barns lean<br>Chidi Okoro, Lena Brandt | | 2023.12 | [2312.99991](http://arxiv.org/abs/2312.99991) | Reject |

## Lists

1. **Measuring dew with cheap cameras.** ICML 2022. [paper](https://moor.example/2), [code](https://github.com/moor/d)

    *Otto Quill and Mio Sato.*

* **Moor**: "A moor of its own", ICCV, 2021 (*Northmoor*). [[Paper](https://arxiv.org/abs/2101.99992)][[Code](https://x.example)]
- [ ] [A [bracketed] word](https://arxiv.org/abs/2101.99993)<br>:star:[code](https://github.com/moor/w)
- (ICLR 2020) Wind in the gates, I. Marten and C. Okoro [[pdf]](https://moor.example/3.pdf)

**Kites over water**<br>
*[Ilse Marten](https://moor.example/ilse), Tobin Vance.*<br>
NeurIPS 2023 (Spotlight). [[PDF](http://arxiv.org/abs/2305.99991)]

### 4. [Rain on slates](https://arxiv.org/abs/2608.99991)
**Authors**: Ilse Marten, Tobin Vance
**Published**: 2026-08-21

#### Abstract
We listen to rain.

---
"""

POSTER_SESSION = """\


Goats Are Not Sheep

Jean Specimen · Bo Li

We tell them apart.

It is hard.
"""

EVENT_CARDS = """\
Spotlight Poster
Goats Are Not Sheep
Jean Specimen
Hall A #7
Abstract
We tell them apart.
Workshop
Sheep for Everybody
Ada Example
"""

COPIED_LIST = """\
pdf bib
Goats Are Not Sheep
Jean Specimen | Bo Li
"""

DATASET_VIEWER = """\
ICLR.cc/2023/Conference
Goats Are Not Sheep
We tell them apart.
It is hard.
Reject
"""

PAPERS_COOL = """\

#2 Goats Are Not Sheep [PDF(12)] [Copy] [Kimi(3)] [REL]

Authors: Jean Specimen ; Bo Li

We tell them apart.

Subject: ICLR.2021 - Oral

Publish: 2021-01-21 15:33:47 UTC

Designed by kexue.fm | Powered by kimi.ai
"""

HTML = """\
<!-- saved from url=(0030)https://moor.example/v1/a.html -->
<div class="paper"><p class="title">Goats &amp; sheep</p>
<p class="details"><span class="authors">Jean Specimen,&nbsp;Bo Li</span>;
<span class="info"><i>Proceedings of the 38th Hedge Conference</i>, PMLR 139:1-10</span></p>
<p class="links">[<a href="b.html">abs</a>][<a href="javascript:alert(1)">Download PDF</a>]</p></div>
<script type="application/ld+json">{"@graph": [{"@type": "ScholarlyArticle", "headline": "Goats", "author": "A"}]}</script>
"""

PAGES: dict[str, str] = {
    "markdown": MARKDOWN,
    "poster-session": POSTER_SESSION,
    "event-cards": EVENT_CARDS,
    "copied-list": COPIED_LIST,
    "dataset-viewer": DATASET_VIEWER,
    "papers-cool": PAPERS_COOL,
    "html": HTML,
}
