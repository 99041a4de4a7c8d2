import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { IncomingMessage, Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { EngineError } from '../core/engine-error.ts'
import { readModelSpec } from './model-spec.ts'
import { openAiCompatible } from './openai-compatible.ts'
import { openModel } from './open-model.ts'

interface Asked {
  readonly path: string
  readonly key: string | undefined
  readonly body: Record<string, unknown>
}

interface Given {
  readonly status?: number
  readonly headers?: Record<string, string>
  readonly body: unknown
}

const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

/** A server of the OpenAI wire format that gives these replies in turn, the last one again and again; `undefined` never answers. */
async function serve(...replies: readonly (Given | undefined)[]) {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    void read(request).then((text) => {
      const reply = replies[Math.min(asked.length, replies.length - 1)]
      asked.push({
        path: request.url ?? '',
        key: request.headers.authorization,
        body: JSON.parse(text) as Record<string, unknown>,
      })
      if (reply === undefined) return
      response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers })
      response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body))
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  return { url, asked }
}

const read = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

const chatReply = (content: string, more: object = {}) => ({
  body: {
    id: 'x',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop', ...more }],
    usage: { prompt_tokens: 7, completion_tokens: 2, cost: 0.5 },
  },
})

const completionReply = (text: string, more: object = {}) => ({
  body: { id: 'x', choices: [{ index: 0, text, finish_reason: 'stop', ...more }] },
})

const failure = (status: number, message: string, headers: Record<string, string> = {}) => ({
  status,
  headers,
  body: { error: { message } },
})

const hello = { messages: [{ role: 'user' as const, text: 'hello' }] }

/** Without retries: what one call gives. */
const once = (url: string, timeoutMs = 60_000) =>
  openAiCompatible(readModelSpec(`${url}#m`, { FAULTLINE_MODEL_KEY: 'secret' }), { timeoutMs })

const messageOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(EngineError)
  return `${(error as EngineError).boundary}: ${(error as EngineError).message}`
}

