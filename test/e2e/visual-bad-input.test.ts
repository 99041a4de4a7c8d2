import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeModelServer } from './fake-model-server.ts'
import { faultline } from './faultline.ts'
import { body, jsonl, sentence, towerOf, visualFolder } from './visual-folder.ts'

let cwd = ''
let close = async (): Promise<void> => {}
let env: NodeJS.ProcessEnv = process.env
beforeAll(async () => {
  ;({ cwd, close } = await visualFolder())
  env = { ...process.env, XDG_CACHE_HOME: join(cwd, 'cache'), OPENAI_API_KEY: '' }
  const row = { id: 'a', question: sentence, program: towerOf(3), images: ['towers.png'] }
  const files = {
    'text.png': 'I am no image.\n',
    'empty.png': '',
    'noentry.py': 'def answer(image):\n    return "yes"\n',
    'unknown.py': body("return ImagePatch(image).look_at('tower')"),
    'endless.py': body('while True:', '    pass'),
    'broken.py': body('return 1 +'),
    'pair.py': "def execute_command(image_dict) -> str:\n    return 'yes'\n",
    'graphs-broken.json': '{"street":',
    'graphs-other.json': '{"street": 1}',
    'line.jsonl': `${jsonl({ id: '7', program: towerOf(3) })}{"id": \n`,
    'nokey.jsonl': jsonl({ name: '7', program: towerOf(3) }),
    'noprogram.jsonl': jsonl({ id: '7', prog: towerOf(3) }),
    'nofit.jsonl': jsonl({ id: '99', program: towerOf(3) }),
    'norow.jsonl': '\n',
    'lacking.jsonl': jsonl(row, { ...row, id: 'b', program: undefined }),
    'noimage.jsonl': jsonl({ ...row, images: [] }),
    'cassette.jsonl': 'not a cassette\n',
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text)
  await writeFile(join(cwd, 'latin.py'), Uint8Array.of(0x23, 0xe9, 0x0a))
  await writeFile(join(cwd, 'huge.png'), hugePng())
  await mkdir(join(cwd, 'nothing'))
})
afterAll(() => close())

/** A few bytes that claim 100,000 by 100,000 pixels. */
function hugePng(): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(100_000, 0)
  header.writeUInt32BE(100_000, 4)
  header.set([8, 2], 8)
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(10))), chunk('IEND')])
}

function chunk(type: string, data = Buffer.alloc(0)): Buffer {
  const content = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(checksum(content))
  return Buffer.concat([length, content, sum])
}

/** CRC-32, as PNG has it. */
function checksum(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}

const run = (args: readonly string[]) => faultline(args, { cwd, env })
const ask = (image: string, ...rest: readonly string[]) => ['debug', image, sentence, '--program', 'three.py', ...rest]
const debug = (program: string, ...rest: readonly string[]) => [
  'debug',
  'towers.png',
  sentence,
  '--program',
  program,
  ...rest,
]
const graphs = (file: string) => ask('towers.png', '--backend', 'scene-graph', '--graphs', file)
const evaluate = (programs: string, ...rest: readonly string[]) => [
  'eval',
  'nlvr',
  '--data',
  'nlvr',
  '--programs',
  programs,
  ...rest,
]
const shapes = (...rest: readonly string[]) => ['eval', 'shapes', '--programs', 'injected', '--count', '2', ...rest]

