// The library's fastest setting that keeps its quality.
import { measureForceAtlas2 } from "./forceatlas2.js";

measureForceAtlas2({ barnesHutTheta: 0.9 });
