import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole pages in jsdom take their time on a busy machine, and chunks are loaded on demand.
jest.setTimeout(30_000);
configure({ asyncUtilTimeout: 10_000 });

// Charts measure their frame; jsdom has no layout and no observer of it.
class NoResizeObserver implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
globalThis.ResizeObserver ??= NoResizeObserver;
Element.prototype.scrollIntoView ??= () => undefined;
// Browsers read files so; jsdom only with the older reader.
File.prototype.text ??= function text(this: File) {
  return new Promise(resolve => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(this);
  });
};

// The fixtures speak of November 2026; only the date stands still, timers run.
beforeAll(() => {
  jest.useFakeTimers({
    now: new Date('2026-11-23T09:00:00Z'),
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'requestAnimationFrame',
      'cancelAnimationFrame',
      'requestIdleCallback',
      'cancelIdleCallback',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
});
afterAll(() => {
  jest.useRealTimers();
});
