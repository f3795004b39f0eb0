/** What the gateway that served this page offers beside the API. */
export interface PageSettings {
  /** The explorer is at /explorer/. */
  readonly hasExplorer: boolean;
  /** The demo: whoever is signed in may act as any of its people. */
  readonly mayActAs: boolean;
}

/** The gateway writes them into the page, as what no script can run. */
export function readPageSettings(): PageSettings {
  const isOn = (name: string): boolean =>
    document.querySelector(`meta[name="latchkey:${name}"]`)?.getAttribute('content') === 'on';
  return { hasExplorer: isOn('explorer'), mayActAs: isOn('act-as') };
}
