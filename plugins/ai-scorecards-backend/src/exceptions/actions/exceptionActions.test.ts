import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { NotFoundError } from '@backstage/errors';
import type { Access } from '../../permissions/Access';
import type { ToolService } from '../../tools/ToolService';
import type { RequestAccess } from '../access/RequestAccess';
import type { RequestReads } from '../RequestReads';
import type { CaseService } from '../service/CaseService';
import { registerExceptionActions } from './exceptionActions';

const caller = { user: 'user:default/ada', claims: [] };

function setUp() {
  const registry = actionsRegistryServiceMock();
  const requests = jest.fn(
    async (): Promise<{
      items: object[];
      next: { due: string; id: string } | null;
    }> => ({ items: [{ id: 'request-1' }], next: null }),
  );
  const draft = jest.fn(async () => ({ request: { id: 'request-2' } }));
  const policy = jest.fn(async () => ({ allowed: false, reason: 'No' }));
  const visible = { type: 'asker', user: caller.user };
  const auditor = mockServices.auditor.mock();
  const success = jest.fn();
  const fail = jest.fn();
  auditor.createEvent.mockResolvedValue({ success, fail });
  registerExceptionActions(registry, {
    auditor,
    access: { policy: async () => undefined } as unknown as Access,
    requestAccess: {
      visible: async () => ({ caller, visible }),
      reader: async (_: unknown, id: string) => ({ caller, known: { id } }),
      exceptionReader: async (_: unknown, id: string) => {
        if (id === 'none')
          throw new NotFoundError('There is no such exception');
        return { caller, known: { id } };
      },
      filer: async () => caller,
    } as unknown as RequestAccess,
    reads: {
      requests,
      exceptions: requests,
      request: async (known: object, user: string) => ({ ...known, user }),
      exception: async (known: object, user: string) => ({ ...known, user }),
    } as unknown as RequestReads,
    cases: { draft } as unknown as CaseService,
    tools: { policy } as unknown as ToolService,
    head: async () => ({ head: '3:hash:mac' }),
  });
  const run = (name: string, input: object) =>
    registry.invoke({
      id: `test:${name}`,
      input: { ...input },
      credentials: mockCredentials.user(caller.user),
    });
  return { run, requests, draft, policy, visible, auditor, success, fail };
}

describe('actions for assistants', () => {
  it('list what the caller may see, as that caller', async () => {
    const { run, requests, visible } = setUp();
    expect(
      await run('list-exception-requests', {
        team: 'group:default/Atlas',
        open: true,
      }),
    ).toEqual({
      output: { requests: [{ id: 'request-1' }], nextCursor: null },
    });
    expect(requests).toHaveBeenCalledWith(
      expect.objectContaining({
        team: 'group:default/atlas',
        states: ['submitted', 'in_review', 'changes_requested'],
      }),
      caller.user,
      visible,
    );
  });

  it('read one request as its caller', async () => {
    expect(await setUp().run('get-exception-request', { id: 'x' })).toEqual({
      output: { request: { id: 'x', user: caller.user } },
    });
  });

  it('read one exception as its caller, and none that there is not', async () => {
    const { run } = setUp();
    expect(await run('get-ai-tool-exception', { id: 'y' })).toEqual({
      output: { exception: { id: 'y', user: caller.user } },
    });
    await expect(run('get-ai-tool-exception', { id: 'none' })).rejects.toThrow(
      'There is no such',
    );
  });

  it('go on where a list ended, and refuse a cursor that no list gave', async () => {
    const { run, requests } = setUp();
    requests.mockResolvedValueOnce({
      items: [{ id: 'request-1' }],
      next: { due: '2026-12-01', id: 'request-1' },
    });
    const { output } = (await run('list-exception-requests', {})) as {
      output: { nextCursor: string };
    };
    const { nextCursor: cursor } = output;
    for (const name of ['list-exception-requests', 'list-ai-tool-exceptions']) {
      await run(name, { cursor });
      expect(requests).toHaveBeenLastCalledWith(
        expect.objectContaining({
          after: { due: '2026-12-01', id: 'request-1' },
        }),
        caller.user,
        expect.anything(),
      );
      await expect(run(name, { cursor: 'x' })).rejects.toThrow('cursor');
    }
  });

  it('ask whether a tool is allowed, and refuse a data class that there is not', async () => {
    const { run, policy } = setUp();
    const asked = { team: 'group:default/atlas', tool: 'cursor' };
    expect(await run('check-ai-tool-policy', asked)).toEqual({
      output: { allowed: false, reason: 'No' },
    });
    expect(policy).toHaveBeenCalledWith(asked);
    await expect(
      run('check-ai-tool-policy', { ...asked, data: 'secret' }),
    ).rejects.toThrow('data');
  });

  it('draft, and send nothing', async () => {
    const { run, draft, auditor, success } = setUp();
    expect(
      await run('draft-exception-request', {
        team: 'group:default/atlas',
        tool: 'resource:default/cursor',
        seats: 3,
      }),
    ).toEqual({
      output: {
        id: 'request-2',
        link: '/ai-scorecards/requests/request-2/edit',
      },
    });
    expect(draft).toHaveBeenCalledWith(
      caller.user,
      expect.objectContaining({
        kind: 'team',
        wish: expect.objectContaining({
          ask: expect.objectContaining({ seats: 3, acceptsSupport: false }),
        }),
      }),
    );
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'exception-request' }),
    );
    expect(success).toHaveBeenCalledWith({
      meta: {
        user: caller.user,
        action: 'draft-exception-request',
        head: '3:hash:mac',
      },
    });
  });

  it('tells the auditor of a draft that was refused', async () => {
    const { run, draft, fail } = setUp();
    draft.mockRejectedValue(new Error('Only members of the team'));
    await expect(
      run('draft-exception-request', {
        team: 'group:default/atlas',
        tool: 'resource:default/cursor',
      }),
    ).rejects.toThrow('Only members');
    expect(fail).toHaveBeenCalledWith({
      error: expect.objectContaining({ message: 'Only members of the team' }),
    });
  });
});
