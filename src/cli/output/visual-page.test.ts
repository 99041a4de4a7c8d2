import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { program } from '../../core/program.ts'
import type { VisualTask } from '../../core/visual.ts'
import type { AttemptRun, TaskRun } from '../../record/run.ts'
import { nothingSpent } from '../../record/run.ts'
import { reportVisual } from '../../report/visual-report.ts'
import { visualPage } from './visual-page.ts'

const folder = mkdtempSync(join(tmpdir(), 'faultline-page-'))

const image = async (name: string, width: number, height: number, orientation = 1): Promise<string> => {
  const path = join(folder, name)
  const drawn = sharp({ create: { width, height, channels: 3, background: '#d33' } })
  await drawn.withMetadata({ orientation }).toFile(path)
  return path
}

const attempt = (id: string, source: string): AttemptRun => ({
  id,
  parentIds: [],
  by: 'test',
  program: program(source),
  executions: [],
  feedback: [],
  replays: [],
})

const pageOf = (images: readonly string[], more: Partial<TaskRun> = {}): Promise<string> => {
  const input: VisualTask['input'] = images.length === 2 ? 'image_dict' : images.length === 1 ? 'image' : 'image_list'
  const visual: VisualTask = { question: 'Is it?', query: '', header: '', input, answer: 'yes/no', images }
  const task = {
    id: 't',
    prompt: '',
    language: 'python' as const,
    checks: 0,
    startedAtMs: 0,
    attempts: [attempt('a', 'x = 1\n')],
    replies: [],
    spent: nothingSpent,
    ...more,
    visual,
  }
  return visualPage(reportVisual(task), task, {})
}

interface Embedded {
  readonly type: string
  /** Of its place on the page, and of what is embedded. */
  readonly shown: readonly [number, number]
  readonly inside: readonly [number, number]
}

const embeddedIn = (html: string): Promise<Embedded[]> =>
  Promise.all(
    [...html.matchAll(/<image [^>]*width="(\d+)" height="(\d+)"[^>]*href="data:([\w/]+);base64,([^"]*)"/g)].map(
      async ([, width, height, type = '', bytes = '']) => {
        const inside = await sharp(Buffer.from(bytes, 'base64')).metadata()
        return { type, shown: [Number(width), Number(height)], inside: [inside.width, inside.height] }
      },
    ),
  )

describe('the page of a visual task', () => {
  it('carries small images as they are, by their names', async () => {
    const html = await pageOf([await image('left.png', 30, 20), await image('right.jpg', 40, 20)])
    expect(await embeddedIn(html)).toEqual([
      { type: 'image/png', shown: [30, 20], inside: [30, 20] },
      { type: 'image/jpeg', shown: [40, 20], inside: [40, 20] },
    ])
    expect(html).toContain('"images":[{"name":"left","width":30,"height":20},{"name":"right"')
  })

  it('carries a large image smaller, at the size that its boxes are counted in', async () => {
    const [one] = await embeddedIn(await pageOf([await image('large.png', 3200, 800)]))
    expect(one).toEqual({ type: 'image/webp', shown: [3200, 800], inside: [1600, 400] })
    const many = Array.from({ length: 5 }, () => join(folder, 'large.png'))
    expect((await embeddedIn(await pageOf(many))).map(({ inside }) => inside[0])).toEqual([640, 640, 640, 640, 640])
  })

  it('turns an image as the program saw it', async () => {
    const [one] = await embeddedIn(await pageOf([await image('turned.jpg', 60, 20, 6)]))
    expect(one).toMatchObject({ shown: [20, 60], inside: [20, 60] })
  })

  it('shows the mend beside the program only where there is one', async () => {
    const path = await image('one.png', 30, 20)
    expect(await pageOf([path])).not.toContain('data-pick="1"')
    const attempts = [attempt('a', 'x = 1\n'), attempt('b', 'x = 2\n')]
    const mended = await pageOf([path], { attempts, submitted: { attemptId: 'b', reason: 'solved' } })
    expect(mended).toContain('<del>1</del>')
    expect(mended).toContain('data-pick="1"')
  })

  it('says which image is not there', async () => {
    await expect(pageOf([join(folder, 'gone.png')])).rejects.toMatchObject({
      boundary: 'usage',
      message: expect.stringMatching(/^cannot put the image .*gone\.png into the report: ENOENT/),
    })
  })
})
