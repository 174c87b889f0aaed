"""Exports of databases and programs with the traps of each, all invented."""

from __future__ import annotations

BIBTEX = r"""
% my library
@comment{jabref-meta: databaseType:bibtex;}
@string{jps = "Journal of Pasture Studies"}
@preamble{ "\newcommand{\noop}[1]{}" }
@article{ WOS:000999999900001,
Author = {Marten, Ilse and Vance, Tobin B. and van der Hoek,
   Pia and {Harbour and Tide Group} and others},
Title = {{NeHR}: {Hedgerows} as $n^{2}$ "natural" networks},
Journal = jps # " \& Co",
Year = {2021},
doi = {10.5555/h.1}, doi = {10.5555},
Keywords = {hedges; sensors},
Abstract = {We listen to 8.5\% of them.

They answer, i.e. {\"u}ber all.},
}
@inproceedings(b, author = "M{\"u}hlbach, Ren{\'e} and \v{C}ern{\'y}, Jr., Emil", title = "A {"}quoted{"} hedge",
crossref = {V21})
Some text @moor {or not} between.
@proceedings{v21, title = {Proceedings of a Conference}, year = 2021, editor = {Edda Stone}}
@misc{c,
  title={Why barns lean},
  author={Chidi Okoro},
  eprint={2101.99991}, archivePrefix={arXiv}
  year={2021}
}
@article{d, title={Unclosed {brace, author={X, Y}, year=2020
}
"""
RIS = """
Provider: Somebody

1.
TY  - JOUR
ID  - 2019-00001-001
DO  - http://dx.doi.org/10.5555/h.1
T1  - Hedgerows as natural sensor networks.
A1  - Marten, Ilse
A1  - Tiller, Amos, Jr.
A2  - Stone, Edda
Y1  - 2019/10//undefined
N2  - We listen to hedges
all night.
KW  - *Hedges
KW  - Sensors; Barns
JF  - Journal of Pasture Studies
UR  - https://moor.example/1
LA  - English
ER  -
NL  - J Past Stud

TI  - An old record without a type
AU  - Okoro C.
PY  - 2015
ER  -
"""
WOS_PLAIN = """\
PT J
AU Marten, I
   Vance, TB
AF Marten, Ilse
   Vance, Tobin B.
CA Northmoor Survey
TI Hedgerows as natural sensor networks: A study of hedges and
   of barns
SO JOURNAL OF PASTURE STUDIES
LA English
DT Article; Early Access
DE hedges; sensors;
   barns
AB We listen to hedges.
   They answer.
C1 [Marten, Ilse; Vance, Tobin B.] Northmoor Univ, Eastland.
OI Marten, Ilse/0000-0000-1111-2228
CR Stone E, 2005, J STONES, V38
XQ something new
DI 10.5555/h.1
UT WOS:000999999900001
ER

PT J
AU Okoro, C
TI Why barns lean
   to the east
EA MAY 2020
ER

EF
"""
NBIB = """
PMC - PMC9999991
PMID- 39999993
DP  - 2018 Apr
TI  - Hedgerows as natural sensor networks: a systematic
      review.
LID - 10.5555/h.1 [doi]
AB  - BACKGROUND: We listen to hedges
      all night.
FAU - Vance, Tobin B Jr
AU  - Vance TB Jr
AUID- ORCID: https://orcid.org/0000-0000-1111-2228
AD  - Harbour Institute, Eastland.
AD  - Lake College.
CN  - Northmoor Survey Collaboration
FED - Stone, Edda
AUID- ORCID: 0000-0000-1111-3333
LA  - eng
PT  - Journal Article
PT  - Retracted Publication
OT  - *hedges
JT  - Journal of pasture studies

PMID- 39999994
TI  - [Why barns lean.]
AU  - Okoro C
"""
ARXIV_ATOM = """\
<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <title>arXiv Query: search_query=all:hedges</title>
  <entry><id>http://arxiv.org/abs/math/0309999v2</id>
    <title>Hedgerows as natural
  sensor networks</title>
    <link href="https://arxiv.org/abs/math/0309999v2" rel="alternate" type="text/html"/>
    <summary>We listen to hedges &amp; barns
all night.

They answer.</summary>
    <published>2003-02-24T15:05:19Z</published><updated>2004-02-24T15:05:19Z</updated>
    <author><name>Ilse Marten</name><arxiv:affiliation>Northmoor University</arxiv:affiliation></author>
    <arxiv:doi>10.5555/h.1</arxiv:doi>
  </entry>
</feed>
"""
DBLP_XML = """\
<dblp><article mdate="2016-07-13" key="journals/jps/Muhlbach77" publtype="informal">
<author>Ren&eacute; M&uuml;hlbach</author><author pid="1/2-3">Li Chen 0012</author>
<title>Schnelle Hecken &uuml;ber H<sub>2</sub>O und <i>Alnus</i>.</title><journal>CoRR</journal><year>1977</year>
<ee>https://doi.org/10.48550/arXiv.2101.99991</ee>
</article><proceedings key="conf/icml/2021"><title>Proceedings.</title></proceedings>
<www key="homepages/1/1"><title>Home Page</title></www>
<hit id="1"><info><authors><author pid="1/2">Chidi Okoro</author></authors><title>Why barns lean.</title>
<venue>ICML</venue>
<year>2021</year><type>Conference and Workshop Papers</type><key>conf/icml/O21</key><doi>10.5555/h.2</doi></info></hit>
</dblp>
"""
ACL_XML = """\
<collection id="J89"><volume id="1" type="journal"><meta>
<booktitle>A Journal, <b>Volume</b> 15</booktitle><year>1989</year><venue>cl</venue></meta>
<frontmatter><url>J89-1000</url></frontmatter>
<paper id="1">
  <title><fixed-case>H</fixed-case>edge: a pipeline for <tex-math>n^2</tex-math> hedges</title>
  <author id="ilse-marten" orcid="0000-0000-1111-2228">
<first>Ilse</first><last>Marten</last><affiliation>Northmoor</affiliation></author>
  <author><first/><last>Wibisono</last></author><editor><first>Edda</first><last>Stone</last></editor>
  <abstract>We listen to <b>hedges</b> &amp; barns.</abstract>
  <url>J89-1001</url><award>Best Paper</award><retracted date="2020-01-01">Wrong.</retracted>
</paper>
<paper id="2"><title>Why barns lean</title><url>J89-1002</url></paper></volume></collection>
"""
EXPORTS: dict[str, str] = {
    "bibtex": BIBTEX,
    "ris": RIS,
    "wos-plain": WOS_PLAIN,
    "nbib": NBIB,
    "arxiv-atom": ARXIV_ATOM,
    "dblp-xml": DBLP_XML,
    "acl-xml": ACL_XML,
}
