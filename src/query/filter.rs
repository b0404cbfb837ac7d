use crate::model::{ActorStatus, Id};
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation { Offers, LooksFor }
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter { pub sectors: Vec<Id>, pub competencies: Vec<Id>, pub every: bool, pub status: Option<ActorStatus>, pub relation: Option<Relation> }
impl Filter { pub fn is_empty(&self) -> bool { *self == Self::default() } }
