/** What the shoppers' API answers. Money in fen, times ISO-8601 UTC, weights in grams. */
import type { OrderAction, OrderState } from './orders'

/** A page of a list; a null cursor says that nothing follows. */
export interface Page<Item> {
  items: Item[]
  next_cursor: string | null
}

/** Path of the largest size; pictureUrl() gives the others. */
export interface Picture {
  url: string
  width: number
  height: number
}

/** A refusal, RFC 9457; `message` is Chinese and may be shown as it is. */
export interface Problem {
  status: number
  code: string
  message: string
  facts: Record<string, unknown>
  request_id: string
}

export interface Me {
  id: number
  nickname: string
  avatar: Picture | null
  phone_masked: string | null
}

export interface Session {
  access_token: string
  refresh_token: string
  expires_at: string
  buyer: Me
}

/** What a browser needs to know before it can sign in or pay; the simulator exists outside production only. */
export interface ClientSettings {
  simulator_url: string | null
  app_id: string
}

export interface ShopCard {
  id: number
  name: string
  tagline: string
  logo: Picture
  is_self_operated: boolean
  product_count: number
}

export interface Shop extends ShopCard {
  notice: string
  city: string
  district: string
  opened_on: string
  licence: { company_name: string; number: string }
}

export interface Category {
  id: number
  name: string
  icon: Picture | null
}

export interface CategoryTree extends Category {
  children: Category[]
}

export interface ProductCard {
  id: number
  title: string
  subtitle: string
  picture: Picture
  price_fen: number
  list_price_fen: number | null
  sold_count: number
  is_sold_out: boolean
  shop_id: number
  shop_name: string
}

export interface Banner {
  picture: Picture
  title: string
  subtitle: string
  action: string
  link: { kind: 'category' | 'shop' | 'product' | 'none'; id: number | null }
}

export interface Home {
  banners: Banner[]
  categories: Category[]
  shops: ShopCard[]
  products: Page<ProductCard>
}

export type ProductSort = 'recommended' | 'sales' | 'price_asc' | 'price_desc' | 'newest'

export interface Sku {
  id: number
  code: string
  /** One value per dimension, in the order of the product's dimensions. */
  spec: string[]
  price_fen: number
  list_price_fen: number | null
  available: number
  limit_per_buyer: number | null
  picture: Picture | null
  weight_grams: number
}

export interface Dimension {
  name: string
  values: { name: string; picture: Picture | null }[]
}

export interface DetailBlock {
  kind: 'heading' | 'text' | 'picture'
  text: string | null
  picture: Picture | null
}

export interface Product {
  id: number
  title: string
  subtitle: string
  pictures: Picture[]
  price_min_fen: number
  price_max_fen: number
  list_price_fen: number | null
  sold_count: number
  category: { id: number; name: string }
  brand: { id: number; name: string } | null
  attributes: { name: string; value: string }[]
  dimensions: Dimension[]
  skus: Sku[]
  detail: DetailBlock[]
  services: string[]
  return_policy: 'seven_days' | 'no_return_fresh' | 'no_return_custom'
  return_policy_text: string
  shop: ShopCard
  is_listed: boolean
  freight_text: string
}

export interface Region {
  code: string
  name: string
  children?: Region[]
}

export interface AddressInput {
  name: string
  phone: string
  region_code: string
  street: string
  detail: string
  is_default: boolean
}

export interface Address extends AddressInput {
  id: number
  province: string
  city: string
  district: string
}

export interface CartItem {
  sku_id: number
  product_id: number
  title: string
  spec_text: string
  picture: Picture
  price_fen: number
  /** The price now less the price when it was put in; below zero: cheaper. */
  price_change_fen: number
  quantity: number
  is_selected: boolean
  available: number
  limit_per_buyer: number | null
}

export interface InvalidCartItem extends CartItem {
  reason: 'delisted' | 'sold_out' | 'shop_closed'
  reason_text: string
}

export interface CartShop {
  shop: { id: number; name: string }
  items: CartItem[]
  goods_fen: number
}

export interface Cart {
  shops: CartShop[]
  invalid: InvalidCartItem[]
  selected_count: number
  selected_fen: number
  item_count: number
}

export interface WantedItem {
  sku_id: number
  quantity: number
}

export interface QuoteLine {
  sku_id: number
  product_id: number
  title: string
  spec_text: string
  picture: Picture
  quantity: number
  unit_price_fen: number
  list_fen: number
  payable_fen: number
  discounts: { name: string; amount_fen: number; borne_by: 'shop' | 'platform' }[]
}

export interface QuoteShop {
  shop: { id: number; name: string }
  lines: QuoteLine[]
  goods_fen: number
  freight_fen: number | null
  discount_fen: number
  payable_fen: number
  freight_text: string
  problem: string | null
}

export interface QuoteProblem {
  sku_id: number | null
  shop_id: number | null
  code: 'not_enough_stock' | 'delisted' | 'not_delivered_there' | 'over_limit' | 'address_missing' | 'shop_closed'
  message: string
}

export interface Quote {
  shops: QuoteShop[]
  goods_fen: number
  freight_fen: number | null
  discount_fen: number
  total_fen: number
  problems: QuoteProblem[]
}

export interface TradeInput {
  items: WantedItem[]
  address_id: number
  remarks: Record<string, string>
  quoted_total_fen: number
  from_cart: boolean
}

export interface Trade {
  id: number
  number: string
  state: 'open' | 'closing' | 'closed' | 'paid'
  total_fen: number
  pay_by: string
  orders: { id: number; number: string; shop: { id: number; name: string }; payable_fen: number }[]
}

/** What wx.requestPayment takes, as WeChat names it. */
export interface PaymentFields {
  appId: string
  timeStamp: string
  nonceStr: string
  package: string
  signType: string
  paySign: string
}

/** `sheet` is null when there is nothing to pay. */
export interface PaymentSheet {
  payment_no: string
  sheet: PaymentFields | null
}

export interface OrderLine {
  id: number
  sku_id: number
  product_id: number
  title: string
  spec_text: string
  picture: Picture
  quantity: number
  unit_price_fen: number
  payable_fen: number
  shipped_quantity: number
}

export interface OrderCard {
  id: number
  number: string
  trade_id: number
  state: OrderState
  state_text: string
  shop: { id: number; name: string }
  lines: OrderLine[]
  item_count: number
  payable_fen: number
  placed_at: string
  pay_by: string | null
  next_actions: OrderAction[]
}

export interface Shipment {
  id: number
  courier_code: string
  courier_name: string
  tracking_number: string
  shipped_at: string
  lines: { order_line_id: number; title: string; quantity: number }[]
}

export interface OrderEvent {
  kind: string
  text: string
  actor: 'buyer' | 'shop' | 'platform' | 'clock'
  at: string
}

export interface Order extends OrderCard {
  goods_fen: number
  freight_fen: number
  discount_fen: number
  remark: string
  address: { name: string; phone_masked: string; province: string; city: string; district: string; street: string; detail: string }
  paid_at: string | null
  shipped_at: string | null
  completed_at: string | null
  closed_at: string | null
  close_reason: string | null
  auto_receive_at: string | null
  payment_no: string | null
  transaction_id: string | null
  shipments: Shipment[]
  events: OrderEvent[]
}

export interface OrderCounts {
  unpaid: number
  to_ship: number
  shipped: number
}
