import { measureForceAtlas2 } from "./forceatlas2.js";

measureForceAtlas2({});
