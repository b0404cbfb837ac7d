// A hand that clicks or taps, turns the window and types, and keeps account of it.

// The model's operators, in seconds, as they were published; a button that goes down and up takes as long as a key.
/** A key of an average typist; a capital letter counts once. */
const KEY = 0.2;
const POINT = 1.1;
const BUTTON = 0.2;
/** From the mouse to the keys, and back. */
const HOME = 0.4;
/** Making up one's mind. */
const MIND = 1.35;
/** Of what scrolls, so that one still knows where one is. */
const TURN = 0.6;
const MOST_TURNS = 40;
/** Of a finger that turns the window. */
const MOVES = 20;

/**
 * One makes up one's mind once for a step: for something to press, for a field with the words that it gets and the key
 * that ends them, for a key.
 */
export class Hand {
  #page;
  #byFinger;
  /** Where the hand lies; a finger types on what it points at. */
  #place = "mouse";
  #clicks = 0;
  #turns = 0;
  #keys = 0;
  #letters = 0;
  #seconds = 0;
  #waiting = 0;
  #steps = [];

  constructor(page, byFinger) {
    this.#page = page;
    this.#byFinger = byFinger;
  }

  account() {
    const [clicks, turns, keys, letters] = [this.#clicks, this.#turns, this.#keys, this.#letters];
    return { clicks, turns, keys, letters, seconds: this.#seconds, waiting: this.#waiting, steps: this.#steps };
  }

  /** Clicks or taps. */
  async press(target) {
    await this.#step(target, async () => this.#press(target));
  }

  /** Types into a field, which is pressed first unless the page has led there, and ends with a key if there is one. */
  async write(target, text, key) {
    await this.#step(target, async () => {
      if (!(await this.#isFocusedSoon(target))) await this.#press(target);
      this.#goTo("keys");
      for (const letter of text) {
        await this.#page.keyboard.press(letter === " " ? "Space" : letter);
        this.#spend(KEY);
        this.#letters += 1;
      }
      if (key) await this.#key(key);
    });
  }

  /** Presses a key or, as `Control+Enter`, several. */
  async key(keys) {
    await this.#step(undefined, async () => this.#key(keys));
  }

  /** Waits for what the page has to bring, in sight or not. */
  async await(target) {
    await this.#wait(() => target.waitFor());
  }

  /** Waits for what the page has to bring, and turns to it. */
  async see(target) {
    await this.await(target);
    await this.#reach(target);
  }

  async #step(target, act) {
    const before = this.account();
    this.#spend(MIND);
    await act();
    const { clicks, turns, keys, letters, seconds, waiting } = this.account();
    const difference = { clicks: clicks - before.clicks, turns: turns - before.turns, keys: keys - before.keys, letters: letters - before.letters };
    this.#steps.push({ target: `${target ?? ""}`, ...difference, seconds: seconds - before.seconds, waiting: waiting - before.waiting });
  }

  async #press(target) {
    await this.see(target);
    const { x, y } = await this.#wait(() => middleAtRest(target));
    this.#goTo("mouse");
    this.#spend(POINT + BUTTON);
    this.#clicks += 1;
    if (this.#byFinger) return this.#page.touchscreen.tap(x, y);
    await this.#page.mouse.move(x, y, { steps: 4 });
    await this.#page.mouse.down();
    await this.#page.mouse.up();
  }

  async #key(keys) {
    this.#goTo("keys");
    const number = keys.split("+").length;
    this.#spend(number * KEY);
    this.#keys += number;
    await this.#page.keyboard.press(keys);
  }

  /** The page may lead to a field by itself as long as one makes up one's mind. */
  async #isFocusedSoon(target) {
    await this.await(target);
    const field = await target.elementHandle();
    const isFocused = this.#page.waitForFunction((field) => field === document.activeElement, field, { timeout: 1_000 * MIND });
    return isFocused.then(() => true, () => false);
  }

  /** Turns the window until a press in the middle would hit. */
  async #reach(target) {
    for (let turns = 0; turns < MOST_TURNS; turns += 1) {
      const { x, y } = await middleAtRest(target);
      const way = await target.evaluate(wayTo, { x, y });
      if (!way) return;
      this.#spend(POINT + BUTTON);
      this.#turns += 1;
      await this.#turn(way);
    }
    throw new Error(`${target} cannot be brought into sight.`);
  }

  async #turn({ x, y, by }) {
    const distance = TURN * by;
    if (!this.#byFinger) {
      await this.#page.mouse.move(x, y);
      return this.#page.mouse.wheel(0, distance);
    }
    const session = await this.#page.context().newCDPSession(this.#page);
    const touch = (type, ...touchPoints) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
    // The finger begins as far from the middle as it ends.
    await touch("touchStart", { x, y: y + distance / 2 });
    for (let move = 1; move <= MOVES; move += 1) await touch("touchMove", { x, y: y + distance / 2 - (distance * move) / MOVES });
    await touch("touchEnd");
    await session.detach();
  }

  #goTo(place) {
    if (!this.#byFinger && this.#place !== place) this.#spend(HOME);
    this.#place = place;
  }

  #spend(seconds) {
    this.#seconds += seconds;
  }

  async #wait(forWhat) {
    const began = performance.now();
    const result = await forWhat();
    this.#waiting += (performance.now() - began) / 1_000;
    return result;
  }
}

/** Where the middle of a target's first line is, once it does not move any more and can be used. */
async function middleAtRest(target) {
  const element = await target.elementHandle();
  await element.waitForElementState("enabled");
  await element.waitForElementState("stable");
  return element.evaluate((element) => {
    const [{ left, right, top, bottom }] = element.getClientRects();
    return { x: (left + right) / 2, y: (top + bottom) / 2 };
  });
}

/** Runs in the page: where to turn what, and how far that shows another part of it, if a press would not hit. */
function wayTo(target, { x, y }) {
  const hit = document.elementFromPoint(x, y);
  if (hit && (target.contains(hit) || [...(target.labels ?? [])].some((label) => label.contains(hit)))) return undefined;
  const scrolls = (element) => element.scrollHeight > element.clientHeight && /auto|scroll/.test(getComputedStyle(element).overflowY);
  let place = target.parentElement;
  while (place !== document.documentElement && !scrolls(place)) place = place.parentElement;
  const window = { left: 0, right: innerWidth, top: 0, bottom: innerHeight };
  const { left, right, top, bottom } = place === document.documentElement ? window : place.getBoundingClientRect();
  const [above, below] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
  const middle = (above + below) / 2;
  return { x: (left + right) / 2, y: middle, by: Math.sign(y - middle) * (below - above) };
}
