"""Puts the built web app into the wheel, where it was built before; a checkout finds it in web/dist."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WebBuild(BuildHookInterface[Any]):
    """Found by hatchling under [tool.hatch.build.targets.wheel.hooks.custom]."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        built = Path(self.root, "web", "dist")
        if version == "standard" and (built / "index.html").is_file():
            build_data["force_include"][str(built)] = "deedbook/_files/web"
