//! The facts cannot hold what must not decide: a field that is added must be added here too, by somebody who has thought about it.

use super::*;

fn fields(value: &impl serde::Serialize) -> Vec<String> {
    let mut fields: Vec<String> = serde_json::to_value(value)
        .unwrap()
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    fields.sort();
    fields
}

#[test]
fn facts_have_these_fields_and_no_others() {
    assert_eq!(
        fields(&person()),
        [
            "accessible_needed",
            "already_placed",
            "available",
            "birth_date",
            "course_year",
            "figure",
            "indirizzo",
            "key",
            "max_metres",
            "max_minutes",
            "pathway",
            "refuses",
            "school_week_minutes",
            "timetable_hours",
        ]
    );
    assert_eq!(
        fields(&place()),
        [
            "accessible",
            "day_minutes",
            "days",
            "derogation",
            "dvr_minors",
            "employer",
            "figures",
            "formative",
            "from",
            "hazardous",
            "indirizzo",
            "internal_hours_year",
            "key",
            "licence",
            "min_age",
            "open",
            "pathway",
            "period",
            "refuses",
            "risk",
            "seats",
            "structural",
            "technical",
            "to",
            "tutor_named",
            "tutor_years",
            "week_minutes",
        ]
    );
    assert_eq!(
        fields(&EmployerFacts::default()),
        ["apprentices", "artisan", "skilled", "staff"]
    );
}

#[test]
fn facts_come_back_from_json_as_they_were() {
    let json = serde_json::to_string(&(person(), place())).unwrap();
    assert_eq!(
        serde_json::from_str::<(PersonFacts, PlaceFacts)>(&json).unwrap(),
        (person(), place())
    );
}
