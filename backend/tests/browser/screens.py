"""Every screen of the platform in each of its states: what the gallery photographs and test_screens.py inspects."""

from dataclasses import dataclass
from typing import Literal

Surface = Literal["h5", "mini", "merchant", "ops", "simulator"]
Trouble = Literal["offline", "failing", "slow"]


@dataclass(frozen=True)
class Screen:
    """One picture."""

    name: str
    """Unique; the picture's file name."""
    caption: str
    surface: Surface
    path: str
    """Behind the surface's address; {ids} are those of the scene."""
    person: str = ""
    """Whose browser: a key of the scene's storage; nobody's if empty."""
    taps: tuple[str, ...] = ()
    """What is tapped to get there: texts, or selectors that begin with 'css='."""
    trouble: Trouble | None = None
    """The network is gone after the page was shown; or every request of the page fails, or none is answered."""
    is_scrolled: bool = False
    """Shown from one screen further down."""

    @property
    def size(self) -> Literal["phone", "desk"]:
        """Of the window."""
        return "desk" if self.surface in ("merchant", "ops") else "phone"


def _h5(
    name: str,
    caption: str,
    path: str,
    person: str = "buyer",
    *taps: str,
    trouble: Trouble | None = None,
    is_scrolled: bool = False,
) -> Screen:
    return Screen(f"h5-{name}", caption, "h5", f"pages/{path}", person, taps, trouble, is_scrolled)


H5 = (
    _h5("home", "首页", "home/home"),
    _h5("home-scrolled", "首页：往下看", "home/home", is_scrolled=True),
    _h5("home-loading", "首页：加载中", "home/home", trouble="slow"),
    _h5("home-failing", "首页：加载失败", "home/home", trouble="failing"),
    _h5("home-offline", "首页：网络断开", "home/home", trouble="offline"),
    _h5("category", "分类", "category/category"),
    _h5("category-failing", "分类：加载失败", "category/category", trouble="failing"),
    _h5("list", "商品列表", "product/list?category_id={category}&title={category_name}"),
    _h5(
        "list-price",
        "商品列表：按价格",
        "product/list?category_id={category}&title={category_name}",
        "buyer",
        "价格",
    ),
    _h5("search", "搜索结果", "product/list?q=茶"),
    _h5("search-empty", "搜索：没有结果", "product/list?q=宇宙飞船"),
    _h5("list-loading", "商品列表：加载中", "product/list?q=茶", trouble="slow"),
    _h5("list-failing", "商品列表：加载失败", "product/list?q=茶", trouble="failing"),
    _h5("product", "商品详情", "product/detail?id={product}"),
    _h5("product-scrolled", "商品详情：往下看", "product/detail?id={product}", is_scrolled=True),
    _h5("product-sku", "选择规格", "product/detail?id={product}", "buyer", "加入购物车"),
    _h5("product-missing", "商品不存在", "product/detail?id=1"),
    _h5("product-loading", "商品详情：加载中", "product/detail?id={product}", trouble="slow"),
    _h5("shop", "店铺", "shop/shop?id={shop}"),
    _h5("shop-licence", "店铺资质", "shop/licence?id={shop}"),
    _h5("cart", "购物车", "cart/cart"),
    _h5("cart-managing", "购物车：管理", "cart/cart", "buyer", "管理"),
    _h5("cart-empty", "购物车：空", "cart/cart", "newcomer"),
    _h5("cart-guest", "购物车：未登录", "cart/cart", ""),
    _h5("checkout", "确认订单", "cart/cart", "buyer", "css=.bar uni-button"),
    _h5(
        "checkout-scrolled", "确认订单：往下看", "cart/cart", "buyer", "css=.bar uni-button", is_scrolled=True
    ),
    _h5(
        "checkout-addressless",
        "确认订单：还没有地址",
        "product/detail?id={plain_product}",
        "newcomer",
        "立即购买",
    ),
    _h5("checkout-empty", "确认订单：没有商品", "checkout/checkout", "newcomer"),
    _h5("result-paid", "支付成功", "checkout/result?trade_id={paid_trade}"),
    _h5("result-unpaid", "还没有收到付款", "checkout/result?trade_id={unpaid_trade}&outcome=cancelled"),
    _h5("addresses", "收货地址", "address/list"),
    _h5("addresses-empty", "收货地址：空", "address/list", "newcomer"),
    _h5("address-new", "新增地址", "address/edit"),
    _h5("address-complaints", "新增地址：没填完", "address/edit", "buyer", "保存"),
    _h5("address-region", "选择地区", "address/edit", "newcomer", "css=.choice"),
    _h5("orders", "全部订单", "orders/list?tab=all"),
    _h5("orders-unpaid", "待付款订单", "orders/list?tab=unpaid"),
    _h5("orders-shipped", "待收货订单", "orders/list?tab=shipped"),
    _h5("orders-closed", "已关闭订单", "orders/list?tab=closed"),
    _h5("orders-empty", "订单：空", "orders/list?tab=all", "newcomer"),
    _h5("orders-failing", "订单：加载失败", "orders/list?tab=all", trouble="failing"),
    _h5("orders-guest", "订单：未登录", "orders/list?tab=all", ""),
    _h5("order-unpaid", "订单：待付款", "orders/detail?id={unpaid_order}"),
    _h5("order-to-ship", "订单：待发货", "orders/detail?id={to_ship_order}"),
    _h5("order-partly-shipped", "订单：部分发货", "orders/detail?id={partly_shipped_order}"),
    _h5("order-shipped", "订单：待收货", "orders/detail?id={shipped_order}"),
    _h5("order-completed", "订单：已完成", "orders/detail?id={completed_order}"),
    _h5("order-closed", "订单：已关闭", "orders/detail?id={closed_order}"),
    _h5("me", "我的", "me/me"),
    _h5("me-guest", "我的：未登录", "me/me", ""),
    _h5("settings", "设置", "account/settings"),
    _h5("about", "关于里弄", "account/about"),
)


