import { Tag } from 'antd';
import { Fragment } from 'react';
import type { DataVersion } from '../problems/data-versions.ts';
import { type KnownPlan, usePlanWords } from './plan-words.ts';
import './which-plan.css';

/** Says which plan it is, in the same words wherever plans are told apart. */
export function WhichPlan(props: {
  plan: KnownPlan;
  version: DataVersion | undefined;
  /** Where plans of several schools stand together. */
  schoolName?: string | undefined;
  /** Its letter among plans that are compared. */
  letter?: string | undefined;
  /** Only what tells it from others, where all of it stands elsewhere on the page. */
  isBrief?: boolean;
}) {
  const { plan, version, schoolName, letter, isBrief = false } = props;
  const { made, origin, costs, data, doubts } = usePlanWords()(plan, version);
  const parts = isBrief ? [made, ...costs] : [made, origin, ...costs, data];
  return (
    <span className="which-plan">
      {letter !== undefined && <b className="letter">{letter}</b>}
      <span>
        {parts.filter(Boolean).map((part, i) => (
          <Fragment key={part}>
            {i > 0 && ' · '}
            <span className="nowrap">{part}</span>
          </Fragment>
        ))}
        {(isBrief ? [] : doubts).map(({ text, color }) => (
          <Tag key={text} color={color}>
            {text}
          </Tag>
        ))}
        {schoolName !== undefined && <span className="of-school">{schoolName}</span>}
      </span>
    </span>
  );
}
