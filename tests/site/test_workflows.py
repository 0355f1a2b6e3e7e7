"""The workflows are what GitHub takes, and safe, as far as that can be told from here."""

import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
SCRIPTS = Path(sysconfig.get_path("scripts"))
SCHEMA = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
ZIZMOR = [str(SCRIPTS / "zizmor"), "--offline", "--no-progress", "--strict-collection"]


@pytest.mark.parametrize("command", [SCHEMA, ZIZMOR], ids=["check-jsonschema", "zizmor"])
def test_a_check_passes_on_every_workflow(command):
    assert WORKFLOWS
    done = subprocess.run([*command, *WORKFLOWS], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_an_action_is_pinned_by_hash_and_says_its_version(workflow):
    uses = re.findall(r"\buses: *(.*)", workflow.read_text("utf-8"))
    assert uses
    assert [use for use in uses if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[\d.]+", use)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_job_has_no_permission_but_its_own(workflow):
    parsed = yaml.safe_load(workflow.read_text("utf-8"))
    assert parsed["permissions"] == {}
    assert [name for name, job in parsed["jobs"].items() if "permissions" not in job] == []
