"""What the stories of payments begin with."""

import pytest

from tests.actors import Buyer, Json, Shop


@pytest.fixture
def trade(corner_shop: Shop, buyer: Buyer) -> Json:
    """An open trade of ¥36."""
    return buyer.places((corner_shop.sells("碧螺春", price_fen=3_000, stock=9), 1))
