/** How a field is written: its number and its type, which is a message where it has fields of its own. */
type Field = [number, 'text' | 'fixed64' | 'double' | 'int' | Message];

interface Message {
  [name: string]: Field;
}

const VARINT = 0;
const FIXED = 1;
const LENGTH = 2;

const attribute: Message = {
  key: [1, 'text'],
  value: [2, { stringValue: [1, 'text'] }],
};
const resource: Message = { attributes: [1, attribute] };

/** Of `ExportMetricsServiceRequest`, what the stand-in sends. */
export const METRICS: Message = {
  resourceMetrics: [
    1,
    {
      resource: [1, resource],
      scopeMetrics: [
        2,
        {
          metrics: [
            2,
            {
              name: [1, 'text'],
              sum: [
                7,
                {
                  dataPoints: [
                    1,
                    {
                      attributes: [7, attribute],
                      startTimeUnixNano: [2, 'fixed64'],
                      timeUnixNano: [3, 'fixed64'],
                      asDouble: [4, 'double'],
                      asInt: [6, 'fixed64'],
                    },
                  ],
                  aggregationTemporality: [2, 'int'],
                  isMonotonic: [3, 'int'],
                },
              ],
            },
          ],
        },
      ],
    },
  ],
};

/** Of `ExportLogsServiceRequest`, what the stand-in sends. */
export const LOGS: Message = {
  resourceLogs: [
    1,
    {
      resource: [1, resource],
      scopeLogs: [
        2,
        {
          logRecords: [
            2,
            {
              timeUnixNano: [1, 'fixed64'],
              body: [5, { stringValue: [1, 'text'] }],
              attributes: [6, attribute],
            },
          ],
        },
      ],
    },
  ],
};

/** What stands in a request of OTLP as JSON, as protobuf. */
export function protobuf(value: object, message: Message): Buffer {
  return Buffer.concat(
    Object.entries(value).flatMap(([name, given]) => {
      const field = message[name];
      if (!field) throw new Error(`Nothing is known of the field ${name}`);
      return [given].flat().flatMap(each => fieldOf(each, field));
    }),
  );
}

function fieldOf(value: unknown, [number, type]: Field): Buffer[] {
  const tagged = (wire: number, bytes: Buffer) => [
    varint(number * 8 + wire),
    bytes,
  ];
  const withLength = (bytes: Buffer) => [
    ...tagged(LENGTH, varint(bytes.length)),
    bytes,
  ];
  if (typeof type === 'object') {
    return withLength(protobuf(Object(value), type));
  }
  switch (type) {
    case 'text':
      return withLength(Buffer.from(String(value)));
    case 'int':
      return tagged(VARINT, varint(Number(value)));
    default: {
      const bytes = Buffer.alloc(8);
      if (type === 'double') bytes.writeDoubleLE(Number(value));
      else bytes.writeBigInt64LE(BigInt(String(value)));
      return tagged(FIXED, bytes);
    }
  }
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  while (left > 0x7f) {
    bytes.push(0x80 + (left % 0x80));
    left = Math.floor(left / 0x80);
  }
  return Buffer.from([...bytes, left]);
}
