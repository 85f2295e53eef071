// The tools as people use them: by keyboard alone, and with JavaScript off.

import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { startBrowser, startSite } from './site.js';

describe('the symptom check', () => {
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

  const focused = (page) => page.evaluate(() => {
    const { tagName, name, value } = document.activeElement;
    return { tagName, name, value };
  });

  /** Goes on by Tab to the next question or button of the form. */
  async function next(page, wanted) {
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press('Tab');
      const { tagName, name } = await focused(page);
      if (wanted === 'button' ? tagName === 'BUTTON' : name === wanted) return;
    }
    assert.fail(`Tab never reached ${wanted}`);
  }

  for (const javaScriptEnabled of [true, false]) {
    test(`is answered by keyboard alone; JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
      const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 844 } });
      const page = await context.newPage();
      await page.goto(`${site.origin}/check`);
      const questions = await page.$$eval('fieldset input[value="no"]', (inputs) => inputs.map((input) => input.name));
      for (const name of questions) {
        await next(page, name);
        await page.keyboard.press('ArrowRight');
        assert.deepEqual(await focused(page), { tagName: 'INPUT', name, value: 'no' });
      }
      await next(page, 'button');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'No warning sign in your answers' }).waitFor();
      assert.equal(page.url(), `${site.origin}/check`, 'no answer is in the address');
      assert.equal(await page.locator('input[value="no"]:checked').count(), questions.length, 'the answers are still there');

      await page.locator('input[name="limbs"][value="not-sure"]').check();
      await page.getByRole('button', { name: 'Show me what to do' }).click();
      await page.getByRole('heading', { level: 1, name: 'Get help now' }).waitFor();
      const call = page.locator('main').getByRole('link', { name: 'Call 911 now' });
      assert.equal(await call.getAttribute('href'), 'tel:911');
      const { y, height } = await call.boundingBox();
      assert.ok(y + height < 844, 'the call is on the first screen of a phone');
      await context.close();
    });
  }

  test('asks for what is missing, and the summary leads there', async () => {
    const page = await browser.newPage();
    await page.goto(`${site.origin}/check`);
    await page.locator('input[name="weakness"][value="yes"]').check();
    await page.getByRole('button', { name: 'Show me what to do' }).click();
    assert.match(await page.title(), /^Error: /);
    await page.locator('.error-summary a').first().click();
    assert.deepEqual(await focused(page), { tagName: 'INPUT', name: 'saddle', value: 'yes' });
    assert.ok(await page.locator('input[name="weakness"][value="yes"]').isChecked());
    await page.close();
  });

  test('prints its answer without the questions, and its questions with boxes', async () => {
    const page = await browser.newPage();
    await page.emulateMedia({ media: 'print' });
    await page.goto(`${site.origin}/check`);
    assert.ok(await page.locator('.check-form .choice').first().isVisible());
    assert.equal(await page.locator('.check-form button').isVisible(), false);
    await page.locator('input[name="saddle"][value="yes"]').check();
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: 'Show me what to do' }).click();
    await page.getByRole('heading', { level: 1, name: 'Get help now' }).waitFor();
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.check-form').isVisible(), false);
    assert.ok(await page.locator('.care[data-level="emergency"]').isVisible());
    await page.close();
  });
});
