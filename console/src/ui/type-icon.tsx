import {
  Activity,
  BellRing,
  Hash,
  Mail,
  MessageSquareText,
  Phone,
  Siren,
  UsersRound,
  Webhook,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import type { IntegrationType } from '../documents/generated.js';
import './type-icon.css';

interface Kind {
  readonly name: string;
  readonly icon: LucideIcon;
}

/** The kinds of channel, in the order in which a person picks from them. */
export const INTEGRATION_TYPES: Readonly<Record<IntegrationType, Kind>> = {
  EMAIL: { name: 'E-mail', icon: Mail },
  SMS: { name: 'SMS', icon: MessageSquareText },
  PHONE: { name: 'Phone', icon: Phone },
  SLACK: { name: 'Slack', icon: Hash },
  MICROSOFT_TEAMS: { name: 'Microsoft Teams', icon: UsersRound },
  PAGERDUTY: { name: 'PagerDuty', icon: Siren },
  OPSGENIE: { name: 'Opsgenie', icon: BellRing },
  STATUSHUB: { name: 'StatusHub', icon: Activity },
  WEBHOOK: { name: 'Webhook', icon: Webhook },
};

export const TYPE_NAMES = Object.keys(INTEGRATION_TYPES) as readonly IntegrationType[];

/** The icon of a kind of channel. Its name stands beside it, so that it says nothing itself. */
export function TypeIcon({ type }: { type: IntegrationType }): ReactElement {
  const { icon: Icon } = INTEGRATION_TYPES[type];
  return (
    <span className="type-icon" aria-hidden>
      <Icon />
    </span>
  );
}
