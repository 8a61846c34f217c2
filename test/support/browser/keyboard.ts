import type { Page } from 'playwright-core';

/** What has the focus, as somebody who has no mouse finds it. */
interface Focus {
  name: string;
  /** What is wrong with it; empty where nothing is. */
  faults: string[];
  /** On nothing at all: lost, or among the browser's own buttons. */
  isNowhere: boolean;
}

/**
 * Takes the next one of a list that was just opened; it stands at the one that was chosen only some
 * time after it is seen.
 */
export async function takeNext(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const lists = [...document.querySelectorAll('.ant-select-dropdown')];
    const open = lists.findLast((list) => list.checkVisibility({ visibilityProperty: true }));
    const active = open?.querySelector('.ant-select-item-option-active');
    const chosen = open?.querySelector('.ant-select-item-option-selected');
    return active && (!chosen || chosen === active);
  });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** Most stops on the way to something; a longer way is none. */
const FARTHEST = 60;

/**
 * A person without a mouse: goes by keys alone, and complains where the focus is on nothing, is not
 * shown, lies out of sight or under something, or is on what has no name.
 */
export class Keyboard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
  }

  /** Goes on with Tab until what has the focus is called so. */
  async to(name: RegExp, key = 'Tab'): Promise<void> {
    // Nobody looks for what has not come yet.
    await this.page.waitForFunction(() => document.querySelector('.ant-skeleton') === null);
    const passed: string[] = [];
    await this.isSomewhere(name);
    for (let i = 0; i < FARTHEST; i++) {
      await this.press(key);
      const { name: found, faults, isNowhere } = await this.atRest();
      // Past the last one the browser's own buttons come, and then the first one again.
      if (isNowhere) continue;
      if (faults.length > 0)
        throw new Error(`${found}: ${faults.join(', ')}, on the way to ${name}`);
      if (name.test(found)) return;
      passed.push(found.slice(0, 24));
    }
    throw new Error(`${key} never came to ${name}, but to ${passed.join(' | ')}`);
  }

  async back(name: RegExp): Promise<void> {
    await this.to(name, 'Shift+Tab');
  }

  /** Goes to something and presses Enter there. */
  async enter(name: RegExp): Promise<void> {
    await this.to(name);
    await this.press('Enter');
  }

  /** Waits until the focus is on what is called so: it goes there by itself. */
  async isOn(name: RegExp): Promise<void> {
    const until = Date.now() + 30_000;
    for (;;) {
      const focus = await this.focus();
      if (name.test(focus.name) && focus.faults.length === 0) return;
      if (Date.now() > until)
        throw new Error(`not on ${name}, but on ${focus.name} ${focus.faults.join(', ')}`);
      await this.page.waitForTimeout(50);
    }
  }

  /** What screen readers were told last. */
  async hears(text: RegExp): Promise<void> {
    const said = this.page.locator('[role=status], [role=alert], [aria-live]');
    await said.filter({ hasText: text }).first().waitFor({ state: 'attached' });
  }

  /** What closes or goes away leaves the focus nowhere until the next frame or so: it comes back. */
  private async isSomewhere(name: RegExp): Promise<void> {
    const until = Date.now() + 1000;
    while ((await this.focus()).isNowhere) {
      if (Date.now() > until) throw new Error(`the focus was lost before the way to ${name}`);
      await this.page.waitForTimeout(50);
    }
  }

  /** As `focus`; what slides in is looked at when it has come. */
  private async atRest(): Promise<Focus> {
    let found = await this.focus();
    for (let i = 0; i < 20 && found.faults.length > 0 && !found.isNowhere; i++) {
      await this.page.waitForTimeout(100);
      found = await this.focus();
    }
    return found;
  }

  private async focus(): Promise<Focus> {
    return await this.page.evaluate(() => {
      const at = document.activeElement;
      if (!(at instanceof HTMLElement) || at === document.body)
        return { name: '', faults: ['nothing has the focus'], isNowhere: true };
      const texts = (ids: string | null) =>
        (ids ?? '')
          .split(' ')
          .map((id) => document.getElementById(id)?.textContent ?? '')
          .join(' ');
      const name = [
        at.getAttribute('aria-label'),
        texts(at.getAttribute('aria-labelledby')),
        (at as HTMLInputElement).labels?.[0]?.textContent,
        at.innerText,
        at.querySelector('img')?.alt,
        at.querySelector('[aria-label]')?.getAttribute('aria-label'),
      ].find((one) => typeof one === 'string' && one.trim() !== '');
      const faults: string[] = [];
      // Drawers, and the page's content, are not stops of their own: they are where reading begins.
      if (at.tabIndex < 0 && at.dataset.cell === undefined && at.dataset.block === undefined)
        return { name: name ?? '', faults, isNowhere: false };
      if (!name) faults.push(`no name: ${at.outerHTML.slice(0, 120)}`);
      // A radio button of no size stands in the label that is seen.
      const seen = at.getClientRects()[0]?.width ? at : (at.closest('label') ?? at);
      const box = seen.getBoundingClientRect();
      const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height, 40) / 2];
      const top = document.elementFromPoint(x, y);
      // A message goes away by itself.
      const isMessage = top?.closest('.ant-message') ?? null;
      if (!top || !(seen.contains(top) || top.contains(seen) || isMessage))
        faults.push(`out of sight at ${Math.round(x)} ${Math.round(y)}, under ${top?.className}`);
      // An outline, or a text field's own mark of having the focus, on it or just around it.
      let ringed = false;
      let one: Element | null = at;
      for (let i = 0; one && i < 6 && !ringed; i++, one = one.parentElement) {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        const isField = /ant-(select|input|picker)/.test(`${one.className}`);
        ringed =
          (outlineStyle !== 'none' && outlineWidth !== '0px') || (isField && boxShadow !== 'none');
      }
      if (!ringed && at.dataset.catcher === undefined) faults.push('the focus is not shown');
      return { name: name ?? '', faults, isNowhere: false };
    });
  }
}
