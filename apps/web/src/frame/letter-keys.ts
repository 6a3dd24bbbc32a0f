import { useEffect } from 'react';

const SETTING = 'jwg-letter-keys';

/** Whether single letters are keys of the page; a reader who speaks to their machine switches them off. */
export const lettersOn = (): boolean => localStorage.getItem(SETTING) !== 'off';
export const switchLetters = (on: boolean) => localStorage.setItem(SETTING, on ? 'on' : 'off');

/** A letter as a key: not while something is typed, and not with Control, Alt or Meta. */
export const isLetterKey = (event: KeyboardEvent): boolean =>
  lettersOn() &&
  !event.ctrlKey &&
  !event.altKey &&
  !event.metaKey &&
  !event.defaultPrevented &&
  !(event.target as Element).closest?.('input, textarea, select, dialog, [contenteditable]');

/** Letters, or two after each other (`g f`), and what they do on this screen. */
export const useLetterKeys = (keys: Readonly<Record<string, () => void>>) => {
  useEffect(() => {
    let first = '';
    const press = (event: KeyboardEvent) => {
      if (!isLetterKey(event)) return;
      const action = keys[`${first} ${event.key}`] ?? keys[event.key];
      first = event.key;
      if (!action) return;
      first = '';
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [keys]);
};
