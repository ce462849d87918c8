import type { CategoryTree, Home, Page, Product, ProductCard, ProductSort, Region, Shop } from '@lilong/shared'
import { browse } from './client'

/** What narrows a list of products. */
export interface ProductFilter {
  category_id?: number
  shop_id?: number
  q?: string
  in_stock?: boolean
  sort?: ProductSort
}

export const fetchHome = () => browse<Home>('/home')

export const fetchCategories = () => browse<{ items: CategoryTree[] }>('/categories')

export const fetchProducts = (filter: ProductFilter, cursor: string | null, limit = 20) =>
  browse<Page<ProductCard>>('/products', { ...filter, cursor, limit })

export const fetchProduct = (id: number) => browse<Product>(`/products/${id}`)

export const fetchShop = (id: number) => browse<Shop>(`/shops/${id}`)

export const fetchRegions = () => browse<{ items: Region[] }>('/regions')
