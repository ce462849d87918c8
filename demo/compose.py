"""Compose every picture of the demo market place from the source pictures: `python demo/compose.py SOURCE`.

SOURCE is the folder with `emoji3d/` and `photos/` (see ATTRIBUTION.md for where they come from). What to make
is written in `recipes.json`, one picture a line; the results land beside it under `pictures/`. The same
sources always give the same pictures; one that exists is kept unless `--again` is given.
"""

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from composing.banners import still_banner
from composing.emblems import face, logo, tile
from composing.photos import Photo, banner, cut, framed, square
from composing.scenes import SCENES, Still
from PIL import Image

HERE = Path(__file__).parent
Recipe = Mapping[str, Any]
"""A line of recipes.json: `picture` (result), `scene`, and what that scene needs."""

PHOTO_SCENES: dict[str, Callable[[Photo], Image.Image]] = {
    "photo": cut,
    "photo_square": square,
    "photo_framed": framed,
    "banner": banner,
}


def things(recipe: Recipe, source: Path) -> tuple[Path, ...]:
    """The source pictures a recipe names."""
    return tuple(source / name for name in recipe["sources"])


def photo(recipe: Recipe, source: Path) -> Photo:
    """A recipe as the part of a photo to show."""
    box = tuple(recipe["box"]) if "box" in recipe else None
    return Photo(things(recipe, source)[0], box, recipe.get("tint", "cream"))


def still(recipe: Recipe, source: Path) -> Still:
    """A recipe as a still life."""
    return Still(
        things=things(recipe, source),
        tint=recipe["tint"],
        backdrop=recipe.get("backdrop", "plain"),
        hues=tuple(recipe.get("hues", (0,))),
    )


def composed(recipe: Recipe, source: Path) -> Image.Image:
    """Make one picture."""
    scene = recipe["scene"]
    if scene in PHOTO_SCENES:
        return PHOTO_SCENES[scene](photo(recipe, source))
    match scene:
        case "logo":
            return logo(recipe["shop"])
        case "tile":
            return tile(things(recipe, source)[0], recipe["tint"])
        case "face":
            return face(things(recipe, source)[0], recipe["tint"])
        case "banner_still":
            return still_banner(things(recipe, source), recipe["tint"], recipe["deep"])
        case _:
            return SCENES[scene](still(recipe, source))


def save(image: Image.Image, path: Path) -> None:
    """Write WebP: photos keep more detail, drawn pictures are smooth and need less."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, "WEBP", quality=84, method=6)


def main() -> None:
    """Compose what is missing, or everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="folder holding emoji3d/ and photos/")
    parser.add_argument("--again", action="store_true", help="also make pictures that exist")
    parser.add_argument("--only", default="", help="make only pictures whose path contains this")
    arguments = parser.parse_args()
    for recipe in json.loads((HERE / "recipes.json").read_text(encoding="utf-8")):
        path = HERE / recipe["picture"]
        if arguments.only in recipe["picture"] and (arguments.again or not path.exists()):
            save(composed(recipe, arguments.source), path)


if __name__ == "__main__":
    main()
