"""What each piece of evidence weighs when two names on papers are compared: one table for every corpus.

The chance p that two signatures are one person's is given by log(p / (1 - p)) = Σ weight · value. The weights are
fitted by logistic regression on pairs of three corpora with known identities (`python -m benchmarks.identity train`),
cross-validated by blocks of names; see docs/identity.md.
"""

from __future__ import annotations

from kg.resolve.names import Relation

PRIOR = "prior"
SHARED = "shared co-author"
ACQUAINTED = "co-authors who wrote together"
NEAR = "co-authors with a common co-author"
TOPIC = "subject"
BOTH_LAST = "last author of both"
BOTH_FIRST = "first author of both"
MIXED = "first author of one, last of the other"
SPELLING = "written differently"
CONSTANT = "constant"

FEATURES = (
    CONSTANT,
    PRIOR,
    SHARED,
    ACQUAINTED,
    NEAR,
    TOPIC,
    BOTH_LAST,
    BOTH_FIRST,
    MIXED,
    SPELLING,
    *(str(relation) for relation in Relation if relation is not Relation.EXACT),
)

WEIGHTS: dict[str, float] = {
    CONSTANT: -0.52,
    PRIOR: 0.67,
    SHARED: 2.39,
    ACQUAINTED: 2.08,
    NEAR: 1.89,
    TOPIC: 0.20,
    BOTH_LAST: 0.94,
    BOTH_FIRST: -0.98,
    MIXED: -0.95,
    SPELLING: -3.55,
    Relation.JOINED: -1.50,
    Relation.MIDDLE: -0.50,
    Relation.INITIALS_MIDDLE: -0.64,
    Relation.INITIAL: 0.08,
    Relation.INITIALS: -0.42,
    Relation.INITIALS_INSIDE: -1.98,
    Relation.INITIALS_EXTRA: -3.42,
    Relation.NEAR: -6.00,
    Relation.NICKNAME: 0.00,
    Relation.FAMILY_PART: -4.00,
    Relation.ORDER: -6.00,
}
