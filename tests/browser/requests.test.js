// The request lane as people use it: by keyboard, with a mistake and then right, and with JavaScript off.

import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { axeViolations, siteAndBrowser } from './site.js';

// The form refuses what is sent faster than a person can read it.
const LONGER_THAN_A_ROBOT_TAKES = 3_200;

describe('asking for an info kit', () => {
  const here = siteAndBrowser();

  for (const javaScriptEnabled of [true, false]) {
    test(`comes back with every value after a mistake, then gives a reference; JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
      const context = await here.browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      await page.goto(`${here.site.origin}/conditions/disc-extrusion`);
      await page.getByRole('link', { name: /info kit about disc extrusion/i }).first().click();
      await page.waitForURL(/\/kit\?about=disc-extrusion/);
      await page.getByRole('link', { name: 'Ask us to send you a kit' }).click();
      await page.waitForURL(/\/info-kit\?topic=disc-extrusion/);
      assert.ok(await page.getByLabel('Disc extrusion').isChecked(), 'the topic of the page is chosen');
      await page.getByLabel(/by email/i).check();
      await page.getByLabel(/email address/i).fill('sam@');
      await page.waitForTimeout(LONGER_THAN_A_ROBOT_TAKES);
      await page.getByRole('button', { name: 'Continue' }).click();

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
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('heading', { level: 1, name: 'Check your answers' }).waitFor();
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

  test('a double click stores one request', async () => {
    const context = await here.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${here.site.origin}/info-kit?topic=disc-extrusion`);
    await page.getByLabel(/by email/i).check();
    await page.getByLabel(/email address/i).fill('double@example.org');
    await page.waitForTimeout(LONGER_THAN_A_ROBOT_TAKES);
    await page.getByRole('button', { name: 'Continue' }).click();
    const fields = await page.evaluate(() => new URLSearchParams(new FormData(document.querySelector('main form'), document.querySelector('button[value=send]'))).toString());
    const send = () =>
      page.request.post(`${here.site.origin}/info-kit`, {
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

describe('checking the answers before they are sent', () => {
  const here = siteAndBrowser();

  const heading = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor();

  /** A contact message, up to its answers. */
  async function writeMessage(page, message) {
    await page.goto(`${here.site.origin}/contact`);
    await page.getByLabel('Full name').fill('Zoë O’Neill');
    await page.getByLabel('By email').check();
    await page.getByLabel('Email address').fill('zoe@example.org');
    await page.getByLabel('Your message').fill(message);
    await page.waitForTimeout(LONGER_THAN_A_ROBOT_TAKES);
    await page.getByRole('button', { name: 'Continue' }).click();
    await heading(page, 'Check your answers');
  }

  /** Goes on by Tab until the focus is where it should be. */
  async function reach(page, wanted) {
    const focused = () => page.evaluate(() => {
      const { tagName, type, id, textContent } = document.activeElement;
      return `${tagName} ${type ?? ''} ${id} ${textContent}`;
    });
    for (let presses = 0; presses < 80; presses += 1) {
      if (wanted.test(await focused())) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`Tab never reached ${wanted}; last was ${await focused()}`);
  }

  async function answer(page, field, text) {
    await reach(page, new RegExp(`^(INPUT|TEXTAREA) \\S+ ${field} `));
    await page.keyboard.type(text);
  }

  async function press(page, button) {
    await reach(page, new RegExp(`^BUTTON submit  ${button}`));
    await page.keyboard.press('Enter');
  }

  /** Chooses among radio buttons as the keyboard does. */
  async function choose(page, first, label) {
    await reach(page, new RegExp(`^INPUT radio ${first} `));
    await page.keyboard.press('Space');
    for (let presses = 0; presses < 3 && !(await page.getByLabel(label).isChecked()); presses += 1) {
      await page.keyboard.press('ArrowDown');
    }
  }

  test('can be done for a kit by keyboard alone; JavaScript off', async () => {
    const context = await here.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${here.site.origin}/info-kit?topic=disc-extrusion`);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#main', 'the skip link comes first');
    await choose(page, 'delivery', /by email/i);
    await answer(page, 'email', 'sam@example.org');
    await page.waitForTimeout(LONGER_THAN_A_ROBOT_TAKES);
    await press(page, 'Continue');
    await heading(page, 'Check your answers');
    await press(page, 'Get the kit');
    await page.waitForURL(/\/info-kit\/sent\//);
    await context.close();
  });

  test('can be done for a message by keyboard alone, with a change on the way; JavaScript off', async () => {
    const context = await here.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${here.site.origin}/contact`);
    await answer(page, 'name', 'Sam');
    await choose(page, 'reply_by', 'By phone');
    await answer(page, 'phone', '555 010 0123');
    await answer(page, 'message', 'Does it heal?');
    await page.waitForTimeout(LONGER_THAN_A_ROBOT_TAKES);
    await press(page, 'Continue');
    await heading(page, 'Check your answers');
    assert.equal(await page.getByText('555 010 0123', { exact: true }).last().isVisible(), true);
    await press(page, 'Change Your message');
    await heading(page, 'Contact us');
    assert.match(page.url(), /#message$/);
    assert.equal(await page.getByLabel('Phone number').inputValue(), '555 010 0123');
    await reach(page, /^TEXTAREA/);
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' By itself?');
    await press(page, 'Continue');
    await page.getByText('Does it heal? By itself?').waitFor();
    await press(page, 'Send message');
    await page.waitForURL(/\/contact\/sent\//);
    await context.close();
  });

  for (const javaScriptEnabled of [true, false]) {
    test(`Back from the confirmation never stores a second; JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
      const context = await here.browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      const before = here.site.stored().length;
      await writeMessage(page, `Does Back store twice? ${javaScriptEnabled}`);
      await page.getByRole('button', { name: 'Send message' }).click();
      await page.waitForURL(/\/contact\/sent\//);
      const confirmation = page.url();
      await page.goBack().catch(() => {});
      await page.reload().catch(() => {});
      assert.equal(here.site.stored().length, before + 1);
      const send = page.getByRole('button', { name: 'Send message' });
      if (await send.isVisible()) {
        await send.click();
        await page.waitForURL(confirmation);
      }
      assert.equal(here.site.stored().length, before + 1);
      await context.close();
    });
  }

  for (const { width, colorScheme } of [{ width: 1280, colorScheme: 'light' }, { width: 320, colorScheme: 'dark' }]) {
    test(`has no axe violations and fits ${width} px, ${colorScheme}`, async () => {
      const context = await here.browser.newContext({ viewport: { width, height: 800 }, colorScheme });
      const page = await context.newPage();
      await writeMessage(page, `Since last night I’m numb between my legs. ${'Long'.repeat(40)}\n\nThank you.`);
      assert.deepEqual(await axeViolations(page), []);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(over <= 0, `${over} px too wide`);
      await context.close();
    });
  }
});

describe('coming back to a request', () => {
  const here = siteAndBrowser();

  for (const javaScriptEnabled of [true, false]) {
    test(`shows it, changes it and erases it; JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
      const context = await here.browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      const arrived = async (name) => {
        await page.getByRole('heading', { level: 1, name }).waitFor();
        if (javaScriptEnabled) {
          assert.deepEqual(await axeViolations(page), [], String(name));
        }
      };
      const press = (name) => page.getByRole('button', { name }).click();
      const find = async (reference, contact) => {
        await page.getByLabel('Reference number').fill(reference);
        await page.getByLabel('Email address or phone number').fill(contact);
        await press('Find my request');
      };
      await page.goto(`${here.site.origin}/contact`);
      await page.getByLabel('Full name').fill('Zoë O’Neill');
      await page.getByLabel('By phone').check();
      await page.getByLabel('Phone number').fill('(202) 555-0143');
      await page.getByLabel('Your message').fill('Does it heal by itself?');
      await page.waitForTimeout(LONGER_THAN_A_ROBOT_TAKES);
      await press('Continue');
      await press('Send message');
      const reference = await page.locator('.reference').innerText();
      await page.getByRole('link', { name: 'See, change or erase your request' }).click();
      await arrived('See, change or erase your request');

      await find(reference, '202 555 0144');
      await page.locator('.error-summary').getByText('We found nothing').waitFor();
      await arrived('See, change or erase your request');
      await find(reference, '202 555 0143');
      await arrived('Your request');
      assert.match(await page.locator('main').innerText(), /Does it heal by itself\?/);
      await press('Change it');
      await arrived('Change your request');
      await page.getByLabel('By email').check();
      await page.getByLabel('Email address').fill('zoe@example.org');
      await press('Save the changes');
      await arrived('Your changes are saved');
      await page.reload();

      await page.getByRole('link', { name: 'See your request as it is now' }).click();
      await find(reference, 'zoe@example.org');
      await arrived('Your request');
      const stored = here.site.stored().length;
      await press('Erase it');
      await arrived('Erase your request?');
      await press('Keep it');
      await arrived('Your request');
      await press('Erase it');
      await press('Erase it for good');
      await arrived('It is erased');
      assert.equal(here.site.stored().length, stored - 1);
      assert.ok(!page.url().includes(reference), 'no URL names the request');
      await context.close();
    });
  }
});
