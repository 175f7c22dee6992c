import type { FaultRequest } from './faults';

/** Faults that a source has to take without a loss: name and fault, as rows for `it.each`. */
export const SURVIVED_FAULTS: [name: string, fault: FaultRequest][] = [
  ['a rate limit', { kind: 'rate-limited', retryAfterSeconds: 5 }],
  ['failures', { kind: 'server-error', count: 2 }],
  ['an answer cut off', { kind: 'cut-off' }],
  ['an answer broken off', { kind: 'cut-off', abort: true }],
  ['an unknown field', { kind: 'unknown-field', count: null }],
  ['malformed rows', { kind: 'malformed-row', count: null }],
];

/** Faults that a source cannot take, and the kind of the error by which it has to tell them. */
export const NAMED_FAULTS: [name: string, fault: FaultRequest, kind: string][] =
  [
    [
      'an endless rate limit',
      { kind: 'rate-limited', retryAfterSeconds: 600 },
      'rate-limited',
    ],
    ['lasting failures', { kind: 'server-error', count: null }, 'unavailable'],
    ['a hang', { kind: 'hang' }, 'unavailable'],
    ['a revoked key', { kind: 'revoked-key' }, 'unauthorised'],
    ['a missing permission', { kind: 'forbidden' }, 'forbidden'],
    ['a redirect', { kind: 'redirect' }, 'unexpected'],
    ['answers always cut off', { kind: 'cut-off', count: null }, 'unavailable'],
    ['an answer without an end', { kind: 'oversized' }, 'unexpected'],
  ];

/** Answers that say nothing, which is no data and no failure. */
export const EMPTY_ANSWERS: [name: string, fault: FaultRequest][] = [
  ['204', { kind: 'no-content', count: null }],
  ['an empty text', { kind: 'empty-string', count: null }],
];
