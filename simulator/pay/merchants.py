"""Is it our merchant, our mini program, our shop?"""

from simulator.database import Db
from simulator.errors import Refused
from simulator.world import World


def check_merchant(world: World, app_id: str, mch_id: str) -> None:
    """Raise unless both are ours and belong together."""
    if mch_id != world.mch_id:
        raise Refused(400, "MCH_NOT_EXISTS", "商户号不存在")
    if app_id != world.app_id:
        raise Refused(400, "APPID_MCHID_NOT_MATCH", "appid和mch_id不匹配，请检查后再试")


async def check_sub_merchant(world: World, db: Db, sub_mchid: str) -> None:
    """Raise unless the shop is signed under the platform."""
    if await world.directory.unknown_sub_merchants(db, [sub_mchid]):
        raise Refused(403, "NO_AUTH", "商户号未与该平台签约，无操作权限")
