import { NOON, nanos } from './__testUtils__/requests';
import { events } from './observations';

const record = (
  body: string | undefined,
  eventName: string | undefined,
  attribute: string | undefined,
) => ({
  timeUnixNano: nanos(NOON.toISOString()),
  ...(body !== undefined && { body: { stringValue: body } }),
  ...(eventName !== undefined && { eventName }),
  attributes:
    attribute === undefined
      ? []
      : [{ key: 'event.name', value: { stringValue: attribute } }],
});

describe('events', () => {
  it.each([
    // Claude Code says its name in the body, and in the attribute the end of it.
    ['claude_code.user_prompt', undefined, 'user_prompt', 'claude_code'],
    ['claude_code.user_prompt', undefined, undefined, 'claude_code'],
    [undefined, undefined, 'codex.user_prompt', 'codex'],
    [
      'User prompt. Length: 5.',
      undefined,
      'gemini_cli.user_prompt',
      'gemini_cli',
    ],
    ['What next?', 'claude_code.user_prompt', undefined, 'claude_code'],
  ])(
    'are named by body %p, event name %p and attribute %p',
    (body, eventName, attribute, tool) => {
      const [event] = events({
        resourceLogs: [
          { scopeLogs: [{ logRecords: [record(body, eventName, attribute)] }] },
        ],
      });
      expect(event.name).toBe(`${tool}.user_prompt`);
    },
  );
});
