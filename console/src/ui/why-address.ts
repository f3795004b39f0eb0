/** A question for the page that explains. */
export interface WhyQuestion {
  readonly rbacId: string;
  readonly action?: string;
  /** Oneself when left out. */
  readonly userId?: string;
}

/** The address of the page that answers it. */
export function whyAddress({ rbacId, action, userId }: WhyQuestion): string {
  const question = new URLSearchParams({ on: rbacId });
  if (action !== undefined) question.set('action', action);
  if (userId !== undefined) question.set('user', userId);
  return `/why?${question.toString()}`;
}
