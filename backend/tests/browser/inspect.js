/* What a person would complain about on the part of a page that is in sight. Run in the page; answers plain data. */
(() => {
  const TOUCH_PX = 44
  /* Drawn by WeChat: its bars are not ours to colour. */
  const OF_WECHAT = '#mp-tabbar, #mp-navbar'
  const visible = element => {
    const box = element.getBoundingClientRect()
    const style = getComputedStyle(element)
    return box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
      && style.visibility === 'visible' && element.checkVisibility({ opacityProperty: true })
  }
  const words = element => (element.innerText || element.getAttribute('aria-label') || '').trim().replace(/\s+/g, ' ')

  /* Text nodes in sight with the element that draws them; what a field suggests counts too. */
  const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found = []
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement
      const text = walker.currentNode.textContent.trim()
      if (text && parent && !parent.closest(OF_WECHAT) && !['SCRIPT', 'STYLE'].includes(parent.tagName) && visible(parent)) found.push({ text, element: parent })
    }
    const fields = [...document.querySelectorAll('input, textarea')].filter(visible)
    return { drawn: found, all: [...found.map(one => one.text), ...fields.flatMap(one => [one.placeholder, one.value])].filter(Boolean) }
  }

  const channels = colour => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number)
    return { r, g, b, a }
  }
  const over = (top, below) => ({
    r: top.r * top.a + below.r * (1 - top.a), g: top.g * top.a + below.g * (1 - top.a), b: top.b * top.a + below.b * (1 - top.a), a: 1,
  })
  const light = ({ r, g, b }) => {
    const [red, green, blue] = [r, g, b].map(v => v / 255).map(v => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const ratio = (one, other) => {
    const [bright, dark] = [light(one), light(other)].sort((a, b) => b - a)
    return (bright + 0.05) / (dark + 0.05)
  }
  const isPicture = element => /^(IMG|VIDEO|CANVAS|SVG|UNI-IMAGE|WX-IMAGE)$/i.test(element.tagName) || getComputedStyle(element).backgroundImage !== 'none'

  /* The colour behind a text: everything under its middle, composed; null over a picture, a gradient, or under something else. */
  const ground = element => {
    const box = element.getBoundingClientRect()
    const stack = document.elementsFromPoint(box.left + box.width / 2, box.top + box.height / 2)
    const at = stack.indexOf(element)
    if (at < 0) return null
    const layers = []
    for (const below of stack.slice(at)) {
      if (isPicture(below)) return null
      const colour = channels(getComputedStyle(below).backgroundColor)
      layers.push(colour)
      if (colour.a === 1) break
    }
    return layers.reverse().reduce((composed, layer) => over(layer, composed), { r: 255, g: 255, b: 255, a: 1 })
  }
  const isFaded = element => {
    for (let each = element; each; each = each.parentElement) if (Number(getComputedStyle(each).opacity) < 1) return true
    return Boolean(element.closest('[disabled], [aria-disabled="true"], .is-disabled'))
  }
  const faint = () => texts().drawn.flatMap(({ text, element }) => {
    const below = isFaded(element) ? null : ground(element)
    if (!below) return []
    const contrast = ratio(over(channels(getComputedStyle(element).color), below), below)
    return contrast < 4.5 ? [`${text.slice(0, 20)}：${contrast.toFixed(2)}`] : []
  })

  const broken = () => [...document.images].filter(image => visible(image) && image.complete && image.naturalWidth === 0).map(image => image.src)

  /* A phone zooms out to show what is too wide: its own width does not. */
  const overflow = () => {
    const wide = document.scrollingElement.scrollWidth
    return wide > screen.width + 1 ? [`${wide} px wide in ${screen.width} px`] : []
  }

  const TOUCHED = 'button, [role=button], [role=link], [role=radio], [role=tab], uni-button, wx-button'
  /* A bar that stays in sight lies over what a finger can scroll free. */
  const isUnderBar = hit => {
    for (let each = hit; each; each = each.parentElement) if (getComputedStyle(each).position === 'fixed') return true
    return false
  }
  /* What a finger 22 px beside the middle hits of it: pseudo elements count, and so does what lies over a part that is large enough. */
  const small = () => [...document.querySelectorAll(TOUCHED)].filter(one => visible(one) && !one.closest(OF_WECHAT)).flatMap(element => {
    const box = element.getBoundingClientRect()
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
    const reach = TOUCH_PX / 2 - 2
    const across = box.width >= TOUCH_PX ? [] : [[x - reach, y], [x + reach, y]]
    const along = box.height >= TOUCH_PX ? [] : [[x, y - reach], [x, y + reach]]
    const missed = [...across, ...along].filter(([left, top]) => {
      const hit = document.elementFromPoint(left, top)
      return hit && !element.contains(hit) && !isUnderBar(hit)
    })
    if (!missed.length) return []
    const instead = [...new Set(missed.map(([left, top]) => document.elementFromPoint(left, top).className || 'nothing'))].join(', ')
    return [{ label: words(element), isIcon: !element.innerText.trim(), size: `${Math.round(box.width)}×${Math.round(box.height)}`, instead }]
  })

  return { texts: texts().all, faint: faint(), broken: broken(), overflow: overflow(), small: small() }
})()
