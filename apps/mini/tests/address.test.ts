import type { Region } from '@lilong/shared'
import { describe, expect, test } from 'vitest'
import { complaintsAbout, emptyAddress, maskPhone } from '@/rules/address-form'
import { parseAddress } from '@/rules/address-parser'
import { pathTo, regionText } from '@/rules/regions'

const region = (code: string, name: string, children?: Region[]): Region => ({ code, name, ...(children ? { children } : {}) })

const REGIONS = [
  region('31', '上海市', [region('3101', '市辖区', [region('310106', '静安区'), region('310115', '浦东新区'), region('310107', '普陀区')])]),
  region('33', '浙江省', [region('3301', '杭州市', [region('330106', '西湖区')]), region('3309', '舟山市', [region('330903', '普陀区')])]),
  region('45', '广西壮族自治区', [region('4501', '南宁市', [region('450103', '青秀区')])]),
]

const parsed = (text: string) => {
  const { name, phone, region: path, detail } = parseAddress(text, REGIONS)
  return [name, phone, path?.[2].code ?? '', detail]
}

describe('a pasted address', () => {
  test.each([
    ['顾小满 13812345621 上海市静安区梧桐里 88 弄 12 号 302 室', ['顾小满', '13812345621', '310106', '梧桐里 88 弄 12 号 302 室']],
    ['收货人：顾小满\n手机号：138-1234-5621\n地址：上海市 静安区 梧桐里88弄', ['顾小满', '13812345621', '310106', '梧桐里88弄']],
    ['上海静安区梧桐里88弄12号，李雷，+86 138 1234 5621', ['李雷', '13812345621', '310106', '梧桐里88弄12号']],
    ['杭州市西湖区文三路 1 号 13900001111 欧阳娜娜', ['欧阳娜娜', '13900001111', '330106', '文三路 1 号']],
    ['浙江省舟山市普陀区沈家门街道 5 号 王芳 13700002222', ['王芳', '13700002222', '330903', '沈家门街道 5 号']],
    ['广西南宁市青秀区民族大道 2 号', ['', '', '450103', '民族大道 2 号']],
  ])('%s', (text, fields) => {
    expect(parsed(text)).toEqual(fields)
  })

  test('the district of the named province is taken, not its namesake', () => {
    expect(parsed('上海市普陀区曹杨路 1 号')[2]).toBe('310107')
  })

  test('what is not recognised stays empty instead of being guessed', () => {
    expect(parsed('梧桐里 88 弄')).toEqual(['', '', '', '梧桐里 88 弄'])
    expect(parsed('静安区梧桐里')[2]).toBe('')
  })

  test('a longer number is no phone', () => {
    expect(parsed('订单 138123456210000')[1]).toBe('')
  })
})

describe('the address form', () => {
  test('every field that is missing is told at the field', () => {
    expect(Object.keys(complaintsAbout(emptyAddress()))).toEqual(['name', 'phone', 'region_code', 'detail'])
  })

  test('a complete form has no complaint', () => {
    const address = { ...emptyAddress(), name: '顾小满', phone: '13812345621', region_code: '310106', detail: '梧桐里 88 弄' }
    expect(complaintsAbout(address)).toEqual({})
    expect(complaintsAbout({ ...address, phone: '12812345621' })).toEqual({ phone: '请填写 11 位手机号' })
  })
})

test('a phone number is shown so that it can be recognised and not called', () => {
  expect(maskPhone('13812345621')).toBe('138****5621')
})

test('a municipality is not said twice', () => {
  expect(regionText('上海市', '市辖区', '静安区')).toBe('上海市静安区')
  expect(regionText('浙江省', '杭州市', '西湖区')).toBe('浙江省杭州市西湖区')
  expect(pathTo(REGIONS, '330106')?.map(({ name }) => name)).toEqual(['浙江省', '杭州市', '西湖区'])
})
