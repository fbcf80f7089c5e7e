"""What the dashboard is started with: who may enter, in files that nobody else may read."""

import json
import tomllib

import pytest

from commands.access import prepare_access
from ingest.config_file import parse_config
from ingest.errors import ConfigError
from sql import access

OIDC = {
    "provider": "https://login.example/.well-known/openid-configuration",
    "client_id": "earshot",
    "client_secret": "${CLIENT}",
    "cookie_secret": "${COOKIE}",
    "grants": [{"who": "anna@acme.example", "role": "admin"}],
}


def config(**more):
    return parse_config({"brands": {"acme": {}}, "access": OIDC | more})


def test_other_machines_are_not_answered_without_a_log_in(tmp_path):
    plain = parse_config({})
    with pytest.raises(ConfigError, match=r"no \[access\] in earshot.toml"):
        prepare_access(tmp_path, plain, address="0.0.0.0", is_open=False)

    assert prepare_access(tmp_path, plain, address="127.0.0.1", is_open=False) == {
        "EARSHOT_HOSTS": "127.0.0.1"
    }
    assert prepare_access(tmp_path, plain, address="0.0.0.0", is_open=True) == {}


def test_secrets_reach_the_dashboard_in_a_private_file(tmp_path, monkeypatch):
    monkeypatch.setenv("CLIENT", 'se"cret')
    monkeypatch.setenv("COOKIE", "salt")
    told = prepare_access(tmp_path, config(), address="0.0.0.0", is_open=False)
    secrets = tomllib.loads((tmp_path / access.SECRETS).read_text(encoding="utf-8"))["auth"]
    rules = json.loads((tmp_path / access.RULES).read_text(encoding="utf-8"))

    assert told[access.VARIABLE] == str((tmp_path / access.RULES).resolve())
    assert told["EARSHOT_HOSTS"] == "127.0.0.1"
    assert secrets["client_secret"] == 'se"cret'
    assert secrets["redirect_uri"] == "http://127.0.0.1:8501/oauth2callback"
    assert rules["grants"] == [{"who": ["anna@acme.example"], "role": "admin", "brands": []}]
    assert "cret" not in (tmp_path / access.RULES).read_text(encoding="utf-8")
    for name in (access.SECRETS, access.RULES):
        assert (tmp_path / name).stat().st_mode & 0o077 == 0


def test_without_access_the_files_of_before_are_gone(tmp_path):
    (tmp_path / access.SECRETS).write_text("x", encoding="utf-8")
    prepare_access(tmp_path, parse_config({}), address="127.0.0.1", is_open=False)

    assert not (tmp_path / access.SECRETS).exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"grants": []}, "nobody may enter"),
        ({"client_id": ""}, "a provider needs client_id"),
        ({"trusted_header": "X-User"}, "write provider, or trusted_header"),
        ({"grants": [{"who": "x", "role": "boss"}]}, "role.*'viewer', 'analyst', 'lead'"),
        ({"grants": [{"who": "x", "role": "lead", "brands": ["no"]}]}, "no is no brand"),
        ({"signatures": {"kim": "KM"}}, 'signatures are read with responders = "own" only'),
        ({"client_secret": "written out"}, "secrets are read from the environment"),
    ],
)
def test_a_mistake_is_named(more, said):
    with pytest.raises(ConfigError, match=said):
        config(**more)
