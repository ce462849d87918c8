/** Small rules of the review desk. */
import type { ApplicationState } from '@/api/contract'

/** What applicants are told: decided within one day. */
const REVIEW_HOURS = 24

export function reviewBy(submittedAt: string): string {
  return new Date(new Date(submittedAt).getTime() + REVIEW_HOURS * 3_600_000).toISOString()
}

export function stateOf(word: string): ApplicationState {
  return word === 'approved' || word === 'rejected' ? word : 'submitted'
}

export const EVENT_WORDS: Record<string, string> = {
  submitted: '提交申请',
  resubmitted: '修改后再次提交',
  approved: '审核通过',
  rejected: '退回修改',
}

/** Words that often fit, to start from. */
export const USUAL_REJECTIONS = ['营业执照照片看不清，请重新拍摄', '公司名称与营业执照不一致，请核对', '统一社会信用代码与营业执照不一致，请核对', '经营类目与营业执照经营范围不符']
