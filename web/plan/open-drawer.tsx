import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { NameSelect } from '../app/name-select.tsx';
import { clearButton } from '../app/quiet-icons.tsx';
import { useLanguage, useText } from '../i18n/language.tsx';
import type { Edit } from '../remote/types.ts';
import type { PlanModel } from './plan-model.ts';
import { SpotSelect } from './spot-select.tsx';
import { type Spot, spotsOf } from './spots.ts';

/** What is known already of a session that is to be opened, from where it was asked for. */
export interface OpenSeed {
  activityId?: string;
  forKey?: string;
  weekday?: number;
  periodId?: string;
  roomId?: string;
  staffId?: string;
}

/** Opens one more session of an activity: what, when, where and with whom. */
export function OpenDrawer(props: {
  model: PlanModel;
  seed: OpenSeed | undefined;
  onEdit(edits: Edit[]): void;
  onClose(): void;
}) {
  const { seed, onClose } = props;
  const t = useText();
  return (
    <Drawer
      open={seed !== undefined}
      onClose={onClose}
      size={440}
      destroyOnHidden
      styles={{ wrapper: { maxWidth: '100vw' } }}
      title={t.edit.open}
    >
      {seed && <OpenForm {...props} seed={seed} />}
    </Drawer>
  );
}

function OpenForm(props: { model: PlanModel; seed: OpenSeed; onEdit(edits: Edit[]): void }) {
  const { model, seed } = props;
  const { t, aside } = useLanguage();
  const keyOf = (activityId: string, forKey?: string) => `${activityId} ${forKey ?? ''}`;
  const [series, setSeries] = useState(() =>
    model.index.series.find(
      ({ activity, forKey }) => activity.id === seed.activityId && forKey === seed.forKey,
    ),
  );
  const [spot, setSpot] = useState<Spot>();
  const [roomId, setRoom] = useState(seed.roomId);
  const [staffId, setStaff] = useState(seed.staffId);
  const held = (one: Spot) =>
    model.plan.sessions.some(
      ({ activityId, forKey, periodIds }) =>
        activityId === series?.activity.id &&
        forKey === series?.forKey &&
        periodIds.includes(one[0] as string),
    );
  const isNear = (one: Spot) => {
    if (seed.periodId !== undefined) return one.includes(seed.periodId);
    if (seed.weekday === undefined) return true;
    return model.index.period(one[0] as string).weekday === seed.weekday;
  };
  const free = series ? spotsOf(model, series.activity).filter((one) => !held(one)) : [];
  // Where it was asked for comes first.
  const spots = [...free.filter(isNear), ...free.filter((one) => !isNear(one))];
  const needsRoom = series?.activity.room !== null;
  const home =
    series?.activity.forEach === 'class' && series.activity.room === undefined
      ? model.index.schoolClass(series.forKey as string).homeRoomId
      : undefined;
  const room = roomId ?? home;
  const label = (activityId: string, forKey?: string) =>
    [
      model.names.activity(activityId),
      forKey === undefined
        ? ''
        : model.index.activity(activityId).forEach === 'grade'
          ? t.plan.gradeOf(Number(forKey))
          : model.names.schoolClass(forKey),
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <div className="open-form">
      <NameSelect<string>
        aria-label={t.edit.activity}
        placeholder={t.edit.activity}
        value={series ? keyOf(series.activity.id, series.forKey) : null}
        onChange={(key) => {
          setSeries(model.index.series.find((one) => keyOf(one.activity.id, one.forKey) === key));
          setSpot(undefined);
        }}
        options={model.index.series.map(({ activity, forKey }) => ({
          value: keyOf(activity.id, forKey),
          label: label(activity.id, forKey),
        }))}
      />
      <SpotSelect model={model} spots={spots} value={spot} label={t.plan.time} onChange={setSpot} />
      {needsRoom && (
        <NameSelect<string>
          aria-label={t.plan.room}
          placeholder={t.plan.room}
          allowClear={clearButton(t.word.clear)}
          value={room ?? null}
          onChange={(id) => setRoom(id)}
          options={model.problem.rooms.map(({ id, seats }) => ({
            value: id,
            label: model.names.room(id) + aside(t.plan.places(seats)),
          }))}
        />
      )}
      <NameSelect<string>
        aria-label={t.edit.lead}
        placeholder={t.edit.lead}
        allowClear={clearButton(t.word.clear)}
        value={staffId ?? null}
        onChange={(id) => setStaff(id)}
        options={model.problem.staff.map(({ id, kind }) => ({
          value: id,
          label: `${model.names.person(id)} (${t.staffKind[kind]})`,
        }))}
      />
      <Button
        type="primary"
        disabled={!series || !spot}
        onClick={() => {
          if (!series || !spot) return;
          const { activity, forKey } = series;
          props.onEdit([
            {
              open: {
                activityId: activity.id,
                ...(forKey === undefined ? {} : { forKey }),
                periodIds: [...spot],
                roomId: needsRoom ? (room ?? null) : null,
                ...(staffId === undefined ? {} : { staffIds: [staffId] }),
              },
            },
          ]);
        }}
      >
        {t.edit.tryOpen}
      </Button>
    </div>
  );
}
