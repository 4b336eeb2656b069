//! Who was asked and who has answered, as a school lists it; and what all students of a school wish for first.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, FromQueryResult, JsonValue};
use uuid::Uuid;

use super::rows;
use crate::students::model::PlaceKey;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{FamilyLinkId, InstitutionId, RoundId, StudentId};

/// Which families of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// All that were asked.
    All,
    /// Those that have not answered.
    Silent,
    /// Of these, those that no mail reaches ([`unreached`]): they get a sheet of paper.
    Paper,
    /// Those that have answered.
    Answered,
    /// Of these, those that changed something.
    Changed,
}

impl Filter {
    /// All of them.
    pub const ALL: [Filter; 5] = [
        Filter::All,
        Filter::Silent,
        Filter::Paper,
        Filter::Answered,
        Filter::Changed,
    ];

    /// The word in addresses and in the keys of texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Filter::All => "all",
            Filter::Silent => "silent",
            Filter::Paper => "paper",
            Filter::Answered => "answered",
            Filter::Changed => "changed",
        }
    }

    /// Back from [`Filter::as_str`]; everything else is all.
    #[must_use]
    pub fn from_word(word: &str) -> Filter {
        Filter::ALL
            .into_iter()
            .find(|filter| filter.as_str() == word)
            .unwrap_or(Filter::All)
    }

    /// The condition on the student at hand; `$1` is the round.
    fn condition(self) -> String {
        match self {
            Filter::All => "1 = 1".to_owned(),
            Filter::Silent => format!("NOT {HAS_ANSWERED}"),
            Filter::Paper => format!("NOT {HAS_ANSWERED} AND {UNREACHED}"),
            Filter::Answered => HAS_ANSWERED.to_owned(),
            Filter::Changed => {
                "student.id IN (SELECT a.student_id FROM family_answer a WHERE a.round_id = $1 \
                                AND a.n_changed > 0 AND a.undone_at IS NULL)"
                    .to_owned()
            }
        }
    }
}

const ASKED: &str = "student.id IN (SELECT family_link.student_id FROM family_link WHERE family_link.round_id = $1 \
                     AND family_link.revoked_at IS NULL)";

const HAS_ANSWERED: &str = "(student.id IN (SELECT a.student_id FROM family_answer a WHERE a.round_id = $1))";

/// No mail reaches the family: none of its links goes to an address that mail servers take, or it wants no mail.
const UNREACHED: &str = "(student.id NOT IN (SELECT l.student_id FROM family_link l WHERE l.round_id = $1 \
     AND l.revoked_at IS NULL AND l.recipient IS NOT NULL AND l.recipient_key NOT IN (SELECT s.email_key FROM suppression s \
     WHERE s.reason = 'refused' AND s.lifted_at IS NULL)) \
     OR student.id IN (SELECT c.student_id FROM family_consent c WHERE c.kind = 'mail' AND c.given = FALSE \
     AND NOT EXISTS (SELECT 1 FROM family_consent d WHERE d.student_id = c.student_id AND d.kind = 'mail' \
     AND (d.at > c.at OR (d.at = c.at AND d.id > c.id)))))";

/// The students of a round whose families no mail reaches: who is written to and who gets a sheet of paper is decided here.
pub async fn unreached(conn: &impl ConnectionTrait, round: RoundId) -> Result<HashSet<StudentId>, Fault> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
    }
    let sql = format!("SELECT student.id FROM student WHERE {ASKED} AND {UNREACHED}");
    let found: Vec<Row> = rows(conn, &sql, [round.0.into()]).await?;
    Ok(found.into_iter().map(|row| StudentId(row.id)).collect())
}

/// A family in the list of a round.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Line {
    pub id: Uuid,
    pub family_name: String,
    pub given_name: String,
    pub student_key: String,
    /// The address that the newest link went to.
    pub recipient: Option<String>,
    /// When the family answered last.
    pub answered_at: Option<DateTime<Utc>>,
    /// How many things it changed, the school's undoing left out.
    pub n_changed: i64,
}

/// Families of a round by the student's name.
pub async fn list(
    conn: &impl ConnectionTrait,
    round: RoundId,
    filter: Filter,
    limit: u64,
    offset: u64,
) -> Result<Vec<Line>, Fault> {
    let sql = format!(
        "SELECT student.id, student.family_name, student.given_name, student.student_key, \
         (SELECT l.recipient FROM family_link l WHERE l.round_id = $1 AND l.student_id = student.id \
          AND l.revoked_at IS NULL ORDER BY l.id DESC LIMIT 1) AS recipient, \
         (SELECT a.at FROM family_answer a WHERE a.round_id = $1 AND a.student_id = student.id \
          ORDER BY a.at DESC LIMIT 1) AS answered_at, \
         CAST(COALESCE((SELECT SUM(a.n_changed) FROM family_answer a WHERE a.round_id = $1 \
          AND a.student_id = student.id AND a.undone_at IS NULL), 0) AS BIGINT) AS n_changed \
         FROM student WHERE {ASKED} AND {} ORDER BY student.name_key, student.id LIMIT $2 OFFSET $3",
        filter.condition()
    );
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    rows(
        conn,
        &sql,
        [round.0.into(), number(limit).into(), number(offset).into()],
    )
    .await
}

