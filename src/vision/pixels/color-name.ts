import type { Rgb } from './flat-colors.ts'

/** What a colour is called in plain English, with colours that are called so (most from the X11 and CSS names). */
const prototypes: Readonly<Record<string, readonly number[]>> = {
  black: [0x000000, 0x1a1a1a],
  white: [0xffffff, 0xf5f5f5],
  grey: [0x808080, 0xa9a9a9, 0xd3d3d3, 0x696969, 0x404040, 0xdcdcdc, 0x778899],
  red: [0xff0000, 0xdc143c, 0xb22222, 0x8b0000, 0xe53935, 0xcd5c5c, 0xff4136],
  orange: [0xffa500, 0xff8c00, 0xff7f0e, 0xff851b, 0xf4a460],
  yellow: [0xffff00, 0xffd700, 0xffdc00, 0xf0e68c, 0xffeb3b],
  green: [0x008000, 0x00ff00, 0x228b22, 0x32cd32, 0x2e8b57, 0x006400, 0x90ee90, 0x2ecc40, 0x9acd32, 0x3cb371, 0x808000],
  cyan: [0x00ffff, 0x00ced1, 0x40e0d0, 0x008b8b, 0x20b2aa, 0x17becf],
  blue: [0x0000ff, 0x1e90ff, 0x4169e1, 0x000080, 0x87ceeb, 0x0074d9, 0x4682b4, 0x6495ed, 0x00bfff, 0x1f77b4],
  purple: [0x800080, 0x8a2be2, 0x9370db, 0x4b0082, 0x9932cc, 0xb10dc9, 0xba55d3, 0x6a0dad],
  magenta: [0xff00ff],
  pink: [0xffc0cb, 0xff69b4, 0xff1493, 0xffb6c1, 0xdb7093],
  brown: [0x8b4513, 0xa52a2a, 0xa0522d, 0x654321, 0x6b4423, 0xcd853f],
  beige: [0xf5f5dc, 0xffe4c4, 0xd2b48c],
}

/** The name whose prototype is nearest in CIELAB. */
export function colorName(color: Rgb): string {
  const lab = toLab(color)
  let [best, least] = ['grey', Infinity]
  for (const [name, codes] of Object.entries(prototypes))
    for (const code of codes) {
      const other = toLab([code >> 16, (code >> 8) & 255, code & 255])
      const away = Math.hypot(lab[0] - other[0], lab[1] - other[1], lab[2] - other[2])
      if (away < least) [best, least] = [name, away]
    }
  return best
}

/** CIE 1976 L*a*b* of an sRGB colour, white point D65. */
function toLab(color: Rgb): readonly [number, number, number] {
  const [r, g, b] = color.map((value) => linear(value / 255)) as [number, number, number]
  const x = cubeRoot((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047)
  const y = cubeRoot(0.2126 * r + 0.7152 * g + 0.0722 * b)
  const z = cubeRoot((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

const linear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const cubeRoot = (value: number): number => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116)
