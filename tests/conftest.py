"""What tests share: where the real data lies, and a browser."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests.waiting import WAIT_LIMIT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

settings.register_profile("any machine", deadline=None)  # no test depends on how busy the machine is
settings.load_profile("any machine")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and threading.current_thread() is threading.main_thread():
    # A shell starts a background job with SIGINT ignored, and the processes that tests interrupt would inherit this.
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM_FLAGS = [
    "--no-sandbox",
    # WebGL on the processor, which the explorer draws with: no machine of continuous integration has a graphics card.
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache of the tests' own, also for the commands they run."""
    folder = tmp_path_factory.mktemp("cache")
    before = os.environ.get("KG_CACHE")
    os.environ["KG_CACHE"] = str(folder)
    yield folder
    if before is None:
        del os.environ["KG_CACHE"]
    else:
        os.environ["KG_CACHE"] = before


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The real listings and annotated data; tests that need them are skipped where they are absent."""
    folder = Path(os.environ.get("KG_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not folder.is_dir():
        pytest.skip(f"the real data is not here ({folder.name}): set KG_CORPUS to its folder")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium under Playwright; in CI it must be there."""
    executable = shutil.which("chromium")
    if executable is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing in CI")
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=WAIT_LIMIT * 1_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(browser, "new_context", partial(_open_context, browser.new_context))
            yield browser
        browser.close()


def _open_context(new_context: Callable[..., BrowserContext], **options: Any) -> BrowserContext:
    """Open a browser context whose waits end only after WAIT_LIMIT seconds, because the machine may be busy."""
    context = new_context(**options)
    context.set_default_timeout(WAIT_LIMIT * 1_000)
    return context


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh page of 1280 × 800 pixels."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()
