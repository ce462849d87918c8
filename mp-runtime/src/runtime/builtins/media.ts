import { make } from '../chrome/dom'
import { resolveSource } from '../sources'
import { anything, defineBuiltin, flag, number, text } from './define'

const VIDEO = {
  src: text(),
  poster: text(),
  autoplay: flag(),
  loop: flag(),
  muted: flag(),
  controls: flag(true),
  objectFit: text('contain'),
  duration: number(),
  initialTime: number(),
  direction: anything(),
  showFullscreenBtn: flag(true),
  showPlayBtn: flag(true),
  showCenterPlayBtn: flag(true),
  enableProgressGesture: flag(true),
  showProgress: anything(),
  title: text(),
  showMuteBtn: flag(),
  pageGesture: flag(),
  vslideGesture: flag(),
  enablePlayGesture: flag(),
  autoPauseIfNavigate: flag(true),
  autoPauseIfOpenNative: flag(true),
  pictureInPictureMode: anything(),
  danmuList: anything(),
  danmuBtn: flag(),
  enableDanmu: flag(),
  posterSize: text(),
  showCastingButton: flag(),
  playBtnPosition: text(),
  vslideGestureInFullscreen: flag(true),
}
const MAP = {
  longitude: number(),
  latitude: number(),
  scale: number(16),
  markers: anything([]),
  polyline: anything([]),
  circles: anything([]),
  polygons: anything([]),
  controls: anything([]),
  includePoints: anything([]),
  showLocation: flag(),
  enableZoom: flag(true),
  enableScroll: flag(true),
  subkey: text(),
  minScale: number(3),
  maxScale: number(20),
  enableRotate: flag(),
  showCompass: flag(),
  showScale: flag(),
  enableOverlooking: flag(),
  enableSatellite: flag(),
  enableTraffic: flag(),
  enablePoi: flag(true),
  enableBuilding: anything(),
  layerStyle: anything(),
  rotate: number(),
  skew: number(),
  setting: anything(),
}
const WEB_VIEW = { src: text(), progressbarColor: text() }

function defineVideo(): void {
  defineBuiltin('video', VIDEO, (host) => {
    const poster = make('img', '', [], { alt: '' })
    const play = make('b', 'mp-play', ['▶'])
    host.element.append(poster, play)
    let isPlaying = false
    const toggle = (): void => {
      isPlaying = !isPlaying
      host.element.toggleAttribute('data-playing', isPlaying)
      host.fire(isPlaying ? 'play' : 'pause', {})
    }
    host.onTap(toggle)
    return {
      update() {
        poster.hidden = host.values.poster === ''
        if (!poster.hidden) poster.src = resolveSource(host.values.poster, host.component).address
        poster.style.objectFit = host.values.objectFit
      },
      node: () => ({
        play: () => isPlaying || toggle(),
        pause: () => isPlaying && toggle(),
        stop: () => isPlaying && toggle(),
        seek: () => undefined,
        requestFullScreen: () => undefined,
      }),
    }
  })
}

/** What a phone plays or fetches from elsewhere is drawn as a still: a poster, a plain map, a frame. */
export function defineMedia(): void {
  defineVideo()
  defineBuiltin('map', MAP, (host) => ({
    update() {
      const { latitude, longitude, markers } = host.values
      const count = Array.isArray(markers) ? markers.length : 0
      host.element.dataset.center = `${latitude},${longitude}`
      host.element.dataset.markers = String(count)
      host.element.dataset.label = `地图 ${latitude.toFixed(4)}, ${longitude.toFixed(4)}${count > 0 ? ` · ${count} 个标记` : ''}`
    },
  }))
  defineBuiltin('web-view', WEB_VIEW, (host) => {
    const frame = make('iframe', '', [], { title: '网页', sandbox: 'allow-scripts allow-forms' })
    host.element.append(frame)
    frame.addEventListener('load', () => host.fire('load', { src: host.values.src }))
    return {
      update: () => {
        if (host.values.src !== '') frame.src = host.values.src
      },
    }
  })
}
