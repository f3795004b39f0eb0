import { Compass, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { ReactElement } from 'react';
import { RadioGroup } from 'react-aria-components/RadioGroup';
import { signOut } from '../../../explorer/src/session/token.js';
import { useSession } from '../session/session-context.js';
import { Button } from '../ui/button.js';
import { Radio } from '../ui/radio.js';
import { readPageSettings } from './page-settings.js';
import { chooseTheme, readTheme } from './theme.js';
import type { Theme } from './theme.js';

const THEMES: readonly { theme: Theme; name: string; icon: typeof Sun }[] = [
  { theme: 'system', name: 'As the system', icon: Monitor },
  { theme: 'light', name: 'Light', icon: Sun },
  { theme: 'dark', name: 'Dark', icon: Moon },
];

// Only the demo has it.
const ActAs = lazy(async () => ({ default: (await import('./act-as.js')).ActAs }));

/** Who is signed in, how it looks, and the ways out. */
export function AccountMenu(): ReactElement {
  const { viewer } = useSession();
  const [settings] = useState(readPageSettings);
  return (
    <div className="account-menu">
      {settings.mayActAs && (
        <Suspense>
          <ActAs />
        </Suspense>
      )}
      <p className="account-viewer">
        <span className="avatar" aria-hidden>
          {initialsOf(viewer.name)}
        </span>
        <span className="account-name">
          <span className="visually-hidden">Signed in as </span>
          {viewer.name}
          <span className="soft">{viewer.isAdministrator === true ? 'Administrator' : viewer.id}</span>
        </span>
        <Button look="quiet" isIcon aria-label="Sign out" onPress={signOut}>
          <LogOut className="icon" aria-hidden />
        </Button>
      </p>
      <div className="account-ways">
        <ThemeChoice />
        {settings.hasExplorer && (
          <a className="button button-quiet" href="/explorer/">
            <Compass className="icon" aria-hidden />
            Explorer
          </a>
        )}
      </div>
    </div>
  );
}

function ThemeChoice(): ReactElement {
  const [theme, setTheme] = useState(readTheme);
  return (
    <RadioGroup
      className="segmented"
      orientation="horizontal"
      aria-label="Look"
      value={theme}
      onChange={(chosen) => {
        const { theme: next } = THEMES.find((one) => one.theme === chosen) ?? { theme: 'system' };
        chooseTheme(next);
        setTheme(next);
      }}
    >
      {THEMES.map(({ theme: value, name, icon: Icon }) => (
        <Radio key={value} value={value} className="segment" label={name}>
          <Icon className="icon" aria-hidden />
        </Radio>
      ))}
    </RadioGroup>
  );
}

/** The first letters of the first and last word of a name. */
function initialsOf(name: string): string {
  const [first = '', ...others] = name.split(/\s+/u).filter((word) => word !== '');
  return [first, others.at(-1) ?? '']
    .map((word) => /^./u.exec(word)?.[0] ?? '')
    .join('')
    .toUpperCase();
}
