import { describe, expect, it } from 'vitest'
import { loadPython } from '../../../syntax/python.ts'
import { flatScene } from '../world/scene.ts'
import { sightOf, wording } from '../world/sight.ts'
import { runnable } from './program.ts'
import { Unread, textOf } from './value.ts'

const python = await loadPython()

/** Two boxes: a red square on a green one, and a small red circle in a corner. */
const scene = flatScene([
  [
    { colour: 'green', shape: 'square', size: 20, x: 40, y: 0 },
    { colour: 'red', shape: 'square', size: 20, x: 40, y: 21 },
  ],
  [{ colour: 'red', shape: 'circle', size: 10, x: 0, y: 90 }],
])
const sight = sightOf(scene, wording())

const run = (body: string): string => {
  const source = `def execute_command(image):\n    image_patch = ImagePatch(image)\n${body.replaceAll(/^/gm, '    ')}\n`
  const ran = runnable(python.parse(source), 'image').run(sight)
  return ran.kind === 'returned' ? textOf(ran.value) : ran.kind === 'raised' ? ran.error : `unread: ${ran.what}`
}

describe('programs over an imagined scene', () => {
  it('find, verify, ask and match what the scene shows', () => {
    expect(run("return len(image_patch.find('red item'))")).toBe('2')
    expect(run("return [b.simple_query('What color is this?') for b in image_patch.find('square')]")).toBe(
      "['red', 'green']",
    )
    expect(run("return image_patch.find('circle')[0].verify_property('circle', 'touching the corner')")).toBe('True')
    expect(run("return image_patch.find('circle')[0].best_text_match(['green', 'red'])")).toBe('red')
    expect(run("return image_patch.simple_query('How many squares are there?')")).toBe('2')
    expect(run("return image_patch.exists('dog')")).toBe('False')
  })

  it('see with y growing upwards, in the frame of the whole image', () => {
    expect(run("t = image_patch.find('tower')[0]\nreturn [t.left, t.lower, t.upper, t.height]")).toBe('[40, 0, 41, 41]')
    expect(run("return image_patch.find('circle')[0].upper == image_patch.find('box')[1].upper")).toBe('True')
    expect(run("return len(image_patch.crop(0, 0, 100, 30).find('square'))")).toBe('1')
  })

  it('are read in many styles', () => {
    expect(
      run('total = 0\nfor i, c in enumerate("abc"):\n    if i == 1:\n        continue\n    total += i\nreturn total'),
    ).toBe('2')
    expect(run('def twice(f):\n    return lambda x: f(f(x))\nreturn twice(lambda x: x + 3)(1)')).toBe('7')
    expect(run('from collections import Counter\nreturn Counter(["a", "b", "a"]).most_common(1)[0][1]')).toBe('2')
    expect(run('n = 0\ndef add():\n    nonlocal n\n    n += 2\nadd()\nadd()\nreturn n')).toBe('4')
    expect(run("return next((b for b in image_patch.find('box') if len(b.find('item')) == 9), None) is None")).toBe(
      'True',
    )
    expect(run('a, (b, c) = 1, (2, 3)\nreturn [a, b, c][::-1]')).toBe('[3, 2, 1]')
    expect(run('x = {1, 2} & {2, 3}\nreturn x == {2} and 1 < 2 <= 2')).toBe('True')
    expect(run('try:\n    return [][0]\nexcept IndexError:\n    return f"none of {1 + 1}"')).toBe('none of 2')
  })

  it('raise what Python raises', () => {
    expect(run('return [][0]')).toBe('IndexError: list index out of range')
    expect(run('return image.find("box")')).toBe("AttributeError: 'Image' object has no attribute 'find'")
    expect(run('return missing')).toBe("NameError: name 'missing' is not defined")
    expect(run('return max([])')).toBe('ValueError: max() arg is an empty sequence')
    expect(run('return 1 / 0')).toBe('ZeroDivisionError: division by zero')
    expect(run('return image_patch.crop(5, 5, 5, 9)')).toBe('Exception: ImagePatch has no area')
  })

  it('come to an end, in time and in space', () => {
    expect(run('while True:\n    pass')).toMatch(/^TimeoutError/)
    expect(run('def f(n):\n    return f(n + 1)\nreturn f(0)')).toMatch(/Error/)
    expect(run('x = "ab" * 9\nwhile True:\n    x = x + x')).toMatch(/^MemoryError/)
    expect(run('x = [1]\nwhile True:\n    x.extend(x)')).toMatch(/^MemoryError/)
  })

  it('that say what is not understood are not judged', () => {
    expect(() => runnable(python.parse('class A:\n    pass\n'), 'image')).toThrow(Unread)
    expect(run("return image_patch.simple_query('Why is this so?')")).toMatch(/^unread/)
  })
})
