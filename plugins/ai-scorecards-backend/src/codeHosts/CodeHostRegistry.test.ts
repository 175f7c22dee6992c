import type {
  EvidenceSource,
  OutcomeSource,
} from 'backstage-plugin-ai-scorecards-node';
import { CodeHostRegistry } from './CodeHostRegistry';

const evidence = (id: string, slugAnnotation = `${id}/project-slug`) =>
  ({ id, slugAnnotation } as EvidenceSource);
const outcomes = (id: string) => ({ id } as OutcomeSource);

describe('CodeHostRegistry', () => {
  it('holds both kinds in the order of their registration', () => {
    const registry = new CodeHostRegistry();
    registry.addEvidenceSource(evidence('b'));
    registry.addEvidenceSource(evidence('a'));
    registry.addOutcomeSource(outcomes('a'));
    expect(registry.evidence.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(registry.outcomes.map(({ id }) => id)).toEqual(['a']);
  });

  it('refuses a second source of a kind with the same id', () => {
    const registry = new CodeHostRegistry();
    registry.addEvidenceSource(evidence('a'));
    registry.addOutcomeSource(outcomes('a'));
    expect(() => registry.addEvidenceSource(evidence('a'))).toThrow('"a"');
    expect(() => registry.addOutcomeSource(outcomes('a'))).toThrow('"a"');
  });

  it('refuses a second source of evidence for the same repositories', () => {
    const registry = new CodeHostRegistry();
    registry.addEvidenceSource(evidence('a', 'github.com/project-slug'));
    expect(() =>
      registry.addEvidenceSource(evidence('b', 'github.com/project-slug')),
    ).toThrow('github.com/project-slug');
  });
});
