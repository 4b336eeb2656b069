//! What the demonstration's people, firms and trades are called: real trades, invented names.

use crate::vocabulary::firm::{Artisan, RiskClass};

/// Given names that exist, and whether they are a woman's (a codice fiscale says so; nothing else here does).
pub(super) const GIVEN: &[(&str, bool)] = &[
    ("Adele", true),
    ("Alessia", true),
    ("Amina", true),
    ("Andrea", false),
    ("Anita", true),
    ("Arianna", true),
    ("Ayoub", false),
    ("Bianca", true),
    ("Bilal", false),
    ("Carlotta", true),
    ("Chiara", true),
    ("Davide", false),
    ("Diego", false),
    ("Elisa", true),
    ("Emma", true),
    ("Fatou", true),
    ("Filippo", false),
    ("Gaia", true),
    ("Giada", true),
    ("Ginevra", true),
    ("Giorgia", true),
    ("Giulio", false),
    ("Greta", true),
    ("Ilaria", true),
    ("Irene", true),
    ("Jacopo", false),
    ("Kevin", false),
    ("Lorenzo", false),
    ("Luca", false),
    ("Lucia", true),
    ("Malick", false),
    ("Marta", true),
    ("Matteo", false),
    ("Mattia", false),
    ("Michele", false),
    ("Mirko", false),
    ("Nadia", true),
    ("Nicolò", false),
    ("Noemi", true),
    ("Omar", false),
    ("Paolo", false),
    ("Pietro", false),
    ("Rachele", true),
    ("Riccardo", false),
    ("Samuele", false),
    ("Sara", true),
    ("Serena", true),
    ("Simone", false),
    ("Sofia", true),
    ("Stefano", false),
    ("Tommaso", false),
    ("Valentina", true),
    ("Vasile", false),
    ("Viola", true),
    ("Yassin", false),
    ("Zoe", true),
];

/// Beginnings of family names that nobody bears: proof, fake, sample, hypothesis …
pub(super) const STEMS: &[&str] = &[
    "Provett",
    "Fintagl",
    "Esempion",
    "Facsimil",
    "Ipotesin",
    "Inventard",
    "Fantasiol",
    "Chimerin",
    "Segnapost",
    "Finzionin",
    "Modellign",
    "Campionard",
    "Simulacr",
    "Bozzettard",
    "Prototip",
    "Immaginin",
];

/// Their endings.
pub(super) const ENDINGS: &[&str] = &[
    "i", "oni", "elli", "ucci", "igatti", "azzi", "esi", "alli", "anti", "aschi", "etti", "otti",
];

/// What stands in a firm's name to say that it is made up.
pub(super) const MADE_UP: &[&str] = &[
    "Esempio",
    "Prova",
    "Fantasia",
    "Immaginaria",
    "Facsimile",
    "Segnaposto",
    "Ipotesi",
];

/// A trade: the figures that learn it and the firms that teach it.
#[derive(Debug)]
pub(super) struct Trade {
    /// Figure of years 1 to 3, with its indirizzo (0: none).
    pub(super) operator: (&'static str, u8),
    /// Figure of year 4.
    pub(super) technician: &'static str,
    /// Candidates for the diploma in Lombardy in 2025, per 10,000 (public press data of June 2025).
    pub(super) weight: u32,
    /// First word of a firm's name.
    pub(super) firm: &'static str,
    /// ATECO 2025.
    pub(super) ateco: &'static str,
    /// Collective agreement, in short.
    pub(super) ccnl: &'static str,
    /// What an artisan of this trade is.
    pub(super) artisan: Artisan,
    /// Risk class.
    pub(super) risk: RiskClass,
    /// Tags that firms ask for and students have.
    pub(super) competences: &'static [&'static str],
}

