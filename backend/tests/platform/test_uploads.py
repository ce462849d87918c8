"""Uploading pictures over HTTP, and what is served."""

import httpx2
import pytest

from tests.accounts.doors import Clerk
from tests.actors import Caller, Json, Shop
from tests.pictures import png
from tests.stack import Stack

PATH = "/api/v1/merchant/media"


def _upload(caller: Caller, content: bytes, path: str = PATH) -> httpx2.Response:
    return caller.http.post(path, files={"file": ("picture.png", content, "image/png")})


def test_an_upload_is_served_in_every_width_for_ever(stack: Stack) -> None:
    uploaded: Json = _upload(Clerk.registered(stack), png(size=900)).json()

    for width in (200, 400, 800):
        served = Caller(stack).http.get(uploaded["url"].replace("/800.webp", f"/{width}.webp"))
        assert served.headers["content-type"] == "image/webp"
        assert "immutable" in served.headers["cache-control"]
        assert served.content[8:12] == b"WEBP"


def test_the_same_upload_again_is_the_same_picture(stack: Stack) -> None:
    clerk = Clerk.registered(stack)

    assert _upload(clerk, png("#123456")).json() == _upload(clerk, png("#123456")).json()


def test_two_shops_keep_rows_of_their_own_for_one_picture(shop: Shop, other_shop: Shop) -> None:
    mine = _upload(shop, png("#654321"), shop.path("media")).json()
    theirs = _upload(other_shop, png("#654321"), other_shop.path("media")).json()

    assert mine["id"] != theirs["id"]
    assert mine["url"] == theirs["url"]


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"<svg onload=alert(1)></svg>", 400, "unusable_picture"),
        (b"", 400, "invalid_input"),
        (b"x" * (5 * 1024 * 1024 + 1), 413, "picture_too_large"),
    ],
)
def test_what_is_no_picture_is_refused(stack: Stack, content: bytes, status: int, code: str) -> None:
    refused = _upload(Clerk.registered(stack), content)

    assert (refused.status_code, refused.json()["code"]) == (status, code)


def test_strangers_upload_nothing(stack: Stack, shop: Shop) -> None:
    assert _upload(Caller(stack), png()).status_code == 401
    assert _upload(Clerk.registered(stack), png(), shop.path("media")).status_code == 404


@pytest.mark.parametrize(
    "path", ["..%2f..%2fsecrets.json/800.webp", "%2e%2e/secrets.json", "0" * 40 + "/800.webp"]
)
def test_nothing_but_pictures_is_served(stack: Stack, path: str) -> None:
    assert Caller(stack).http.get(f"/media/{path}").status_code == 404
