"""What people do on the screens, in their words: the shop in a browser, the mini program, WeChat on the phone, the consoles."""

import json
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

from tests import actors

PASTED = "林宁 13800002046 上海市黄浦区豫园街道方浜中路 259 号 3 楼"


class SimulatedPhone:
    """A phone with WeChat on it, as the simulator shows it."""

    def __init__(self, simulator_url: str, page: Page) -> None:
        self.simulator_url = simulator_url
        self.page = page

    def belongs_to(self, nickname: str) -> None:
        """Somebody new gets the phone."""
        self.page.goto(f"{self.simulator_url}/phone")
        self.page.get_by_label("新人的昵称").fill(nickname)
        self.page.get_by_role("button", name="新建并使用").click()
        expect(self.page.get_by_role("heading", name=nickname)).to_be_visible()

    def allows_sign_in(self) -> None:
        """Agree on WeChat's page that the shop asks through."""
        self.page.get_by_role("button", name="允许并登录").click()

    def pays(self, shown: str) -> None:
        """Pay the sum that the cashier shows."""
        expect(self.page.locator(".total")).to_have_text(shown)
        self.page.get_by_role("button", name="立即支付").click()


class Shop:
    """The shop on a phone, whatever it runs in. Pages below the one in front stay in the document, unseen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def sees(self, *words: str) -> None:
        """Each of the words is somewhere in front."""
        for each in words:
            expect(self._text(each).first).to_be_visible()

    def taps(self, words: str) -> None:
        """Tap what says so; what lies over the page is in front of it."""
        self._text(words, exact=True).last.click()

    def adds_to_cart(self, product: actors.Sku, *, spec: str | None = None, quantity: int = 1) -> None:
        """From the product's page; with a spec through the sheet that asks for it."""
        self.opens(f"pages/product/detail?id={product.product_id}")
        self.taps("加入购物车")
        if spec:
            self.taps(spec)
            for _ in range(quantity - 1):
                self._front("[aria-label='增加一件']").last.click()
            self.taps("加入购物车")
        self.sees("已加入购物车")

    def checks_out(self) -> None:
        """Everything in the cart."""
        self.taps("购物车")
        self._text("结算 2", exact=True).click()

    def writes_address(self) -> None:
        """Field by field."""
        self.taps("添加地址")
        self._writes("收货人", "林宁")
        self._writes("手机号", "13800002046")
        self.taps("省、市、区")
        self.taps("上海市")
        self.taps("黄浦区")
        self._writes("街道", "豫园街道")
        self._writes("门牌号", "方浜中路 259 号 3 楼")
        self.taps("保存")

    def pastes_address(self) -> None:
        """As it came in a chat."""
        self.taps("添加地址")
        self._front("textarea").first.fill(PASTED)
        self.taps("识别")
        self.sees("上海市黄浦区")
        self.taps("保存")

    def confirms_receipt(self, order_id: int) -> None:
        """On the order's page."""
        self.opens(f"pages/orders/detail?id={order_id}")
        self.taps("确认收货")
        self.answers("确认收货")
        self.sees("交易完成")

    def opens(self, path: str) -> None:
        """Come from outside to a page, as by a share card."""
        raise NotImplementedError

    def answers(self, words: str) -> None:
        """A question that lies over the page."""
        raise NotImplementedError

    def _writes(self, label: str, text: str) -> None:
        field = self._front(".field").filter(has=self.page.get_by_text(label, exact=True))
        field.locator("input, textarea").first.fill(text)

    def _text(self, words: str, *, exact: bool = False) -> Locator:
        return self.page.get_by_text(words, exact=exact).locator("visible=true")

    def _front(self, selector: str) -> Locator:
        return self.page.locator(selector).locator("visible=true")


class BrowserShop(Shop):
    """H5: sign-in and payment are visits to WeChat and back."""

    def __init__(self, api_url: str, phone: SimulatedPhone) -> None:
        super().__init__(phone.page)
        self.phone = phone
        self._address = f"{api_url}/#/"

    def opens(self, path: str) -> None:
        self.page.goto("about:blank")
        self.page.goto(self._address + path)

    def answers(self, words: str) -> None:
        self.page.locator(".uni-modal__btn_primary", has_text=words).click()

    def signs_in(self) -> None:
        """From one's own page, by WeChat."""
        self.opens("pages/me/me")
        self.taps("登录")
        self.phone.allows_sign_in()
        self.sees("欢迎来到里弄")

    def pays(self, shown: str) -> None:
        """Order, and pay on WeChat's page."""
        self.taps("微信支付")
        self.phone.pays(shown)


class MiniProgram(Shop):
    """The bundle for WeChat, run by mp-runtime: sign-in is silent, the payment sheet is WeChat's."""

    def __init__(self, address: str, api_url: str, simulator_url: str, page: Page) -> None:
        super().__init__(page)
        self._address = address
        origin = json.dumps({"data": api_url})
        page.add_init_script(
            f"if (location.origin === {json.dumps(address)}) {{"
            f" window.__mpConfig = {json.dumps({'simulator': simulator_url})};"
            f" localStorage.setItem('mp:lilong.api_origin', {json.dumps(origin)}) }}"
        )

    def opens(self, path: str) -> None:
        self.page.goto(f"{self._address}/?{urlencode({'path': path})}")
        self.page.wait_for_selector("html[data-mp-ready]")

    def answers(self, words: str) -> None:
        self.page.locator("#mp-modal .mp-confirm", has_text=words).click()

    def pays(self) -> None:
        """Order, and pay on WeChat's sheet."""
        self.taps("微信支付")
        self.page.locator("#mp-payment .mp-payment-confirm").click()

    def complaints(self) -> list[Any]:
        """What would break or be warned about on a phone."""
        said: list[Any] = self.page.evaluate("[...__mpErrors, ...__mpWarn]")
        return said


class Console:
    """A console at a desk."""

    def __init__(self, address: str, page: Page) -> None:
        self._address = address
        self.page = page

    def signs_in(self, phone: str) -> None:
        """At the door."""
        self.page.goto(self._address)
        self.page.get_by_label("手机号").fill(phone)
        self.page.get_by_label("密码", exact=True).fill(actors.PASSWORD)
        self.page.get_by_role("button", name="登录").click()

    def opens(self, menu: str) -> None:
        """A page, by the menu."""
        self.page.get_by_role("navigation").get_by_text(menu, exact=True).click()

    def sees(self, *words: str) -> None:
        """Each of the words is on the page."""
        for each in words:
            expect(self.page.get_by_text(each).locator("visible=true").first).to_be_visible()

    def opens_row(self, words: str) -> None:
        """What a row of a list stands for."""
        self.page.locator("tr.is-row", has_text=words).first.click()

    def ships(self, tracking_number: str, *, pieces: int | None = None) -> None:
        """The open order: all that is left, or so many pieces of its first line."""
        self.page.locator(".panel > footer button").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label("快递公司").click()
        self.page.get_by_role("option", name="顺丰").click()
        dialog.get_by_label("运单号").fill(tracking_number)
        if pieces is not None:
            dialog.locator(".el-input-number input").first.fill(str(pieces))
        dialog.get_by_role("button", name="确认发货").click()
        expect(dialog).to_be_hidden()

    def runs_settlement(self) -> None:
        """Until yesterday."""
        self.opens("结算")
        self.page.get_by_role("button", name="发起结算").click()
        self.page.get_by_role("button", name="开始结算").click()
        self.sees("已出具")
