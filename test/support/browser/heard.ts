import type { Page } from 'playwright-core';

/** Roles that say nothing without a name. */
const named = [
  ...['button', 'link', 'textbox', 'searchbox', 'combobox', 'checkbox', 'switch', 'radio', 'tab'],
  ...['spinbutton', 'progressbar', 'grid', 'table', 'image', 'dialog', 'columnheader', 'menuitem'],
];

/**
 * What somebody who hears the page in Chinese would miss in its accessibility tree: what has no
 * name, what is called by an English word, and tables without headings of their columns.
 */
export async function missedByEar(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const has = (id: string, role: string): boolean => {
    const node = byId.get(id);
    if (!node) return false;
    return node.role?.value === role || (node.childIds ?? []).some((child) => has(child, role));
  };
  const isWithin = (id: string | undefined, roles: string[]): boolean => {
    const node = id === undefined ? undefined : byId.get(id);
    if (!node) return false;
    return roles.includes(`${node.role?.value}`) || isWithin(node.parentId, roles);
  };
  return nodes.flatMap((node) => {
    const role = `${node.role?.value}`;
    const name = `${node.name?.value ?? ''}`.trim();
    if (node.ignored) return [];
    if (named.includes(role) && name === '') return [`${role} without a name`];
    if (/^(In|De)crease Value$/.test(name)) return [`${role} called ${name}`];
    // A button is read by its own name; the icon of a message that passes is antd's to name.
    const isApart = !isWithin(node.parentId, ['button', 'alert']);
    if (role === 'image' && /^[a-z-]+$/.test(name) && isApart) return [`image called ${name}`];
    const isTable = role === 'table' || role === 'grid';
    if (isTable && !has(node.nodeId, 'columnheader')) return [`${role} ${name} without headings`];
    return [];
  });
}
