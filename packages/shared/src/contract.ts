/** The names by which the shoppers' side knows what the API answers; the shapes are generated from its OpenAPI document. */
import type { components } from './api'
import type { OrderAction } from './orders'

type Schemas = components['schemas']

/** A page of a list; without a cursor nothing follows. */
export interface Page<Item> {
  items: Item[]
  next_cursor?: string | null
}

/** Path of the largest size; pictureUrl() gives the others. */
export type Picture = Schemas['Picture']

/** A refusal, RFC 9457; `message` is Chinese and may be shown as it is. */
export interface Problem {
  status: number
  code: string
  message: string
  facts: Record<string, unknown>
  request_id: string
}

export type Me = Schemas['Me']
export type Session = Schemas['BuyerSession']
export type ClientSettings = Schemas['ClientSettings']

export type Home = Schemas['Home']
export type Banner = Schemas['Banner']
export type ShopCard = Schemas['ShopCard']
export type Shop = Schemas['Shop']
export type Category = Schemas['CategoryEntry']
export type CategoryTree = Schemas['Parent']

export type ProductCard = Schemas['ProductCard']
export type Product = Schemas['Product']
export type Sku = Schemas['Sku']
export type Dimension = Product['dimensions'][number]

/** The ways in which a list of products can be sorted. */
export type ProductSort = 'recommended' | 'sales' | 'price_asc' | 'price_desc' | 'newest'

export type Region = Schemas['Region']
export type Address = Schemas['Address']
/** What a buyer writes of an address; the form fills every field. */
export type AddressInput = Required<Schemas['AddressInput']>

export type Cart = Schemas['Cart']
export type CartShop = Schemas['ShopItems']
export type CartItem = Schemas['CartItem']
export type InvalidCartItem = Schemas['InvalidItem']
export type WantedItem = Schemas['Item']

/** The server keeps a line's picture as it was frozen with the order and describes it loosely; it is a picture. */
type WithPicture<Line> = Omit<Line, 'picture'> & { picture: Picture }

export type QuoteLine = WithPicture<Schemas['QuotedLineView']>
export type QuoteShop = Omit<Schemas['QuotedShopView'], 'lines'> & { lines: QuoteLine[] }
export type QuoteProblem = Schemas['ProblemView']
export type Quote = Omit<Schemas['QuoteView'], 'shops'> & { shops: QuoteShop[] }
export type TradeInput = Required<Schemas['Placement']>

export type Trade = Schemas['TradeView']
export type PaymentSheet = Schemas['Sheet']
/** What wx.requestPayment takes, as WeChat names it. */
export type PaymentFields = Schemas['PaymentFields']

export type OrderLine = WithPicture<Schemas['OrderLineView']>

/** What both a card and a page of an order have, in the words of this side. */
interface OrderParts {
  lines: OrderLine[]
  next_actions: OrderAction[]
}

export type OrderCard = Omit<Schemas['OrderCard'], keyof OrderParts> & OrderParts
export type Order = Omit<Schemas['OrderDetail'], keyof OrderParts> & OrderParts
export type OrderCounts = Schemas['OrderCounts']
