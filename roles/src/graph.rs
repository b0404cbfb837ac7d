/// Nodes by number, each with its neighbours in one row.
#[derive(Clone)]
pub struct Graph {
    /// Where the row of each node begins; the end of the last one follows.
    pub starts: Vec<u32>,
    pub rows: Vec<u32>,
}

impl Graph {
    /// Two nodes are joined or not: further links between them, links to themselves and to nodes that do not exist
    /// count for nothing.
    pub fn new(nodes: u32, links: &[[u32; 2]]) -> Self {
        let mut links: Vec<[u32; 2]> = (links.iter())
            .filter(|[one, other]| one != other && *one.max(other) < nodes)
            .flat_map(|&[one, other]| [[one, other], [other, one]])
            .collect();
        links.sort_unstable();
        links.dedup();
        let mut starts = vec![0; nodes as usize + 1];
        for [one, _] in &links {
            starts[*one as usize + 1] += 1;
        }
        for node in 0..nodes as usize {
            starts[node + 1] += starts[node];
        }
        Self { starts, rows: links.into_iter().map(|[_, other]| other).collect() }
    }

    pub fn nodes(&self) -> usize {
        self.starts.len() - 1
    }

    pub fn range(&self, node: usize) -> std::ops::Range<usize> {
        self.starts[node] as usize..self.starts[node + 1] as usize
    }

    pub fn neighbours(&self, node: usize) -> &[u32] {
        &self.rows[self.range(node)]
    }
}
