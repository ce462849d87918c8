import { defineButton } from './button'
import { defineCanvas } from './canvas'
import { defineChoices } from './choices'
import { defineContainers } from './containers'
import { registerBuiltinsWith } from './define'
import { defineForm } from './form'
import { startHover } from './hover'
import { defineImage } from './image'
import { defineInputs } from './input'
import { defineMedia } from './media'
import { defineMovable } from './movable'
import { defineNavigator } from './navigator'
import { definePicker } from './picker'
import { definePickerView } from './picker-view'
import { definePlain } from './plain'
import { defineRichText } from './rich-text'
import { defineScrollView } from './scroll-view'
import { defineSigns } from './signs'
import { defineSwiper } from './swiper'
import { componentSpace } from '../engine/space'

/** Define all components that WeChat draws itself, usable in every template without a declaration. */
export function defineBuiltins(): void {
  registerBuiltinsWith((tag, definition) => componentSpace.setGlobalUsingComponent(tag, definition))
  const defineAll = [
    definePlain,
    defineImage,
    defineButton,
    defineForm,
    defineInputs,
    defineChoices,
    defineNavigator,
    defineScrollView,
    defineSwiper,
    definePicker,
    definePickerView,
    defineRichText,
    defineSigns,
    defineMedia,
    defineCanvas,
    defineMovable,
    defineContainers,
  ]
  for (const define of defineAll) define()
  startHover()
}
