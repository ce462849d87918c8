/** The people of a shop or of the platform, and their roles; each console binds it to its branch of the API. */
import type { Member, Role, RoleInput, Roles } from '@/api/contract'

/** What it takes to add a person. Only operators get a first password; a shop takes on people who have registered. */
export interface PersonInput {
  name: string
  phone: string
  password: string
  role_id: number
}

export interface People {
  /** 店员 or 运营人员. */
  noun: string
  asksPassword: boolean
  listMembers(): Promise<Member[]>
  addMember(input: PersonInput): Promise<unknown>
  changeRole(memberId: number, roleId: number): Promise<unknown>
  removeMember(memberId: number): Promise<unknown>
  listRoles(): Promise<Roles>
  saveRole(roleId: number | null, input: RoleInput): Promise<Role>
  deleteRole(roleId: number): Promise<unknown>
}
