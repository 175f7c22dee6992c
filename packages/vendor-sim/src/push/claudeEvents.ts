import { World } from '../world';
import { attributesOf } from './attributes';

/**
 * The prompts of everybody on a UTC day, as events of Claude Code, one for each session. Keys of the API run where nobody
 * switched telemetry on, so they are not in it.
 */
export function* claudeEvents(world: World, day: string): Generator<object> {
  for (const { account, actual } of world.claude(day)) {
    const sessions = actual.reduce((sum, row) => sum + row.sessions, 0);
    if (account.kind !== 'api-key' && sessions > 0) {
      yield {
        resource: {
          attributes: attributesOf({ 'service.name': 'claude-code' }),
        },
        scopeLogs: [
          {
            logRecords: Array.from({ length: sessions }, (_, place) => ({
              timeUnixNano: `${
                Date.parse(`${day}T14:59:00Z`) + place * 1_000
              }000000`,
              body: { stringValue: 'claude_code.user_prompt' },
              attributes: attributesOf({
                'event.name': 'user_prompt',
                'user.email': account.name,
                'session.id': `${day}-${account.name}`,
              }),
            })),
          },
        ],
      };
    }
  }
}
