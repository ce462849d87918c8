import { answers } from '../answers'
import { showToast } from '../chrome/toast'
import { pickFiles } from '../media-answers'
import { ApiFailure, apis } from './define'

const SHANGHAI = { latitude: 31.2304, longitude: 121.4737, name: '人民广场', address: '上海市黄浦区人民大道' }
const ADDRESS = {
  userName: '张三',
  telNumber: '13800000000',
  provinceName: '上海市',
  cityName: '上海市',
  countyName: '黄浦区',
  streetName: '',
  detailInfo: '人民大道 1 号',
  detailInfoNew: '人民大道 1 号',
  postalCode: '200000',
  nationalCode: '310101',
}

let clipboard = ''

/** The text last copied, for tests. */
export const clipboardText = (): string => clipboard

function location() {
  if (answers.location === false) throw new ApiFailure('auth deny')
  return { ...SHANGHAI, speed: 0, accuracy: 30, ...answers.location }
}

function address() {
  if (answers.address === false) throw new ApiFailure('cancel')
  return { ...ADDRESS, ...answers.address }
}

function scan() {
  if (answers.scan === undefined || answers.scan === false) throw new ApiFailure('cancel')
  return { result: answers.scan, scanType: 'QR_CODE', charSet: 'UTF-8', path: '', rawData: '' }
}

async function picked(count: number) {
  const files = await pickFiles(count)
  if (files.length === 0) throw new ApiFailure('cancel')
  return files
}

async function chooseImage({ count }: { count?: number }) {
  const files = await picked(count ?? 9)
  return {
    tempFilePaths: files.map((file) => file.tempFilePath),
    tempFiles: files.map(({ tempFilePath, size }) => ({ path: tempFilePath, size })),
  }
}

function copy({ data }: { data: string }): void {
  clipboard = data
  showToast({ title: '内容已复制', icon: 'success', mask: false, duration: 1500 })
}

/** Things of the phone that a person does: choose, copy, call, scan, open a map. */
export const device = apis({
  setClipboardData: copy,
  getClipboardData: () => ({ data: clipboard }),
  getLocation: location,
  getFuzzyLocation: location,
  chooseLocation: location,
  choosePoi: location,
  openLocation: () => undefined,
  chooseAddress: address,
  scanCode: scan,
  chooseImage,
  chooseMedia: async ({ count }: { count?: number }) => ({ type: 'image', tempFiles: await picked(count ?? 9) }),
  chooseMessageFile: async ({ count }: { count: number }) => {
    const files = await picked(count)
    return {
      tempFiles: files.map(({ tempFilePath, size, name }) => ({
        path: tempFilePath,
        size,
        name,
        type: 'file',
        time: 0,
      })),
    }
  },
  makePhoneCall: ({ phoneNumber }: { phoneNumber: string }) => {
    if (!phoneNumber) throw new ApiFailure('parameter error: phoneNumber should not be empty')
  },
  addPhoneContact: () => undefined,
  openCustomerServiceChat: () => undefined,
  navigateToMiniProgram: () => undefined,
  navigateBackMiniProgram: () => undefined,
  openEmbeddedMiniProgram: () => undefined,
  exitMiniProgram: () => undefined,
  openOfficialAccountArticle: () => undefined,
  openChannelsUserProfile: () => undefined,
  showShareMenu: () => undefined,
  hideShareMenu: () => undefined,
  updateShareMenu: () => undefined,
  showShareImageMenu: () => undefined,
  saveImageToPhotosAlbum: () => {
    if (answers.authorize === false) throw new ApiFailure('auth deny')
  },
  saveVideoToPhotosAlbum: () => undefined,
  openDocument: () => undefined,
  loadFontFace: () => ({ status: 'loaded' }),
})
