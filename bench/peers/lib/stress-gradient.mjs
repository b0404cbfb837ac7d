// Stress by stochastic gradient descent over all pairs, written from the paper as the reference to compare with:
// J. X. Zheng, S. Pawar, D. F. M. Goodman, "Graph Drawing by Stochastic Gradient Descent", IEEE TVCG 25 (2019).
import { randomNumbers, shuffledIndices } from "./random.mjs";
import { indexed, stepsFrom } from "./scorer.mjs";

/** The paper's usual schedule: so many rounds over all pairs, the last with steps of this size. */
const ROUNDS = 30;
const LAST_STEP = 0.01;

/** Positions as x, y, x, y. */
export function stressByGradient({ nodes, edges }, seed) {
  const random = randomNumbers(seed);
  const { count, neighbours } = indexed(nodes, edges);
  const pairs = [];
  for (let one = 0; one < count; one += 1) {
    const steps = stepsFrom(one, neighbours);
    for (let other = 0; other < one; other += 1) if (steps[other] > 0) pairs.push({ one, other, distance: steps[other], weight: steps[other] ** -2 });
  }
  const positions = Array.from({ length: 2 * count }, random);
  const weights = pairs.map(({ weight }) => weight);
  const firstRate = 1 / Math.min(...weights);
  const lastRate = LAST_STEP / Math.max(...weights);
  for (let round = 0; round < ROUNDS; round += 1) {
    const rate = firstRate * (lastRate / firstRate) ** (round / (ROUNDS - 1));
    for (const number of shuffledIndices(random, pairs.length)) relax(positions, pairs[number], rate);
  }
  return positions;
}

/** Moves both ends of a pair towards or away from each other, never past the distance they should have. */
function relax(positions, { one, other, distance, weight }, rate) {
  const dx = positions[2 * one] - positions[2 * other];
  const dy = positions[2 * one + 1] - positions[2 * other + 1];
  const length = Math.hypot(dx, dy);
  if (length === 0) return;
  const share = (Math.min(1, weight * rate) * (length - distance)) / (2 * length);
  positions[2 * one] -= share * dx;
  positions[2 * one + 1] -= share * dy;
  positions[2 * other] += share * dx;
  positions[2 * other + 1] += share * dy;
}
