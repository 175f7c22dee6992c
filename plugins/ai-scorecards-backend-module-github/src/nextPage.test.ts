import { nextPageQuery } from './nextPage';

describe('nextPageQuery', () => {
  it.each([
    [null, undefined],
    ['', undefined],
    ['<https://api.github.com/a?page=1>; rel="prev"', undefined],
    [
      '<https://api.github.com/a?per_page=100&page=3>; rel="next", <https://api.github.com/a?page=9>; rel="last"',
      [
        ['per_page', '100'],
        ['page', '3'],
      ],
    ],
    [
      '<https://api.github.com/a?page=9>; rel="last", <https://evil.example/x?after=a,b%3D>; rel=next',
      [['after', 'a,b=']],
    ],
    ['<https://api.github.com/a>; rel="next"', []],
    ['nonsense', undefined],
  ])('reads %p', (link, query) => {
    expect(nextPageQuery(link)).toEqual(query);
  });
});
