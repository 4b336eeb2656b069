//! What a family says, written into the student's profile; and the school's taking it back.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;

use crate::accounts::{self, Actor, AuditEntry, By};
use crate::app::App;
use crate::matching;
use crate::platform::db::KEYS;
use crate::platform::sheets::form::{Fields, mistakes};
use crate::students::{
    self, import,
    model::{PlaceKey, Student},
};
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::ids::{FamilyAnswerId, StudentId};
use crate::vocabulary::text::Language;

use super::ask::is_open;
use super::links::Opened;
use super::model::{self, Choice, Chosen, NOTICE, Part, Said, key_from_word, tiers};
use super::places::Selectable;
use super::store::{self, Answer};

/// The fields of the form that are columns of the students' file.
pub(super) const COLUMNS: [&str; 4] = ["residence", "transport", "max_minutes", "max_km"];

/// What a family sent: the columns by their keys, `key-<n>` and `choice-<n>` for each place, `version` of the profile that it saw.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answering(pub Vec<(String, String)>);

impl Answering {
    pub(super) fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value.as_str())
    }

    /// The version of the profile that the family had before it.
    pub(super) fn version(&self) -> Option<i64> {
        self.get("version").parse().ok()
    }

    /// What is said of each place: field, key, choice as typed.
    pub(super) fn choices(&self) -> Vec<(String, PlaceKey, &str)> {
        let chosen = self.0.iter().filter_map(|(name, word)| {
            let n = name.strip_prefix("key-")?;
            let field = format!("choice-{n}");
            let typed = self.get(&field);
            Some((field, key_from_word(word)?, typed))
        });
        chosen.collect()
    }

    /// What the profile would say, and everything that is wrong.
    pub(super) fn read(
        &self,
        app: &App,
        language: Language,
        student: &Student,
        options: &[Selectable],
    ) -> Result<Said, Fault> {
        let mut fields = Fields::of(import::COLUMNS, &import::row(&student.profile));
        for column in COLUMNS {
            fields = fields.with(column, self.get(column).trim());
        }
        let (table, mapping) = fields.table();
        let reading = import::read(&table, &mapping, &import::Context::on(app.clock.today()));
        let mut wrong = mistakes(import::COLUMNS, &reading.problems, language);
        let (wishes, refuses) = self.wishes(options, &mut wrong);
        match reading.records.into_iter().next() {
            Some((_, profile)) if wrong.is_empty() => Ok(Said {
                wishes,
                refuses,
                ..Said::of(&profile)
            }),
            _ => Err(Fault::Invalid(wrong)),
        }
    }

    fn wishes(
        &self,
        options: &[Selectable],
        wrong: &mut Vec<Invalid>,
    ) -> (Vec<Vec<PlaceKey>>, Vec<PlaceKey>) {
        let mut chosen: Vec<(PlaceKey, Choice)> = Vec::new();
        let choices = self.choices();
        for (field, key, typed) in &choices {
            let known = options.iter().any(|option| option.key == *key);
            match Choice::from_word(typed) {
                Some(choice) if known && !chosen.iter().any(|(other, _)| other == key) => {
                    chosen.push((key.clone(), choice));
                }
                Some(Choice::Open) => {}
                _ => wrong.push(Invalid::new(field.clone(), "family.choice.unknown", *typed)),
            }
        }
        // A place of a company that is refused as a whole can never be had: to wish for it is a slip.
        for (field, key, _) in &choices {
            let wished = chosen
                .iter()
                .any(|(other, choice)| other == key && matches!(choice, Choice::Rank(_)));
            let offer = options
                .iter()
                .find(|option| option.key == *key)
                .and_then(|option| option.offer.as_ref());
            if let (true, Some(offer)) = (wished, offer)
                && chosen.contains(&(PlaceKey::Company(offer.vat_number), Choice::Refused))
            {
                let company = offer.company.as_str();
                wrong.push(
                    Invalid::new(field.clone(), "family.choice.refused", company).with("company", company),
                );
            }
        }
        tiers(&chosen)
    }
}