/// How many of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    pub asked: u64,
    pub silent: u64,
    pub paper: u64,
    pub answered: u64,
    pub changed: u64,
}

impl Tally {
    /// Of this kind.
    #[must_use]
    pub const fn of(&self, filter: Filter) -> u64 {
        match filter {
            Filter::All => self.asked,
            Filter::Silent => self.silent,
            Filter::Paper => self.paper,
            Filter::Answered => self.answered,
            Filter::Changed => self.changed,
        }
    }
}

/// How many families of a round there are of each kind.
pub async fn tally(conn: &impl ConnectionTrait, round: RoundId) -> Result<Tally, Fault> {
    #[derive(FromQueryResult)]
    struct Counts {
        asked: i64,
        silent: i64,
        paper: i64,
        answered: i64,
        changed: i64,
    }
    let of = |filter: Filter| {
        let word = filter.as_str();
        format!("COUNT(CASE WHEN {} THEN 1 END) AS {word}", filter.condition())
    };
    let sql = format!(
        "SELECT COUNT(*) AS asked, {}, {}, {}, {} FROM (SELECT DISTINCT student_id AS id FROM family_link \
         WHERE round_id = $1 AND revoked_at IS NULL) AS student",
        of(Filter::Silent),
        of(Filter::Paper),
        of(Filter::Answered),
        of(Filter::Changed)
    );
    let found: Vec<Counts> = rows(conn, &sql, [round.0.into()]).await?;
    let count = |n: i64| u64::try_from(n).unwrap_or(0);
    Ok(found.first().map_or_else(Tally::default, |counts| Tally {
        asked: count(counts.asked),
        silent: count(counts.silent),
        paper: count(counts.paper),
        answered: count(counts.answered),
        changed: count(counts.changed),
    }))
}

/// The rounds of a school in which families may speak now, the newest first, with their names.
pub async fn open_rounds(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
    now: DateTime<Utc>,
) -> Result<Vec<(RoundId, String)>, Fault> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        name: String,
    }
    let sql = "SELECT round.id, round.name FROM round JOIN family_round ON family_round.round_id = round.id \
               WHERE round.institution_id = $1 AND round.state = 'draft' AND family_round.closes_at > $2 \
               ORDER BY round.created_at DESC, round.id DESC";
    let found: Vec<Row> = rows(conn, sql, [institution.0.into(), now.into()]).await?;
    Ok(found.into_iter().map(|row| (RoundId(row.id), row.name)).collect())
}

/// What each other student of the school wishes for first.
pub async fn first_wishes(
    conn: &impl ConnectionTrait,
    institution: InstitutionId,
    but: StudentId,
) -> Result<Vec<Vec<PlaceKey>>, Fault> {
    #[derive(FromQueryResult)]
    struct Row {
        wishes: JsonValue,
    }
    let sql = "SELECT wishes FROM student WHERE institution_id = $1 AND id <> $2";
    let found: Vec<Row> = rows(conn, sql, [institution.0.into(), but.0.into()]).await?;
    let first = |row: Row| -> Option<Vec<PlaceKey>> {
        let tiers: Vec<Vec<PlaceKey>> = serde_json::from_value(row.wishes).ok()?;
        tiers.into_iter().next()
    };
    Ok(found.into_iter().filter_map(first).collect())
}

/// The link of a family that can choose now and has not answered: the first of all.
pub async fn someone_choosing(
    conn: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<Option<FamilyLinkId>, Fault> {
    let sql = "SELECT family_link.id FROM family_link JOIN round ON round.id = family_link.round_id \
               JOIN family_round ON family_round.round_id = round.id \
               WHERE round.state = 'draft' AND family_round.closes_at > $1 AND family_link.revoked_at IS NULL \
               AND family_link.reader = 'guardian' AND NOT EXISTS (SELECT 1 FROM family_answer a \
               WHERE a.round_id = round.id AND a.student_id = family_link.student_id) ORDER BY family_link.id LIMIT 1";
    someone(conn, sql, vec![now.into()]).await
}

/// The link of a family that reads a yes: the first of all.
pub async fn someone_decided(conn: &impl ConnectionTrait) -> Result<Option<FamilyLinkId>, Fault> {
    let sql = "SELECT family_link.id FROM family_link JOIN family_round ON family_round.round_id = family_link.round_id \
               JOIN proposal ON proposal.round_id = family_link.round_id \
               AND proposal.student_id = family_link.student_id \
               WHERE family_round.released_at IS NOT NULL AND proposal.state = 'accepted' \
               AND family_link.revoked_at IS NULL ORDER BY family_link.id LIMIT 1";
    someone(conn, sql, Vec::new()).await
}

async fn someone(
    conn: &impl ConnectionTrait,
    sql: &str,
    values: Vec<sea_orm::Value>,
) -> Result<Option<FamilyLinkId>, Fault> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
    }
    let found: Vec<Row> = rows(conn, sql, values).await?;
    Ok(found.first().map(|row| FamilyLinkId(row.id)))
}
