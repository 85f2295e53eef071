// A word's meaning opens beside it, and the link to the glossary still works without a script.

import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { PAGE_TYPES, axeViolations, siteAndBrowser } from './site.js';

describe('a word of the glossary', () => {
  const here = siteAndBrowser();

  const opened = async (settings) => {
    const context = await here.browser.newContext(settings);
    const page = await context.newPage();
    await page.goto(here.site.origin + PAGE_TYPES.procedure);
    return { context, page, term: page.locator('.prose a.term').first(), meaning: page.locator('#meaning:popover-open') };
  };

  test('shows its meaning on a click, hides it on the next, and never on hovering', async () => {
    const { context, page, term, meaning } = await opened();
    await term.hover();
    assert.equal(await meaning.count(), 0);
    await term.click();
    await meaning.waitFor();
    assert.match(await meaning.textContent(), new RegExp(await term.textContent(), 'i'));
    assert.deepEqual(await axeViolations(page), []);
    await term.click();
    await meaning.waitFor({ state: 'detached' });
    await context.close();
  });

  test('is opened by Enter, read out, closed by Escape, and gives the focus back', async () => {
    const { context, page, term, meaning } = await opened();
    await term.focus();
    await page.keyboard.press('Enter');
    await meaning.waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'meaning');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.closest('#meaning') !== null), true, 'its link comes next');
    await page.keyboard.press('Escape');
    await meaning.waitFor({ state: 'detached' });
    assert.equal(await term.evaluate((link) => link === document.activeElement), true);
    await context.close();
  });

  const leadsToItsEntry = async ({ context, page, term }) => {
    const href = await term.getAttribute('href');
    await term.click();
    await page.waitForURL(here.site.origin + href);
    await context.close();
  };

  test('leads to its entry without a script', async () => {
    await leadsToItsEntry(await opened({ javaScriptEnabled: false }));
  });

  test('leads to its entry when the meaning cannot be fetched', async () => {
    const there = await opened();
    await there.page.route('**/glossary', (route) => (route.request().resourceType() === 'fetch' ? route.abort() : route.continue()));
    await leadsToItsEntry(there);
  });
});
