//! What families read in Italian can be read by everybody: the Gulpease index of their pages and mails is 60 at least.
//!
//! The index (Lucisano and Piemontese, 1988) is 89 + (300 × sentences − 10 × letters) / words, at most 100; from 60 on a text is easy
//! for whoever went to school for eight years.

use abbina::platform::texts::sources;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

/// What a family never reads begins behind this line.
const REST: &str = "# Per la scuola.";

/// The least that is easy.
const EASY: f64 = 60.0;

/// A text that is too short to be measured by itself.
const SHORT: usize = 10;

/// Every way in which a text can be said, with something in the place of its arguments.
fn ways(pattern: &Pattern<&str>) -> Vec<String> {
    let mut all = vec![String::new()];
    for element in &pattern.elements {
        let said: Vec<String> = match element {
            PatternElement::TextElement { value } => vec![(*value).to_owned()],
            PatternElement::Placeable { expression } => match expression {
                Expression::Select { variants, .. } => {
                    variants.iter().flat_map(|variant| ways(&variant.value)).collect()
                }
                Expression::Inline(InlineExpression::VariableReference { id }) => {
                    // Numbers and days are short, names are not.
                    vec![
                        if id.name.starts_with('n') && id.name != "name" {
                            "otto"
                        } else {
                            "Istituto Prova"
                        }
                        .to_owned(),
                    ]
                }
                Expression::Inline(_) => vec![String::new()],
            },
        };
        all = all
            .iter()
            .flat_map(|begun| said.iter().map(move |more| format!("{begun}{more}")))
            .collect();
    }
    all
}

/// Sentences, words and letters.
fn measured(text: &str) -> (usize, usize, usize) {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let letters = words.iter().map(|word| word.chars().count()).sum();
    let ends = text
        .split_whitespace()
        .filter(|word| word.ends_with(['.', '!', '?']))
        .count();
    let open = !text.trim_end().ends_with(['.', '!', '?']);
    (ends + usize::from(open), words.len(), letters)
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand letters at most")]
fn gulpease((sentences, words, letters): (usize, usize, usize)) -> f64 {
    (89.0 + (300.0 * sentences as f64 - 10.0 * letters as f64) / words as f64).min(100.0)
}

/// Key and text of all that families read.
fn texts() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for (language, room, source) in sources() {
        let ours = match (language.as_str(), room.as_str()) {
            ("it", "families") => source.split(REST).next().unwrap_or_default(),
            ("it", "mail") => source.as_str(),
            _ => continue,
        };
        let resource = fluent_syntax::parser::parse(ours).expect("the texts can be read");
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let key = message.id.name;
            let for_families = ["mail-family", "mail-decision", "mail-why-family"];
            if room == "mail" && !for_families.iter().any(|start| key.starts_with(start)) {
                continue;
            }
            let pattern = message.value.as_ref().expect("a text says something");
            texts.extend(ways(pattern).into_iter().map(|text| (key.to_owned(), text)));
        }
    }
    texts
}

#[test]
fn every_text_for_families_is_easy_to_read() {
    let texts = texts();
    assert!(texts.len() > 120, "hardly any text was found: {}", texts.len());
    let mut hard = Vec::new();
    let mut whole = (0, 0, 0);
    for (key, text) in &texts {
        let (sentences, words, letters) = measured(text);
        whole = (whole.0 + sentences, whole.1 + words, whole.2 + letters);
        let index = gulpease((sentences, words, letters));
        if words >= SHORT && index < EASY {
            hard.push(format!("{index:.0} {key}: {text}"));
        }
    }
    assert!(
        hard.is_empty(),
        "shorter sentences, shorter words:\n{}",
        hard.join("\n")
    );
    assert!(
        gulpease(whole) >= EASY,
        "all of them together: {:.0}",
        gulpease(whole)
    );
}

#[test]
fn the_index_tells_an_easy_text_from_a_hard_one() {
    let easy = "La scuola cerca un posto. Voi dite quale vi piace di più. Poi vi chiamiamo noi.";
    let hard = "Il provvedimento di assegnazione è subordinato all'accertamento preventivo della sussistenza dei requisiti \
                soggettivi prescritti dalla normativa vigente";
    assert!(gulpease(measured(easy)) > 80.0);
    assert!(gulpease(measured(hard)) < 40.0);
}
