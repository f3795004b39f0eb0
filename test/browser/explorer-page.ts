import type { Locator, Page, Response } from 'playwright-core';

/** Whether an answer is that to an operation of this name. */
export function asksFor(operationName: string): (response: Response) => boolean {
  return (response) => {
    const body: unknown = response.request().postDataJSON();
    return (
      typeof body === 'object' &&
      body !== null &&
      'operationName' in body &&
      body.operationName === operationName
    );
  };
}

/** Left and right, in pixels of the window. */
export async function edgesOf(element: Locator): Promise<readonly [number, number]> {
  const box = await element.boundingBox();
  return box === null ? [NaN, NaN] : [box.x, box.x + box.width];
}

/** Until the page says who is signed in. */
export async function waitForName(page: Page, name: string): Promise<void> {
  await page.getByRole('banner').getByText(name).waitFor();
}

/** Pastes a token or a link on the page that asks for one. */
export async function signInWith(page: Page, text: string): Promise<void> {
  await page.getByLabel('Token or sign-in link').fill(text);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Before the editor shows its text there is nothing to run, and the click would be for nothing. */
export async function run(page: Page): Promise<void> {
  const text = page.getByLabel('Operation Editor').locator('.view-line', { hasText: /\w/ });
  await text.first().waitFor();
  await page.getByRole('button', { name: /^Execute query/ }).click();
}
