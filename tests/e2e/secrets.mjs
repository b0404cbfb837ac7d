// A network with secrets of two kinds, for what leaves the page.
import { expect } from "./page.mjs";
import { small } from "./steps.mjs";

/** A letter that stands in everything internal and nowhere else, and one for what the members may see. */
export const internal = "Þ";
export const members = "Ø";
const consent = { given_on: "2024-05-01", scope: ["network"] };
export const withSecrets = small({
  actors: [
    { ...small().actors[0], internal_note: `${internal} Notiz` },
    ...small().actors.slice(1),
    { id: "intern", name: `${internal} Betrieb`, kind: "organisation", visibility: "internal", sector: "s1", about: `${internal} Text` },
    { id: "person", name: `${members} Person`, kind: "person", sector: "s2" },
  ],
  offers: [
    ...small().offers,
    { id: "o8", actor: "person", competency: "k1", note: `${members} Angebot` },
    { id: "o9", actor: "intern", competency: "k1", note: `${internal} Angebot` },
    { id: "o10", actor: "intern", competency: "k3" },
  ],
  needs: [...small().needs, { id: "n9", actor: "intern", competency: "k2", note: `${internal} Gesuch` }],
  links: [
    ...small().links,
    { id: "l8", from: "a1", to: "person", kind: "knows", note: `${members} Verbindung` },
    { id: "l9", from: "a1", to: "intern", kind: "knows", note: `${internal} Verbindung` },
  ],
  topics: [{ ...small().topics[0], people: [{ actor: "a2", role: "needs_this" }, { actor: "intern", role: "curious" }, { actor: "person", role: "curious" }] }],
  contacts: [
    { id: "c1", actor: "a1", kind: "person", name: `${internal} Kontakt`, visibility: "internal" },
    { id: "c2", actor: "a1", kind: "person", name: `${members} Kontakt`, visibility: "network", legal_basis: "consent", consent },
  ],
  positions: { ...small().positions, intern: { x: 60, y: 60 }, person: { x: 120, y: 120 } },
});

/** That a text shows these of the letters, and no others. */
export function expectLetters(text, letters, where) {
  for (const letter of [internal, members]) expect(text.includes(letter), `${where}: ${letter}`).toBe(letters.includes(letter));
}
