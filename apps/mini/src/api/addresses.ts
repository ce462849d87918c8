import type { Address, AddressInput } from '@lilong/shared'
import { own } from './client'

export const fetchAddresses = () => own<{ items: Address[] }>({ method: 'GET', path: '/addresses' })

export const createAddress = (body: AddressInput, idempotencyKey: string) =>
  own<Address>({ method: 'POST', path: '/addresses', body, idempotencyKey })

export const replaceAddress = (id: number, body: AddressInput) =>
  own<Address>({ method: 'PUT', path: `/addresses/${id}`, body })

export const deleteAddress = (id: number) => own<void>({ method: 'DELETE', path: `/addresses/${id}` })
