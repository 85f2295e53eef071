// The suggestions below the search field: by keyboard, by voice, by pointer, and what they never send.

import { before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { axeViolations, siteAndBrowser } from './site.js';

describe('the search field', () => {
  const here = siteAndBrowser();

  const opened = async (path, settings) => {
    const context = await here.browser.newContext(settings);
    const page = await context.newPage();
    await page.goto(here.site.origin + path);
    return { context, page, field: page.locator('#q'), options: page.locator('[role="option"]') };
  };

  for (const path of ['/', '/search', '/no-such-page']) {
    test(`suggests titles as one types on ${path}, and is read out right`, async () => {
      const { context, page, field, options } = await opened(path);
      await field.click();
      await field.pressSequentially('sciat');
      await options.first().waitFor();
      assert.equal(await field.getAttribute('role'), 'combobox');
      assert.equal(await field.getAttribute('aria-expanded'), 'true');
      assert.equal(await field.getAttribute('aria-controls'), await page.locator('[role="listbox"]').getAttribute('id'));
      assert.match(await page.locator('[role="status"]').textContent(), /^Suggestions: \d/);
      assert.deepEqual(await axeViolations(page), []);
      await context.close();
    });
  }

  test('suggests once the titles are there, though they come after the last letter', async () => {
    const { context, page, field, options } = await opened('/search');
    let letCome;
    const typed = new Promise((resolve) => { letCome = resolve; });
    await page.route('**/titles*', async (route) => {
      await typed;
      await route.continue();
    });
    await field.click();
    await field.pressSequentially('sciat');
    assert.equal(await options.count(), 0);
    letCome();
    await options.first().waitFor();
    await context.close();
  });

  test('is walked through by arrows, opened by Enter, and closed by Escape with the text kept', async () => {
    const { context, page, field, options } = await opened('/search');
    await field.click();
    await field.pressSequentially('herniated disk');
    await options.first().waitFor();
    await page.keyboard.press('ArrowDown');
    assert.equal(await field.getAttribute('aria-activedescendant'), await options.first().getAttribute('id'));
    assert.equal(await options.first().getAttribute('aria-selected'), 'true');
    await page.keyboard.press('ArrowUp');
    assert.equal(await field.getAttribute('aria-activedescendant'), await options.last().getAttribute('id'));
    await page.keyboard.press('Escape');
    assert.equal(await field.getAttribute('aria-expanded'), 'false');
    assert.equal(await field.inputValue(), 'herniated disk');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
    await page.keyboard.type(' ');
    await options.first().waitFor();
    await page.keyboard.press('ArrowDown');
    await Promise.all([page.waitForURL(/\/conditions\/herniated-disc/), page.keyboard.press('Enter')]);
    await context.close();
  });

  test('searches for what was typed when no suggestion is picked', async () => {
    const { context, page, field } = await opened('/');
    await field.fill('acdf');
    await Promise.all([page.waitForURL('**/search?q=acdf'), page.keyboard.press('Enter')]);
    assert.match(await page.locator('h1').textContent(), /found for “acdf”/);
    await context.close();
  });

  test('takes a click on a suggestion', async () => {
    const { context, page, field, options } = await opened('/');
    await field.click();
    await field.pressSequentially('foot drop');
    await options.first().waitFor();
    await Promise.all([page.waitForURL('**/symptoms/foot-drop'), options.first().click()]);
    await context.close();
  });

  test('sends nothing while one types, and tells no page what was searched for', async () => {
    const { context, page, field, options } = await opened('/search?q=sciatica');
    const asked = [];
    page.on('request', (request) => asked.push(request));
    await field.fill('');
    await field.pressSequentially('slipped disc');
    await options.first().waitFor();
    const paths = asked.map((request) => new URL(request.url()).pathname);
    assert.deepEqual(paths.filter((path) => !path.startsWith('/static/')), ['/search/titles.json']);
    await page.keyboard.press('Escape');
    await Promise.all([page.waitForEvent('load'), page.locator('.hit h2 a').first().click()]);
    for (const request of asked) assert.doesNotMatch((await request.allHeaders()).referer ?? '', /search/, request.url());
    await context.close();
  });

  test('works without a script', async () => {
    const { context, page, field } = await opened('/', { javaScriptEnabled: false });
    await field.fill('slipped disc');
    await Promise.all([page.waitForURL('**/search?q=slipped+disc'), page.locator('.search-field button').click()]);
    assert.ok((await page.locator('.hit').count()) > 3);
    await context.close();
  });

  describe('weighs', () => {
    before(() => here.site.told(/compressed/));

    test('less than 2 KB of script, loaded only where there is a field', async () => {
      const home = await (await fetch(here.site.origin)).text();
      const [script] = home.match(/\/static\/search\.[0-9a-f]+\.js/);
      const answer = await fetch(here.site.origin + script, { headers: { 'accept-encoding': 'br' } });
      assert.ok(Number(answer.headers.get('content-length')) < 2048, answer.headers.get('content-length'));
      const article = await (await fetch(`${here.site.origin}/conditions/herniated-disc`)).text();
      assert.doesNotMatch(article, /static\/search\./);
    });
  });
});
