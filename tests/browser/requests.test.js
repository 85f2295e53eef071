// The request lane as people use it: by keyboard, with a mistake and then right, and with JavaScript off.

import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { axeViolations, startBrowser, startSite } from './site.js';

// The form refuses what is sent faster than a person can read it.
const LONGER_THAN_A_ROBOT_TAKES = 3_200;

describe('asking for an info kit', () => {
  let site;
  let browser;
  before(async () => {
    site = await startSite();
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  for (const javaScriptEnabled of [true, false]) {
    test(`comes back with every value after a mistake, then gives a reference; JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
      const context = await browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      await page.goto(`${site.origin}/conditions/disc-extrusion`);
      await page.getByRole('link', { name: /info kit about disc extrusion/i }).first().click();
      await page.waitForURL(/\/info-kit\?topic=disc-extrusion/);
      assert.ok(await page.getByLabel('Disc extrusion').isChecked(), 'the topic of the page is chosen');
      await page.getByLabel(/by email/i).check();
      await page.getByLabel(/email address/i).fill('sam@');
      await page.waitForTimeout(LONGER_THAN_A_ROBOT_TAKES);
      await page.getByRole('button', { name: /get the kit/i }).click();

      assert.match(await page.title(), /^Error: /);
      const problem = page.locator('.error-summary a').first();
      assert.ok(await problem.isVisible());
      assert.equal(await page.getByLabel(/email address/i).inputValue(), 'sam@');
      assert.ok(await page.getByLabel('Disc extrusion').isChecked());
      if (javaScriptEnabled) {
        assert.deepEqual(await axeViolations(page), []);
      }
      await problem.click();
      assert.equal(await page.evaluate(() => document.activeElement.id), await page.getByLabel(/email address/i).getAttribute('id'));

      await page.getByLabel(/email address/i).fill('sam@example.org');
      await page.getByRole('button', { name: /get the kit/i }).click();
      await page.waitForURL(/\/info-kit\/sent\//);
      const text = await page.locator('main').innerText();
      assert.match(text, /[B-Z2-9]{4}-[B-Z2-9]{4}/, 'the reference is shown');
      assert.ok(!text.includes('sam@example.org'), 'nothing personal is shown');
      const reference = page.url();
      await page.reload();
      assert.equal(page.url(), reference, 'a reload shows the same reference');
      await context.close();
    });
  }

  test('can be done by keyboard alone', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${site.origin}/info-kit?topic=disc-extrusion`);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#main', 'the skip link comes first');
    const focused = async () => page.evaluate(() => `${document.activeElement.tagName} ${document.activeElement.type ?? ''} ${document.activeElement.id}`);
    const reach = async (wanted) => {
      for (let presses = 0; presses < 80; presses += 1) {
        if (wanted.test(await focused())) return;
        await page.keyboard.press('Tab');
      }
      assert.fail(`Tab never reached ${wanted}; last was ${await focused()}`);
    };
    await reach(/^INPUT radio/);
    for (let presses = 0; presses < 3 && !(await page.getByLabel(/by email/i).isChecked()); presses += 1) {
      await page.keyboard.press(presses === 0 ? 'Space' : 'ArrowDown');
    }
    await reach(/^INPUT email/);
    await page.keyboard.type('sam@example.org');
    await page.waitForTimeout(LONGER_THAN_A_ROBOT_TAKES);
    await reach(/^BUTTON/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/info-kit\/sent\//);
    await context.close();
  });

  test('a double click stores one request', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.origin}/info-kit?topic=disc-extrusion`);
    await page.getByLabel(/by email/i).check();
    await page.getByLabel(/email address/i).fill('double@example.org');
    await page.waitForTimeout(LONGER_THAN_A_ROBOT_TAKES);
    const fields = await page.evaluate(() => new URLSearchParams(new FormData(document.querySelector('main form'))).toString());
    const send = () =>
      page.request.post(`${site.origin}/info-kit`, {
        data: fields,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        maxRedirects: 0,
      });
    const [first, second] = await Promise.all([send(), send()]);
    assert.equal(first.status(), 303);
    assert.equal(second.status(), 303);
    assert.equal(first.headers().location, second.headers().location);
    await context.close();
  });
});
