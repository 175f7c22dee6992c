import { Repetitions } from './Repetitions';

describe('Repetitions', () => {
  it('tells a row that repeats another from one that contradicts it', () => {
    const repetitions = new Repetitions();
    expect(repetitions.look('a', { figure: 1 })).toBe('first');
    expect(repetitions.look('a', { figure: 1 })).toBe('same');
    expect(repetitions.look('a', { figure: 2 })).toBe('different');
    expect(repetitions.look('b', { figure: 2 })).toBe('first');
  });
});
