/** The id of the place in the page that screen readers listen to. */
export const ANNOUNCER = 'announcer';

let waiting: ReturnType<typeof setTimeout> | undefined;

/** Says aloud to screen readers what others see happen elsewhere on the page. */
export function announce(text: string): void {
  const place = document.getElementById(ANNOUNCER);
  if (!place) return;
  clearTimeout(waiting);
  // The same words once more are heard only where the place was empty in between.
  place.textContent = '';
  waiting = setTimeout(() => {
    place.textContent = text;
  }, 60);
}
