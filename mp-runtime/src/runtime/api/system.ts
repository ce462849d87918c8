import { getEnterOptions, getLaunchOptions, appEvents } from '../app-instance'
import { capsuleRect, pageArea, screenSize } from '../chrome/phone'
import { Emitter } from '../emitter'
import { USER_DATA_PATH } from '../files'
import { apis } from './define'
import { networkEvents, networkType } from './network'

const SDK_VERSION = '3.8.0'

let appId = ''

export function useAppId(id: string): void {
  appId = id
}

function windowInfo() {
  const { width, height, statusBarHeight, safeBottom } = screenSize()
  const { top, height: windowHeight } = pageArea()
  const safeArea = {
    left: 0,
    right: width,
    top: statusBarHeight,
    bottom: height - safeBottom,
    width,
    height: height - safeBottom - statusBarHeight,
  }
  return {
    pixelRatio: devicePixelRatio,
    screenWidth: width,
    screenHeight: height,
    windowWidth: width,
    windowHeight,
    statusBarHeight,
    safeArea,
    screenTop: top,
  }
}

const deviceInfo = () => ({
  abi: '',
  deviceAbi: '',
  benchmarkLevel: 40,
  brand: 'mp-runtime',
  model: 'Chromium',
  system: 'iOS 18.0',
  platform: 'ios',
  cpuType: '',
  memorySize: '4096',
})

const baseInfo = () => ({
  SDKVersion: SDK_VERSION,
  enableDebug: false,
  language: 'zh_CN',
  version: '8.0.50',
  theme: 'light',
  fontSizeScaleFactor: 1,
  fontSizeSetting: 16,
  host: { env: 'WeChat', appId, version: 0 },
})

const systemSetting = () => ({
  bluetoothEnabled: false,
  locationEnabled: true,
  wifiEnabled: true,
  deviceOrientation: 'portrait',
})
const authorizeSetting = () => ({
  albumAuthorized: 'authorized',
  cameraAuthorized: 'authorized',
  locationAuthorized: 'authorized',
  notificationAuthorized: 'authorized',
})
const systemInfo = () => ({ ...windowInfo(), ...deviceInfo(), ...baseInfo(), ...systemSetting() })

/** Events of the phone that the driver or the browser raises. */
export const phoneEvents = {
  resize: new Emitter<{ size: { windowWidth: number; windowHeight: number } }>('onWindowResize'),
  theme: new Emitter<{ theme: string }>('onThemeChange'),
  memory: new Emitter<{ level: number }>('onMemoryWarning'),
  keyboard: new Emitter<{ height: number; duration: number }>('onKeyboardHeightChange'),
  capture: new Emitter<undefined>('onUserCaptureScreen'),
  copyUrl: new Emitter<undefined>('onCopyUrl'),
}

/** A program asks for updates at every start; here there never is one. */
function updateManager() {
  const ignore = (): void => undefined
  return {
    onCheckForUpdate: (listener: (result: { hasUpdate: boolean }) => void) =>
      void setTimeout(() => listener({ hasUpdate: false })),
    onUpdateReady: ignore,
    onUpdateFailed: ignore,
    applyUpdate: ignore,
  }
}

const events = {
  onAppShow: appEvents.show.on,
  offAppShow: appEvents.show.off,
  onAppHide: appEvents.hide.on,
  offAppHide: appEvents.hide.off,
  onError: appEvents.error.on,
  offError: appEvents.error.off,
  onPageNotFound: appEvents.pageNotFound.on,
  offPageNotFound: appEvents.pageNotFound.off,
  onUnhandledRejection: appEvents.unhandledRejection.on,
  offUnhandledRejection: appEvents.unhandledRejection.off,
  onWindowResize: phoneEvents.resize.on,
  offWindowResize: phoneEvents.resize.off,
  onThemeChange: phoneEvents.theme.on,
  offThemeChange: phoneEvents.theme.off,
  onMemoryWarning: phoneEvents.memory.on,
  offMemoryWarning: phoneEvents.memory.off,
  onKeyboardHeightChange: phoneEvents.keyboard.on,
  offKeyboardHeightChange: phoneEvents.keyboard.off,
  onUserCaptureScreen: phoneEvents.capture.on,
  offUserCaptureScreen: phoneEvents.capture.off,
  onCopyUrl: phoneEvents.copyUrl.on,
  offCopyUrl: phoneEvents.copyUrl.off,
}

/** What the program learns about phone, WeChat and itself. */
export const system = {
  ...networkEvents,
  ...events,
  ...apis({
    getSystemInfo: systemInfo,
    getSystemInfoAsync: systemInfo,
    getNetworkType: () => ({ networkType: networkType(), hasSystemProxy: false }),
    setKeepScreenOn: () => undefined,
    vibrateShort: () => undefined,
    vibrateLong: () => undefined,
    hideKeyboard: () => (document.activeElement as HTMLElement | null)?.blur(),
  }),
  env: { USER_DATA_PATH },
  getSystemInfoSync: systemInfo,
  getWindowInfo: windowInfo,
  getDeviceInfo: deviceInfo,
  getAppBaseInfo: baseInfo,
  getSystemSetting: systemSetting,
  getAppAuthorizeSetting: authorizeSetting,
  getMenuButtonBoundingClientRect: capsuleRect,
  getLaunchOptionsSync: getLaunchOptions,
  getEnterOptionsSync: getEnterOptions,
  getAccountInfoSync: () => ({ miniProgram: { appId, envVersion: 'develop', version: '' } }),
  getUpdateManager: updateManager,
  getExptInfoSync: () => ({}),
  nextTick: (act: () => void) => queueMicrotask(act),
  getLogManager: () => console,
  getRealtimeLogManager: () => ({
    ...console,
    setFilterMsg: () => undefined,
    addFilterMsg: () => undefined,
    in: () => undefined,
  }),
  reportEvent: () => undefined,
  reportMonitor: () => undefined,
  reportAnalytics: () => undefined,
  reportPerformance: () => undefined,
  preloadAssets: () => undefined,
  preloadWebview: () => undefined,
  arrayBufferToBase64: (buffer: ArrayBuffer) =>
    btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('')),
  base64ToArrayBuffer: (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer,
  getPerformance: () => ({
    now: () => performance.now(),
    createObserver: () => ({ observe: () => undefined, disconnect: () => undefined }),
    getEntries: () => [],
  }),
}
