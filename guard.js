// What every page of ours does about what the program cannot see: it says so when the program has ended, and gives back
// the texts that a translating browser took away. A part of boot.js and of single.js.
const reveal = (id) => (document.getElementById(id).hidden = false);

// A trap is reported by nobody else: the program that could do it has ended.
const crashed = (error) => error instanceof WebAssembly.RuntimeError && reveal("crashed");
addEventListener("error", (event) => crashed(event.error));
addEventListener("unhandledrejection", (event) => crashed(event.reason));

// A browser that translates the page takes its texts out and puts <font> in their place. The program knows nothing of
// that and would go on changing texts that nobody sees. So each comes back, empty, before what stands for it, and that
// goes when the program changes the text or takes it away. Where the original is shown again it gets its words back.
const translated = new WeakMap();
const translator = new MutationObserver((changes) => {
  for (const { type, target, addedNodes, removedNodes, previousSibling, nextSibling } of changes) {
    const isChange = type === "characterData";
    for (const node of isChange ? [target] : removedNodes) {
      const pair = translated.get(node);
      if (pair && (isChange || node === pair.font || !node.isConnected)) {
        translated.delete(pair.text);
        pair.font.remove();
        if (node === pair.font) pair.text.data = pair.words;
      } else if (node.nodeType === Node.TEXT_NODE && !node.isConnected) {
        const isNew = (it) => it?.nodeName === "FONT" && !translated.has(it);
        const font = [...addedNodes, previousSibling, nextSibling].find(isNew);
        if (!font) continue;
        const pair = { font, text: node, words: node.data };
        translated.set(font, pair).set(node, pair);
        font.before(node);
        node.data = "";
      }
    }
  }
  // What was done here.
  translator.takeRecords();
});
translator.observe(document.body, { characterData: true, childList: true, subtree: true });

/** Starts the program, and says so where it does not start. */
export async function start(program) {
  try {
    await program();
  } catch (error) {
    reveal("boot-failed");
    throw error;
  }
}
