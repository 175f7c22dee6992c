import { Root } from 'protobufjs/light';
import { asProtobuf, metricsRequest } from './__testUtils__/requests';
import { otlpDescriptor } from './descriptor';
import { holdsMoreMessages } from './messageCount';

const type = Root.fromJSON(otlpDescriptor).lookupType('MetricsRequest');

describe('holdsMoreMessages', () => {
  it('counts what is in a request', () => {
    const body = asProtobuf(
      'Metrics',
      metricsRequest('claude_code.session.count', [
        { attributes: { type: 'input' }, value: 1 },
      ]),
    );
    let count = 0;
    while (holdsMoreMessages(type, body, count)) count += 1;
    // Resource metrics, scope metrics, metric, sum, point, attribute and its value, and the resource.
    expect(count).toBe(8);
  });

  it('counts empty messages and passes over what it does not know', () => {
    const empty = Buffer.alloc(2 * 1_000, '\x0a\x00', 'latin1');
    expect(holdsMoreMessages(type, empty, 999)).toBe(true);
    expect(holdsMoreMessages(type, empty, 1_000)).toBe(false);
    const unknown = Buffer.alloc(3 * 1_000, '\x7a\x01\x00', 'latin1');
    expect(holdsMoreMessages(type, unknown, 0)).toBe(false);
  });
});
