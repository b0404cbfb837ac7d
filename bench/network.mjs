// A made-up network of any size, the same on every machine.

const SYLLABLES = ["werk", "stadt", "ge", "be", "ung", "druck", "bau", "netz", "mu", "se", "schu", "le", "strom", "wasser", "di", "gi", "tal", "ü", "pfle", "kin", "der"];
const KNOWN = ["Projektmanagement", "Sensorik", "Wasserbau", "3D-Druck", "Softwareentwicklung", "Fördermittel"];

/** A document with 60 % actors, the rest competencies, and three relations per node unless said otherwise. */
export function network(nodes, { positions, relations = 3 * nodes, actors: actorCount = Math.round(nodes * 0.6) }) {
  const below = dice(20_170_602);
  const word = () => Array.from({ length: 2 + below(3) }, () => SYLLABLES[below(SYLLABLES.length)]).join("");
  const name = () => [word(), word()].map((word) => word[0].toUpperCase() + word.slice(1)).join(" ");
  const several = (count, make) => Array.from({ length: count }, (_, number) => make(number));

  const competencyCount = nodes - actorCount;
  const sectors = several(7, (number) => ({ id: `s${number}`, name: name(), symbol: "ABCDEFG"[number] }));
  const competencies = several(competencyCount, (number) => ({ id: `k${number}`, name: KNOWN[number] ?? name(), also: [word()] }));
  const actors = several(actorCount, (number) => ({
    id: `a${number}`,
    name: number % 50 === 0 ? `Müller ${name()}` : name(),
    kind: "organisation",
    sector: `s${below(7)}`,
    about: several(8, word).join(" "),
  }));
  const actor = () => `a${below(actorCount)}`;
  // Few competencies are in many hands, most in few.
  const competency = () => `k${Math.floor((below(competencyCount) * below(competencyCount)) / competencyCount)}`;
  const linkCount = Math.round((relations * 2) / 15);
  const offers = several(Math.round(relations * 0.6), (number) => ({ id: `o${number}`, actor: actor(), competency: competency() }));
  const needs = several(relations - offers.length - linkCount, (number) => ({ id: `n${number}`, actor: actor(), competency: competency() }));
  const links = several(linkCount, (number) => ({ id: `l${number}`, from: actor(), to: actor(), kind: "knows" }));

  const document = {
    format: "gosmart-network",
    version: 1,
    profile: "full",
    network: { id: "measure", title: `${nodes} Knoten`, language: "de" },
    sectors,
    competencies,
    actors,
    offers,
    needs,
    links,
  };
  if (positions) {
    const side = 30 * Math.sqrt(nodes);
    const place = () => ({ x: below(side * 10) / 10, y: Math.round(below(side * 10) / 1.5) / 10 });
    document.positions = Object.fromEntries([...actors, ...competencies].map(({ id }) => [id, place()]));
  }
  return document;
}

/** Whole numbers below a limit, by a linear congruential generator (constants of Numerical Recipes). */
function dice(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
