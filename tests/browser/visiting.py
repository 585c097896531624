"""Who visits pages in the browser tests, and notes what goes wrong on them."""

from playwright.sync_api import Page

ALIVE = "body:not(.booting)"


class Visitor:
    """A page with what went wrong on it: console errors, failed and foreign requests."""

    def __init__(self, page: Page, server: str) -> None:
        self.page, self.server = page, server
        self.wrong: list[str] = []
        page.on("console", lambda m: self.wrong.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: self.wrong.append(str(e)))
        page.on("request", lambda r: self._check(r.url))

    def _check(self, url: str) -> None:
        if not url.startswith((self.server, "data:", "blob:")):
            self.wrong.append(f"foreign request: {url}")

    def visit(self, path: str) -> Page:
        self.page.goto(self.server + path)
        self.page.wait_for_selector(ALIVE)
        return self.page
