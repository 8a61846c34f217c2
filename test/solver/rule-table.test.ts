import { expect, it } from 'vitest';
import { ruleTableMarkdown } from '../../solver/rules/rule-table.ts';

it('docs/rules.md is what the registry says', async () => {
  const command = 'npx vitest run test/solver/rule-table.test.ts -u';
  await expect(
    ruleTableMarkdown(),
    `docs/rules.md differs from the rules; write it anew with: ${command}`,
  ).toMatchFileSnapshot('../../docs/rules.md');
});
