import { useLocation, useSearchParams } from 'react-router';
import { LinkButton } from '../app/link-button.tsx';
import { NameSelect } from '../app/name-select.tsx';
import { PageHead } from '../app/page-head.tsx';
import { Failure, Loading, Nothing, PageFailure } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { PublicationList } from '../publish/publication-list.tsx';
import { useMay } from '../remote/me.ts';
import { usePortalSubjects, usePublications, useSchools } from '../remote/portal.ts';
import { PublishedWeek } from './published-week.tsx';
import { rememberedSchool } from './school-memory.ts';
import { ShareCard } from './share-card.tsx';

/** What a school has published, as those see it for whom it is, and links to hand out. */
export function PortalPage() {
  const { t } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const schools = useSchools();
  const may = useMay();
  const ids = (schools.data ?? []).map(({ id }) => id);
  const schoolId = search.get('school') ?? rememberedSchool(ids) ?? ids[0];
  const publications = usePublications(schoolId);
  // Who sees the portal alone may not list schools: the name comes with what is published.
  const isListed = schoolId === undefined || may('schools:read', schoolId);
  const shown = usePortalSubjects(isListed ? undefined : { school: schoolId }).data;
  // Who came for the links, right after publishing, has them first.
  const wantsLinks = useLocation().hash === '#links';
  const cards = schoolId !== undefined && (
    <div className="columns no-print" style={{ marginBottom: 14 }}>
      {may('plans:publish', schoolId) && <ShareCard schoolId={schoolId} />}
      {may('plans:read', schoolId) && <PublicationList schoolId={schoolId} />}
    </div>
  );
  const isEmpty = publications.data?.length === 0;
  return (
    <>
      <PageHead title={t.portal.title} intro={t.portal.intro}>
        {schools.data && schools.data.length > 0 && (
          <NameSelect
            aria-label={t.word.school}
            style={{ width: 420, maxWidth: '100%' }}
            value={schoolId}
            onChange={(id) => setSearch({ school: id }, { replace: true })}
            options={schools.data.map(({ id, name }) => ({
              value: id,
              label: (id === shown?.school.id && shown.school.name) || name,
            }))}
          />
        )}
      </PageHead>
      {publications.isLoading ? (
        <Loading rows={8} />
      ) : publications.error && !publications.data ? (
        <PageFailure error={publications.error} retry={() => void publications.refetch()} />
      ) : isEmpty ? (
        <Nothing text={t.portal.noPublished}>
          {may('plans:publish', schoolId) && (
            <LinkButton to="/plans" type="primary">
              {t.portal.choosePlan}
            </LinkButton>
          )}
        </Nothing>
      ) : schoolId !== undefined ? (
        <>
          {wantsLinks && cards}
          <PublishedWeek key={schoolId} door={{ school: schoolId }} />
          {!wantsLinks && cards}
        </>
      ) : schools.error ? (
        <Failure error={schools.error} retry={() => void schools.refetch()} />
      ) : schools.data ? (
        <Nothing text={t.portal.noPublished}>
          {may('problems:write') && (
            <LinkButton to="/problems/start" type="primary">
              {t.home.own}
            </LinkButton>
          )}
        </Nothing>
      ) : (
        <Loading rows={8} />
      )}
    </>
  );
}
