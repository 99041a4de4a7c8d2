import { describe, expect, it } from 'vitest'
import type { VisualTask } from '../../core/visual.ts'
import { loadPython } from '../../syntax/python.ts'
import { visualFeedback } from '../static.ts'

const python = await loadPython()
const task: VisualTask = {
  question: 'Is there a dog?',
  query: 'Given an image: Is there a dog?',
  header: 'def execute_command(image) -> str:',
  input: 'image',
  answer: 'yes/no',
  images: ['a.png'],
}
const judge = (source: string, over: Partial<VisualTask> = {}) =>
  visualFeedback(python.parse(source), { ...task, ...over })
const body = (...lines: string[]) =>
  ['def execute_command(image) -> str:', '    patch = ImagePatch(image)', ...lines.map((line) => `    ${line}`)].join(
    '\n',
  ) + '\n'
const reasons = (source: string, over: Partial<VisualTask> = {}) =>
  judge(source, over).blame.map(({ reason }) => reason)

describe('the static critic on a visual program', () => {
  it.each([
    body("dogs = patch.find('dog')", 'return bool_to_yesno(len(dogs) > 0)'),
    body(
      "for dog in patch.find('dog'):",
      "    if dog.verify_property('dog', 'brown'):",
      "        return 'yes'",
      "return 'no'",
    ),
    body("top = max(patch.find('dog'), key=lambda p: p.vertical_center)", 'return bool_to_yesno(top.lower > 10)'),
    body("dogs = [d for d in patch.find('dog') if d.exists('collar')]", "return 'yes' if dogs else 'no'"),
    body(
      "colors = {d.simple_query('What color?') for d in patch.find('dog')}",
      'return bool_to_yesno(len(colors) == 1)',
    ),
    body("a, b = patch.find('dog')[:2]", 'return bool_to_yesno(distance(a, b) < math.sqrt(2))'),
    body('half = patch.crop(0, 0, patch.width / 2, patch.height)', "return bool_to_yesno(half.exists('dog'))"),
  ])('has nothing sure against a sound one', (source) => {
    const { verdict, blame } = judge(source)
    expect(blame.filter(({ weight }) => weight >= 0.7)).toEqual([])
    expect(verdict).toBe('unsure')
  })

  it.each([
    ['an unknown method', body("return patch.count('dog')"), 'ImagePatch has no method or attribute `count`'],
    [
      'a method of a raw image',
      'def execute_command(image):\n    return image.find("dog")\n',
      '`image` is a raw image: `find` needs `ImagePatch(image)`',
    ],
    [
      'a method of a list',
      body("dogs = patch.find('dog')", "return dogs.simple_query('color?')"),
      '`dogs` is a list of patches: `simple_query` belongs to one of them',
    ],
    [
      'too few arguments',
      body("return patch.verify_property('brown')"),
      '`verify_property` is called without `property`',
    ],
    ['too many arguments', body("return patch.exists('a', 'b')"), '`exists` takes 1 arguments, here it gets 2'],
    ['an unknown keyword', body("return patch.find('dog', limit=3)"), '`find` has no parameter `limit`'],
    [
      'a wrong argument',
      body("return patch.best_text_match('red')"),
      '`option_list` of `best_text_match` is a list, here it gets a str',
    ],
    ['an unknown helper', body('return yesno(True)'), '`yesno` is not defined'],
    ['an attribute that is called', body('return str(patch.width())'), '`width` is an attribute, not a method'],
    ['the length of a patch', body('return str(len(patch))'), '`patch` is one ImagePatch: it has no length'],
    ['an item of a patch', body('return patch[0]'), '`patch` is one ImagePatch: it has no items'],
    [
      'a loop over a patch',
      body('for p in patch:', '    pass', "return 'no'"),
      '`patch` is one ImagePatch: there is nothing to loop over',
    ],
    [
      'arithmetic on an image',
      'def execute_command(image):\n    return image * 2\n',
      '`image` is a raw image: one cannot calculate with it',
    ],
    ['no entry', 'def main(image):\n    return "yes"\n', 'there is no function `execute_command(image)`'],
    [
      'an entry of two images',
      'def execute_command(left, right):\n    return "yes"\n',
      '`execute_command` is called with one argument, `image`',
    ],
  ])('says what is wrong: %s', (_what, source, reason) => {
    expect(reasons(source)).toContain(reason)
  })

  it.each([
    [
      'yes/no' as const,
      body("return patch.find('dog')"),
      'this returns a list of patches, where yes or no is asked for',
    ],
    ['yes/no' as const, body("return len(patch.find('dog'))"), 'this returns a number, where yes or no is asked for'],
    ['patch' as const, body("return 'dog'"), 'this returns a str, where an ImagePatch is asked for'],
    ['count' as const, body("return patch.exists('dog')"), 'this returns a bool, where a number is asked for'],
  ])('knows what cannot answer a question of kind %s', (answer, source, reason) => {
    expect(reasons(source, { answer })).toContain(reason)
  })

  it('fails a program whose mistake every run comes by, and blames its place', () => {
    const { verdict, blame } = judge(body('return patch.count(1)'))
    expect(verdict).toBe('fail')
    expect(blame[0]?.span.from).toEqual({ line: 3, column: 12 })
  })

  it.each(['def main(image):\n    return "yes"\n', 'def execute_command():\n    return "yes"\n'])(
    'fails a program that cannot be called: %j',
    (source) => {
      expect(judge(source).verdict).toBe('fail')
    },
  )
})
