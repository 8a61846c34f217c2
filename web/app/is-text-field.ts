/** Whether what has the focus has an undo of its own, which Ctrl+Z is for. */
export function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
