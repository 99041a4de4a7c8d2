import { describe, expect, it } from 'vitest'
import { readPickle } from './pickle.ts'

/** One dict, as `pickle.dumps` of CPython 3.11 writes it in the protocols 0 to 5. */
const written = [
  'KGRwMApWaW50cwpwMQoobHAyCkkwCmFJLTIKYUkyMDAKYUkzMDAKYUk3MDAwMAphSS03MDAwMAphTDEwOTk1MTE2Mjc3NzZMCmFMMTE4MDU5MTYyMDcxNzQxMTMwMzQyNEwKYUwtMTE4MDU5MTYyMDcxNzQxMTMwMzQyNEwKYXNWZmxvYXRzCnAzCihscDQKRjEuNQphRi1pbmYKYXNWZmxhZ3MKcDUKKGxwNgpJMDEKYUkwMAphTmFzVnR1cGxlcwpwNwoobHA4Cih0YShJMQp0cDkKYShJMQpJMgp0cDEwCmEoSTEKSTIKSTMKdHAxMQphKEkxCkkyCkkzCkk0CnRwMTIKYXNWdGV4dApwMTMKVmjpbGxvIFx1MjBhYyBcVTAwMDFmNjAwXHUwMDBhInF1b3RlZCIKcDE0CnNWc2hhcmVkCnAxNQoobHAxNgoobHAxNwpWeApwMTgKYWFnMTcKYXNWbmVzdGVkCnAxOQooZHAyMApWawpwMjEKKGRwMjIKVnYKcDIzCihscDI0CnNzc0kzClZ0aHJlZQpwMjUKcy4=',
  'fXEAKFgEAAAAaW50c3EBXXECKEsASv7///9LyE0sAUpwEQEASpDu/v9MMTA5OTUxMTYyNzc3NkwKTDExODA1OTE2MjA3MTc0MTEzMDM0MjRMCkwtMTE4MDU5MTYyMDcxNzQxMTMwMzQyNEwKZVgGAAAAZmxvYXRzcQNdcQQoRz/4AAAAAAAAR//wAAAAAAAAZVgFAAAAZmxhZ3NxBV1xBihJMDEKSTAwCk5lWAYAAAB0dXBsZXNxB11xCCgpKEsBdHEJKEsBSwJ0cQooSwFLAksDdHELKEsBSwJLA0sEdHEMZVgEAAAAdGV4dHENWBgAAABow6lsbG8g4oKsIPCfmIAKInF1b3RlZCJxDlgGAAAAc2hhcmVkcQ9dcRAoXXERWAEAAAB4cRJhaBFlWAYAAABuZXN0ZWRxE31xFFgBAAAAa3EVfXEWWAEAAAB2cRddcRhzc0sDWAUAAAB0aHJlZXEZdS4=',
  'gAJ9cQAoWAQAAABpbnRzcQFdcQIoSwBK/v///0vITSwBSnARAQBKkO7+/4oGAAAAAAABigkAAAAAAAAAAECKCQAAAAAAAAAAwGVYBgAAAGZsb2F0c3EDXXEEKEc/+AAAAAAAAEf/8AAAAAAAAGVYBQAAAGZsYWdzcQVdcQYoiIlOZVgGAAAAdHVwbGVzcQddcQgoKUsBhXEJSwFLAoZxCksBSwJLA4dxCyhLAUsCSwNLBHRxDGVYBAAAAHRleHRxDVgYAAAAaMOpbGxvIOKCrCDwn5iACiJxdW90ZWQicQ5YBgAAAHNoYXJlZHEPXXEQKF1xEVgBAAAAeHESYWgRZVgGAAAAbmVzdGVkcRN9cRRYAQAAAGtxFX1xFlgBAAAAdnEXXXEYc3NLA1gFAAAAdGhyZWVxGXUu',
  'gAN9cQAoWAQAAABpbnRzcQFdcQIoSwBK/v///0vITSwBSnARAQBKkO7+/4oGAAAAAAABigkAAAAAAAAAAECKCQAAAAAAAAAAwGVYBgAAAGZsb2F0c3EDXXEEKEc/+AAAAAAAAEf/8AAAAAAAAGVYBQAAAGZsYWdzcQVdcQYoiIlOZVgGAAAAdHVwbGVzcQddcQgoKUsBhXEJSwFLAoZxCksBSwJLA4dxCyhLAUsCSwNLBHRxDGVYBAAAAHRleHRxDVgYAAAAaMOpbGxvIOKCrCDwn5iACiJxdW90ZWQicQ5YBgAAAHNoYXJlZHEPXXEQKF1xEVgBAAAAeHESYWgRZVgGAAAAbmVzdGVkcRN9cRRYAQAAAGtxFX1xFlgBAAAAdnEXXXEYc3NLA1gFAAAAdGhyZWVxGXUu',
  'gASV+AAAAAAAAAB9lCiMBGludHOUXZQoSwBK/v///0vITSwBSnARAQBKkO7+/4oGAAAAAAABigkAAAAAAAAAAECKCQAAAAAAAAAAwGWMBmZsb2F0c5RdlChHP/gAAAAAAABH//AAAAAAAABljAVmbGFnc5RdlCiIiU5ljAZ0dXBsZXOUXZQoKUsBhZRLAUsChpRLAUsCSwOHlChLAUsCSwNLBHSUZYwEdGV4dJSMGGjDqWxsbyDigqwg8J+YgAoicXVvdGVkIpSMBnNoYXJlZJRdlChdlIwBeJRhaBFljAZuZXN0ZWSUfZSMAWuUfZSMAXaUXZRzc0sDjAV0aHJlZZR1Lg==',
  'gAWV+AAAAAAAAAB9lCiMBGludHOUXZQoSwBK/v///0vITSwBSnARAQBKkO7+/4oGAAAAAAABigkAAAAAAAAAAECKCQAAAAAAAAAAwGWMBmZsb2F0c5RdlChHP/gAAAAAAABH//AAAAAAAABljAVmbGFnc5RdlCiIiU5ljAZ0dXBsZXOUXZQoKUsBhZRLAUsChpRLAUsCSwOHlChLAUsCSwNLBHSUZYwEdGV4dJSMGGjDqWxsbyDigqwg8J+YgAoicXVvdGVkIpSMBnNoYXJlZJRdlChdlIwBeJRhaBFljAZuZXN0ZWSUfZSMAWuUfZSMAXaUXZRzc0sDjAV0aHJlZZR1Lg==',
]

