"""Identity resolution: from records to works, persons, series and editions, with a judgement for each compared pair."""

from __future__ import annotations

from kg.resolve.comparison import PersonClusters, Shard
from kg.resolve.decisions import UserDecision, parse_decisions, read_decisions
from kg.resolve.evaluation import IdentityScores, evaluate
from kg.resolve.ledger import HEADER, explain, identity_rows
from kg.resolve.namesakes import namesakes
from kg.resolve.resolution import ResolveOptions, resolve
from kg.resolve.sharding import ShardFunction, Sharding

__all__ = [
    "HEADER",
    "IdentityScores",
    "PersonClusters",
    "ResolveOptions",
    "Shard",
    "ShardFunction",
    "Sharding",
    "UserDecision",
    "evaluate",
    "explain",
    "identity_rows",
    "namesakes",
    "parse_decisions",
    "read_decisions",
    "resolve",
]
