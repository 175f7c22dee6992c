import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CHECKS } from './catalogue';

/** `secrets.scanning` → `secretsScanning` */
const fileOf = (id: string) =>
  id.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase());

const testOf = (id: string) =>
  readFileSync(path.join(__dirname, 'checks', `${fileOf(id)}.test.ts`), 'utf8');

describe('the catalogue', () => {
  // What only a person can prove passes by a statement: its test says so in words of its own.
  it.each(
    CHECKS.flatMap(({ id, evidence }) =>
      ['pass', 'fail', 'unknown', 'not-applicable']
        .filter(state => evidence !== 'attested' || state !== 'pass')
        .map(state => [id, state]),
    ),
  )('has a case of %s that is %s', (id, state) => {
    expect(testOf(id)).toMatch(new RegExp(`^\\s+(\\[.*, )?'${state}',`, 'm'));
  });

  it('has each id once, and an expiry where a statement counts', () => {
    const ids = CHECKS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, evidence, attestationDays } of CHECKS) {
      expect([id, attestationDays === null]).toEqual([
        id,
        evidence === 'automatic',
      ]);
    }
  });
});
