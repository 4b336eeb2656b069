//! The columns of the placements' file.

use crate::platform::sheets::Column;

const APPRENTICESHIP: (&str, &str) = ("per l'apprendistato", "for apprenticeship");

/// The columns, in the order of template and export.
pub const COLUMNS: &[Column] = &[
    Column::new("placement_id", "codice posto", "placement id")
        .required()
        .also(&[
            "id",
            "id posto",
            "cod. posto",
            "codice",
            "posto",
            "codice offerta",
            "codice placement",
            "placement",
            "placement code",
            "placement key",
            "place id",
            "place code",
        ])
        .about(
            "La chiave del posto. Importare di nuovo lo stesso codice aggiorna il posto.",
            "The key of the placement. Importing the same code again updates it.",
            "P001",
        ),
    Column::new("vat_number", "partita iva", "vat number")
        .required()
        .also(&[
            "p. iva",
            "p iva",
            "piva",
            "part. iva",
            "partita iva azienda",
            "iva",
            "azienda",
            "company",
            "company vat",
            "vat",
            "vat no",
            "vat id",
        ])
        .about(
            "Dell'azienda: 11 cifre, colonna formattata come testo.",
            "The company's: 11 digits, column formatted as text.",
            "01234560165",
        ),
    Column::new("figure", "figura", "figure")
        .required()
        .also(&[
            "figure",
            "figura professionale",
            "figure professionali",
            "profilo",
            "profilo professionale",
            "qualifica",
            "figures",
            "occupation",
            "qualification",
            "codice figura",
        ])
        .about(
            "Codice o nome ufficiale nel repertorio IeFP; più figure separate da |.",
            "Code or official name in the IeFP repertory; several separated by |.",
            "Operatore elettrico|Q12",
        ),
    Column::new("indirizzo", "indirizzo", "specialisation")
        .also(&[
            "indirizzo di studio",
            "indirizzo figura",
            "specialization",
            "field of study",
            "track",
        ])
        .about(
            "L'indirizzo della figura, se conta. Non è dove si trova la sede.",
            "The field of the figure, if it matters. Not where the site is.",
            "",
        ),
    Column::new("pathway", "percorso", "pathway")
        .required()
        .also(&[
            "tipo percorso",
            "tipo di percorso",
            "modalità",
            "tipologia",
            "strumento",
            "path",
            "kind",
            "pathway type",
        ])
        .about(
            "apprendistato, alternanza oppure simulata.",
            "apprendistato, alternanza or simulata.",
            "apprendistato",
        ),
    Column::new("seats", "posti", "seats")
        .required()
        .also(&[
            "numero posti",
            "n. posti",
            "posti disponibili",
            "numero di posti",
            "posti offerti",
            "places",
            "number of seats",
            "vacancies",
            "available seats",
        ])
        .about("Quanti studenti insieme.", "How many students at once.", "2"),
    Column::new("open_with", "minimo per attivare", "open with")
        .also(&[
            "minimo",
            "minimo studenti",
            "numero minimo",
            "minimo attivazione",
            "attivabile con",
            "minimum",
            "minimum students",
            "min to open",
        ])
        .about(
            "Vuoto, oppure: si attiva solo con almeno tanti studenti.",
            "Empty, or: it opens only with at least so many students.",
            "2",
        ),
    Column::new("site", "sede (comune)", "site")
        .required()
        .also(&[
            "sede",
            "comune",
            "comune sede",
            "comune della sede",
            "sede comune",
            "luogo",
            "città",
            "sede di lavoro",
            "municipality",
            "town",
            "city",
            "location",
        ])
        .about(
            "Comune della sede: nome, codice ISTAT o catastale.",
            "Comune of the site: name, ISTAT or cadastral code.",
            "Bergamo",
        ),
    Column::new("address", "indirizzo sede", "address")
        .also(&[
            "via",
            "indirizzo della sede",
            "via e numero",
            "indirizzo azienda",
            "sede indirizzo",
            "street",
            "street address",
            "site address",
        ])
        .about("Via e numero.", "Street and number.", "Via Roma 1"),
    Column::new("start", "inizio", "start")
        .required()
        .also(&[
            "data inizio",
            "data di inizio",
            "dal",
            "inizio periodo",
            "decorrenza",
            "start date",
            "begins",
            "first day",
        ])
        .about("Primo giorno.", "First day.", "14/09/2026"),
    Column::new("end", "fine", "end")
        .required()
        .also(&[
            "data fine",
            "data di fine",
            "al",
            "fine periodo",
            "scadenza",
            "termine",
            "end date",
            "ends",
            "last day",
        ])
        .about("Ultimo giorno.", "Last day.", "11/06/2027"),
    Column::new("week_hours", "ore settimanali", "week hours")
        .required()
        .also(&[
            "ore settimana",
            "ore a settimana",
            "ore per settimana",
            "orario settimanale",
            "ore/settimana",
            "hours per week",
            "weekly hours",
        ])
        .about(
            "Ore in azienda nella settimana.",
            "Hours at the company in a week.",
            "24",
        ),
    Column::new("day_hours", "ore giornaliere", "day hours")
        .also(&[
            "ore al giorno",
            "ore giorno",
            "orario giornaliero",
            "ore/giorno",
            "hours per day",
            "daily hours",
        ])
        .about("Ore in azienda al giorno.", "Hours at the company in a day.", "8"),
    Column::new("days", "giorni", "days")
        .also(&[
            "giorni settimana",
            "giorni della settimana",
            "giorni di lavoro",
            "giorni lavorativi",
            "weekdays",
            "working days",
        ])
        .about(
            "Per esempio lun-ven, oppure lun,mer,ven.",
            "For instance lun-ven, or lun,mer,ven.",
            "lun-ven",
        ),
    Column::new("from", "dalle", "from")
        .also(&[
            "ora inizio",
            "orario inizio",
            "dalle ore",
            "inizio orario",
            "from time",
            "start time",
        ])
        .about("Quando comincia la giornata.", "When the day starts.", "08:30"),
    Column::new("to", "alle", "to")
        .also(&[
            "ora fine",
            "orario fine",
            "alle ore",
            "fine orario",
            "to time",
            "end time",
        ])
        .about("Quando finisce la giornata.", "When the day ends.", "17:30"),
    Column::new(
        "internal_hours_year",
        "ore di formazione interna",
        "internal hours year",
    )
    .required_when(APPRENTICESHIP.0, APPRENTICESHIP.1)
    .also(&[
        "ore formazione interna",
        "formazione interna",
        "ore interne",
        "ore formazione interna anno",
        "internal hours",
        "internal training hours",
        "internal training",
    ])
    .about(
        "Ore di formazione interna nell'anno.",
        "Hours of internal training in the year.",
        "400",
    ),
    Column::new("tutor", "tutor", "tutor")
        .required_when(APPRENTICESHIP.0, APPRENTICESHIP.1)
        .also(&[
            "tutor aziendale",
            "nome tutor",
            "tutor azienda",
            "company tutor",
            "tutor name",
            "mentor",
        ])
        .about("Il tutor aziendale.", "The company's tutor.", "Luca Verdi"),
    Column::new("tutor_max", "massimo per tutor", "tutor max")
        .also(&[
            "max per tutor",
            "studenti per tutor",
            "massimo studenti per tutor",
            "max tutor",
            "tutor maximum",
            "max per tutor",
            "students per tutor",
        ])
        .about(
            "Quanti studenti segue al massimo, se meno di quanti ne ammette la legge.",
            "How many students at most, if fewer than the law allows.",
            "3",
        ),
    Column::new("tutor_years", "anni di esperienza", "tutor years")
        .required_when(APPRENTICESHIP.0, APPRENTICESHIP.1)
        .also(&[
            "anni esperienza",
            "esperienza tutor",
            "anni esperienza tutor",
            "anni di esperienza tutor",
            "years of experience",
            "tutor experience",
            "experience",
        ])
        .about(
            "Anni di esperienza del tutor (D.M. 28/2/2000).",
            "The tutor's years of experience (D.M. 28/2/2000).",
            "8",
        ),
    Column::new("hazardous", "lavorazioni a rischio", "hazardous")
        .also(&[
            "lavorazioni vietate",
            "lavorazioni pericolose",
            "lavori vietati ai minori",
            "lavorazione a rischio",
            "hazardous work",
            "dangerous work",
        ])
        .about(
            "sì, se il lavoro è tra quelli vietati ai minori (L. 977/1967 all. I).",
            "sì, if the work is among those forbidden to minors (L. 977/1967 Annex I).",
            "no",
        ),
    Column::new("derogation", "deroga formativa", "derogation")
        .also(&["deroga", "deroga per formazione", "training derogation"])
        .about(
            "sì, se la deroga per formazione è documentata.",
            "sì, if the training derogation is documented.",
            "no",
        ),
    Column::new("accessible", "accessibile", "accessible")
        .also(&[
            "sede accessibile",
            "accessibilità",
            "senza barriere",
            "accessible site",
            "accessibility",
        ])
        .about(
            "sì, se la sede è senza barriere.",
            "sì, if the site has no barriers.",
            "sì",
        ),
    Column::new("min_age", "età minima", "min age")
        .also(&[
            "eta min",
            "età min",
            "minimo età",
            "età minima richiesta",
            "minimum age",
            "age minimum",
        ])
        .about(
            "Età minima che l'azienda chiede.",
            "The least age that the company wants.",
            "16",
        ),
    Column::new("licence", "patente", "licence")
        .also(&[
            "patente richiesta",
            "patente di guida",
            "license",
            "driving licence",
            "driving license",
            "licence required",
        ])
        .about(
            "La patente che serve, per esempio AM o B.",
            "The driving licence that is needed, for instance AM or B.",
            "",
        ),
    Column::new("wants", "competenze richieste", "wants")
        .also(&[
            "competenze",
            "requisiti",
            "abilità richieste",
            "skills",
            "required skills",
            "required competences",
            "wanted competences",
        ])
        .about("Parole separate da |.", "Words separated by |.", "saldatura"),
];
