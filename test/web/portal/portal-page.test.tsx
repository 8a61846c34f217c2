import { expect, test } from 'vitest';
import { faultTable } from '../../../src/domain/faults.ts';
import { zh } from '../../../web/i18n/zh.ts';
import { PortalPage } from '../../../web/portal/portal-page.tsx';
import { ApiFailure } from '../../../web/remote/client.ts';
import { draw } from '../../support/web/draw.tsx';

const verbs = ['schools:read', 'plans:read', 'plans:publish'];
const me = { kind: 'user', id: 'u', name: 'u', grants: [{ verbs, schoolId: null }] };

test('the page of a school that was deleted says so once, and offers no links to it', () => {
  const { title, try: advice } = faultTable['school-not-found'];
  const details = { title: title.en, titleZh: title.zh, hint: advice.en, hintZh: advice.zh };
  const gone = new ApiFailure({ ...details, status: 404, code: 'school-not-found', detail: '' });
  const { text } = draw(<PortalPage />, {
    at: '/portal?school=gone',
    data: [
      [['me'], me],
      [['schools'], [{ id: 's1', name: 'School 1' }]],
      [['publications', 'gone'], gone],
      [['portal-subjects', { school: 'gone' }], gone],
      [['portal-links', 'gone'], gone],
    ],
  });
  expect(text.split(title.zh)).toHaveLength(2);
  expect(text).toContain(zh.state.gone);
  expect(text).not.toContain(zh.share.make);
});
