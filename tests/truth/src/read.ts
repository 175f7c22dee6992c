async function get(url: string): Promise<Response> {
  // Whoever thinks for seconds in between finds a kept connection closed.
  const response = await fetch(url, { headers: { connection: 'close' } });
  if (!response.ok) {
    throw new Error(`${url} answered ${response.status}`);
  }
  return response;
}

/** What an address answers as JSON. */
export async function json<T>(url: string): Promise<T> {
  return (await get(url)).json() as Promise<T>;
}

/** What it answers as JSON, a line each. */
export async function lines<T>(url: string): Promise<T[]> {
  return (await (await get(url)).text())
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as T);
}
