"""One change of earshot.toml: checked before it is written, the version before kept."""

import pytest

from ingest.errors import ConfigError
from ingest.setup.config_file import KEPT, change

RIGHT = '[brands.acme]\nname = "Acme"\n'


def test_a_change_is_written_and_the_version_before_is_kept(tmp_path):
    file = tmp_path / "earshot.toml"
    file.write_text("# mine\n", encoding="utf-8")
    file.chmod(0o640)
    config = change(file, lambda text: text + RIGHT)

    assert ["acme"] == list(config.brands)
    assert f"# mine\n{RIGHT}" == file.read_text(encoding="utf-8")
    assert "# mine\n" == (tmp_path / "earshot.toml.before").read_text(encoding="utf-8")
    assert 0o640 == file.stat().st_mode & 0o777


def test_earlier_versions_move_on(tmp_path):
    """Nine are kept, the newest first; a change that changes nothing makes none."""
    file = tmp_path / "earshot.toml"
    for number in range(KEPT + 3):
        for _ in range(2):
            change(file, lambda _, number=number: f"# {number}\n")
    kept = [
        (tmp_path / f"earshot.toml.before{end}").read_text(encoding="utf-8")
        for end in ("", *(f".{n}" for n in range(2, KEPT + 1)))
    ]

    assert [f"# {number}\n" for number in range(KEPT + 1, KEPT + 1 - KEPT, -1)] == kept
    assert not [*tmp_path.glob("*.part"), *tmp_path.glob(".*.part")]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('[brands.acme]\nrole = "friend"\n', r"brands\.acme\.role"),
        ("[brands.acme\n", "not valid TOML"),
        ('[sources.x]\nkind = "rss"\nurl = "https://a.example"\nbrands = ["no"]\n', "is no brand"),
        ('[sources.x]\nkind = "gopher"\n', "is no kind of source"),
    ],
)
def test_a_mistake_is_never_written(tmp_path, wrong, said):
    file = tmp_path / "earshot.toml"
    file.write_text(RIGHT, encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        change(file, lambda _: wrong)

    assert RIGHT == file.read_text(encoding="utf-8")
    assert not (tmp_path / "earshot.toml.before").exists()


def test_a_file_that_is_wrong_already_is_left_alone(tmp_path):
    """Nobody's mistake is made worse, and it is named."""
    file = tmp_path / "earshot.toml"
    file.write_text("[brands.acme]\nrole = 3\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"brands\.acme\.role"):
        change(file, lambda _: RIGHT)


def test_a_link_stays_a_link(tmp_path):
    real = tmp_path / "real.toml"
    real.write_text("", encoding="utf-8")
    link = tmp_path / "earshot.toml"
    link.symlink_to(real)
    change(link, lambda _: RIGHT)

    assert link.is_symlink()
    assert RIGHT == real.read_text(encoding="utf-8")


def test_a_place_where_nothing_can_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match="cannot be written"):
        change(tmp_path / "file" / "earshot.toml", lambda _: RIGHT)
