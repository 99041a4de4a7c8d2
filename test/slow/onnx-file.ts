/** Writes ONNX files of a few nodes, so that tests have models of known answers. Only what they need of the format (protobuf). */

interface OnnxTensor {
  readonly name: string
  readonly dims: readonly number[]
  readonly values: readonly number[]
  readonly type?: 'float32' | 'int64'
}

interface OnnxNode {
  readonly op: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>
}

/** A name of a dimension stands for any size. */
interface OnnxValue {
  readonly name: string
  readonly dims: readonly (number | string)[]
  readonly type?: 'float32' | 'int64'
}

export interface OnnxGraph {
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
  readonly constants?: readonly OnnxTensor[]
  readonly nodes: readonly OnnxNode[]
}

export function onnxFile({ inputs, outputs, constants = [], nodes }: OnnxGraph): Buffer {
  const graph = [
    ...nodes.map((node) => bytes(1, nodeBytes(node))),
    text(2, 'tiny'),
    ...constants.map((tensor) => bytes(5, tensorBytes(tensor))),
    ...inputs.map((value) => bytes(11, valueBytes(value))),
    ...outputs.map((value) => bytes(12, valueBytes(value))),
  ]
  const opset = Buffer.concat([text(1, ''), whole(2, 13)])
  return Buffer.concat([whole(1, 8), bytes(7, Buffer.concat(graph)), bytes(8, opset)])
}

const typeCode = { float32: 1, int64: 7 } as const

const nodeBytes = ({ op, inputs, outputs, attributes = {} }: OnnxNode): Buffer =>
  Buffer.concat([
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, op),
    ...Object.entries(attributes).map(([name, value]) => bytes(5, attributeBytes(name, value))),
  ])

/** Attributes of the nodes here are integers and lists of them. */
const attributeBytes = (name: string, value: number | readonly number[]): Buffer =>
  typeof value === 'number'
    ? Buffer.concat([text(1, name), whole(3, value), whole(20, 2)])
    : Buffer.concat([text(1, name), ...value.map((each) => whole(8, each)), whole(20, 7)])

function tensorBytes({ name, dims, values, type = 'float32' }: OnnxTensor): Buffer {
  const data = type === 'float32' ? Float32Array.from(values) : BigInt64Array.from(values, (value) => BigInt(value))
  return Buffer.concat([
    ...dims.map((size) => whole(1, size)),
    whole(2, typeCode[type]),
    text(8, name),
    bytes(9, Buffer.from(data.buffer)),
  ])
}

function valueBytes({ name, dims, type = 'float32' }: OnnxValue): Buffer {
  const shape = dims.map((size) => bytes(1, typeof size === 'number' ? whole(1, size) : text(2, size)))
  const tensorType = Buffer.concat([whole(1, typeCode[type]), bytes(2, Buffer.concat(shape))])
  return Buffer.concat([text(1, name), bytes(2, bytes(1, tensorType))])
}

const whole = (field: number, value: number): Buffer => Buffer.concat([varint(field << 3), varint(value)])

const bytes = (field: number, value: Buffer): Buffer =>
  Buffer.concat([varint((field << 3) | 2), varint(value.length), value])

const text = (field: number, value: string): Buffer => bytes(field, Buffer.from(value))

/** Negative integers are written as 64 bits of two's complement. */
function varint(value: number): Buffer {
  const parts = []
  let left = BigInt.asUintN(64, BigInt(value))
  while (left > 127n) {
    parts.push(Number(left & 127n) | 128)
    left >>= 7n
  }
  return Buffer.from([...parts, Number(left)])
}
