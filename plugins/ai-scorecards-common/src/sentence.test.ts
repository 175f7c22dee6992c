import { asSentence } from './sentence';

it.each([
  ['It is down', 'It is down.'],
  [' It is down. ', 'It is down.'],
  ['Is it down?', 'Is it down?'],
])('ends %j as %j', (text, sentence) => {
  expect(asSentence(text)).toBe(sentence);
});
