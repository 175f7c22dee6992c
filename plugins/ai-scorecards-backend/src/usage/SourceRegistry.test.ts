import { SourceRegistry } from './SourceRegistry';
import { seatSource, usageSource } from './__testUtils__/harness';

const nothing = async () => ({ state: 'empty' as const, reason: '204' });
const disabled = {
  id: 'cursor',
  title: 'Cursor',
  configKey: 'cursor',
  path: 'aiScorecards.sources.cursor.apiKey',
  reason: 'is missing',
};

describe('SourceRegistry', () => {
  it('keeps sources and those that cannot run, each id once', () => {
    const registry = new SourceRegistry();
    registry.addSource(usageSource(nothing));
    registry.addDisabledSource(disabled);
    expect(registry.sources.map(({ id }) => id)).toEqual(['copilot-usage']);
    expect(registry.disabled).toEqual([disabled]);
    expect(() => registry.addSource(usageSource(nothing))).toThrow(
      /two sources with the id "copilot-usage"/,
    );
    expect(() => registry.addDisabledSource(disabled)).toThrow(/"cursor"/);
    expect(() =>
      registry.addDisabledSource({ ...disabled, id: 'copilot-usage' }),
    ).toThrow();
  });

  it('disables a second seat list of one tool: each would end the seats of the other', () => {
    const registry = new SourceRegistry();
    registry.addSource(seatSource(nothing));
    registry.addSource(
      seatSource(nothing, {
        id: 'other',
        tool: 'Resource:default/GitHub-Copilot',
      }),
    );
    registry.addSource(
      seatSource(nothing, { id: 'third', tool: 'resource:default/cursor' }),
    );
    expect(registry.sources.map(({ id }) => id)).toEqual([
      'copilot-seats',
      'third',
    ]);
    expect(registry.disabled).toEqual([
      expect.objectContaining({
        id: 'other',
        path: 'aiScorecards.sources.github.tool',
      }),
    ]);
  });
});
