"""What each piece of evidence weighs when two names on papers are compared: one table for every corpus.

The chance p that two signatures are one person's is given by log(p / (1 - p)) = Σ weight · value. The weights are
fitted by logistic regression on pairs of three corpora with known identities (`python -m benchmarks.identity train`),
cross-validated by blocks of names; see docs/explanation/identity.md.
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
    CONSTANT: -0.75,
    PRIOR: 1.17,
    SHARED: 2.26,
    ACQUAINTED: 2.03,
    NEAR: 1.75,
    TOPIC: 2.24,
    BOTH_LAST: 1.00,
    BOTH_FIRST: -1.00,
    MIXED: -1.01,
    SPELLING: -3.17,
    Relation.JOINED: -2.00,
    Relation.MIDDLE: -2.00,
    Relation.INITIALS_MIDDLE: -0.98,
    Relation.INITIAL: 0.01,
    Relation.INITIALS: -0.76,
    Relation.INITIALS_INSIDE: -2.23,
    Relation.INITIALS_EXTRA: -3.73,
    Relation.NEAR: -6.00,
    Relation.NICKNAME: -1.00,
    Relation.FAMILY_PART: -4.00,
    Relation.ORDER: -6.00,
}
