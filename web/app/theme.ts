import type { ThemeConfig } from 'antd';

/** Blackboard green; every text colour has at least 4.5 to 1 on its ground. */
export const theme: ThemeConfig = {
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
};
