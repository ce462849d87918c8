/** The icons there are: each is a drawing of the same name beside this file. */
export const ICON_NAMES = [
  'cart', 'check', 'clock', 'close', 'copy', 'down', 'edit', 'gear', 'grid', 'home', 'info', 'leave', 'left', 'licence', 'minus', 'more',
  'notice', 'offline', 'orders', 'parcel', 'paste', 'person', 'phone', 'picture', 'pin', 'plus', 'right', 'rows', 'search', 'share',
  'shield', 'shop', 'trash', 'truck', 'wallet',
] as const

export type IconName = (typeof ICON_NAMES)[number]
