import type { ClientSettings, Me } from '@lilong/shared'
import { browse, own } from './client'

export const fetchMe = () => own<Me>({ method: 'GET', path: '/me' })

export const renameMe = (nickname: string) => own<Me>({ method: 'PUT', path: '/me', body: { nickname } })

export const fetchClientSettings = () => browse<ClientSettings>('/client-settings')
