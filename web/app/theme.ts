import type { ThemeConfig } from 'antd';

/** What a finger hits without aiming, in pixels; touch.css has the same for what antd does not draw. */
const TOUCH = 40;

/** Blackboard green; every text colour has at least 4.5 to 1 on its ground. */
const theme = {
  token: {
    colorPrimary: '#0f5e52',
    colorLink: '#0b5cad',
    colorError: '#b3261e',
    colorTextSecondary: '#56635f',
    colorTextDescription: '#56635f',
    colorTextPlaceholder: '#6b7774',
    // Of what is chosen in a list; antd's own is too dark for muted words.
    controlItemBgActive: '#dcefeb',
    controlItemBgActiveHover: '#cfe7e1',
    borderRadius: 6,
    fontFamily: 'inherit',
    // A layer that still slides away would take the Escape that is meant for the one below it.
    motion: false,
  },
} satisfies ThemeConfig;

/** The same, with controls that fingers can hit. */
const touchTheme: ThemeConfig = {
  token: { ...theme.token, controlHeight: TOUCH, controlHeightSM: TOUCH, controlHeightLG: TOUCH },
  components: {
    Select: { optionHeight: TOUCH, multipleItemHeight: 30 },
    Dropdown: { paddingBlock: 9 },
    // Its items stand in a frame of 2 px.
    Segmented: { controlHeight: TOUCH + 4 },
  },
};

export function themeFor(isTouch: boolean): ThemeConfig {
  return isTouch ? touchTheme : theme;
}
