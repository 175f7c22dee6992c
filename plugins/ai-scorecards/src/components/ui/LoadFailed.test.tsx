import { ResponseError } from '@backstage/errors';
import { act, screen } from '@testing-library/react';
import { renderView } from '../../__testUtils__';
import { LoadFailed } from './LoadFailed';

async function answered(status: number, name: string, message: string) {
  return ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name, message },
        response: { statusCode: status },
      }),
      { status, headers: { 'content-type': 'application/json' } },
    ),
  );
}

describe('LoadFailed', () => {
  it('calls what is not there yet so, and asks again by itself', async () => {
    const error = await answered(
      503,
      'ServiceUnavailableError',
      'The catalog is being read',
    );
    const retry = jest.fn();
    jest.useFakeTimers();
    try {
      renderView(<LoadFailed error={error} retry={retry} />);
      await act(() => jest.advanceTimersByTimeAsync(1_000));
      expect(screen.getByRole('status')).toHaveTextContent(
        'Not yet.The catalog is being read',
      );
      expect(screen.queryByRole('alert')).not.toBeInTheDocument();
      expect(screen.queryByRole('button')).not.toBeInTheDocument();
      await act(() => jest.advanceTimersByTimeAsync(10_000));
      expect(retry).toHaveBeenCalledTimes(2);
    } finally {
      jest.useRealTimers();
    }
  });

  it.each([
    [403, 'NotAllowedError', 'You do not have access to this.', false],
    [404, 'NotFoundError', 'This could not be loaded.', true],
    [500, 'Error', 'This could not be loaded.', true],
  ])('says what %s means', async (status, name, words, canRetry) => {
    const error = await answered(status, name, 'Because');
    renderView(<LoadFailed error={error} retry={() => undefined} />);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(words);
    expect(alert).toHaveTextContent('Because');
    expect(screen.queryAllByRole('button').length > 0).toBe(canRetry);
  });
});
