/** The platform's staff and roles, bound to the operators' branch of the API. */
import { answer } from '@/api/http'
import type { People } from '@/people/people'
import { api } from '../api'

export const operators: People = {
  noun: '员工',
  asksPassword: true,
  listMembers: async () => (await answer(api.GET('/api/v1/ops/staff'))).items,
  addMember: (body) => answer(api.POST('/api/v1/ops/staff', { body })),
  changeRole: (operatorId, roleId) =>
    answer(api.PUT('/api/v1/ops/staff/{operator_id}', { params: { path: { operator_id: operatorId } }, body: { role_id: roleId } })),
  removeMember: (operatorId) => answer(api.DELETE('/api/v1/ops/staff/{operator_id}', { params: { path: { operator_id: operatorId } } })),
  listRoles: () => answer(api.GET('/api/v1/ops/roles')),
  saveRole: (roleId, body) =>
    roleId === null
      ? answer(api.POST('/api/v1/ops/roles', { body }))
      : answer(api.PUT('/api/v1/ops/roles/{role_id}', { params: { path: { role_id: roleId } }, body })),
  deleteRole: (roleId) => answer(api.DELETE('/api/v1/ops/roles/{role_id}', { params: { path: { role_id: roleId } } })),
}
