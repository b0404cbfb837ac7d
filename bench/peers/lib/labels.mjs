// Names of made-up German actors and competencies, with umlauts, sharp s and long compounds, because short
// English words are easier on a renderer than what it will meet.
import { pick, randomNumbers } from "./random.mjs";

const SECTORS = ["Maschinenbau", "Medizintechnik", "Energie", "Holzbau", "Lebensmittel", "Logistik", "Softwareentwicklung", "Bauwesen", "Chemie", "Textil", "Automobil", "Luftfahrt", "Elektronik", "Landwirtschaft", "Tourismus", "Bildung", "Umwelttechnik", "Optik", "Kunststoff", "Gießerei"];
const SURNAMES = ["Müller", "Schäfer", "Köhler", "Größ", "Weiß", "Bäcker", "Jäger", "Krüger", "Schröder", "Lüdtke", "Hübner", "Förster", "Göbel", "Vögele", "Süß", "Häußler", "Brüggemann", "Österreicher", "Übel", "Kühn", "Meyer", "Schmidt", "Fischer", "Wagner", "Hoffmann", "Schulz", "Bauer", "Klein", "Wolf", "Neumann", "Zimmermann", "Braun", "Hartmann", "Lange", "Werner", "Krause", "Lehmann", "Maier", "Huber", "Franke"];
const TOWNS = ["Köln", "München", "Nürnberg", "Düsseldorf", "Lübeck", "Göttingen", "Würzburg", "Münster", "Saarbrücken", "Tübingen", "Osnabrück", "Zürich", "Graz", "Linz", "Erfurt", "Jena", "Kassel", "Gießen", "Fürth", "Bärenstein"];
const FORMS = ["GmbH", "AG", "KG", "e.V.", "GmbH & Co. KG", "Stiftung", "Genossenschaft", "UG"];
const INSTITUTIONS = ["Institut für", "Verband", "Hochschule für", "Zentrum für", "Akademie", "Werkstätten", "Forschungsgesellschaft", "Ingenieurbüro", "Netzwerk", "Fachhochschule für"];
const OBJECTS = ["Oberflächen", "Werkstoff", "Präzisions", "Wärme", "Kälte", "Qualitäts", "Prüf", "Schweiß", "Führungs", "Gefahrgut", "Lebensmittel", "Abfall", "Wasser", "Energie", "Gebäude", "Straßen", "Brücken", "Kunststoff", "Leichtbau", "Mikro", "Nano", "Laser", "Roboter", "Steuerungs", "Messwert", "Daten", "Geschäftsprozess", "Förder", "Außenhandels", "Müll", "Blech", "Zerspanungs", "Gießerei", "Holz", "Textilfaser", "Schädlings", "Pflanzen", "Tier", "Arznei", "Röntgen"];
const DOINGS = ["beschichtungs", "verarbeitungs", "rückgewinnungs", "sicherungs", "prüfungs", "überwachungs", "bearbeitungs", "aufbereitungs", "entwicklungs", "optimierungs", "vermessungs", "lagerungs", "transport", "bekämpfungs", "züchtungs", "diagnose", "regelungs", "planungs", "fertigungs", "simulations"];
const SKILLS = ["technik", "verfahren", "management", "systeme", "beratung", "anlagen", "kenntnisse", "ausbildung", "software", "zertifizierung", "steuerung", "forschung", "werkzeuge", "normen", "maßnahmen", "konzepte", "größenbestimmung", "dokumentation", "fähigkeit", "übungen"];
const ADJECTIVES = ["Nachhaltige", "Digitale", "Rechtssichere", "Automatisierte", "Energieeffiziente", "Mobile", "Vernetzte", "Zerstörungsfreie", "Berührungslose", "Kundenspezifische", "Ökologische", "Interdisziplinäre"];

/** Two makers of names, none of which comes twice. */
export function labelMaker(seed) {
  const random = randomNumbers(seed);
  const from = (list) => pick(random, list);
  const uses = new Map();
  const unique = (label) => {
    const use = (uses.get(label) ?? 0) + 1;
    uses.set(label, use);
    return use === 1 ? label : `${label} ${use}`;
  };
  const compound = () => from(OBJECTS) + from(DOINGS) + from(SKILLS);
  return {
    actor(sector) {
      const field = SECTORS[sector % SECTORS.length];
      const kind = random();
      if (kind < 0.5) return unique(`${from(SURNAMES)} ${field} ${from(FORMS)}`);
      if (kind < 0.8) return unique(`${from(INSTITUTIONS)} ${field} ${from(TOWNS)}`);
      return unique(`${from(SURNAMES)}, ${from(SURNAMES)} & Söhne ${from(TOWNS)}`);
    },
    competency() {
      const kind = random();
      if (kind < 0.7) return unique(compound());
      if (kind < 0.9) return unique(`${from(ADJECTIVES)} ${compound()}`);
      return unique(`${compound()} (${from(SECTORS)})`);
    },
  };
}
