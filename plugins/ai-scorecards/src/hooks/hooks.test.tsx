import { act, renderHook, waitFor } from '@testing-library/react';
import { MemoryRouter, useLocation } from 'react-router-dom';
import { useAction } from './useAction';
import { useLoad } from './useLoad';
import { useUrlState } from './useUrlState';

/** A promise that the test settles. */
function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

describe('useLoad', () => {
  it('drops the answer to an older key', async () => {
    const answers = { a: deferred<string>(), b: deferred<string>() };
    const { result, rerender } = renderHook(
      ({ name }: { name: 'a' | 'b' }) =>
        useLoad(name, () => answers[name].promise),
      { initialProps: { name: 'a' } as { name: 'a' | 'b' } },
    );
    expect(result.current.loading).toBe(true);
    rerender({ name: 'b' });
    await act(async () => answers.b.resolve('of b'));
    await act(async () => answers.a.resolve('of a'));
    expect(result.current.value).toBe('of b');
    expect(result.current.loading).toBe(false);
  });

  it('shows nothing of the old key while the new one loads', async () => {
    const answers = {
      a: Promise.resolve('of a'),
      b: new Promise<string>(() => undefined),
    };
    const { result, rerender } = renderHook(
      ({ name }: { name: 'a' | 'b' }) => useLoad(name, () => answers[name]),
      { initialProps: { name: 'a' } as { name: 'a' | 'b' } },
    );
    await waitFor(() => expect(result.current.value).toBe('of a'));
    rerender({ name: 'b' });
    expect(result.current.value).toBeUndefined();
    expect(result.current.loading).toBe(true);
  });

  it('keeps the value beside the error of a reload, and recovers', async () => {
    const load = jest
      .fn<Promise<number>, []>()
      .mockResolvedValueOnce(1)
      .mockRejectedValueOnce(new Error('away'))
      .mockResolvedValueOnce(2);
    const { result } = renderHook(() => useLoad('key', load));
    await waitFor(() => expect(result.current.value).toBe(1));
    act(() => result.current.reload());
    await waitFor(() => expect(result.current.error?.message).toBe('away'));
    expect(result.current.value).toBe(1);
    act(() => result.current.reload());
    await waitFor(() => expect(result.current.value).toBe(2));
    expect(result.current.error).toBeUndefined();
  });
});

describe('useAction', () => {
  it('tells that it runs, then the result, then the error of the next run', async () => {
    const first = deferred<string>();
    const task = jest
      .fn<Promise<string>, [number]>()
      .mockReturnValueOnce(first.promise)
      .mockRejectedValueOnce('plain text');
    const { result } = renderHook(() => useAction(task));
    let outcome: Promise<string | undefined>;
    act(() => {
      outcome = result.current.run(7);
    });
    expect(result.current.running).toBe(true);
    await act(async () => first.resolve('done'));
    await expect(outcome!).resolves.toBe('done');
    expect(result.current).toMatchObject({ running: false, result: 'done' });
    expect(task).toHaveBeenCalledWith(7);
    await act(async () => {
      expect(await result.current.run(8)).toBeUndefined();
    });
    expect(result.current.error?.message).toBe('plain text');
    expect(result.current.result).toBeUndefined();
  });
});

describe('useUrlState', () => {
  const render = (address: string) =>
    renderHook(
      () => ({
        state: useUrlState('grain', 'week', text => text !== 'year'),
        search: useLocation().search,
      }),
      {
        wrapper: ({ children }) => (
          <MemoryRouter initialEntries={[address]}>{children}</MemoryRouter>
        ),
      },
    );

  it.each([
    ['/', 'week'],
    ['/?grain=day', 'day'],
    ['/?grain=year', 'week'],
  ])('at %s is %s', (address, value) => {
    expect(render(address).result.current.state[0]).toBe(value);
  });

  it('leaves other parameters alone and takes the fallback out of the address', () => {
    const { result } = render('/?tool=x');
    act(() => result.current.state[1]('month'));
    expect(result.current.search).toBe('?tool=x&grain=month');
    act(() => result.current.state[1]('week'));
    expect(result.current.search).toBe('?tool=x');
  });
});
