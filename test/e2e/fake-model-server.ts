import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a client sent: the text that is to be gone on with, or the last message and how many images came with it. */
export interface Asked {
  readonly form: 'chat' | 'completion'
  readonly text: string
  readonly images: number
}

/** A text is a reply; anything else is sent as it is. */
export type Answer = string | { readonly status: number; readonly body: string }

export interface FakeModelServer {
  /** For `--model`: the root of the interface. */
  readonly url: string
  readonly asked: readonly Asked[]
  close(): void
}

interface Message {
  readonly content: string | readonly { readonly type: string; readonly text?: string }[]
}

/** A server of the OpenAI interface on this machine, whose model is a function. */
export async function fakeModelServer(answer: (asked: Asked) => Answer): Promise<FakeModelServer> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const one = readAsked(JSON.parse(Buffer.concat(chunks).toString('utf8')))
      asked.push(one)
      const said = answer(one)
      const { status, body } = typeof said === 'string' ? { status: 200, body: replyText(one, said) } : said
      response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/v1`, asked, close: () => void server.close() }
}

function readAsked(body: { readonly prompt?: string; readonly messages?: readonly Message[] }): Asked {
  if (body.prompt !== undefined) return { form: 'completion', text: body.prompt, images: 0 }
  const content = body.messages?.at(-1)?.content ?? ''
  const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : content
  const text = parts.map((part) => part.text ?? '').join('')
  return { form: 'chat', text, images: parts.filter(({ type }) => type !== 'text').length }
}

const usage = { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 }

const replyText = ({ form }: Asked, text: string): string =>
  JSON.stringify({
    id: 'reply',
    created: 0,
    model: 'fake',
    usage,
    choices: [
      form === 'chat'
        ? { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text } }
        : { index: 0, finish_reason: 'stop', text },
    ],
  })
