/**
 * Runs in the page before anything of it: notes when the week stands there and what scrolling and
 * filtering cost. One function, since it is sent to the browser as its own text.
 */
export function pageClock(): void {
  const clock = { gridMs: 0, filterMs: 0, frames: [] as number[] };
  Object.assign(globalThis, { clockOfPage: () => clock });
  // After the next two frames what was just put into the page has been painted.
  const painted = (act: () => void) => requestAnimationFrame(() => setTimeout(act));
  const watch = new MutationObserver(() => {
    if (clock.gridMs > 0 || document.querySelector('[role=grid] [data-block]') === null) return;
    clock.gridMs = -1;
    painted(() => {
      clock.gridMs = performance.now();
    });
  });
  watch.observe(document, { childList: true, subtree: true });
  addEventListener(
    'input',
    () => {
      const start = performance.now();
      const grid = document.querySelector('[role=grid]')?.parentElement;
      if (!grid) return;
      const seen = new MutationObserver(() => {
        seen.disconnect();
        painted(() => {
          clock.filterMs = performance.now() - start;
        });
      });
      // How many rows there are is told of the grid itself, once they are there.
      seen.observe(grid, { subtree: true, attributeFilter: ['aria-rowcount'] });
    },
    true,
  );
  addEventListener('wheel', () => follow(performance.now() + 250), { passive: true });
  let until = 0;
  let last = 0;
  function follow(end: number): void {
    if (until === 0) {
      last = performance.now();
      requestAnimationFrame(frame);
    }
    until = end;
  }
  function frame(now: number): void {
    clock.frames.push(now - last);
    last = now;
    if (now < until) requestAnimationFrame(frame);
    else until = 0;
  }
}

export interface PageClock {
  gridMs: number;
  filterMs: number;
  frames: number[];
}
