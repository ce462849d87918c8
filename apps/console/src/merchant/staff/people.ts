/** A shop's staff and roles, bound to the merchants' branch of the API. */
import { answer } from '@/api/http'
import type { People } from '@/people/people'
import { api } from '../api'

export function shopPeople(shopId: number): People {
  const path = { shop_id: shopId }
  return {
    noun: '店员',
    asksPassword: false,
    listMembers: async () => (await answer(api.GET('/api/v1/merchant/{shop_id}/staff', { params: { path } }))).items,
    addMember: ({ name, phone, role_id }) => answer(api.POST('/api/v1/merchant/{shop_id}/staff', { params: { path }, body: { name, phone, role_id } })),
    changeRole: (staffId, roleId) =>
      answer(api.PUT('/api/v1/merchant/{shop_id}/staff/{staff_id}', { params: { path: { ...path, staff_id: staffId } }, body: { role_id: roleId } })),
    removeMember: (staffId) => answer(api.DELETE('/api/v1/merchant/{shop_id}/staff/{staff_id}', { params: { path: { ...path, staff_id: staffId } } })),
    listRoles: () => answer(api.GET('/api/v1/merchant/{shop_id}/roles', { params: { path } })),
    saveRole: (roleId, body) =>
      roleId === null
        ? answer(api.POST('/api/v1/merchant/{shop_id}/roles', { params: { path }, body }))
        : answer(api.PUT('/api/v1/merchant/{shop_id}/roles/{role_id}', { params: { path: { ...path, role_id: roleId } }, body })),
    deleteRole: (roleId) => answer(api.DELETE('/api/v1/merchant/{shop_id}/roles/{role_id}', { params: { path: { ...path, role_id: roleId } } })),
  }
}