const usageErrors: readonly (readonly [what: string, args: readonly string[], line: RegExp])[] = [
  ['an image that is not there', ask('none.png'), /there is no image none\.png: check its path/],
  [
    'a text for an image',
    ask('text.png'),
    /text\.png cannot be read: it is no image that is known: give PNG, JPEG or WebP/,
  ],
  ['an empty image', ask('empty.png'), /the image empty\.png is empty/],
  ['an image of ten billion pixels', ask('huge.png'), /huge\.png has 100000 × 100000 pixels, and at most 50 million/],
  ['a folder for an image', ask('nlvr'), /nlvr is no file: give the path of an image/],
  ['a program that is not UTF-8', debug('latin.py'), /latin\.py is not UTF-8 text/],
  ['a program that is not there', debug('none.py'), /cannot read none\.py: there is no such file/],
  [
    'no question',
    ['debug', 'towers.png', '--program', 'three.py'],
    /what is asked about towers\.png\? .*IMAGE… QUESTION/,
  ],
  [
    'images without a question',
    ['debug', 'towers.png', 'street.png', '--program', 'pair.py'],
    /what is asked about towers\.png\?/,
  ],
  ['no image', ['debug', sentence, '--program', 'three.py'], /which image is "There is .*" about\?/],
  ['no program', ['debug', 'towers.png', sentence], /which program answers it\? Give --program FILE, or --model/],
  [
    'a program without its flag',
    ['debug', 'three.py', 'towers.png', sentence],
    /three\.py is a program, not an image: name it with --program/,
  ],
  ['two programs', debug('three.py', '--program', 'four.py'), /--program .*It can be given once/],
  ['one image for a program over two', debug('pair.py'), /over image_dict takes two images, left and right, and got 1/],
  [
    'a page in a folder that is not there',
    debug('endless.py', '--save', 'none/page.html'),
    /cannot write none\/page\.html: there is no folder none/,
  ],
  ['a page that is a folder', debug('endless.py', '--save', 'nlvr'), /cannot write nlvr: it is a folder/],
  [
    'a backend that there is not',
    ask('towers.png', '--backend', 'eyes'),
    /no backend "eyes"; there are pixels, scene-graph, model, transformers/,
  ],
  ['a critic that there is not', ask('towers.png', '--critic', 'sage'), /no critic "sage"; there are .*intent/],
  ['a refiner that there is not', ask('towers.png', '--refiner', 'sage'), /no refiner "sage"; there are .*rewrite/],
  ['an injector that there is not', shapes('--injector', 'sage'), /no injector "sage"; there are mutation/],
  [
    'a format that there is not',
    ['export', 'last', '--format', 'sage'],
    /no format "sage"; there are vdebugger-critic/,
  ],
  ['a backend without its graphs', ask('towers.png', '--backend', 'scene-graph'), /scene-graph needs --graphs/],
  ['graphs that are not there', graphs('none.json'), /cannot read the scene graphs none\.json: there is no such file/],
  ['graphs that are no JSON', graphs('graphs-broken.json'), /graphs-broken\.json is no JSON/],
  [
    'graphs of another form',
    graphs('graphs-other.json'),
    /graphs-other\.json .*neither in GQA’s nor in CLEVR’s form: street: expected object/,
  ],
  [
    'noise for eyes that have none',
    ask('towers.png', '--noise', 'miss=0.1'),
    /--noise is for the backend scene-graph, and the backend is pixels/,
  ],
  ['noise that is no pair', [...graphs('graphs.json'), '--noise', 'miss'], /--noise takes name=value pairs/],
  ['noise that there is not', [...graphs('graphs.json'), '--noise', 'blur=0.1'], /there is no noise blur/],
  ['noise above one', [...graphs('graphs.json'), '--noise', 'miss=2'], /noise miss is 2: it has to be from 0 to 1/],
  [
    'models for eyes that have none',
    ask('towers.png', '--models', 'vqa=x'),
    /--models is for the backend transformers/,
  ],
  [
    'a cassette that is none',
    ask('towers.png', '--cassette', 'cassette.jsonl'),
    /cassette\.jsonl:1 is no line of recorded vision replies/,
  ],
  [
    'a cassette to replay that is not there',
    ask('towers.png', '--cassette', 'none.jsonl', '--cassette-mode', 'replay'),
    /no recorded vision replies at none\.jsonl/,
  ],
  [
    'a way with cassettes, and no cassette',
    ask('towers.png', '--cassette-mode', 'replay'),
    /needs the file: add --cassette FILE/,
  ],
  ['a model that is none', ask('towers.png', '--model', 'clever'), /"clever" names no model: write PROVIDER:MODEL/],
  [
    'a model without its key',
    ask('towers.png', '--model', 'openai:some'),
    /needs a key, and OPENAI_API_KEY is not set/,
  ],
  [
    'eyes that ask a model, and no model',
    ask('towers.png', '--backend', 'model'),
    /the backend model asks a model: add --model/,
  ],
  [
    'a critic that asks a model, and no model',
    ask('towers.png', '--critic', 'vdebugger'),
    /vdebugger asks a model, and none was given: name one \(--model\)/,
  ],
  [
    'an injector that asks a model, and no model',
    shapes('--injector', 'mask-best'),
    /mask-best asks a model, and none was given: add --model/,
  ],
  ['programs that are not there', evaluate('none.jsonl'), /cannot read none\.jsonl: there is no such file/],
  ['programs with a line that is no JSON', evaluate('line.jsonl'), /line\.jsonl:2 is not JSON/],
  [
    'programs without identifiers',
    evaluate('nokey.jsonl'),
    /nokey\.jsonl: program 1 has no identifier: give one of identifier/,
  ],
  [
    'rows without a program',
    evaluate('noprogram.jsonl'),
    /noprogram\.jsonl: program 1 \(7\) has no program: give one of program, code/,
  ],
  [
    'programs for other rows',
    evaluate('nofit.jsonl'),
    /none of the programs fits a row of nlvr: their identifiers \(99\)/,
  ],
  [
    'gold programs that fit no row',
    evaluate('gold'),
    /no gold program is for one of the 2 rows of nlvr in nlvr: give programs of your own/,
  ],
  [
    'gold programs that there are not',
    ['eval', 'gqa', '--data', 'nlvr', '--programs', 'gold'],
    /no gold programs for gqa: give a JSONL file/,
  ],
  [
    'no programs',
    ['eval', 'nlvr', '--data', 'nlvr'],
    /which programs answer the questions of nlvr\? Give --programs gold, injected or FILE\.jsonl, or --model/,
  ],
  ['a task that there is not', evaluate('programs.jsonl', '--only', '8-0'), /nlvr has no task 8-0/],
  ['no data', ['eval', 'nlvr', '--programs', 'gold'], /nlvr needs --data/],
  ['data that is not there', ['eval', 'nlvr', '--data', 'none', '--programs', 'gold'], /no data folder none/],
  [
    'data without its file',
    ['eval', 'nlvr', '--data', 'nothing', '--programs', 'programs.jsonl'],
    /nothing has none of dev\.json/,
  ],
  [
    'a run to go on with that there is not',
    evaluate('programs.jsonl', '--resume', 'yesterday'),
    /there is no run yesterday/,
  ],
  [
    'pairs in a folder that is not there',
    ['inject', 'right.jsonl', '--out', 'none/pairs.jsonl'],
    /cannot write none\/pairs\.jsonl: there is no folder none/,
  ],
  [
    'a row without its program',
    ['inject', 'lacking.jsonl', '--out', 'pairs.jsonl'],
    /lacking\.jsonl:2 is not as expected: program: it is missing/,
  ],
  [
    'a row without an image',
    ['inject', 'noimage.jsonl', '--out', 'pairs.jsonl'],
    /noimage\.jsonl:1 is not as expected: images: /,
  ],
  ['no rows', ['inject', 'norow.jsonl', '--out', 'pairs.jsonl'], /norow\.jsonl has no programs in it/],
  [
    'an injector that asks a model, and none',
    ['inject', 'right.jsonl', '--method', 'greedy', '--out', 'pairs.jsonl'],
    /the method greedy asks a model: add --model/,
  ],
  [
    'truth that is not there',
    ['vision', 'check', '--data', 'nothing'],
    /cannot read nothing\/dev\.json: there is no such file\. The folder has to hold/,
  ],
]