def _mini(name: str, caption: str, path: str, *taps: str) -> Screen:
    return Screen(f"mini-{name}", caption, "mini", f"pages/{path}", "buyer", taps)


MINI = (
    _mini("home", "首页", "home/home"),
    _mini("product", "商品详情", "product/detail?id={product}"),
    _mini("product-sku", "选择规格", "product/detail?id={product}", "加入购物车"),
    _mini("cart", "购物车", "cart/cart"),
    _mini("checkout", "确认订单", "cart/cart", "css=.bar wx-button"),
    _mini("orders", "全部订单", "orders/list?tab=all"),
    _mini("order", "订单：待收货", "orders/detail?id={shipped_order}"),
    _mini("me", "我的", "me/me"),
)


def _merchant(name: str, caption: str, path: str, *taps: str) -> Screen:
    return Screen(f"merchant-{name}", caption, "merchant", f"shops/{{shop}}/{path}", "merchant", taps)


MERCHANT = (
    Screen("merchant-sign-in", "登录", "merchant", "sign-in"),
    Screen("merchant-register", "注册", "merchant", "sign-in", taps=("注册并申请入驻",)),
    Screen("merchant-application", "入驻申请：等待审核", "merchant", "application", "applicant"),
    _merchant("home", "首页", "home"),
    _merchant("orders", "订单", "orders"),
    _merchant("orders-to-ship", "待发货订单", "orders?state=to_ship"),
    _merchant("orders-empty", "订单：没有结果", "orders?q=没有这样的订单"),
    _merchant("order", "订单详情", "orders?open={to_ship_order}"),
    _merchant("ship", "发货", "orders?open={to_ship_order}", "css=.panel > footer button"),
    _merchant("products", "商品", "products"),
    _merchant("product-new", "发布商品", "products/new"),
    _merchant("product", "编辑商品", "products/{shop_product}"),
    _merchant("stock", "库存", "stock"),
    _merchant("freight", "运费模板", "freight"),
    _merchant("money", "资金", "money"),
    _merchant("statement", "结算单", "money?statement={shop_statement}"),
    _merchant("shop", "店铺资料", "shop"),
    _merchant("staff", "店员与权限", "staff"),
    _merchant("security", "账号与安全", "security"),
)


def _ops(name: str, caption: str, path: str, *taps: str) -> Screen:
    return Screen(f"ops-{name}", caption, "ops", path, "operator", taps)


OPS = (
    Screen("ops-sign-in", "登录", "ops", "sign-in"),
    _ops("home", "工作台", "home"),
    _ops("applications", "入驻审核", "applications"),
    _ops("shops", "商家管理", "shops"),
    _ops("shop", "商家详情", "shops?open={shop}"),
    _ops("orders", "全部订单", "orders"),
    _ops("order", "订单详情", "orders?open={to_ship_order}"),
    _ops("payments", "支付单", "payments"),
    _ops("payment", "支付单详情", "payments?open={payment}"),
    _ops("repairs", "待修复", "repairs"),
    _ops("ledger", "账本", "ledger"),
    _ops("settlement", "结算批次", "settlement"),
    _ops("statements", "结算单列表", "settlement?tab=statements"),
    _ops("statement", "结算单", "settlement?tab=statements&statement={statement}"),
    _ops("staff", "员工与权限", "staff"),
    _ops("audit", "操作记录", "audit"),
    _ops("jobs", "后台任务", "jobs"),
    _ops("security", "账号与安全", "security"),
)

SIMULATOR = (
    Screen("phone-home", "模拟手机", "simulator", "phone"),
    Screen("phone-login", "微信登录", "simulator", "phone/login?redirect_uri={here}&state=1"),
    Screen("phone-pay", "微信支付", "h5", "pages/orders/detail?id={unpaid_order}", "buyer", ("去支付",)),
)

ALL = (*H5, *MINI, *MERCHANT, *OPS, *SIMULATOR)
