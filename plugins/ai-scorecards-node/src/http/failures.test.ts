import { SourceError } from '../sources/SourceError';
import { startDeadline } from './deadline';
import { networkFailure, vendorMessage } from './failures';

const outer = new AbortController().signal;

function judge(error: unknown, begun = false) {
  const deadline = startDeadline(outer, { totalMs: 1000 });
  deadline.end();
  return networkFailure(error, { what: 'The request', deadline, outer, begun });
}

describe('networkFailure', () => {
  it('tells the code of a fault, however deep, and nothing else of it', () => {
    const error = new TypeError(
      'fetch failed for https://a.example/?sig=s3cret',
      {
        cause: Object.assign(new Error('Bearer s3cret'), {
          code: 'ECONNRESET',
        }),
      },
    );
    expect(judge(error).message).toBe(
      'The request could not be reached (ECONNRESET)',
    );
    expect(judge(error, true).message).toBe(
      'The request was cut off (ECONNRESET)',
    );
    expect(judge(new Error('s3cret')).message).toBe(
      'The request could not be reached',
    );
    expect(judge('s3cret').kind).toBe('unavailable');
  });

  it('passes on what is judged already', () => {
    const error = new SourceError('unexpected', 'Too large');
    expect(judge(error)).toBe(error);
  });
});

describe('vendorMessage', () => {
  it.each([
    ['{"message":"Not\\nfor   you"}', 'Not for you'],
    ['{"error":{"message":"Key s3cret, again s3cret"}}', 'Key ***, again ***'],
    ['{"error":"no"}', undefined],
    ['"text"', undefined],
    ['null', undefined],
    ['<html>s3cret</html>', undefined],
  ])('takes out of %s: %p', (body, message) => {
    expect(vendorMessage(body, ['s3cret', ''])).toBe(message);
  });

  it('is short', () => {
    const body = JSON.stringify({ message: 'x'.repeat(1000) });
    expect(vendorMessage(body, [])).toHaveLength(200);
  });
});
