import { Segmented, Select, Switch } from 'antd';
import { segments } from '../../src/domain/problem.ts';
import { clearButton } from '../app/quiet-icons.tsx';
import { SearchInput } from '../app/search-input.tsx';
import { useText } from '../i18n/language.tsx';
import type { GridFilter } from './grid-filter.ts';
import { type PlanView, planViews } from './grid-rows.ts';
import './plan-filters.css';

export function PlanFilters(props: {
  view: PlanView;
  day: number | undefined;
  weekdays: readonly number[];
  grades: readonly number[];
  filter: GridFilter;
  summary: string;
  onView(view: PlanView): void;
  onDay(day: number | undefined): void;
  onFilter(filter: GridFilter): void;
}) {
  const t = useText();
  const { filter, onFilter } = props;
  return (
    <div className="plan-filters">
      <Segmented<PlanView>
        tabIndex={-1}
        aria-label={t.plan.by}
        value={props.view}
        onChange={props.onView}
        options={planViews.map((value) => ({ value, label: t.plan.views[value] }))}
      />
      <Segmented<number>
        tabIndex={-1}
        aria-label={t.plan.day}
        value={props.day ?? 0}
        onChange={(value) => props.onDay(value || undefined)}
        options={[
          { value: 0, label: t.plan.week },
          ...props.weekdays.map((value) => ({ value, label: t.weekday[value] })),
        ]}
      />
      <SearchInput
        className="plan-search"
        label={t.plan.search}
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.target.value })}
      />
      <Select<number[]>
        mode="multiple"
        allowClear={clearButton(t.word.clear)}
        className="plan-grades"
        maxTagCount="responsive"
        aria-label={t.plan.grade}
        placeholder={t.plan.grade}
        value={[...filter.grades]}
        onChange={(grades) => onFilter({ ...filter, grades })}
        options={props.grades.map((value) => ({ value, label: t.plan.gradeOf(value) }))}
      />
      <Select
        mode="multiple"
        allowClear={clearButton(t.word.clear)}
        className="plan-segments"
        maxTagCount="responsive"
        aria-label={t.plan.segments}
        placeholder={t.plan.segments}
        value={[...filter.segments]}
        onChange={(chosen) => onFilter({ ...filter, segments: chosen })}
        options={segments.map((value) => ({ value, label: t.segment[value] }))}
      />
      <span className="plan-switch">
        <Switch
          size="small"
          aria-label={t.plan.onlyOpen}
          checked={filter.onlyOpen}
          onChange={(onlyOpen) => onFilter({ ...filter, onlyOpen })}
        />
        {t.plan.onlyOpen}
      </span>
      <span className="plan-switch">
        <Switch
          size="small"
          aria-label={t.plan.onlyUsed}
          checked={filter.onlyUsed}
          onChange={(onlyUsed) => onFilter({ ...filter, onlyUsed })}
        />
        {t.plan.onlyUsed}
      </span>
      <span className="muted" role="status">
        {props.summary}
      </span>
    </div>
  );
}
