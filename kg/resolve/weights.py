"""Weights of the features in author matching; the same table is used for every corpus.

The probability p that two signatures belong to one person is given by log(p / (1 - p)) = Σ weight · value. The weights
are fitted to pairs of signatures in corpora with known authors (`python -m benchmarks.identity weights`). The weights
of affiliations are set by hand, because these corpora have no affiliations. See docs/explanation/identity.md.
"""

from __future__ import annotations

from kg.resolve.name_relations import Relation

PRIOR = "prior"
SHARED = "shared co-author"
ACQUAINTED = "co-authors who wrote a paper together"
NEAR = "co-authors with a common co-author"
SAME_AFFILIATION = "same affiliation"
OTHER_AFFILIATION = "different affiliations"
BOTH_LAST = "last author of both papers"
BOTH_FIRST = "first author of both papers"
MIXED = "first author of one paper, last author of the other"
CONSTANT = "constant"

SET_BY_HAND = {SAME_AFFILIATION: 3.0, OTHER_AFFILIATION: -1.0}
FEATURES = (
    CONSTANT,
    PRIOR,
    SHARED,
    ACQUAINTED,
    NEAR,
    BOTH_LAST,
    BOTH_FIRST,
    MIXED,
    *SET_BY_HAND,
    *(str(relation) for relation in Relation if relation is not Relation.EXACT),
)

WEIGHTS: dict[str, float] = {
    CONSTANT: -2.94,
    PRIOR: 1.14,
    SHARED: 3.61,
    ACQUAINTED: 1.98,
    NEAR: 1.06,
    BOTH_LAST: 1.72,
    BOTH_FIRST: -0.48,
    MIXED: -0.37,
    **SET_BY_HAND,
    Relation.JOINED: -3.34,
    Relation.MIDDLE: -1.98,
    Relation.INITIALS_MIDDLE: 0.89,
    Relation.INITIAL: 1.08,
    Relation.INITIALS: 0.99,
    Relation.INITIALS_INSIDE: -0.92,
    Relation.INITIALS_EXTRA: -2.57,
    Relation.VARIANT: -5.29,
    Relation.SHORT_FORM: -1.20,
    Relation.GIVEN_PART: -6.97,
    Relation.GIVEN_ADDED: -4.30,
    Relation.FAMILY_VARIANT: 0.00,
    Relation.FAMILY_PART: -5.30,
    Relation.ORDER: -4.70,
}
