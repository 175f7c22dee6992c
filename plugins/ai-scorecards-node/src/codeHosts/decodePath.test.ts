import { decodePath } from './decodePath';

it.each([
  ['docs/ai%20practices.md', 'docs/ai practices.md'],
  ['docs/100%.md', 'docs/100%.md'],
  ['docs/%E0%A4%A.md', 'docs/%E0%A4%A.md'],
  ['', ''],
])('reads %j', (part, expected) => {
  expect(decodePath(part)).toBe(expected);
});
