// Takes out of a library's sheet what a page cannot need: rules for what the page does not have, then custom
// properties and animations that nothing reads any more.
import { generate, parse, tokenTypes, tokenize, walk } from "css-tree";

/** Our sheet after the part of the library's in which `isUsed` accepts every class and element, also inside of
    `:is()` and `:has()`; without spaces and comments. */
export function purge(library, isUsed, ours) {
  const sheet = parse(library);
  walk(sheet, {
    visit: "Rule",
    enter(rule, item, list) {
      // Keyframes have no selectors.
      if (this.atrule?.name === "keyframes") return;
      keep(rule.prelude.children, isUsed);
      if (rule.prelude.children.isEmpty) list.remove(item);
    },
  });
  sheet.children.appendList(parse(ours).children);
  while (dropUnread(sheet)) {
    // What only the dropped properties read is unread now.
  }
  walk(sheet, { visit: "Comment", enter: (_, item, list) => list.remove(item) });
  return generate(sheet);
}

/** The classes that a sheet has rules for. */
export function classesOf(css) {
  const classes = new Set();
  walk(parse(css), { visit: "ClassSelector", enter: ({ name }) => classes.add(name) });
  return classes;
}

/** Removes the selectors of a list that can match nothing. */
function keep(selectors, isUsed) {
  selectors.forEach((selector, item) => {
    if (!canMatch(selector, isUsed)) selectors.remove(item);
  });
}

function canMatch(selector, isUsed) {
  let can = true;
  selector.children.forEach((part, item) => {
    if (part.type === "ClassSelector" || part.type === "TypeSelector" && part.name !== "*") can &&= isUsed(part);
    const alternatives = part.children?.first?.type === "SelectorList" && part.children.first.children;
    if (!alternatives) return;
    keep(alternatives, isUsed);
    if (!alternatives.isEmpty) return;
    // Nothing at all is not excluded either.
    if (part.name === "not") selector.children.remove(item);
    else can = false;
  });
  return can;
}

/** Whether there was something to drop. */
function dropUnread(sheet) {
  const [read, animated] = [new Set(), new Set()];
  walk(sheet, {
    visit: "Declaration",
    enter({ property, value }) {
      const isAnimation = property.startsWith("animation");
      for (const name of identifiers(generate(value))) {
        if (name.startsWith("--")) read.add(name);
        if (isAnimation) animated.add(name);
      }
    },
  });
  let dropped = false;
  const drop = (item, list) => {
    list.remove(item);
    dropped = true;
  };
  walk(sheet, {
    leave(node, item, list) {
      if (node.type === "Declaration" && node.property.startsWith("--") && !read.has(node.property)) drop(item, list);
      if (node.type === "Rule" && node.block.children.isEmpty) drop(item, list);
      if (node.type !== "Atrule") return;
      const isUnread = node.name === "keyframes" && !animated.has(generate(node.prelude));
      if (isUnread || node.block?.children.isEmpty) drop(item, list);
    },
  });
  return dropped;
}

/** Fallbacks inside of `var()` and values of custom properties are mere text to the parser, and tokens to this. */
function identifiers(value) {
  const found = [];
  tokenize(value, (type, start, end) => {
    if (type === tokenTypes.Ident) found.push(value.slice(start, end));
  });
  return found;
}
