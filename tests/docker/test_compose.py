"""docker-compose.yml as far as it can be checked without an engine: form, names, commands, rights."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from deedbook.cli import COMMANDS

ROOT = Path(__file__).parents[2]
OURS = ("migrate", "api", "worker")
# ${NAME}, ${NAME:-default} or ${NAME:?message}
VARIABLE = re.compile(r"\$\{(\w+)(:[-?])?([^}]*)\}")
SETTING = re.compile(r'(?:env\.get|_url|_number)\((?:env, )?"([A-Z_]+)"')


@pytest.fixture(scope="module")
def text() -> str:
    return (ROOT / "docker-compose.yml").read_text()


@pytest.fixture(scope="module")
def services(text: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(text)["services"]
    return found


def settings() -> set[str]:
    """What deedbook/settings.py and api/limits.py read from the environment."""
    sources = ("deedbook/settings.py", "api/limits.py")
    return {name for path in sources for name in SETTING.findall((ROOT / path).read_text())}


def test_follows_the_compose_specification(text: str) -> None:
    schema = json.loads((Path(__file__).parent / "compose-spec.json").read_text())
    schema["$schema"] = (
        "http://json-schema.org/draft-07/schema#"  # its own spelling is not the registered one
    )
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(yaml.safe_load(text), schema, cls=jsonschema.Draft7Validator)


def test_has_what_it_takes(services: dict[str, Any]) -> None:
    assert set(services) == {"database", "migrate", "api", "worker", "postgrest", "mail"}
    assert services["database"]["image"] == "postgres:17"
    for name, service in services.items():
        image = service["image"]
        assert ":" in image, name
        assert not image.endswith(":latest"), name
        for other in service.get("depends_on", {}):
            assert other in services


@pytest.mark.parametrize("name", OURS)
def test_ours_runs_a_command_with_real_settings(services: dict[str, Any], name: str) -> None:
    service = services[name]
    assert service["command"][0] in COMMANDS
    assert set(service["environment"]) <= settings()
    assert (ROOT / service["build"] / "Dockerfile").is_file()


def test_only_migrate_knows_the_owner(services: dict[str, Any]) -> None:
    for name in ("api", "worker", "postgrest", "mail"):
        environment = services[name].get("environment", {})
        assert "DATABASE_URL" not in environment
        assert "OWNER_PASSWORD" not in str(environment)
        assert "POSTGRES_PASSWORD" not in str(environment)


def test_secrets_have_no_default(text: str) -> None:
    for name, operator, _ in VARIABLE.findall(text):
        if name.endswith(("PASSWORD", "SECRET", "KEY")):
            assert operator == ":?", f"{name} must be required"
        else:
            assert operator == ":-", f"{name} needs a default"
            assert name in settings(), f"{name} is no setting"
    for line in text.splitlines():
        assert not re.search(r"(password|secret)\w*:\s*[\"']?[\w-]+[\"']?\s*$", line, re.IGNORECASE), line


def test_each_variable_is_explained(text: str) -> None:
    page = (ROOT / "docs" / "operations.md").read_text()
    for name, _, _ in VARIABLE.findall(text):
        assert f"`{name}`" in page


def test_logins_are_those_of_the_database(services: dict[str, Any]) -> None:
    urls = {
        "DATABASE_URL": ("deedbook", "OWNER_PASSWORD"),
        "API_DATABASE_URL": ("authenticator", "AUTHENTICATOR_PASSWORD"),
        "WORKER_DATABASE_URL": ("worker", "WORKER_PASSWORD"),
        "PGRST_DB_URI": ("authenticator", "AUTHENTICATOR_PASSWORD"),
    }
    for service in services.values():
        for variable, value in service.get("environment", {}).items():
            if variable in urls:
                login, password = urls[variable]
                assert value == f"postgresql://{login}:${{{password}:?}}@database:5432/deedbook"
    for _, password in urls.values():
        assert password in services["database"]["environment"]


def test_health_is_watched(services: dict[str, Any]) -> None:
    for name, service in services.items():
        check = service.get("healthcheck")
        if name == "api":
            assert check is None  # the image has it
        else:
            assert check == {"disable": True} or check["test"][0] == "CMD", name
    assert services["api"]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    assert services["worker"]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    assert services["migrate"]["depends_on"]["database"]["condition"] == "service_healthy"


def test_nothing_is_open_to_the_network(services: dict[str, Any]) -> None:
    for name, service in services.items():
        for port in service.get("ports", []):
            assert str(port).startswith("127.0.0.1:"), name
    assert "ports" not in services["database"]


def test_rights_are_few(services: dict[str, Any]) -> None:
    for name, service in services.items():
        assert not service.get("privileged")
        if name != "database":  # its image starts as root to take its volume over, and steps down
            assert service["read_only"] is True
            assert service["cap_drop"] == ["ALL"]
            assert service["security_opt"] == ["no-new-privileges:true"]


def test_volumes_are_declared_and_mounted_files_exist(text: str, services: dict[str, Any]) -> None:
    declared = set(yaml.safe_load(text)["volumes"])
    for service in services.values():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert (ROOT / source).exists() if source.startswith(".") else source in declared
    assert services["api"]["volumes"] == services["worker"]["volumes"]  # one writes uploads, the other reads
