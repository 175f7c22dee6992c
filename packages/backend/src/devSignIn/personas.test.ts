import { mockServices } from '@backstage/backend-test-utils';
import { readPersonas } from './personas';

const read = (personas: object[]) =>
  readPersonas(mockServices.rootConfig({ data: { devSignIn: { personas } } }));

describe('readPersonas', () => {
  it('completes refs and keeps the order', () => {
    expect(
      read([
        { id: 'b', title: 'B', userEntityRef: 'bea' },
        { id: 'a', title: 'A', userEntityRef: 'user:staff/al' },
      ]),
    ).toEqual([
      { id: 'b', title: 'B', userEntityRef: 'user:default/bea' },
      { id: 'a', title: 'A', userEntityRef: 'user:staff/al' },
    ]);
  });

  it('gives none when none are configured', () => {
    expect(readPersonas(mockServices.rootConfig())).toEqual([]);
  });

  it('names the path of an id that is there twice', () => {
    const persona = { id: 'a', title: 'A', userEntityRef: 'user:default/al' };
    expect(() => read([persona, persona])).toThrow(
      'devSignIn.personas[1].id: "a" is there twice',
    );
  });

  it('names the path of a ref that is none', () => {
    expect(() =>
      read([{ id: 'a', title: 'A', userEntityRef: 'user:' }]),
    ).toThrow('devSignIn.personas[0].userEntityRef: "user:"');
  });
});
