import { sentenceWith } from './sentence';

describe('a sentence with one more clause', () => {
  it.each([
    [
      '68 % active; 31 USD per active developer.',
      '68 % active; 31 USD per active developer; one check short of level 2.',
    ],
    [
      'Not enough is known yet to say how it stands.',
      'One check short of level 2.',
    ],
  ])('goes on from %s', (sentence, wanted) => {
    expect(sentenceWith(sentence, 'one check short of level 2')).toBe(wanted);
  });
});
