import fc from 'fast-check';
import { doorOrder, reorderedTools } from './doorOrder';

const vendor = (configKey: string) => ({ configKey, pushed: false });
const push = (configKey: string) => ({ configKey, pushed: true });

describe('doorOrder', () => {
  it.each([
    [
      'vendors as configured, then pushes',
      [push('otlp'), vendor('enterprise'), vendor('anthropic'), push('push')],
      [],
      ['anthropic', 'enterprise', 'otlp'],
      ['anthropic', 'enterprise', 'otlp', 'push'],
    ],
    [
      'what is named for the tool before all others',
      [vendor('anthropic'), push('otlp'), vendor('enterprise')],
      ['otlp', 'enterprise'],
      ['anthropic', 'enterprise', 'otlp'],
      ['otlp', 'enterprise', 'anthropic'],
    ],
    [
      'a vendor that is configured no more before pushes',
      [vendor('gone'), push('otlp'), vendor('anthropic')],
      [],
      ['anthropic', 'otlp'],
      ['anthropic', 'gone', 'otlp'],
    ],
  ])('takes %s', (_, doors, named, configured, order) => {
    expect(doorOrder(doors, named, configured)).toEqual(order);
  });

  it('holds each door once', () => {
    const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    fc.assert(
      fc.property(keys, keys, keys, (doors, named, configured) => {
        const order = doorOrder(doors.map(vendor), named, configured);
        expect([...order].sort()).toEqual([...doors].sort());
      }),
    );
  });
});

describe('reorderedTools', () => {
  it.each([
    ['nothing changed', { t: ['a', 'b'] }, { t: ['a', 'b'] }, []],
    ['a door came', { t: ['a', 'b'] }, { t: ['a', 'c', 'b'] }, []],
    ['a second door is the first to be compared', {}, { t: ['a', 'b'] }, []],
    ['two changed places', { t: ['a', 'b'] }, { t: ['b', 'a'] }, ['t']],
    ['a door went', { t: ['a', 'b', 'c'] }, { t: ['a', 'c'] }, []],
  ])('%s', (_, before, after, tools) => {
    expect(reorderedTools(before, after)).toEqual(tools);
  });
});
