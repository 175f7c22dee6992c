import { actorAccount, personAccount } from './account';

describe('accounts of Claude Enterprise', () => {
  it.each([
    [
      'Ada@Example.com',
      'user_01',
      {
        kind: 'email',
        key: 'ada@example.com',
        email: 'Ada@Example.com',
        vendorId: 'user_01',
      },
    ],
    [
      'ada@example.com',
      null,
      { kind: 'email', key: 'ada@example.com', email: 'ada@example.com' },
    ],
    [null, 'user_01', { kind: 'id', key: 'user_01', vendorId: 'user_01' }],
    ['', null, undefined],
  ])('take %p with %p for a person', (email, id, account) => {
    expect(personAccount(email, id)).toEqual(account);
  });

  it.each([
    [
      { type: 'user_actor', user_id: 'user_01', email: null },
      { kind: 'id', key: 'user_01', vendorId: 'user_01' },
    ],
    [
      { type: 'service_actor', name: 'Nightly' },
      { kind: 'service', key: 'service_actor:nightly' },
    ],
    [
      { type: 'api_actor', user_id: 'key_7', name: 'CI' },
      { kind: 'service', key: 'api_actor:key_7' },
    ],
    [{ type: 'slack_actor' }, undefined],
  ])('take the actor %j for what it is', (actor, account) => {
    expect(actorAccount(actor)).toEqual(account);
  });
});
