import { Reader, Type } from 'protobufjs/light';

/**
 * Whether a body of protobuf holds more messages that would be read than so many, without reading them: an empty one is
 * two bytes, and an object of many. Throws when the body is no protobuf.
 */
export function holdsMoreMessages(
  type: Type,
  body: Buffer,
  most: number,
): boolean {
  const reader = Reader.create(body);
  return countMessages(type, reader, reader.len, most) > most;
}

function countMessages(
  type: Type,
  reader: Reader,
  end: number,
  most: number,
): number {
  let count = 0;
  while (reader.pos < end && count <= most) {
    const tag = reader.uint32();
    const field = type.fieldsById[tag >>> 3];
    const inner = field?.resolve().resolvedType;
    if (inner instanceof Type && (tag & 7) === 2) {
      const length = reader.uint32();
      count += 1;
      count += countMessages(inner, reader, reader.pos + length, most - count);
    } else {
      reader.skipType(tag & 7);
    }
  }
  return count;
}
