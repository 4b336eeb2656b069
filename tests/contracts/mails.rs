//! Every mail, in both languages, word for word.

use abbina::app::Key;
use abbina::notifications::Addresses;
use abbina::notifications::catalogue::{Mail, examples};
use abbina::platform::texts::Texts;
use abbina::vocabulary::ids::{LinkId, MessageId};
use abbina::vocabulary::text::Language;
use chrono::{DateTime, Utc};

fn now() -> DateTime<Utc> {
    crate::support::NOW.parse().unwrap()
}

fn addresses() -> Addresses {
    let message = MessageId(uuid::Uuid::from_u128(9));
    Addresses::new("https://abbina.example", Some(Key([7; 32]))).in_message(message)
}

#[test]
fn every_mail_reads_as_agreed() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| {
        for language in [Language::Italian, Language::English] {
            for mail in examples(now()) {
                let composed = mail.compose(Texts::for_language(language), &addresses()).unwrap();
                let shown = format!(
                    "Subject: {}\n\n{}\n\n=== HTML ===\n{}",
                    composed.subject, composed.text, composed.inner_html
                );
                insta::assert_snapshot!(format!("mail_{}_{}", mail.template(), language.as_str()), shown);
            }
        }
    });
}

#[test]
fn every_template_has_an_example_and_comes_back_from_its_row() {
    let examples = examples(now());
    let templates: Vec<_> = examples.iter().map(Mail::template).collect();
    assert_eq!(templates, Mail::TEMPLATES);
    for mail in examples {
        let back = Mail::from_stored(mail.template(), mail.params().unwrap()).unwrap();
        assert_eq!(back, mail);
    }
}

#[test]
fn no_mail_misses_a_text_or_loads_anything_from_outside() {
    for language in [Language::Italian, Language::English] {
        for mail in examples(now()) {
            let composed = mail.compose(Texts::for_language(language), &addresses()).unwrap();
            let whole = format!("{} {} {}", composed.subject, composed.text, composed.html);
            assert!(
                !whole.contains('⟦') && !whole.contains("{ $"),
                "{}: {whole}",
                mail.template()
            );
            for outside in ["<img", "<script", "<link", "@import", "url(", "src="] {
                assert!(
                    !composed.html.contains(outside),
                    "{} has {outside}",
                    mail.template()
                );
            }
            assert!(!composed.subject.contains('\n') && composed.subject.chars().count() <= 90);
        }
    }
}

#[test]
fn names_that_look_like_html_stay_text() {
    for mail in examples(now()) {
        let params = mail
            .params()
            .unwrap()
            .to_string()
            .replace("Istituto Prova", "<b>Istituto</b> & C.");
        let mail = Mail::from_stored(mail.template(), serde_json::from_str(&params).unwrap()).unwrap();
        let composed = mail
            .compose(Texts::for_language(Language::Italian), &addresses())
            .unwrap();
        assert!(!composed.html.contains("<b>Istituto"), "{}", mail.template());
        assert!(
            composed.text.contains("<b>Istituto</b> & C."),
            "{}",
            mail.template()
        );
    }
}

#[test]
fn a_link_without_the_key_shows_where_it_leads_and_opens_nothing() {
    for mail in examples(now()) {
        let masked = Addresses::new("https://abbina.example", None);
        let composed = mail
            .compose(Texts::for_language(Language::Italian), &masked)
            .unwrap();
        let token = abbina::notifications::answer_token(&Key([7; 32]), LinkId(uuid::Uuid::from_u128(1)));
        assert!(!composed.text.contains(&token) && !composed.html.contains(&token));
        assert!(
            !composed.inner_html.contains("…\""),
            "a page shows no link that opens nothing: {}",
            composed.inner_html
        );
    }
}
