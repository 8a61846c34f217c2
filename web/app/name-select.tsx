import { Select, type SelectProps } from 'antd';
import './name-select.css';

/** A list of names is no narrower than this, however narrow its box: names must be told apart in it. */
const LIST_WIDTH = 360;

/** As antd has them, and moved aside where they would stick out of a narrow window. */
const besideBox = {
  overflow: { adjustX: true, adjustY: true, shiftX: true, shiftY: true },
  htmlRegion: 'visible',
  dynamicInset: true,
} as const;
const placements = {
  bottomLeft: { ...besideBox, points: ['tl', 'bl'], offset: [0, 4] },
  bottomRight: { ...besideBox, points: ['tr', 'br'], offset: [0, 4] },
  topLeft: { ...besideBox, points: ['bl', 'tl'], offset: [0, -4] },
  topRight: { ...besideBox, points: ['br', 'tr'], offset: [0, -4] },
};

/**
 * Chooses by name, and is searched by it. Long names wrap, in the list and in the closed box: cut
 * off, those that begin alike are all the same, and a finger cannot point at what is hidden.
 */
export function NameSelect<Value>({ className = '', ...props }: SelectProps<Value>) {
  return (
    <Select<Value>
      className={`name-select ${className}`}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={LIST_WIDTH}
      builtinPlacements={placements}
      {...props}
    />
  );
}
