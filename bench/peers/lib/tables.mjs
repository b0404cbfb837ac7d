/** The middle one, or the mean of the two in the middle; `undefined` of nothing. */
export function median(numbers) {
  const sorted = numbers.filter(Number.isFinite).sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : sorted.length ? (sorted[middle - 1] + sorted[middle]) / 2 : undefined;
}

/** Three digits that mean something. */
export function digits(number) {
  if (!Number.isFinite(number)) return "–";
  return Math.abs(number) >= 100 ? Math.round(number).toLocaleString("en") : String(Number(number.toPrecision(3)));
}

export function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** Prints a Markdown table: the first column to the left, figures to the right. */
export function printTable(title, columns, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  console.log(`\n### ${title}\n`);
  console.log(line(columns));
  console.log(line(columns.map((_, number) => (number === 0 ? "---" : "---:"))));
  for (const row of rows) console.log(line(row));
}
