import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'headless_shell']

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The path of a Chromium on this machine: `CHROMIUM`, else the first in `PATH`. */
export const findChromium = (): string | undefined =>
  [
    process.env['CHROMIUM'] ?? '',
    ...(process.env['PATH'] ?? '').split(delimiter).flatMap((dir) => names.map((name) => join(dir, name))),
  ].find((path) => path !== '' && isProgram(path))

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: Record<string, unknown>
  readonly result?: Record<string, unknown>
  readonly error?: { readonly message: string }
}

export interface Tab {
  open(url: string): Promise<void>
  /** The value of an expression in the page. */
  value<T>(expression: string): Promise<T>
  press(key: string, modifiers?: number): Promise<void>
  /** What the DevTools protocol offers besides. */
  send(method: string, params?: object): Promise<Record<string, unknown>>
  /** Exceptions and messages of the console, a blocked resource among them, and addresses that were asked for. */
  readonly complaints: readonly string[]
  readonly requests: readonly string[]
  close(): Promise<void>
}

/** A page of a headless Chromium, spoken to over its pipe. */
export async function openTab(path: string): Promise<Tab> {
  const profile = await mkdtemp(join(tmpdir(), 'faultline-chromium-'))
  const isRoot = process.getuid?.() === 0
  const flags = ['--headless', '--disable-gpu', '--remote-debugging-pipe', `--user-data-dir=${profile}`]
  const child = spawn(path, [...flags, ...(isRoot ? ['--no-sandbox'] : []), 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const talk = conversation(child.stdio[3] as Writable, child.stdio[4] as Readable)
  void ended.then(talk.end)
  const { targetId } = await talk.send('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await talk.send('Target.attachToTarget', { targetId, flatten: true })
  const send = (method: string, params: object = {}) => talk.send(method, params, sessionId as string)
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await send(`${domain}.enable`)
  return {
    send,
    complaints: talk.complaints,
    requests: talk.requests,
    async open(url) {
      const loaded = talk.next('Page.loadEventFired')
      await send('Page.navigate', { url })
      await loaded
    },
    async value<T>(expression: string) {
      const { result, exceptionDetails } = await send('Runtime.evaluate', {
        expression,
        returnByValue: true,
        awaitPromise: true,
      })
      if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails))
      return (result as { value: T }).value
    },
    async press(key, modifiers = 0) {
      for (const type of ['keyDown', 'keyUp'])
        await send('Input.dispatchKeyEvent', { type, key, modifiers, ...(key.length === 1 && { text: key }) })
    },
    async close() {
      // It may end before it answers.
      await talk.send('Browser.close').catch(() => undefined)
      await ended
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Messages of the DevTools protocol: JSON, each ended by a zero byte. */
function conversation(to: Writable, from: Readable) {
  const waiting = new Map<number, (message: Message) => void>()
  const heard = new Map<string, () => void>()
  const [complaints, requests]: [string[], string[]] = [[], []]
  let [last, rest] = [0, '']
  const read = (message: Message): void => {
    const { id, method = '', params } = message
    if (id !== undefined) {
      waiting.get(id)?.(message)
      waiting.delete(id)
    }
    heard.get(method)?.()
    if (method === 'Runtime.exceptionThrown' || method === 'Log.entryAdded') complaints.push(JSON.stringify(params))
    const request = params?.['request'] as { readonly url: string } | undefined
    if (method === 'Network.requestWillBeSent' && request !== undefined) requests.push(request.url)
  }
  from.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\0')
    rest = parts.pop() ?? ''
    for (const part of parts) read(JSON.parse(part) as Message)
  })
  return {
    complaints,
    requests,
    /** Who still waits waits in vain. */
    end: () => waiting.forEach((answer) => answer({ error: { message: 'Chromium has ended' } })),
    next: (method: string) => new Promise<void>((resolve) => heard.set(method, resolve)),
    send: (method: string, params: object = {}, sessionId?: string) =>
      new Promise<Record<string, unknown>>((resolve, reject) => {
        const id = ++last
        waiting.set(id, ({ result, error }) =>
          error === undefined ? resolve(result ?? {}) : reject(new Error(`${method}: ${error.message}`)),
        )
        to.write(`${JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) })}\0`)
      }),
  }
}
