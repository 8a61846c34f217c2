import { source } from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * What axe finds against WCAG 2 A and AA on the page as it stands: names for screen readers,
 * roles, contrast. Each finding as "rule: first place".
 */
export async function accessFaults(page: Page): Promise<string[]> {
  await page.evaluate(source);
  return await page.evaluate(async () => {
    // A colour on its way to another one is not what is read.
    const still = new CSSStyleSheet();
    still.replaceSync('*, *::before, *::after { transition: none !important }');
    document.adoptedStyleSheets.push(still);
    // biome-ignore lint/suspicious/noExplicitAny: put there by the line above
    const axe = (globalThis as any).axe;
    const runOnly = { type: 'tag', values: ['wcag2a', 'wcag2aa'] };
    // On a phone antd puts a button for more tabs into its list of tabs; that is antd's to mend.
    const where = { exclude: ['.ant-tabs-nav'] };
    // Browsers give what scrolls the focus by themselves by now.
    const rules = { 'scrollable-region-focusable': { enabled: false } };
    const { violations } = await axe.run(where, { runOnly, rules, resultTypes: ['violations'] });
    return violations.map(
      (one: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
        `${one.id}: ${one.nodes[0]?.html.slice(0, 200)} ${one.nodes[0]?.failureSummary.slice(0, 200)}`,
    );
  });
}
