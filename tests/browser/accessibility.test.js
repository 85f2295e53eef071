// axe on every page type, at two widths and in both color schemes; no console errors; no sideways scrolling.

import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { PAGE_TYPES, axeViolations, siteAndBrowser, visit } from './site.js';

const VIEWS = [
  { width: 1280, height: 900, colorScheme: 'light' },
  { width: 1280, height: 900, colorScheme: 'dark' },
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
];

describe('every page type', () => {
  const here = siteAndBrowser();

  for (const { width, height, colorScheme } of VIEWS) {
    test(`has no axe violations and no console errors at ${width} px, ${colorScheme}`, async () => {
      const context = await here.browser.newContext({ viewport: { width, height }, colorScheme });
      const page = await context.newPage();
      const complaints = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      for (const [name, type] of Object.entries(PAGE_TYPES)) {
        complaints.length = 0;
        await visit(page, here.site.origin, type);
        assert.deepEqual(await axeViolations(page), [], name);
        const refused = name === 'not found' ? 'status of 404' : type.refused ? `status of ${type.refused}` : type.choose && 'status of 422';
        const told = complaints.filter((text) => !refused || !text.includes(refused));
        assert.deepEqual(told, [], `console of ${name}`);
      }
      await context.close();
    });
  }

  test('fits 320 px without scrolling sideways', async () => {
    const context = await here.browser.newContext({ viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    for (const [name, type] of Object.entries(PAGE_TYPES)) {
      await visit(page, here.site.origin, type);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(over <= 0, `${name} is ${over} px too wide`);
    }
    await context.close();
  });

  test('keeps every control and link visible in forced colors', async () => {
    const context = await here.browser.newContext({ viewport: { width: 1280, height: 900 }, forcedColors: 'active' });
    const page = await context.newPage();
    for (const [name, type] of Object.entries(PAGE_TYPES)) {
      await visit(page, here.site.origin, type);
      assert.deepEqual(await axeViolations(page), [], name);
    }
    await context.close();
  });

  test('sets no cookie, stores nothing and asks no other host', async () => {
    const context = await here.browser.newContext();
    const page = await context.newPage();
    const foreign = [];
    page.on('request', (request) => request.url().startsWith(here.site.origin) || foreign.push(request.url()));
    for (const [name, type] of Object.entries(PAGE_TYPES)) {
      await visit(page, here.site.origin, type);
      const stored = await page.evaluate(() => localStorage.length + sessionStorage.length);
      assert.equal(stored, 0, name);
    }
    assert.deepEqual(foreign, []);
    assert.deepEqual(await context.cookies(), []);
    await context.close();
  });
});
