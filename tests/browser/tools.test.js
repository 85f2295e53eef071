// The tools as people use them: by keyboard alone, and with JavaScript off.

import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { siteAndBrowser } from './site.js';

describe('the symptom check', () => {
  const here = siteAndBrowser();

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
      const context = await here.browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 844 } });
      const page = await context.newPage();
      await page.goto(`${here.site.origin}/check`);
      const questions = await page.$$eval('fieldset input[value="no"]', (inputs) => inputs.map((input) => input.name));
      for (const name of questions) {
        await next(page, name);
        await page.keyboard.press('ArrowRight');
        assert.deepEqual(await focused(page), { tagName: 'INPUT', name, value: 'no' });
      }
      await next(page, 'button');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'No warning sign in your answers' }).waitFor();
      assert.equal(page.url(), `${here.site.origin}/check`, 'no answer is in the address');
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
    const page = await here.browser.newPage();
    await page.goto(`${here.site.origin}/check`);
    await page.locator('input[name="weakness"][value="yes"]').check();
    await page.getByRole('button', { name: 'Show me what to do' }).click();
    assert.match(await page.title(), /^Error: /);
    await page.locator('.error-summary a').first().click();
    assert.deepEqual(await focused(page), { tagName: 'INPUT', name: 'saddle', value: 'yes' });
    assert.ok(await page.locator('input[name="weakness"][value="yes"]').isChecked());
    await page.close();
  });

  test('prints its answer without the questions, and its questions with boxes', async () => {
    const page = await here.browser.newPage();
    await page.emulateMedia({ media: 'print' });
    await page.goto(`${here.site.origin}/check`);
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

describe('the words of a scan report', () => {
  const here = siteAndBrowser();

  for (const javaScriptEnabled of [true, false]) {
    test(`are looked up by keyboard alone; JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
      const context = await here.browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      const tabTo = async (wanted) => {
        for (let presses = 0; presses < 40; presses += 1) {
          if (await page.locator(wanted).evaluate((element) => element === document.activeElement)) return;
          await page.keyboard.press('Tab');
        }
        assert.fail(`Tab does not reach ${wanted}`);
      };
      await page.goto(`${here.site.origin}/scan-words`);
      await tabTo('#text');
      await page.keyboard.type('Disc bulge at L4-L5');
      await tabTo('.scan-group:nth-of-type(1) summary');
      await page.keyboard.press('Enter');
      await tabTo('#word-protrusion');
      await page.keyboard.press('Space');
      await tabTo('#age');
      for (const age of [20, 30, 40, 50]) {
        await page.keyboard.press('ArrowDown');
        assert.ok(await page.locator(`#age-${age}`).isChecked());
      }
      await tabTo('.scan-form button');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'What your words mean' }).waitFor();
      assert.equal(page.url(), `${here.site.origin}/scan-words`, 'no word is in the address');
      assert.deepEqual(await page.locator('.scan-word h2').allInnerTexts(), ['Bulge', 'Protrusion']);
      assert.match(await page.locator('.outcome-words').first().innerText(), /^About age 50: 60 out of 100 /);
      assert.ok(await page.locator('.scan-word .drawing svg').first().isVisible(), 'the picture is open');
      assert.ok(await page.locator('#word-bulge').isChecked(), 'what was found is ticked');
      assert.equal(await page.locator('#text').inputValue(), '', 'what was typed is gone');
      await context.close();
    });
  }

  test('stand in a list that needs no form, and print', async () => {
    const page = await here.browser.newPage();
    await page.goto(`${here.site.origin}/scan-words`);
    await page.locator('.letters a', { hasText: 'S' }).click();
    assert.ok(await page.locator('#sequestration').isVisible());
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.scan-form').isVisible(), false);
    assert.ok(await page.locator('#sequestration').isVisible());
    await page.close();
  });
});
