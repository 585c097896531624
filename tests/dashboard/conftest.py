"""The app over the made-up library, asked without a network."""

from pathlib import Path

import made_library
import pytest
from flask.testing import FlaskClient

from dashboard.app import App


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("curated")
    made_library.write(folder)
    return folder


@pytest.fixture(scope="session")
def client(tables: Path) -> FlaskClient:
    return App(tables).server.test_client()
