import { whoMay } from '../__testUtils__/whoMay';

describe('linkTool', () => {
  it('is given by these, in these states, and by nobody else', () => {
    expect(
      whoMay(play => {
        play.known = {
          ...play.known!,
          request: {
            ...play.request,
            wish: {
              ...play.request.wish,
              ask: {
                ...play.request.wish.ask,
                newTool: {
                  name: 'Zed',
                  vendor: 'Zed',
                  url: 'https://zed.test',
                },
              },
            },
          },
        };
        return { type: 'link-tool', tool: 'resource:default/zed' };
      }),
    ).toEqual({
      draft: ['system'],
      in_review: ['system'],
      changes_requested: ['system'],
      rejected: ['system'],
      withdrawn: ['system'],
      lapsed: ['system'],
      pending: ['system'],
      scheduled: ['system'],
      active: ['system'],
      suspended: ['system'],
      expired: ['system'],
      revoked: ['system'],
      retired: ['system'],
      graduated: ['system'],
    });
  });
});
