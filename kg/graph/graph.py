"""Python interface to the graph of one build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pyoxigraph import Store

from kg.graph.isolated import run_isolated
from kg.graph.questions import arguments, find_question, run_question
from kg.graph.search import SearchIndex, build_index, search_rows
from kg.graph.search_entries import search_entries
from kg.model.errors import UsageError
from kg.output import EXPLORER, IDENTITY, STORE, read_title
from kg.store import Rows, Triples, as_rdflib, open_store, prefixes_of, validate

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from kg.graph.view import NetworkPage
    from kg.model.identity import Judgement
    from kg.model.trend import Contrast
    from kg.model.validation import ValidationReport
    from kg.reporting import Facts


@dataclass(frozen=True, slots=True)
class Graph:
    """Graph of one build, opened for reading by `kg.open`.

    Several graphs can be open at the same time. Used as a context manager, a graph closes its store at the end of the
    `with` block.

    Attributes
    ----------
    out : pathlib.Path
        The output folder of the build.

    Examples
    --------
    >>> import kg
    >>> with kg.open("output") as graph:
    ...     rows = graph.query("works_of_author", "Yoshua Bengio")
    >>> rows.columns
    ('work', 'title', 'year', 'position')
    """

    out: Path
    _opened: dict[str, Any] = field(init=False, default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._opened["store"] = open_store(self.out / STORE)

    @property
    def store(self) -> Store:
        """The read-only Oxigraph store; raises UsageError after `close`."""
        if "store" not in self._opened:
            raise UsageError("the graph is closed; open it again with kg.open", file=self.out)
        return cast(Store, self._opened["store"])

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the store. Results of earlier queries remain valid."""
        self._opened.clear()

    def query(self, question: str, /, *values: object, isolated: bool = False, **params: object) -> Rows | Triples:
        """Run a query.

        Values are bound to the variables of the query and never become part of its text. Papers, authors, venues,
        methods and datasets are given by name, irrespective of case and accents, or by IRI.

        Parameters
        ----------
        question : str
            The name of a named query, the path of a `.rq` file, or a SPARQL text. Common prefixes need no declaration.
        *values : object
            Values of the query's parameters in their order.
        isolated : bool, default False
            Run the query in a new process, so that a crash of the engine is a QueryError. It takes half a second more.
        **params : object
            Values of the query's parameters by name.

        Returns
        -------
        Rows or Triples
            Rows of SELECT and ASK, triples of CONSTRUCT and DESCRIBE.

        Raises
        ------
        QueryError
            If the query is unknown or invalid, if it would change the graph or access the network, or if a parameter
            is missing or its value is not in the graph.
        UsageError
            If there are more values than parameters.

        Examples
        --------
        >>> import kg
        >>> graph = kg.open("output")
        >>> for work, title, year, position in graph.query("works_of_author", "ian goodfellow"):
        ...     print(year, title)
        2014 Generative Adversarial Nets
        2015 Explaining and Harnessing Adversarial Examples
        2016 Improved Techniques for Training GANs
        2018 Ensemble Adversarial Training: Attacks and Defenses
        """
        query = find_question(question)
        given = arguments(query, values, params)
        return run_isolated(self.out / STORE, question, given) if isolated else run_question(self.store, query, given)

    @property
    def facts(self) -> Facts:
        """Papers, authors, methods and datasets in memory, for `kg.ask` and `kg.suggest_reviewers`."""
        if "facts" not in self._opened:
            from kg.reporting import Facts
            from kg.store.parts import Answers

            self._opened["facts"] = Facts(Answers(self.store), {})
        return cast("Facts", self._opened["facts"])

    def search(self, words: str, *kinds: str, limit: int = 20) -> Rows:
        """Find papers, authors, venues, methods and datasets by words of their names.

        Case and accents are ignored. A word also matches a part of a longer word. A word that occurs in no name is
        replaced by the most similar one that does.

        Parameters
        ----------
        words : str
            Words or parts of words.
        *kinds : {"work", "person", "venue", "method", "dataset"}
            Kinds of the results; all by default.
        limit : int, default 20
            Maximum number of results.

        Returns
        -------
        Rows
            Columns `iri`, `kind`, `label` and `works` (number of papers), best match first. If words were replaced,
            the attribute `note` has the corrected search text.

        Examples
        --------
        >>> import kg
        >>> [label for _, _, label, _ in kg.open("output").search("bengio", "person")]
        ['Yoshua Bengio']
        """
        if "index" not in self._opened:
            self._opened["index"] = build_index(search_entries(self.store))
        return search_rows(cast(SearchIndex, self._opened["index"]), words, kinds, limit)

    def network(self, name: str) -> nx.Graph[str]:
        """Return a network of the graph.

        Parameters
        ----------
        name : str
            "coauthors", "coauthors-fractional", "cooccurrences", "cooccurrences-association", "authors-concepts",
            "methods-datasets" or "venues-authors".

        Returns
        -------
        networkx.Graph
            An undirected graph whose nodes are IRIs (in "venues-authors", names of venues). Nodes have the attributes
            `label`, `kind` and `works` (number of papers); edges have `weight`.

        Raises
        ------
        UsageError
            If the name is unknown.
        """
        from kg.graph.networks import find_network

        return find_network(name).gather(self.store)

    def coauthors(self) -> nx.Graph[str]:
        """Return the co-author network; the `weight` of an edge is the number of joint papers."""
        return self.network("coauthors")

    def concepts(self) -> nx.Graph[str]:
        """Return the network of methods and datasets; the `weight` of an edge is the number of papers naming both."""
        return self.network("cooccurrences")

    def measures(self, name: str = "coauthors") -> Rows:
        """Return the measures of all nodes of a network.

        Parameters
        ----------
        name : str, default "coauthors"
            The name of a network, as for `network`.

        Returns
        -------
        Rows
            Columns `rank`, `iri`, `label`, `kind`, `works` and one for each measure (degree, weightedDegree,
            betweenness, closeness, eigenvector, pageRank, community), in descending order of PageRank. The page
            "Measures" of the documentation has formulas and references.
        """
        from kg.graph.measured import measure_rows, measured_network

        return measure_rows(measured_network(self.out, self.store, name))

    @property
    def rdflib(self) -> rdflib.Graph:
        """The statements of the graph for rdflib, without a copy.

        rdflib accesses the network for `SERVICE`, `FROM` and `LOAD`; run queries that you do not trust with `query`.
        """
        return as_rdflib(self.store)

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes that queries need not declare, with their namespaces."""
        return prefixes_of(self.store)

    def view(
        self, kind: str, name: str, page: str | PathLike[str] = "view.html", /, *values: object, **params: object
    ) -> NetworkPage:
        """Write a part of the graph as an interactive page.

        Parameters
        ----------
        kind : {"author", "concept", "network", "query"}
            "author" and "concept" draw the neighbours of a node, "network" a network, "query" the links in the result
            of a query.
        name : str
            The name of the author, of the method or dataset, or of the network; or the query, as for `query`.
        page : str or os.PathLike, default "view.html"
            The page to write.
        *values, **params : object
            Values of the query's parameters.

        Returns
        -------
        NetworkPage
            The network on the page, its title, and the nouns for its nodes and edge weights.

        Raises
        ------
        QueryError
            If the name is ambiguous or not in the graph, or if the result of the query has no links.
        OutputError
            If the page cannot be written.

        Examples
        --------
        >>> import kg
        >>> drawn = kg.open("output").view("author", "Yoshua Bengio", "bengio.html")
        >>> len(drawn.graph), drawn.noun
        (22, 'authors')
        """
        from kg.graph.view import view_content, write_view

        content = view_content(self.store, kind, name, values, params)
        write_view(content, Path(page), read_title(self.out), self.out / EXPLORER)
        return content

    def export(self, what: str, form: str | None = None, part: str | None = None) -> Iterator[str]:
        """Return an export of the graph for other tools, as successive pieces of text.

        Parameters
        ----------
        what : str
            "papers", "authors", "concepts", "annotations", "graph", … or the name of a network.
        form : str, optional
            "jsonl", "csv", "graphml", "gexf", …; by default the first format of the export.
        part : str, optional
            Named graph to export as N-Quads, for the export "graph": "core", "mentions", "metrics", "provenance" or
            "vocabulary".

        Raises
        ------
        UsageError
            If the export is unknown or not available in the format.

        Examples
        --------
        >>> import json, kg
        >>> papers = [json.loads(line) for line in kg.open("output").export("papers", "jsonl")]
        >>> len(papers)
        86
        """
        from kg.graph.export import export

        return export(self.out, what, form, part)

    def report(
        self,
        page: str | PathLike[str] | None = None,
        *,
        venue: str | None = None,
        year: int | None = None,
        listing: str | None = None,
    ) -> Path:
        """Write the report on the papers of a venue, a year or a listing.

        Parameters
        ----------
        page : str or os.PathLike, optional
            The page to write; by default `report-VENUE-YEAR-LISTING.html` in the current folder.
        venue, listing : str, optional
            The name of a venue or a listing.
        year : int, optional
            A year.

        Returns
        -------
        pathlib.Path
            The path of the page. The report as Markdown and a folder with its tables are next to it.

        Raises
        ------
        QueryError
            If a name is not in the graph, or if no paper matches.
        OutputError
            If the page cannot be written.

        Examples
        --------
        >>> import kg
        >>> kg.open("output").report(venue="ICLR", year=2021).name
        'report-iclr-2021.html'
        """
        from kg.reporting import report_part

        return report_part(self.out, None if page is None else Path(page), venue, year, listing)

    def compare(self, left: str, right: str) -> tuple[Contrast, ...]:
        """Compare the methods and datasets of two sets of papers.

        Parameters
        ----------
        left, right : str
            A venue ("ICLR"), a year ("2021") or both ("ICLR 2021").

        Returns
        -------
        tuple of Contrast
            A verdict, numbers and shares of papers, odds ratio with its 95 % confidence interval, and adjusted p-value
            of each method or dataset, in descending order of odds ratio. Venues are compared within the years that both
            have, years within venues. A set compared with itself has no rows.

        Raises
        ------
        QueryError
            If a set has no papers.
        """
        from kg.graph.compare import compare

        return compare(self.store, left, right)

    def explain(self, subject: str) -> list[Judgement]:
        """Return the comparisons between records of authors or papers that involve a subject.

        Parameters
        ----------
        subject : str
            A name, a title, an id or an IRI.

        Returns
        -------
        list of Judgement
            Each with verdict, score and reasons; the unsure ones come first.

        Raises
        ------
        QueryError
            If no comparison involves the subject.
        """
        from kg.graph.identity import explain

        return explain(self.store, self.out / IDENTITY, subject)

    def validate(self) -> ValidationReport:
        """Check the graph against the SHACL shapes of the ontology.

        Returns
        -------
        ValidationReport
            Whether the graph conforms, and all violations.

        Examples
        --------
        >>> import kg
        >>> kg.open("output").validate().conforms
        True
        """
        return validate(self.store)
