/** The names by which the consoles know what the API answers and takes; the shapes are generated from its OpenAPI document. */
import type { components } from '../../../../packages/shared/src/api'

export type { paths } from '../../../../packages/shared/src/api'
export type { OrderState, Picture } from '@lilong/shared'

type Schemas = components['schemas']

export type Staff = Schemas['Staff']
export type Membership = Schemas['StaffShop']
export type Operator = Schemas['OperatorProfile']
export type Member = Schemas['Member']
export type Role = Schemas['Role']
export type Roles = Schemas['Roles']
export type RoleInput = Schemas['RoleInput']
export type Permission = Schemas['Permission']

export type Application = Schemas['Application']
export type ApplicationReview = Schemas['ApplicationReview']
export type ApplicationInput = Schemas['ApplicationInput']
export type ApplicationState = Application['state']
export type ShopProfile = Schemas['ShopProfile']
export type ShopState = ShopProfile['state']
export type Region = Schemas['Region']
export type Category = Schemas['Parent']
export type CategoryBranch = Schemas['Branch']
export type CategoryLeaf = Schemas['Leaf']
export type CategoryAttribute = Schemas['CategoryAttribute']

export type Dashboard = Schemas['Dashboard']
export type OpsDashboard = Schemas['OpsDashboard']

export type ProductRow = Schemas['ProductRow']
export type ProductState = ProductRow['state']
export type ProductForm = Schemas['ProductView']
export type ProductInput = Schemas['ProductForm']
export type SkuInput = Schemas['SkuForm']
export type DetailBlock = Schemas['catalog_forms_DetailBlock']
export type ReturnPolicy = ProductForm['return_policy']
export type StockRow = Schemas['StockRow']
export type StockMove = Schemas['StockMove']
export type FreightTemplate = Required<Schemas['FreightTemplate']>
export type FreightInput = Schemas['FreightTerms']

export type OrderLine = Schemas['OrderLineView']
export type OrderRow = Schemas['StaffOrderRow']
export type OrderDetail = Schemas['StaffOrderDetail']
export type OrderCounts = Schemas['StateCounts']
export type OrderEvent = Schemas['OrderEventView']
export type Shipment = Schemas['ShipmentView']
export type ShipmentInput = Schemas['Parcel']
export type Courier = Schemas['Courier']

export type Statement = Required<Schemas['StatementDetail']>
export type StatementLine = Schemas['StatementLine']
export type PaymentDetail = Required<Schemas['PaymentDetail']>
export type Repair = Schemas['RepairView']
export type LedgerTransaction = Schemas['TransactionView']
export type AccountBalance = Schemas['AccountView']
export type AuditEntry = Schemas['AuditRow']
export type FailedJob = Schemas['FailedJob']
