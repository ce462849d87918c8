"""Buttons that do nothing. Each word is tried once on a surface; what would pay, delete or decide is left alone."""

import re

from playwright.sync_api import Page

from tests.browser.camera import HUSH_MS, STANDS_STILL
from tests.browser.chromium import Watch

LEFT_ALONE = re.compile(
    "删除|移除|支付|付款|取消|退出|清空|确认|提交|冻结|保存|草稿|发货|通过|退回|结算|上架|下架|注册|登录|再次购买|减少|增加|复制|刷新|分享"
)
OFFERED = """
() => [...document.querySelectorAll('button, [role=button], uni-button, wx-button')].flatMap((button, at) => {
  const box = button.getBoundingClientRect()
  const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
  const isReached = box.width > 0 && middle !== null && button.contains(middle)
  const isOff = button.matches('[disabled], [aria-disabled=true], .is-disabled')
  const isChosen = /(^|[ -])(on|active|chosen|selected)($| )/.test(button.className)
  if (!isReached || isOff || isChosen || button.closest('#mp-navbar, #mp-tabbar')) return []
  button.setAttribute('data-offered', at)
  return [[at, (button.innerText || button.getAttribute('aria-label') || '').trim().replace(/[\\d\\s]+/g, ' ')]]
})
"""
LISTEN = """
at => {
  const button = document.querySelector(`[data-offered="${at}"]`)
  window.__changes = 0
  const isElsewhere = ({ type, target }) => type !== 'attributes' || !(target.contains(button) || button.contains(target))
  new MutationObserver(all => { window.__changes += all.filter(isElsewhere).length })
    .observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
}
"""


def dead(page: Page, watch: Watch, tried: set[str]) -> str | None:
    """Press the first button whose words have not been tried; its words if nothing came of it."""
    offered: list[tuple[int, str]] = page.evaluate(OFFERED)
    for at, words in offered:
        if words and words not in tried and not LEFT_ALONE.search(words):
            tried.add(words)
            return None if _does_something(page, watch, at) else words
    return None


def _does_something(page: Page, watch: Watch, at: int) -> bool:
    """Whether the address changes, something is asked for, or the page looks different."""
    address, asked = page.url, watch.asked
    page.evaluate(LISTEN, at)
    page.locator(f'[data-offered="{at}"]').click()
    page.evaluate(STANDS_STILL, HUSH_MS)
    return page.url != address or watch.asked > asked or bool(page.evaluate("window.__changes"))