/// Writes what a family says into the profile that it saw, and keeps what stood there. What it confirms without a change is an
/// answer as well.
///
/// # Errors
/// Conflict `family.closed` when the window is not open; [`Fault::Conflict`] `student_changed` when the profile was changed since
/// the family saw it.
pub async fn answer(app: &App, opened: &Opened, version: i64, said: Said) -> Result<Vec<Part>, Fault> {
    let now = app.clock.now();
    let tx = app.db.write_tx().await?;
    let institution = opened.round.institution_id;
    let round = matching::get_round(&tx, institution, opened.round.id).await?;
    let asking = store::find_asking(&tx, round.id).await?;
    if !asking.is_some_and(|asking| is_open(&round, &asking, now)) {
        return Err(Fault::Conflict("family.closed"));
    }
    let student = students::get(&tx, institution, opened.student.id).await?;
    if student.version != version {
        return Err(Fault::Conflict("student_changed"));
    }
    let before = Said::of(&student.profile);
    let changed = before.changed(&said);
    let id = FamilyAnswerId::new(now, app.chance.as_ref());
    store::insert_answer(
        &tx,
        &Answer {
            id,
            round: round.id,
            student: student.id,
            link: Some(opened.link.id),
            by: opened.link.speaker,
            at: now,
            before,
            after: said.clone(),
            undone_at: None,
            undone_by: None,
        },
    )
    .await?;
    let notice = FamilyAnswerId::new(now, app.chance.as_ref()).0;
    store::keep_notice(&tx, notice, student.id, NOTICE, now).await?;
    let student_id = student.id;
    if !changed.is_empty() {
        let profile = said.written_into(student.profile.clone());
        students::update(&tx, &Student { profile, ..student }, now).await?;
    }
    let columns: Vec<&str> = changed.iter().map(|part| part.as_str()).collect();
    let entry = AuditEntry::by(By::Family(opened.link.id), "family.answered")
        .about("student", student_id.0)
        .in_school(institution)
        .detail(serde_json::json!({ "columns": columns }));
    accounts::record(&tx, app, &entry).await?;
    tx.commit().await?;
    Ok(changed)
}

/// What the families of these students have chosen, of what their profiles say now: whoever writes over a profile asks first.
///
/// # Errors
/// When the database is gone.
pub async fn chosen<'a>(
    conn: &impl ConnectionTrait,
    students: impl IntoIterator<Item = &'a Student>,
) -> Result<HashMap<StudentId, Vec<Chosen>>, Fault> {
    let now: HashMap<StudentId, Said> = students
        .into_iter()
        .map(|student| (student.id, Said::of(&student.profile)))
        .collect();
    let ids: Vec<StudentId> = now.keys().copied().collect();
    let mut said: HashMap<StudentId, Vec<Answer>> = HashMap::new();
    for chunk in ids.chunks(KEYS) {
        for answer in store::answers_in_force(conn, chunk).await? {
            said.entry(answer.student).or_default().push(answer);
        }
    }
    let stands = said.into_iter().filter_map(|(student, answers)| {
        let answers = answers.iter().map(|one| (one.at, &one.after));
        Some((student, model::chosen(now.get(&student)?, answers)))
    });
    Ok(stands.collect())
}

/// Takes back what a family changed with one answer: it is as it was before. The answer stays on record.
///
/// # Errors
/// `NotFound` for other schools' students; conflict `family.undone` when it was taken back before, `family.changed_since` when
/// somebody changed the same thing since.
pub async fn undo(app: &App, actor: &Actor, student: StudentId, answer: FamilyAnswerId) -> Result<(), Fault> {
    let institution = actor.role.institution().ok_or(Fault::Forbidden)?;
    let now = app.clock.now();
    let tx = app.db.write_tx().await?;
    let student = students::get(&tx, institution, student).await?;
    let answer = store::find_answer(&tx, student.id, answer)
        .await?
        .ok_or(Fault::NotFound("answer"))?;
    if !store::mark_undone(&tx, answer.id, actor.account_id, now).await? {
        return Err(Fault::Conflict("family.undone"));
    }
    let then = Said::undone(&Said::of(&student.profile), &answer.before, &answer.after)
        .ok_or(Fault::Conflict("family.changed_since"))?;
    let columns: Vec<&str> = answer
        .before
        .changed(&answer.after)
        .iter()
        .map(|part| part.as_str())
        .collect();
    let entry = AuditEntry::by_actor(actor, "family.undone")
        .about("student", student.id.0)
        .detail(serde_json::json!({ "columns": columns }));
    let profile = then.written_into(student.profile.clone());
    students::update(&tx, &Student { profile, ..student }, now).await?;
    accounts::record(&tx, app, &entry).await?;
    Ok(tx.commit().await?)
}
