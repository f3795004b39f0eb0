import { KeyRound, Menu, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { Link, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { useSession } from '../session/session-context.js';
import { AccountMenu } from './account-menu.js';
import { Navigation } from './navigation.js';
import { OfflineNotice } from './offline-notice.js';
import './frame.css';

/** What stands around every page: where one may go, who one is, and whether the gateway can be reached. */
export function Frame(): ReactElement {
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const { pathname } = useLocation();
  const { account } = useSession();
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);

  // Whoever listens hears the new page's title, and tabs on from there.
  useEffect(() => {
    setIsMenuOpen(false);
    if (isFirst.current) isFirst.current = false;
    else main.current?.querySelector('h1')?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <div className="frame">
      <a className="skip-link button button-primary" href="#main">
        Skip to the content
      </a>
      <header className={`sidebar${isMenuOpen ? ' sidebar-open' : ''}`}>
        <div className="sidebar-top">
          <Link to="/" className="brand">
            <KeyRound className="icon" aria-hidden />
            Latchkey
          </Link>
          <Button
            look="quiet"
            isIcon
            aria-label={isMenuOpen ? 'Close the menu' : 'Open the menu'}
            aria-expanded={isMenuOpen}
            onPress={() => {
              setIsMenuOpen(!isMenuOpen);
            }}
          >
            {isMenuOpen ? <X className="icon" aria-hidden /> : <Menu className="icon" aria-hidden />}
          </Button>
        </div>
        <div className="sidebar-content">
          <p className="sidebar-account">
            <span>{account.name}</span>
            <Badge>{account.plan === 'ENTERPRISE' ? 'Enterprise' : 'Standard'}</Badge>
          </p>
          <Navigation />
          <AccountMenu />
        </div>
      </header>
      <main id="main" ref={main} className="main" tabIndex={-1}>
        <OfflineNotice />
        <Outlet />
      </main>
      <ScrollRestoration />
    </div>
  );
}
