"""Build the front ends whose sources have changed: `python scripts/build.py [NAME …]`, all of them without a name."""

import sys
from dataclasses import dataclass
from pathlib import Path

from stamps import ROOT, digest, is_fresh, mark
from steps import step

SHARED = ROOT / "packages" / "shared"


@dataclass(frozen=True)
class Bundle:
    """One build: an npm script of a folder, and the file that shows it was done."""

    title: str
    folder: Path
    script: str
    output: str

    def inputs(self) -> list[Path]:
        """Everything that the bundle is made from."""
        return [SHARED, self.folder]


BUNDLES = {
    "h5": Bundle("买家商城 H5", ROOT / "apps" / "mini", "build:h5", "dist/build/h5/index.html"),
    "console": Bundle("商家与运营后台", ROOT / "apps" / "console", "build", "dist"),
    "mp-weixin": Bundle(
        "微信小程序", ROOT / "apps" / "mini", "build:mp-weixin", "dist/build/mp-weixin/app.json"
    ),
    "mp-runtime": Bundle("小程序运行环境", ROOT / "mp-runtime", "build", "dist"),
}


def main(names: tuple[str, ...]) -> None:
    """Build the named bundles, each only if its sources have changed since."""
    for name in names:
        bundle = BUNDLES[name]
        inputs = digest(bundle.inputs())
        if not is_fresh(f"build-{name}", inputs, bundle.folder / bundle.output):
            step(f"构建{bundle.title}", ["npm", "run", "--silent", bundle.script], bundle.folder)
            mark(f"build-{name}", inputs)


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or tuple(BUNDLES))