describe('a model behind an OpenAI-style server', () => {
  it('is asked for a chat with images, a schema, and how to decode', async () => {
    const { url, asked } = await serve(chatReply('{"n": 1}'))
    const schema = { type: 'object', properties: { n: { type: 'number' } }, required: ['n'] }
    const reply = await (
      await openModel(`${url}#some/model:1`, { env: { FAULTLINE_MODEL_KEY: 'secret' } })
    ).generate({
      messages: [
        { role: 'system', text: 'be brief' },
        { role: 'user', text: 'what is it?', images: [{ mediaType: 'image/png', base64: 'QUJD' }] },
        { role: 'assistant', text: 'a dog' },
        { role: 'user', text: 'sure?' },
      ],
      temperature: 0,
      maxTokens: 9,
      stop: ['\n'],
      seed: 4,
      schema,
      topLogprobs: 2,
      logitBias: { '50256': -100 },
    })
    expect(reply).toEqual({ text: '{"n": 1}', usage: { inputTokens: 7, outputTokens: 2, costUsd: 0.5 } })
    expect(asked).toEqual([
      {
        path: '/v1/chat/completions',
        key: 'Bearer secret',
        body: {
          model: 'some/model:1',
          messages: [
            { role: 'system', content: 'be brief' },
            {
              role: 'user',
              content: [
                { type: 'text', text: 'what is it?' },
                { type: 'image_url', image_url: { url: 'data:image/png;base64,QUJD' } },
              ],
            },
            { role: 'assistant', content: 'a dog' },
            { role: 'user', content: 'sure?' },
          ],
          temperature: 0,
          max_tokens: 9,
          stop: ['\n'],
          seed: 4,
          response_format: { type: 'json_schema', json_schema: { name: 'response', strict: true, schema } },
          logprobs: true,
          top_logprobs: 2,
          logit_bias: { '50256': -100 },
        },
      },
    ])
  })

  it('goes on with the very text of a completion, and gives the probabilities of its tokens', async () => {
    const logprobs = {
      tokens: [' wr', 'ong'],
      token_logprobs: [-0.5, -0.1],
      top_logprobs: [{ ' right': -0.9, ' wr': -0.5 }, { ong: -0.1 }],
    }
    const { url, asked } = await serve(completionReply(' wrong', { logprobs }))
    const text = '<s># Given an image: Is it?\n\n# Program is'
    const request = { messages: [{ role: 'user' as const, text }], form: 'completion' as const, temperature: 0 }
    const model = once(url)
    const reply = await model.generate({ ...request, topLogprobs: 2, maxTokens: 3, logitBias: { '5': -100 } })
    expect(reply.text).toBe(' wrong')
    expect(reply.usage).toEqual({ inputTokens: Math.ceil(text.length / 4), outputTokens: 2 })
    expect(reply.tokens).toEqual([
      {
        text: ' wr',
        logprob: -0.5,
        top: [
          { text: ' wr', logprob: -0.5 },
          { text: ' right', logprob: -0.9 },
        ],
      },
      { text: 'ong', logprob: -0.1, top: [{ text: 'ong', logprob: -0.1 }] },
    ])
    await model.generate({ ...request, stop: ['```'] })
    const common = { model: 'm', prompt: text, temperature: 0 }
    expect(asked.map(({ path, body }) => ({ path, body }))).toEqual([
      { path: '/v1/completions', body: { ...common, max_tokens: 3, logprobs: 2, logit_bias: { '5': -100 } } },
      { path: '/v1/completions', body: { ...common, stop: ['```'] } },
    ])
  })

  it('reads the probabilities of a chat', async () => {
    const content = [
      {
        token: 'Yes',
        logprob: -0.2,
        top_logprobs: [
          { token: 'No', logprob: -1.7 },
          { token: 'Yes', logprob: -0.2 },
        ],
      },
    ]
    const { url } = await serve(chatReply('Yes', { logprobs: { content } }), chatReply('Yes', { logprobs: { odd: 1 } }))
    const { tokens } = await once(url).generate({ ...hello, topLogprobs: 2 })
    expect(tokens?.[0]?.top.map(({ text }) => text)).toEqual(['Yes', 'No'])
    expect(await messageOf(once(url).generate({ ...hello, topLogprobs: 2 }))).toContain('neither of the two')
    expect((await once(url).generate(hello)).tokens).toBeUndefined()
  })

  it('reads JSON out of a fence, and says what is wrong with other JSON', async () => {
    const schema = { type: 'object', properties: { n: { type: 'number' } }, required: ['n'] }
    const { url } = await serve(chatReply('```json\n{"n": 2}\n```'), chatReply('{"n": "two"}'), chatReply('I think'))
    const model = once(url)
    expect((await model.generate({ ...hello, schema })).text).toBe('{"n": 2}')
    expect(await messageOf(model.generate({ ...hello, schema }))).toMatch(/^model: the reply is JSON of another form/)
    expect(await messageOf(model.generate({ ...hello, schema }))).toMatch(/^model: the reply is not JSON/)
  })

  it('says of each failure what happened and what to do', async () => {
    const cases: readonly (readonly [Given, RegExp])[] = [
      [failure(401, 'bad key'), /refuses the key of FAULTLINE_MODEL_KEY \(401\): check it. It says: bad key/],
      [failure(404, 'no such model'), /is not at http.*\(404\): check the address and the model's name, m\. .*no such/],
      [failure(400, 'too long a context'), /refuses the request \(400\): too long a context/],
      [failure(429, 'slow down'), /answers no more requests for now \(429\).*slow down/],
      [{ status: 502, body: '<html>bad  gateway</html>' }, /failed on its side \(502\).*<html>bad gateway/],
      [{ body: '<html>a login page</html>' }, /gave a reply that is not of the OpenAI interface \(200\)/],
      [{ body: { choices: [] } }, /gave a reply that cannot be read: check that http/],
    ]
    for (const [reply, words] of cases) {
      const { url } = await serve(reply)
      expect(await messageOf(once(url).generate(hello))).toMatch(words)
    }
  })

  it('says that a server is dead, that it is silent, and that it wants a key', async () => {
    const { url: dead } = await serve()
    await new Promise((resolve) => servers.pop()?.close(resolve))
    expect(await messageOf(once(dead).generate(hello))).toMatch(
      /^model: the model http:\S+#m cannot be reached at http:\S+: start the server, or check the address \(connect ECONNREFUSED/,
    )
    const { url: silent } = await serve(undefined)
    expect(await messageOf(once(silent, 30).generate(hello))).toContain('gave no reply within 0.03 s')
    const { url: closed, asked } = await serve(failure(401, 'who are you'))
    const keyless = openAiCompatible(readModelSpec(`${closed}#m`, {}))
    expect(await messageOf(keyless.generate(hello))).toContain('wants a key (401): set FAULTLINE_MODEL_KEY')
    expect(asked[0]?.key).toBeUndefined()
  })

  it('stops at once when it is aborted, with the reason of the signal', async () => {
    const { url } = await serve(undefined)
    const stop = new AbortController()
    const model = await openModel(`${url}#m`, { env: {} })
    const pending = model.generate(hello, stop.signal)
    stop.abort(new Error('enough'))
    await expect(pending).rejects.toThrow('enough')
    await expect(model.generate(hello, stop.signal)).rejects.toThrow('enough')
  })

  it('asks a busy server again', async () => {
    const { url, asked } = await serve(failure(429, 'busy', { 'retry-after': '0' }), chatReply('done'))
    expect((await (await openModel(`${url}#m`, { env: {} })).generate(hello)).text).toBe('done')
    expect(asked).toHaveLength(2)
  })

  it('refuses a completion of several messages', async () => {
    const { url, asked } = await serve(completionReply(''))
    const messages = [...hello.messages, ...hello.messages]
    expect(await messageOf(once(url).generate({ messages, form: 'completion' }))).toContain('takes one message')
    expect(asked).toEqual([])
  })
})

describe('the name of a model', () => {
  it('is a provider and its model, or an address and its model', () => {
    expect(readModelSpec('openai:gpt-4.1', { OPENAI_API_KEY: ' k\n' })).toMatchObject({
      url: 'https://api.openai.com/v1',
      modelId: 'gpt-4.1',
      apiKey: 'k',
      chatLimitName: 'max_completion_tokens',
    })
    expect(readModelSpec('openrouter:qwen/qwen3:free', { OPENROUTER_API_KEY: 'k' }).modelId).toBe('qwen/qwen3:free')
    expect(readModelSpec('vllm:org/name', {})).toEqual({
      spec: 'vllm:org/name',
      url: 'http://localhost:8000/v1',
      modelId: 'org/name',
      keyName: 'FAULTLINE_MODEL_KEY',
    })
    expect(readModelSpec('https://h/v1/#a', { FAULTLINE_MODEL_KEY: 'k' })).toMatchObject({
      url: 'https://h/v1',
      apiKey: 'k',
    })
  })

  it('is refused before anything is sent where it is wrong or its key is missing', async () => {
    const words = async (spec: string) => messageOf(openModel(spec, { env: { OPENAI_API_KEY: '' } }))
    expect(await words('openai:gpt-4.1')).toMatch(/^usage: openai:gpt-4.1 needs a key, and OPENAI_API_KEY is not set/)
    for (const spec of ['gpt-4.1', 'nobody:x', 'openai:', 'http://localhost:8000/v1', 'http://#x', 'constructor:x'])
      expect(await words(spec)).toMatch(/^usage: ".*" names no model: write PROVIDER:MODEL \(openai, /)
    expect(await words('http://user:pass@h/v1#m')).toContain('holds no password')
  })

  it('names the limit of a chat as the provider does', async () => {
    const { url, asked } = await serve(chatReply('x'))
    const address = { ...readModelSpec('openai:m', { OPENAI_API_KEY: 'k' }), url }
    await openAiCompatible(address).generate({ ...hello, maxTokens: 5 })
    expect(asked[0]?.body).toMatchObject({ max_completion_tokens: 5 })
    expect(asked[0]?.body).not.toHaveProperty('max_tokens')
  })
})
