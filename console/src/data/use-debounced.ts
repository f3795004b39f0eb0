import { useEffect, useState } from 'react';

const TYPING_PAUSE_MS = 200;

/** The value once it has stood still for a moment: what somebody types is not searched letter by letter. */
export function useDebounced<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(value);
    }, TYPING_PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [value]);
  return settled;
}
