#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;

fn found(text: &str) -> String {
    find_figure(text).map_or_else(|error| panic!("{text}: {error:?}"), |code| code.to_string())
}

#[test]
fn the_repertory_holds_26_operators_and_30_technicians() {
    let count = |title| figures().iter().filter(|figure| figure.title == title).count();
    assert_eq!((count(Title::Qualifica), count(Title::Diploma)), (26, 30));
    assert!(
        figures()
            .iter()
            .enumerate()
            .all(|(at, figure)| figure.code.index() == at)
    );
    for figure in figures() {
        assert_eq!(figure.eqf, if figure.title == Title::Qualifica { 3 } else { 4 });
        assert!(
            figure
                .continues_to()
                .iter()
                .all(|to| super::figure(to).title == Title::Diploma)
        );
        assert!(!figure.ateco_divisions.is_empty() && !figure.ateco_sections.is_empty());
    }
}

#[test]
fn every_figure_is_found_by_its_code_and_its_name() {
    for figure in figures() {
        assert_eq!(find_figure(figure.code.as_str()), Ok(figure.code));
        assert_eq!(find_figure(&figure.name_it.to_uppercase()), Ok(figure.code));
        assert_eq!(
            find_figure(&format!("  {} ", figure.name_it.replace(' ', "  "))),
            Ok(figure.code)
        );
        for indirizzo in figure.indirizzi() {
            assert_eq!(find_indirizzo(figure.code, indirizzo.name()), Ok(indirizzo));
            assert_eq!(Indirizzo::from_stored(&indirizzo.to_string()), Some(indirizzo));
            let both = format!("{} - {}", figure.name_it, indirizzo.name());
            assert_eq!(
                find_figure_and_indirizzo(&both),
                Ok((figure.code, Some(indirizzo)))
            );
        }
    }
}

#[test]
fn a_figure_is_found_with_small_variations() {
    assert_eq!(found("q5"), "Q05");
    assert_eq!(found("Operatore alle produzioni alimentari"), "Q10");
    assert_eq!(found("op. benessere"), "Q12");
    assert_eq!(found("OPERATORE DELLA RISTORAZIONE"), "Q18");
    assert_eq!(found("ristorazione"), "Q18");
    assert_eq!(found("Operatore alla riparazione di veicoli a motore"), "Q05");
    assert_eq!(found("Tec. riparatore veicoli a motore"), "T30");
    assert_eq!(found("Operatore meccanco"), "Q26");
    assert_eq!(found("tecnico servizi sala bar"), "T07");
}

#[test]
fn what_may_be_two_figures_is_asked_back() {
    assert!(
        matches!(find_figure("elettrico"), Err(FigureError::Ambiguous { candidates }) if candidates.len() == 2)
    );
    let error = find_figure("agricolo")
        .unwrap_err()
        .into_invalid("figure", "agricolo");
    assert_eq!(error.code, "figure.ambiguous");
    assert_eq!(
        error.args[0].1,
        "Operatore agricolo (Q01), Tecnico agricolo (T01)"
    );
}

#[test]
fn an_unknown_figure_comes_with_suggestions() {
    let invalid = |text: &str| find_figure(text).unwrap_err().into_invalid("figure", text);
    assert_eq!(invalid("").code, "figure.missing");
    assert_eq!(invalid("Q99").code, "figure.unknown");
    assert_eq!(invalid("astronauta").code, "figure.unknown");
    assert_eq!(invalid("Operatore astrale").code, "figure.unknown");
    let nearly = |text: &str| invalid(text).args.remove(0).1;
    assert_eq!(
        nearly("Operatore elettronico"),
        "Operatore elettrico (Q23), Tecnico elettrico (T23)"
    );
    assert!(nearly("Operatore alle vendite").contains("Operatore ai servizi di vendita (Q04)"));
    assert_eq!(
        nearly("Operatore termoidraulico"),
        "Operatore di impianti termoidraulici (Q21)"
    );
    assert!(nearly("Estetista").contains("Tecnico dei trattamenti estetici"));
    assert!(
        invalid("produzioni").args[0].1.contains("Q10"),
        "{:?}",
        invalid("produzioni")
    );
}

#[test]
fn an_indirizzo_is_found_by_the_word_that_it_alone_has() {
    let wellness = FigureCode::from_stored("Q12").unwrap();
    assert_eq!(
        find_indirizzo(wellness, "acconciatura").unwrap().to_string(),
        "Q12.1"
    );
    assert_eq!(
        find_indirizzo(wellness, "2").unwrap().name(),
        "Erogazione dei servizi di trattamento estetico"
    );
    assert_eq!(find_indirizzo(wellness, "q12.2").unwrap().to_string(), "Q12.2");
    assert!(matches!(
        find_indirizzo(wellness, "erogazione"),
        Err(FigureError::Ambiguous { .. })
    ));
    assert!(
        matches!(find_indirizzo(wellness, "saldatura"), Err(FigureError::Unknown { suggestions }) if suggestions.len() == 2)
    );
    assert!(matches!(
        find_indirizzo(wellness, ""),
        Err(FigureError::Unknown { .. })
    ));
    let both = find_figure_and_indirizzo("Operatore del benessere (acconciatura)").unwrap();
    assert_eq!(both.1.unwrap().to_string(), "Q12.1");
    assert!(find_figure_and_indirizzo("Operatore del benessere: saldatura").is_err());
}

#[test]
fn the_same_field_of_study_fits_across_qualifica_and_diploma() {
    let indirizzo = |text| Indirizzo::from_stored(text).unwrap();
    assert!(indirizzo("Q01.1").compatible(indirizzo("T01.1")));
    assert!(!indirizzo("Q01.1").compatible(indirizzo("T01.2")));
    assert!(!indirizzo("Q12.1").compatible(indirizzo("Q12.2")));
    assert!(
        indirizzo("Q12.1").compatible(indirizzo("T13.1")),
        "T13 does not have the fields of Q12"
    );
}

#[test]
fn a_set_of_figures_is_one_word() {
    let code = |text| FigureCode::from_stored(text).unwrap();
    let set: FigureSet = [code("Q05"), code("T30")].into_iter().collect();
    assert!(set.contains(code("T30")) && !set.contains(code("Q06")));
    assert!(set.intersects(figure(code("Q05")).continues_to()));
    assert_eq!(format!("{set:?}"), "{Q05, T30}");
    assert_eq!(serde_json::to_string(&code("Q05")).unwrap(), "\"Q05\"");
}
