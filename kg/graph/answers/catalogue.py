"""All questions by name, in the order of the documentation."""

from __future__ import annotations

from types import MappingProxyType

from kg.graph.answers.changes import NEW, TRENDS, new_in_year, rising_and_declining
from kg.graph.answers.collaborators import COLLABORATORS, collaborators
from kg.graph.answers.differences import DIFFERENCES, differences
from kg.graph.answers.duplicates import DUPLICATES, duplicates
from kg.graph.answers.groups import GROUPS, unlinked_groups
from kg.graph.answers.papers import RELATED, SOURCES, related_papers, sources
from kg.graph.answers.paths import PATHS, shortest_paths
from kg.graph.answers.programme import PROGRAMME, programme
from kg.graph.answers.question import SELECTION, VENUE, Question
from kg.graph.answers.reviewers import reviewers
from kg.graph.answers.topics import (
    COMPARISONS,
    DATASETS,
    PEOPLE,
    TESTS,
    comparisons,
    datasets_of_topic,
    people_on_topic,
    tests_on_dataset,
)
from kg.graph.reviewers.reviewing import REVIEWERS
from kg.store import Parameter

_CONCEPT = Parameter("concept", "concept", None, "name of the method or dataset")
_METHOD = Parameter("method", "method", None, "name or abbreviation of the method")
_DATASET = Parameter("dataset", "dataset", None, "name or abbreviation of the dataset")
_AUTHOR = Parameter("author", "person", None, "name of the author")
_WORK = Parameter("work", "work", None, "title of the paper")

_ALL = (
    Question(
        "people",
        "Who works on a method or dataset, where, and with whom?",
        (_CONCEPT, *SELECTION),
        PEOPLE,
        people_on_topic,
    ),
    Question(
        "datasets",
        "On which datasets do papers on a method evaluate, by year?",
        (_CONCEPT, *SELECTION),
        DATASETS,
        datasets_of_topic,
    ),
    Question(
        "trends",
        "Which methods and datasets rise or decline, and how certain is each trend?",
        (),
        TRENDS,
        rising_and_declining,
    ),
    Question(
        "reviewers",
        "Which authors can review a paper, and which of their papers are related to it?",
        (
            Parameter("title", "text", None, "title of a paper of the graph, or of a new paper"),
            Parameter("abstract", "paragraph", "", "abstract of a new paper"),
            Parameter("authors", "names", "", "authors of a new paper, separated by semicolons"),
            Parameter("conflicts", "names", "", "further authors who must not review it, separated by semicolons"),
            Parameter("years", "integer", "5", "co-authors of the last years are excluded"),
            Parameter("number", "integer", "10", "number of reviewers"),
        ),
        REVIEWERS,
        reviewers,
    ),
    Question(
        "comparisons",
        "Which papers compare with a method, and in which sentence?",
        (_METHOD, *SELECTION),
        COMPARISONS,
        comparisons,
    ),
    Question(
        "collaborators",
        "Which co-authors of co-authors work on the same topics as an author, and how are they linked?",
        (_AUTHOR, *SELECTION),
        COLLABORATORS,
        collaborators,
    ),
    Question(
        "groups",
        "Which groups of authors work on the same methods and have no joint paper?",
        SELECTION,
        GROUPS,
        unlinked_groups,
    ),
    Question(
        "new",
        "Which methods and datasets are new in a year, which paper defines each, and how many others take it up?",
        (Parameter("year", "integer", "0", "the year, by default the last one of the graph"), VENUE),
        NEW,
        new_in_year,
    ),
    Question(
        "duplicates",
        "Which authors, papers, venues, methods and datasets may be the same, and why?",
        (Parameter("kind", "text", "all", "all, author, paper, venue or concept"),),
        DUPLICATES,
        duplicates,
    ),
    Question(
        "differences",
        "In which methods and datasets do two venues differ within years, or two years within venues?",
        (
            Parameter("left", "text", None, "a venue, a year or both"),
            Parameter("right", "text", None, "a venue, a year or both"),
        ),
        DIFFERENCES,
        differences,
    ),
    Question(
        "tests",
        "Which papers evaluate a method on a dataset, by whom, when, and in which sentence?",
        (_METHOD, _DATASET, *SELECTION),
        TESTS,
        tests_on_dataset,
    ),
    Question(
        "paths",
        "How are two authors, methods or datasets linked: all shortest paths, with papers?",
        (
            Parameter("start", "author or concept", None, "name of an author, method or dataset"),
            Parameter("end", "author or concept", None, "name of an author, method or dataset"),
            *SELECTION,
        ),
        PATHS,
        shortest_paths,
    ),
    Question(
        "related", "Which papers are similar to a paper, and what do they share?", (_WORK,), RELATED, related_papers
    ),
    Question("sources", "From which lines of which listings was a paper read?", (_WORK,), SOURCES, sources),
    Question(
        "programme",
        "What is the programme of a venue in a year, compared with the year before?",
        (
            Parameter("venue", "venue", None, "name or abbreviation of the venue"),
            Parameter("year", "integer", "0", "the year, by default the last one of the venue"),
        ),
        PROGRAMME,
        programme,
    ),
)
QUESTIONS = MappingProxyType({question.name: question for question in _ALL})
