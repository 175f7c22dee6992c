import { describeOnEachDatabase } from '../__testUtils__/databases';
import {
  ErasedNames,
  erasedRef,
  rememberAccount,
  rememberErased,
} from './names';

const ANN = 'user:default/ann-lee';
const who = { personId: 7, identityId: null };

describeOnEachDatabase('ErasedNames', init => {
  async function names() {
    const knex = await init();
    await rememberErased(knex, who, {
      ref: ANN,
      emails: ['Ann.Lee@Example.com'],
      logins: ['ann-lee-dev'],
      annotations: ['annbot'],
      words: ['Ann Lee', '42'],
    });
    await rememberAccount(knex, { personId: 7, identityId: 3 }, 'cursor', {
      account: 'a.lee77',
      email: null,
      login: null,
      vendorId: '4711',
    });
    return { knex, names: await ErasedNames.load(knex) };
  }

  it('keeps digests alone', async () => {
    const { knex } = await names();
    const kept = JSON.stringify([
      await knex('erased_names'),
      await knex('settings'),
    ]);
    // The number as a word of its own: a digest may hold its digits by chance.
    expect(kept).not.toMatch(/ann|lee|\b4711\b/i);
  });

  it('is empty and changes nothing while nobody was erased', async () => {
    const none = await ErasedNames.load(await init());
    expect(none.isEmpty).toBe(true);
    expect(none.redact(ANN)).toBe(ANN);
    expect(none.refOf(ANN)).toBe(ANN);
    expect(
      none.accountOf('cursor', { kind: 'email', key: 'ann@example.com' }),
    ).toBeUndefined();
  });

  it('knows accounts by the rules that match accounts to people', async () => {
    const { names: erased } = await names();
    const own = { personId: 7, identityId: 3 };
    const of = (namespace: string, account: object) =>
      erased.accountOf(namespace, { kind: 'id', key: 'x', ...account });
    expect(of('cursor', { key: 'A.LEE77' })).toEqual(own);
    expect(of('cursor', { vendorId: '4711' })).toEqual(own);
    expect(of('other', { key: 'a.lee77' })).toBeUndefined();
    expect(of('other', { vendorId: '4711' })).toBeUndefined();
    expect(of('other', { email: 'ann.lee@example.com' })).toEqual(who);
    expect(of('other', { kind: 'email', key: 'ann.lee@example.com' })).toEqual(
      who,
    );
    expect(of('github', { login: 'Ann-Lee-Dev_acme' })).toEqual(who);
    expect(of('other', { login: 'ann-lee-dev' })).toBeUndefined();
    expect(of('other', { key: 'AnnBot' })).toEqual(who);
    expect(of('other', { kind: 'api-key', key: 'annbot' })).toBeUndefined();
  });

  it.each([
    ['{"user":"ann.lee@example.com","n":1}', '{"user":"erased","n":1}'],
    ['as ANN LEE said.', 'as erased said.'],
    ['by user:default/Ann-Lee!', `by ${erasedRef(7)}!`],
    ['by user:default/ann-lees', 'by user:default/ann-lees'],
    ['https://example.com/ann-lee-dev/x', 'https://example.com/erased/x'],
    ['42 seats of Joann Lee', '42 seats of Joann Lee'],
    ['', ''],
  ])('writes %p as %p', async (text, redacted) => {
    expect((await names()).names.redact(text)).toBe(redacted);
  });

  it('takes names from texts in JSON and leaves amounts and keys', async () => {
    const { names: erased } = await names();
    expect(
      erased.redactIn({
        annbot: 4711,
        of: [ANN, '4711', { [ANN]: true }, null],
      }),
    ).toEqual({
      annbot: 4711,
      of: [erasedRef(7), '4711', { [erasedRef(7)]: true }, null],
    });
  });
});
