import type { ReactElement } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { Link } from 'react-router';
import type { LinkProps } from 'react-router';
import './button.css';

export type ButtonLook = 'primary' | 'plain' | 'quiet' | 'danger';

interface Look {
  /** @default 'plain' */
  look?: ButtonLook;
  /** Square, for an icon alone; its name is then the `aria-label`. */
  isIcon?: boolean;
}

function classOf({ look = 'plain', isIcon = false }: Look): string {
  return `button button-${look}${isIcon ? ' button-icon' : ''}`;
}

/** One button for everything that is pressed. */
export function Button({ look, isIcon, ...props }: Omit<AriaButtonProps, 'className'> & Look): ReactElement {
  return <AriaButton {...props} className={classOf({ ...(look && { look }), ...(isIcon && { isIcon }) })} />;
}

/** What leads to another page and looks like a button. */
export function ButtonLink({ look, isIcon, ...props }: Omit<LinkProps, 'className'> & Look): ReactElement {
  return <Link {...props} className={classOf({ ...(look && { look }), ...(isIcon && { isIcon }) })} />;
}
