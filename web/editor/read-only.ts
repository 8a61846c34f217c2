import { createContext, useContext } from 'react';

/** Whether the data are looked at by somebody who may not change them. */
export const ReadOnly = createContext(false);

export function useReadOnly(): boolean {
  return useContext(ReadOnly);
}
