const STORED = 'afterbell.tour';

/** Whether the tour was seen in this browser, or put away. */
export function hasSeenTour(): boolean {
  return localStorage.getItem(STORED) === 'seen';
}

export function rememberTour(): void {
  localStorage.setItem(STORED, 'seen');
}
