export async function measureGeneralGraphs() {}
