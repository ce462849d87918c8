"""The couriers that a shop can choose, by the code of Kuaidi100."""

COURIERS = {
    "shunfeng": "顺丰速运",
    "jd": "京东物流",
    "zhongtong": "中通快递",
    "yuantong": "圆通速递",
    "shentong": "申通快递",
    "yunda": "韵达快递",
    "jtexpress": "极兔速递",
    "ems": "EMS",
    "youzhengguonei": "邮政快递包裹",
    "debangkuaidi": "德邦快递",
}
