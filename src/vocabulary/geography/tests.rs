#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;

fn name(text: &str) -> String {
    find_comune(text).map_or_else(|error| panic!("{text}: {error:?}"), ToString::to_string)
}

#[test]
fn every_comune_of_the_file_is_known() {
    assert_eq!(comuni().len(), 1502);
    assert_eq!(include_str!("../data/comuni_lombardia.csv").lines().count(), 1503);
    assert!(comuni().windows(2).all(|pair| pair[0].code < pair[1].code));
    for province in Province::ALL {
        assert!(comuni().iter().any(|comune| comune.province == province));
        assert_eq!(Province::from_file_word(province.name()), Some(province));
    }
}

#[test]
fn every_comune_is_found_by_each_of_its_names() {
    for comune in comuni() {
        for text in [
            comune.code.to_string(),
            comune.belfiore.to_owned(),
            comune.name.to_uppercase(),
            comune.to_string(),
        ] {
            assert_eq!(
                find_comune(&text).ok().map(|found| found.code),
                Some(comune.code),
                "{text}"
            );
        }
        assert_eq!(
            ComuneCode::from_stored(&comune.code.to_string()),
            Some(comune.code)
        );
    }
}

#[test]
fn a_comune_is_found_however_it_is_written() {
    assert_eq!(name("cantu'"), "Cantù (CO)");
    assert_eq!(name("VILLA D’ALMÈ"), "Villa d'Almè (BG)");
    assert_eq!(name("villa d alme"), "Villa d'Almè (BG)");
    assert_eq!(name("Castro (BG)"), "Castro (BG)");
    assert_eq!(name("Castro BG"), "Castro (BG)");
    assert_eq!(name("castro, bg"), "Castro (BG)");
    assert_eq!(name("Castro - BG"), "Castro (BG)");
    assert_eq!(name("Castro (Bergamo)"), "Castro (BG)");
    assert_eq!(name("S. Angelo Lodigiano"), "Sant'Angelo Lodigiano (LO)");
    assert_eq!(name("Sesto S.Giovanni (MI)"), "Sesto San Giovanni (MI)");
    assert_eq!(name("12001"), "Agra (VA)");
    assert_eq!(name("f205"), "Milano (MI)");
}

#[test]
fn an_unknown_comune_comes_with_suggestions() {
    let error = find_comune("Begramo")
        .unwrap_err()
        .into_invalid("residence", "Begramo");
    assert_eq!(
        (error.code, error.args[0].1.as_str()),
        ("comune.unknown_near", "Bergamo (BG)")
    );
    let Err(ComuneError::Unknown { suggestions }) = find_comune("Cernusco") else {
        panic!("found")
    };
    let names: Vec<&str> = suggestions.iter().map(|comune| comune.name).collect();
    assert_eq!(names, ["Cernusco sul Naviglio", "Cernusco Lombardone"]);
    let unknown = |text: &str| find_comune(text).unwrap_err().into_invalid("", text).code;
    assert_eq!(unknown("Castro (LE)"), "comune.unknown_near");
    assert_eq!(unknown("Castro (MI)"), "comune.unknown_near");
    assert_eq!(unknown("Reykjavík"), "comune.unknown");
    assert_eq!(unknown("999999"), "comune.unknown");
    assert_eq!(unknown("  "), "comune.missing");
    assert_eq!(unknown("()"), "comune.unknown");
}

#[test]
fn homonyms_need_the_province() {
    let mut homonyms: Vec<Comune> = comuni()
        .iter()
        .filter(|comune| matches!(comune.name, "Castro" | "Lecco"))
        .cloned()
        .collect();
    homonyms[1].name = "Castro";
    let homonyms: &'static [Comune] = Vec::leak(homonyms);
    let index = HashMap::from([("castro".to_owned(), vec![0, 1])]);
    let Err(ComuneError::Ambiguous { candidates }) = find_among("castro", homonyms, &index) else {
        panic!("one")
    };
    assert_eq!(candidates.len(), 2);
    assert_eq!(
        find_among("Castro (LC)", homonyms, &index).unwrap().province,
        Province::Lecco
    );
}

#[test]
fn milano_is_45_km_from_bergamo() {
    let (milano, bergamo) = (
        find_comune("Milano").unwrap().at,
        find_comune("Bergamo").unwrap().at,
    );
    let metres = distance_metres(milano, bergamo);
    assert!((44_000..49_000).contains(&metres), "{metres}");
    assert_eq!(metres, distance_metres(bergamo, milano));
    assert_eq!(distance_metres(milano, milano), 0);
}

#[test]
fn minutes_round_up_and_a_speed_of_zero_never_arrives() {
    let parameters = TravelParameters::default();
    assert_eq!(travel_minutes(10_000, Transport::Public, &parameters), 32);
    assert_eq!(travel_minutes(0, Transport::Foot, &parameters), 0);
    assert_eq!(travel_minutes(1, Transport::Car, &parameters), 1);
    assert_eq!(travel_minutes(u32::MAX, Transport::Foot, &parameters), u16::MAX);
    assert_eq!(
        travel_minutes(
            1,
            Transport::Foot,
            &TravelParameters {
                foot_kmh: 0,
                ..parameters
            }
        ),
        u16::MAX
    );
}

#[test]
fn every_word_leads_back_to_its_transport() {
    for transport in Transport::ALL {
        assert_eq!(Transport::from_stored(transport.as_str()), Some(transport));
        assert_eq!(Transport::from_file_word(transport.file_word()), Some(transport));
        assert_eq!(Transport::from_file_word(transport.as_str()), Some(transport));
    }
    assert_eq!(
        Transport::from_file_word("Mezzi pubblici"),
        Some(Transport::Public)
    );
}

#[test]
fn codes_travel_as_text() {
    let milano = find_comune("Milano").unwrap().code;
    assert_eq!(serde_json::to_string(&milano).unwrap(), "\"015146\"");
    assert_eq!(serde_json::from_str::<ComuneCode>("\"015146\"").unwrap(), milano);
    assert!(serde_json::from_str::<ComuneCode>("\"15146\"").is_err());
    assert!(serde_json::from_str::<ComuneCode>("\"999999\"").is_err());
}