describe('bad input to the commands for visual programs', () => {
  it.each(usageErrors)('%s gives one clear line and exit code 2', async (_what, args, line) => {
    const { code, stdout, stderr } = await run(args)
    expect(stderr).toMatch(line)
    expect(stderr).not.toMatch(/^\s+at |internal|ENO|Error:/m)
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(1)
    expect([code, stdout]).toEqual([2, ''])
  })

  it('nothing is written where nothing was made', async () => {
    expect((await readdir(cwd)).filter((name) => ['none', 'pairs.jsonl'].includes(name))).toEqual([])
  })
})

describe('a program that gives no answer', () => {
  it.each([
    [
      'no execute_command',
      'noentry.py',
      /none: it raised NameError/,
      /there is no function `execute_command\(image\)`/,
    ],
    [
      'an unknown method',
      'unknown.py',
      /none: it raised AttributeError: .*'look_at' \(line 2\)/,
      /no method or attribute `look_at`/,
    ],
    ['an endless loop', 'endless.py', /none: it was stopped at its limit of cpu time/, /endless|never|over the limit/],
    ['no Python in it', 'broken.py', /none: it could not run: SyntaxError: invalid syntax \(line 2\)/, /line 2/],
  ])('because it has %s is not passed: its end and the place are told', async (_what, program, end, place) => {
    const { code, stdout, stderr } = await run(debug(program, '--cpu', '0.3', '--max-executions', '3'))
    expect(stdout).toMatch(end)
    expect(stdout).toMatch(place)
    expect(stdout).toContain('Not mended')
    expect([code, stderr]).toEqual([1, ''])
  })

  it('is not passed by a critic that knows nothing against it', async () => {
    const { code, stdout } = await run(debug('endless.py', '--cpu', '0.3', '--critic', 'static', '--json'))
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'not mended', ended: 'was stopped at its limit of cpu time' })
    expect(code).toBe(1)
  })
})

