/** What opens over the page, and closes again. */
const layers = '.ant-modal-root, .ant-drawer, .ant-popover, .ant-dropdown, .ant-select-dropdown';

const focusable =
  'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';

const SOON_MS = 80;

/** So many places are remembered in each layer. */
const LONGEST = 8;

/** Something that had the focus, and what it stood in, from the inside out, each with its place. */
interface Stop {
  element: HTMLElement;
  within: readonly { parent: Element; place: number }[];
  /** The innermost of the layers that it stood in. */
  layer: Element | undefined;
}

/**
 * Keeps the keyboard somewhere: what is taken out of the page, hidden or switched off while it has
 * the focus leaves it with nobody, and the next Tab begins at the top. It goes back to where it was
 * before a dialog, drawer or menu opened, and else to what stands nearest. Nothing is done where
 * somebody clicked the focus away. Watches until the function that it gives is called.
 */
export function keepFocus(): () => void {
  const trail: Stop[] = [];
  /** What had the focus was seen hidden, switched off or gone: nobody clicked the focus away. */
  let isTaken = false;
  let frame = 0;
  let later: ReturnType<typeof setTimeout> | undefined;
  const remember = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement) || target === document.body) return;
    isTaken = false;
    const old = trail.findIndex(({ element }) => element === target);
    if (old >= 0) trail.splice(old, 1);
    const layer = target.closest(layers) ?? undefined;
    trail.push({ element: target, within: ancestorsOf(target), layer });
    const same = trail.filter((stop) => stop.layer === layer);
    if (same.length > LONGEST) trail.splice(trail.indexOf(same[0] as Stop), 1);
  };
  const check = () => {
    frame = 0;
    const last = trail.at(-1);
    // What was switched off for a moment, as while a request is answered, has lost the focus too.
    if (last && !isUsable(last.element)) isTaken = true;
    if (!isTaken) return;
    const now = document.activeElement;
    if (now && now !== document.body) {
      // What opens has the focus before it can be seen; the browser takes it from what is hidden.
      if (isUsable(now)) isTaken = false;
      else later ??= setTimeout(checkAgain, SOON_MS);
      return;
    }
    homeOf(trail)?.focus({ preventScroll: true });
  };
  const checkAgain = () => {
    later = undefined;
    check();
  };
  // After the page has been drawn: only then is it known what can be seen.
  const look = () => {
    frame ||= requestAnimationFrame(check);
  };
  const watcher = new MutationObserver(look);
  watcher.observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ['class', 'style', 'disabled', 'hidden', 'inert'],
  });
  document.addEventListener('focusin', remember);
  return () => {
    watcher.disconnect();
    cancelAnimationFrame(frame);
    clearTimeout(later);
    document.removeEventListener('focusin', remember);
  };
}

function homeOf(trail: readonly Stop[]): HTMLElement | null {
  for (const { element, within, layer } of trail.toReversed()) {
    if (isUsable(element)) return element;
    // Closed with all that was in it: what had the focus before is looked for.
    if (layer && !isUsable(layer)) continue;
    return nearest(within) ?? document.getElementById('main');
  }
  return document.getElementById('main');
}

/** What stands where something stood, or just before or after it. */
function nearest(within: Stop['within']): HTMLElement | undefined {
  for (const { parent, place } of within) {
    if (!isUsable(parent)) continue;
    if (parent.id === 'main' || parent === document.body) return undefined;
    if (parent instanceof HTMLElement && parent.matches(focusable)) return parent;
    const beside = [...parent.children];
    for (const child of [...beside.slice(place), ...beside.slice(0, place).reverse()]) {
      const inside = [child, ...child.querySelectorAll(focusable)];
      const found = inside.find((one) => one.matches(focusable) && isUsable(one));
      if (found instanceof HTMLElement) return found;
    }
  }
  return undefined;
}

function ancestorsOf(element: Element): Stop['within'] {
  const within: { parent: Element; place: number }[] = [];
  for (let one = element; one.parentElement; one = one.parentElement)
    within.push({
      parent: one.parentElement,
      place: Array.prototype.indexOf.call(one.parentElement.children, one),
    });
  return within;
}

function isUsable(element: Element): boolean {
  return (
    element.isConnected &&
    element.checkVisibility({ visibilityProperty: true }) &&
    !element.matches(':disabled') &&
    element.closest('[inert]') === null
  );
}
