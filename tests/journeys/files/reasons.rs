//! Why somebody has no place: every rule, by its number.

use super::*;

/// The numbers of the rules in `non_collocati`, and what closes the places, by matricola.
fn reasons(desk: &Desk) -> Vec<(String, String, String)> {
    ok(&desk.matched(&["--force"]));
    let text = desk.read("esito/non_collocati.csv");
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let names = reader.headers().unwrap().clone();
    let at = |name: &str| names.iter().position(|n| n == name).unwrap();
    let (key, rules, closed) = (at("matricola"), at("regole"), at("che cosa chiude i posti"));
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| (row[key].to_owned(), row[rules].to_owned(), row[closed].to_owned()))
        .collect()
}

#[test]
fn a_student_whom_every_place_refuses_for_the_figure_hears_the_other_rules_too() {
    let people = HEADER.to_owned()
        + &student("BENE", "Visibile", "Bergamo", "apprendistato", "")
        + &student("MALE", "Inventato", "Livigno", "apprendistato", "")
            .replace(
                "Operatore alla riparazione dei veicoli a motore",
                "Operatore del benessere",
            )
            .replace("15/03/2009", "15/03/2012");
    let desk = Desk::with(&people, COMPANIES, PLACEMENTS);
    let said = reasons(&desk);
    assert_eq!(said.len(), 1);
    let (key, rules, closed) = &said[0];
    assert_eq!(
        (key.as_str(), rules.as_str()),
        ("MALE", "R1, R2, R3, R12"),
        "{closed}"
    );
    assert!(closed.contains("R1 · ") && closed.contains("R12 · "), "{closed}");
    let helps = desk.rows("esito/non_collocati.csv")[0][5].clone();
    assert!(
        helps.contains("Operatore del benessere") && helps.contains("Livigno"),
        "{helps}"
    );
}

#[test]
fn a_shortage_names_the_rule_that_fills_the_places() {
    let desk = Desk::usual();
    let said = reasons(&desk);
    let rules_of = |key: &str| said.iter().find(|row| row.0 == key).map(|row| row.1.as_str());
    assert!(
        [rules_of("S2"), rules_of("S3")].contains(&Some("R3, R11")),
        "one seat for two: {said:?}"
    );
    // Nine seats, and a tutor who may follow three.
    let places = PLACEMENTS
        .replace(
            "Anni di esperienza\r\n",
            "Anni di esperienza;Massimo per tutor\r\n",
        )
        .replace(";Bruno Prova;9\r\n", ";Bruno Prova;9;3\r\n")
        .replace("alternanza;1;Milano", "alternanza;9;Milano")
        .replace(";Carla Prova;5\r\n", ";Carla Prova;5;1\r\n");
    let desk = Desk::with(&students(), COMPANIES, &places);
    let said = reasons(&desk);
    assert!(
        said.iter().any(|row| row.1.contains("R9")),
        "the tutor follows one: {said:?}"
    );
}