describe('what is broken outside', () => {
  it('a server that is dead is told as such, with what to do, and the program is not blamed', async () => {
    const server = await fakeModelServer(() => '')
    server.close()
    const { code, stdout, stderr } = await run(ask('towers.png', '--critic', 'vdebugger', '--model', `${server.url}#m`))
    const told = stdout.replaceAll(/\s+/g, ' ')
    expect(told).toMatch(/Failed: the model .* cannot be reached at .*: start the server/)
    expect(told).toContain('This is no fault of the program.')
    expect([code, stderr]).toEqual([3, ''])
  })

  it.each([
    ['garbage', { status: 200, body: 'hello' }, /gave a reply that/],
    [
      'an error of its own',
      { status: 400, body: '{"error": {"message": "too much"}}' },
      /refuses the request \(400\): too much/,
    ],
  ])('a server that answers with %s leaves its tasks without a grade', async (_what, answer, message) => {
    const server = await fakeModelServer(() => answer)
    const model = ['--backend', 'model', '--model', `${server.url}#m`, '--strategy', 'single']
    const { code, stdout } = await run(['eval', 'shapes', '--programs', 'gold', '--count', '2', ...model, '--json'])
    server.close()
    const { n, failed, tasks } = JSON.parse(stdout)
    expect({ n, failed }).toEqual({ n: 0, failed: 2 })
    expect(tasks[0].message).toMatch(message)
    expect(code).toBe(3)
    const { stdout: text } = await run(['show', 'last'])
    expect(text).toMatch(/no grade {2}shapes-0-0, shapes-0-1: the vision backend got no answer/)
    expect(text).toContain('no program was graded')
  })

  it('a data set that lacks an image gives the other tasks their grades', async () => {
    const { code, stdout, stderr } = await run([
      'eval',
      'nlvr',
      '--data',
      'torn',
      '--programs',
      'programs.jsonl',
      '--strategy',
      'single',
    ])
    expect(stdout).toMatch(/^no grade {2}7-2: there is no image torn\/images\/dev-7-2-0\.png/)
    expect(stdout).toContain('nlvr: 3 programs')
    expect([code, stderr]).toEqual([3, ''])
  })

  it('a run whose traces were not kept gives no rows, and says how to keep them', async () => {
    await run(evaluate('programs.jsonl', '--strategy', 'single'))
    const { code, stdout, stderr } = await run([
      'export',
      'last',
      '--format',
      'vdebugger-critic',
      '--out',
      'rows.jsonl',
    ])
    expect(stderr).toMatch(/0 rows of 3 tasks\n.*eval … --keep-traces/)
    expect([code, stdout]).toEqual([1, ''])
    expect(await readdir(cwd)).not.toContain('rows.jsonl')
  })

  it('a place where runs cannot be kept is told without blaming ourselves', async () => {
    const { code, stderr } = await run(debug('three.py', '--runs', 'towers.png'))
    expect([code, stderr]).toEqual([
      3,
      expect.stringMatching(/^faultline: cannot write towers\.png\/.*choose another folder\n$/),
    ])
  })
})
