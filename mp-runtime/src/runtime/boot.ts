import { answers } from './answers'
import { createWx } from './api'
import { type NetworkType, setNetwork } from './api/network'
import { routing } from './api/routing'
import { phoneEvents, useAppId } from './api/system'
import { appEvents, appInstance, callApp, defineApp, launchApp } from './app-instance'
import { defineBuiltins } from './builtins'
import { openActionSheet } from './chrome/dialogs'
import { connectNavigationBar, navigationBar } from './chrome/navigation-bar'
import { mountPhone, pageArea, screenSize } from './chrome/phone'
import { TabBar } from './chrome/tab-bar'
import { currentRouter, setCurrent } from './current'
import { driver } from './driver'
import { defineModule, load, useAppConfig } from './engine/modules'
import { Registry } from './engine/registry'
import { prepareEngine } from './engine/space'
import { Router } from './pages/router'
import { parseAddress } from './pages/url'
import { guarded, hearExceptions, reportError } from './problems'
import { watchSetData } from './set-data'
import { share } from './share'
import { simulator } from './simulator'
import { usePackagedFiles } from './sources'

const bundle = window.__mpBundle
const config = window.__mpConfig ?? {}
const parameters = new URLSearchParams(location.search)

function buildPhone(registry: Registry): void {
  const tabBar = new TabBar(bundle.app.tabBar, (path) => guarded('tab', () => currentRouter().tapTab(path)))
  const router = new Router(bundle.app, registry, tabBar, {
    onPageNotFound: ({ path, query }, isEntryPage) => {
      callApp('onPageNotFound', { path, query, isEntryPage })
      appEvents.pageNotFound.emit({ path, query, isEntryPage })
    },
  })
  setCurrent({ router, tabBar })
  connectNavigationBar({
    back: () => void routing.navigateBack({ delta: 1 }),
    home: () => guarded('home', () => router.reLaunch({ path: router.entryPath, query: {} })),
    menu: () => void openMenu(),
    close: () => driver.hide(),
  })
  mountPhone([navigationBar, tabBar.element])
}

/** The capsule's menu: sharing and a fresh start. */
async function openMenu(): Promise<void> {
  const chosen = await openActionSheet(['转发给朋友', '重新进入小程序'], '#000000')
  if (chosen === 0) await share('menu')
  if (chosen === 1) driver.restart()
}

/** Names that every script of a mini program finds. */
function exposeGlobals(registry: Registry): void {
  const { Component, Page, Behavior } = registry
  Object.assign(window, {
    wx: createWx(),
    App: defineApp,
    getApp: appInstance,
    Component,
    Page,
    Behavior,
    getCurrentPages: () => currentRouter().opened.map((page) => page.instance),
    __mpDefine: defineModule,
    __mp: driver,
  })
}

function watchWindow(): void {
  window.addEventListener('resize', () => {
    const size = { windowWidth: screenSize().width, windowHeight: pageArea().height }
    phoneEvents.resize.emit({ size })
    currentRouter().resized(size)
  })
  hearExceptions((message) => {
    callApp('onError', message)
    appEvents.error.emit(message)
  })
  window.addEventListener('unhandledrejection', (event) => {
    callApp('onUnhandledRejection', { reason: event.reason as unknown })
    appEvents.unhandledRejection.emit({ reason: event.reason as unknown })
  })
}

function configure(): void {
  Object.assign(answers, config.answers)
  simulator.configure(parameters.get('simulator') ?? config.simulator, config.person)
  if (config.network !== undefined) setNetwork(config.network as NetworkType)
  usePackagedFiles(bundle.assets)
  useAppConfig(bundle.app)
  useAppId(bundle.appId)
}

/** Run app.js and open the first page: the one asked for in the address, or the entry page. */
function start(registry: Registry): void {
  registry.addAppStyles()
  guarded('app.js', () => load('app'))
  const router = currentRouter()
  const wanted = parameters.get('path') ?? router.entryPath
  const address = parseAddress(`/${wanted.replace(/^\//, '')}`, '')
  const scene = Number(parameters.get('scene') ?? config.scene ?? 1001)
  launchApp({ ...address, scene, referrerInfo: {}, apiCategory: 'default' })
  guarded('launch', () => router.reLaunch(address))
  driver.bootMs = Math.round(performance.now())
  driver.isRunning = true
  document.documentElement.dataset.mpReady = '1'
}

prepareEngine()
defineBuiltins()
watchSetData()
const registry = new Registry(bundle, window.__mpTemplates)
configure()
exposeGlobals(registry)
buildPhone(registry)
watchWindow()
if (bundle.app.tabBar?.custom === true) reportError('tabBar.custom is not supported by mp-runtime')
// __code.js comes after this script; both are deferred, so all modules are defined by then.
document.addEventListener('DOMContentLoaded', () => start(registry), { once: true })
