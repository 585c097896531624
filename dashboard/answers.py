"""How machine addresses answer: errors as JSON in the language asked for, what is unchanged not again."""

from collections.abc import Callable

import flask

from dashboard.addresses import AddressError
from dashboard.data import Data
from dashboard.look import WishError
from etl.errors import ZhibiaoError
from etl.store import sha256
from etl.texts import LANGS


def lang() -> str:
    """Return the language asked for, the first one where none is or a wrong one."""
    asked = flask.request.args.get("lang", LANGS[0])
    return asked if asked in LANGS else LANGS[0]


def speak_of_errors(addresses: flask.Blueprint) -> None:
    """Let addresses answer 404 and 400 with the nearest right names, 503 where something is missing here."""

    @addresses.errorhandler(AddressError)
    def wrong(problem: AddressError) -> tuple[flask.Response, int]:
        said = {"error": problem.say(lang()), "wrong": problem.kind, "name": problem.name}
        return flask.jsonify(said | {"nearest": problem.near}), problem.status

    @addresses.errorhandler(ZhibiaoError)
    def failed(problem: ZhibiaoError) -> tuple[flask.Response, int]:
        status = 400 if isinstance(problem, WishError) else 503
        return flask.jsonify({"error": problem.say(lang())}), status


def cached(data: Data, make: Callable[[Data], flask.Response]) -> flask.Response:
    """Answer from the cache of whoever asks when the tables' version and the address are the same."""
    tag = f"{data.version}-{sha256(flask.request.full_path.encode())[:12]}"
    if tag in flask.request.if_none_match:
        return flask.Response(status=304)
    made = make(data)
    made.set_etag(tag)
    made.headers["Cache-Control"] = "no-cache"
    return made