const bytesAndText =
  'gASVFgIAAAAAAABdlChDAgD/lEIAAQAAenp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6enp6epRYAAEAAHl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXmUZS4='

const read = (base64: string) => readPickle(Buffer.from(base64, 'base64'), 'refs.p')
const readText = (text: string) => readPickle(Buffer.from(text, 'latin1'), 'refs.p')

describe('the reader of pickles', () => {
  it('reads plain data of every protocol', () => {
    for (const pickle of written)
      expect(read(pickle)).toEqual(
        new Map<unknown, unknown>([
          ['ints', [0, -2, 200, 300, 70000, -70000, 2 ** 40, 2n ** 70n, -(2n ** 70n)]],
          ['floats', [1.5, -Infinity]],
          ['flags', [true, false, null]],
          ['tuples', [[], [1], [1, 2], [1, 2, 3], [1, 2, 3, 4]]],
          ['text', 'héllo € \u{1F600}\n"quoted"'],
          ['shared', [['x'], ['x']]],
          ['nested', new Map([['k', new Map([['v', []]])]])],
          [3, 'three'],
        ]),
      )
  })
  it('keeps what is shared shared', () => {
    const [first, second] = (read(written[2]!) as Map<string, unknown[]>).get('shared') ?? []
    expect(first).toBe(second)
  })
  it('reads bytes, and what is long', () => {
    expect(read(bytesAndText)).toEqual([Uint8Array.of(0, 255), new Uint8Array(256).fill(122), 'y'.repeat(256)])
  })
  it('reads the strings of Python 2', () => {
    expect(readText("(dp0\nS'it\\'s \\xc3\\xa9'\np1\nI7\ns.")).toEqual(new Map([["it's é", 7]]))
    expect(readText('\x80\x02]q\x00(U\x02okT\x03\x00\x00\x00abce.')).toEqual(['ok', 'abc'])
    expect(readText('(lp0\nL12L\naI00\na.')).toEqual([12, false])
  })
  it('refuses everything that names a class or calls a function, and sets', () => {
    expect(() => readText('cos\nsystem\n(S"true"\ntR.')).toThrow(
      /refs.p is no pickle of plain data: the command 0x63 at byte 0/,
    )
    expect(() => readText('\x80\x04\x8c\x02os\x8c\x06system\x93.')).toThrow(/the command 0x93/)
    expect(() => read('gASVBwAAAAAAAACPlChLAZAu')).toThrow(/the command 0x8f/)
  })
  it('says what is wrong with a file that is cut off or broken', () => {
    expect(() => read(written[4]!.slice(0, 80))).toThrow(/it ends too early/)
    expect(() => readText('I7')).toThrow(/it ends too early/)
    expect(() => readText('Ix\n.')).toThrow(/"x" is no integer/)
    expect(() => readText('Fx\n.')).toThrow(/x is no number/)
    expect(() => readText('Sx\n.')).toThrow(/a string has no quotes/)
    expect(() => readText('h\x05.')).toThrow(/nothing was remembered as 5/)
    expect(() => readText('NNa.')).toThrow(/appended to what is no list/)
    expect(() => readText('NNNs.')).toThrow(/no dict/)
    expect(() => readText('e.')).toThrow(/a mark is missing/)
    expect(() => readText('a.')).toThrow(/a value is missing/)
    expect(() => readText('NN.')).toThrow(/does not end with one value/)
  })
})
