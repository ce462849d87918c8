/** What the server asks of a password, told before it is sent. Answers the words of the error, or ''. */
export function passwordProblem(password: string): string {
  if (password.length < 8) return '密码至少 8 位'
  return /^(\d+|[^\d]+)$/.test(password) ? '密码需要同时包含字母和数字' : ''
}

export const PASSWORD_HINT = '至少 8 位，包含字母和数字'
