// The level explorer as people use it: by finger on the smallest screen, by keyboard, in forced colors, without JavaScript.

import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { axeViolations, siteAndBrowser } from './site.js';

const SMALLEST_TARGET = 24;

describe('the level explorer', () => {
  const here = siteAndBrowser();

  for (const width of [320, 389, 390, 768, 1280]) {
    test(`gives each disc room for a finger at ${width} px`, async () => {
      const context = await here.browser.newContext({ viewport: { width, height: 800 } });
      const page = await context.newPage();
      for (const path of ['/levels', '/']) {
        await page.goto(here.site.origin + path);
        const boxes = await page.$$eval('.spine-links a .hit', (hits) =>
          hits.map((hit) => {
            const { top, height, width: wide } = hit.getBoundingClientRect();
            return { top, height, wide };
          }),
        );
        assert.equal(boxes.length, 23, path);
        for (const [at, box] of boxes.entries()) {
          assert.ok(box.height >= SMALLEST_TARGET && box.wide >= SMALLEST_TARGET, `${path}: disc ${at} is ${box.wide} by ${box.height}`);
        }
        const rows = await page.$$eval('.levels-list li > a, .chips a', (links) => links.map((link) => link.getBoundingClientRect().height));
        assert.ok(rows.every((height) => height >= SMALLEST_TARGET), `${path}: ${Math.min(...rows)}`);
        // The middle of a disc's room belongs to that disc and to nothing that lies over it.
        const hit = await page.$$eval('.spine-links a', (links) =>
          links.every((link) => {
            link.scrollIntoView({ block: 'center' });
            const { top, height, left } = link.querySelector('.hit').getBoundingClientRect();
            return link.contains(document.elementFromPoint(left + 30, top + height / 2));
          }),
        );
        assert.ok(hit, path);
      }
      await context.close();
    });
  }

  for (const forcedColors of ['none', 'active']) {
    test(`shows which disc has the focus; forced colors ${forcedColors}`, async () => {
      const context = await here.browser.newContext({ forcedColors });
      const page = await context.newPage();
      await page.goto(`${here.site.origin}/levels`);
      const third = page.locator('.spine-links a').nth(2);
      const before = await third.screenshot();
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press('Tab');
        if (await third.evaluate((link) => link === document.activeElement)) break;
      }
      assert.ok(await third.evaluate((link) => link.matches(':focus-visible')), 'Tab reaches the disc');
      assert.notDeepEqual(await third.screenshot(), before, 'the focus can be seen');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/levels\/c4-c5$/);
      await context.close();
    });
  }

  test('can be passed over by keyboard in one step', async () => {
    const page = await here.browser.newPage();
    await page.goto(`${here.site.origin}/levels`);
    const skip = page.locator('.skip-drawing');
    await skip.focus();
    assert.ok(await skip.isVisible());
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'C2-C3');
    assert.ok(await page.evaluate(() => document.activeElement.closest('.levels-list') !== null));
    await page.close();
  });

  for (const javaScriptEnabled of [true, false]) {
    test(`finds levels from what is ticked and keeps the ticks; JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
      const context = await here.browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      await page.goto(`${here.site.origin}/levels/find`);
      await page.getByLabel('Top of the foot or big toe').check();
      await page.getByLabel('Lifting the big toe').check();
      await page.getByRole('button', { name: /show the discs/i }).click();
      assert.equal(page.url(), `${here.site.origin}/levels/find`, 'nothing ticked is in the address');
      assert.equal(await page.locator('.fits a').first().innerText(), 'L4-L5');
      assert.ok(await page.getByLabel('Lifting the big toe').isChecked());
      assert.ok(await page.locator('[data-level="urgent"]').isVisible(), 'weakness brings the urgent card');
      if (javaScriptEnabled) assert.deepEqual(await axeViolations(page), []);
      await page.getByLabel('Trouble with my bladder or bowels').check();
      await page.getByRole('button', { name: /show the discs/i }).click();
      assert.equal(await page.locator('main > *').first().getAttribute('data-level'), 'emergency');
      if (javaScriptEnabled) assert.deepEqual(await axeViolations(page), []);
      await page.locator('.fits a').first().click();
      await page.waitForURL(/\/levels\/l4-l5$/);
      await context.close();
    });
  }

  test('leads from disc to disc, and from a body to a disc, by keyboard without JavaScript', async () => {
    const context = await here.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const focused = (wanted) => page.locator(wanted).evaluate((element) => element.matches(':focus-visible'));
    const tabTo = async (wanted) => {
      for (let presses = 0; presses < 120; presses += 1) {
        await page.keyboard.press('Tab');
        if (await focused(wanted)) return;
      }
      assert.fail(`Tab does not reach ${wanted}`);
    };
    await page.goto(`${here.site.origin}/levels/l4-l5`);
    await tabTo('.pager [rel=next]');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/levels\/l5-s1$/);
    assert.equal(await page.locator('.pager [rel=next]').count(), 0, 'there is no disc below');
    await tabTo('.pager [rel=prev]');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/levels\/l4-l5$/);

    await page.goto(`${here.site.origin}/levels/find`);
    await tabTo('#pick-tiptoe');
    await page.keyboard.press('Space');
    await tabTo('main form button');
    await page.keyboard.press('Enter');
    await page.locator('.fits').waitFor();
    await tabTo('.fits a');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/levels\/l5-s1$/);
    await context.close();
  });

  test('says so when nothing is ticked', async () => {
    const page = await here.browser.newPage();
    await page.goto(`${here.site.origin}/levels/find`);
    await page.getByRole('button', { name: /show the discs/i }).click();
    assert.match(await page.title(), /^Error: /);
    assert.ok(await page.locator('.error-summary a').isVisible());
    assert.deepEqual(await axeViolations(page), []);
    await page.close();
  });
});