macro_rules! trades {
    ($($operator:literal.$indirizzo:literal $technician:literal $weight:literal, $firm:literal $ateco:literal $ccnl:literal
       $artisan:ident $risk:ident [$($tag:literal),*];)+) => {
        /// The trades, the commonest first: the mix of Lombardy's diploma exams of 2025.
        pub(super) const TRADES: &[Trade] = &[$(Trade {
            operator: ($operator, $indirizzo),
            technician: $technician,
            weight: $weight,
            firm: $firm,
            ateco: $ateco,
            ccnl: $ccnl,
            artisan: Artisan::$artisan,
            risk: RiskClass::$risk,
            competences: &[$($tag),*],
        }),+];
    };
}

trades! {
    "Q12".2 "T09" 1160, "Estetica" "96.22" "Acconciatura ed estetica" NotSerial Low ["manicure", "accoglienza clienti", "inglese"];
    "Q12".1 "T12" 1159, "Salone" "96.21" "Acconciatura ed estetica" NotSerial Low ["taglio", "colore", "accoglienza clienti"];
    "Q05".1 "T30" 1023, "Officina" "95.31" "Metalmeccanici artigianato" NotSerial Medium ["diagnostica", "gommista", "veicoli elettrici"];
    "Q24".2 "T25" 928, "Tipografia" "18.12" "Grafici editoriali" NotSerial Medium ["impaginazione", "fotografia", "stampa digitale"];
    "Q18".1 "T20" 810, "Trattoria" "56.11" "Pubblici esercizi" No Low ["cucina calda", "haccp", "pasticceria"];
    "Q23".2 "T23" 660, "Elettroimpianti" "43.21" "Metalmeccanici artigianato" NotSerial High ["quadri elettrici", "domotica", "fotovoltaico"];
    "Q10".1 "T19" 637, "Panificio" "10.71" "Alimentari artigianato" NotSerial Medium ["lievitati", "haccp", "pasticceria"];
    "Q25".0 "T26" 478, "Informatica" "62.10" "Commercio e servizi" No Low ["reti", "assistenza", "programmazione", "inglese"];
    "Q02".0 "T05" 453, "Studio" "82.10" "Studi professionali" No Low ["foglio elettronico", "contabilità", "inglese"];
    "Q26".1 "T29" 402, "Meccanica" "25.53" "Metalmeccanici industria" No High ["tornio", "disegno tecnico", "controllo numerico"];
    "Q18".2 "T07" 363, "Caffè" "56.30" "Pubblici esercizi" No Low ["caffetteria", "sala", "inglese"];
    "Q26".3 "T28" 337, "Automazione" "28.99" "Metalmeccanici industria" No Medium ["plc", "disegno tecnico", "robotica"];
    "Q01".2 "T01" 294, "Azienda Agricola" "01.19" "Agricoltura" No Medium ["orticoltura", "potatura", "vendita diretta"];
    "Q03".0 "T04" 214, "Centro Sportivo" "93.11" "Impianti sportivi" No Low ["animazione", "primo soccorso", "inglese"];
    "Q16".0 "T11" 208, "Sartoria" "14.21" "Tessile abbigliamento" Artistic Low ["cucito", "modellistica", "cad"];
    "Q04".0 "T02" 205, "Bottega" "47.11" "Commercio e servizi" No Low ["cassa", "vetrina", "inglese"];
    "Q03".0 "T06" 201, "Albergo" "55.10" "Turismo" No Low ["ricevimento", "inglese", "tedesco"];
    "Q13".0 "T10" 140, "Falegnameria" "31.00" "Legno artigianato" NotSerial High ["restauro", "cad", "posa"];
    "Q21".0 "T21" 138, "Termoidraulica" "43.22" "Metalmeccanici artigianato" NotSerial Medium ["saldatura", "pompe di calore", "lettura impianti"];
    "Q11".0 "T08" 90, "Logistica" "52.10" "Trasporto merci" No Medium ["magazzino", "foglio elettronico", "inglese"];
    "Q22".2 "T22" 31, "Impresa Edile" "41.00" "Edili artigianato" Construction High ["muratura", "posa", "lettura disegno"];
}

/// The position in [`TRADES`] of the electricians.
pub(super) const ELECTRICIANS: usize = 5;
