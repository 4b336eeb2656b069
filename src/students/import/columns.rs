//! The columns of the students' file.

use crate::platform::sheets::Column;

/// The columns, in the order of template and export.
pub const COLUMNS: &[Column] = &[
    Column::new("student_id", "matricola", "student id")
        .required()
        .also(&[
            "id",
            "id studente",
            "id allievo",
            "codice studente",
            "codice allievo",
            "cod. allievo",
            "cod. studente",
            "numero matricola",
            "n. matricola",
            "num matricola",
            "student number",
            "student key",
            "student code",
            "student",
            "codice",
        ])
        .about(
            "La chiave che la scuola usa per lo studente. Importare di nuovo la stessa matricola aggiorna lo studente.",
            "The school's own key of the student. Importing the same key again updates the student.",
            "2026-0147",
        ),
    Column::new("school", "ente", "school")
        .required_when("se nel file c'è più di una scuola", "if there is more than one school in the file")
        .also(&["scuola", "istituto", "istituzione", "sede", "sede scolastica", "institution", "school code", "codice ente", "codice scuola", "codice sede", "site", "school site", "cfp", "centro"])
        .about("Codice o nome dell'ente o della sua sede.", "Code or name of the school or of its site.", "CFP Bergamo"),
    Column::new("family_name", "cognome", "family name")
        .required()
        .also(&["surname", "last name", "cognome studente", "cognome allievo"])
        .about("Cognome.", "Family name.", "Rossi"),
    Column::new("given_name", "nome", "given name")
        .required()
        .also(&["first name", "forename", "nome studente", "nome allievo", "nome di battesimo"])
        .about("Nome.", "Given name.", "Ada"),
    Column::new("codice_fiscale", "codice fiscale", "tax code")
        .also(&["cf", "c.f.", "cod. fiscale", "cod fisc", "fiscal code", "italian tax code"])
        .about(
            "Controllato; deve concordare con la data di nascita.",
            "Checked; it must agree with the birth date.",
            "RSSDAA09E41F205K",
        ),
    Column::new("birth_date", "data di nascita", "birth date")
        .required_when("se manca il codice fiscale", "if there is no codice fiscale")
        .also(&["data nascita", "nascita", "nato il", "nata il", "nato/a il", "date of birth", "birthdate", "dob", "birthday", "born"])
        .about("Giorno, mese, anno.", "Day, month, year.", "01/05/2009"),
    Column::new("residence", "comune di residenza", "residence")
        .required()
        .also(&["comune residenza", "residenza", "comune", "città", "citta di residenza", "luogo di residenza", "residente a", "municipality", "town", "city", "home", "comune of residence", "municipality of residence"])
        .about(
            "Nome, codice ISTAT o codice catastale; la provincia tra parentesi dove due comuni hanno lo stesso nome.",
            "Name, ISTAT code or cadastral code; the province in brackets where two comuni have the same name.",
            "Castro (BG)",
        ),
    Column::new("figure", "figura", "figure")
        .required()
        .also(&["figura professionale", "profilo", "profilo professionale", "qualifica", "corso", "percorso formativo", "figura di riferimento", "occupation", "qualification", "course", "figure code", "codice figura"])
        .about(
            "Codice o nome ufficiale nel repertorio IeFP.",
            "Code or official name in the IeFP repertory.",
            "Operatore del benessere",
        ),
    Column::new("indirizzo", "indirizzo", "specialisation")
        .also(&["indirizzo di studio", "indirizzo del corso", "indirizzo figura", "specialization", "field of study", "track", "curvatura"])
        .about(
            "L'indirizzo della figura, se ne ha. Non è l'indirizzo di casa.",
            "The field of the figure, if it has any. Not the home address.",
            "Erogazione di trattamenti di acconciatura",
        ),
    Column::new("course_year", "anno di corso", "course year")
        .required()
        .also(&["anno corso", "anno", "classe", "annualità", "year", "year of course", "school year level"])
        .about("Da 1 a 4.", "From 1 to 4.", "3"),
    Column::new("pathway", "percorso", "pathway")
        .required()
        .also(&["tipo percorso", "tipo di percorso", "modalità", "tipologia", "strumento", "path", "kind", "pathway type"])
        .about("apprendistato, alternanza oppure simulata.", "apprendistato, alternanza or simulata.", "apprendistato"),
    Column::new("timetable_hours", "ore annue", "timetable hours")
        .also(&["ore anno", "ore annuali", "monte ore", "monte ore annuo", "ore ordinamentali", "yearly hours", "annual hours", "hours per year"])
        .about("Monte ore ordinamentale dell'anno; di norma 990.", "Ordinary yearly timetable; 990 as a rule.", "990"),
    Column::new("school_week_hours", "ore settimanali a scuola", "school week hours")
        .also(&["ore settimanali", "ore settimanali scuola", "ore scuola settimana", "ore a scuola", "weekly school hours", "hours at school", "school hours per week"])
        .about(
            "Ore a scuola nella settimana; per i minori si sommano a quelle in azienda.",
            "Hours at school in a week; for minors they add to those at the company.",
            "18,5",
        ),
    Column::new("available_from", "disponibile dal", "available from")
        .also(&["dal", "disponibilità dal", "data inizio disponibilità", "inizio disponibilità", "from"])
        .about("Primo giorno; vuoto: il periodo della tornata.", "First day; empty: the round's period.", "10/09/2026"),
    Column::new("available_to", "disponibile al", "available to")
        .also(&["al", "disponibile fino al", "disponibilità al", "data fine disponibilità", "fine disponibilità", "available until", "to", "until"])
        .about("Ultimo giorno; vuoto: il periodo della tornata.", "Last day; empty: the round's period.", "31/05/2027"),
    Column::new("max_minutes", "viaggio massimo (minuti)", "max minutes")
        .also(&["viaggio massimo", "minuti massimi", "viaggio max", "tempo massimo di viaggio", "minuti viaggio", "max viaggio", "maximum minutes", "max travel minutes", "max travel time", "minuti"])
        .about("Il viaggio più lungo, in minuti.", "The longest journey, in minutes.", "60"),
    Column::new("max_km", "distanza massima (km)", "max km")
        .also(&["distanza massima", "km massimi", "distanza max", "max distanza", "chilometri massimi", "maximum km", "max distance", "maximum distance", "km"])
        .about("La distanza più lunga, in chilometri.", "The longest distance, in kilometres.", "25"),
    Column::new("transport", "mezzo", "transport")
        .also(&["mezzo di trasporto", "mezzi", "trasporto", "come viaggia", "means of transport", "travel mode", "mode"])
        .about("pubblico, auto, moto, bici oppure piedi; vuoto: pubblico.", "pubblico, auto, moto, bici or piedi; empty: pubblico.", "pubblico"),
    Column::new("accessible_site", "serve sede accessibile", "accessible site")
        .also(&["sede accessibile", "accessibilità", "accessibile", "needs accessible site", "accessible", "accessibility"])
        .about("sì, se serve una sede senza barriere. Il motivo non va scritto.", "sì, if a site without barriers is needed. The reason must not be written.", "no"),
    Column::new("wishes", "preferenze", "wishes")
        .also(&["preferenza", "desiderata", "scelte", "preferences", "preference", "choices", "wish list", "ranking"])
        .about(
            "Codici di posti o partite IVA, dal più desiderato, separati da |; = unisce quelli a pari merito.",
            "Placement codes or VAT numbers, the most wanted first, separated by |; = joins equals.",
            "P001|P002=P007|01234560165",
        ),
    Column::new("refuses", "esclusioni", "refuses")
        .also(&["esclusione", "rifiuti", "rifiuta", "non vuole", "escludere", "exclusions", "excluded", "refusals", "refused"])
        .about("Codici di posti o partite IVA che la famiglia esclude, separati da |.", "Placement codes or VAT numbers that the family excludes, separated by |.", "P003"),
    Column::new("employer_now", "azienda attuale", "employer now")
        .also(&["azienda", "datore di lavoro attuale", "datore attuale", "p.iva azienda attuale", "partita iva azienda attuale", "azienda ospitante attuale", "current employer", "employer", "current company"])
        .about("Partita IVA dell'azienda dove già lavora.", "VAT number of the company where the student already works.", "01234560165"),
    Column::new("competences", "competenze", "competences")
        .also(&["competenza", "abilità", "skills", "competencies", "competence", "tags"])
        .about("Parole separate da |.", "Words separated by |.", "saldatura|disegno CAD"),
    Column::new("email", "email", "email")
        .also(&["e-mail", "mail", "email studente", "posta elettronica", "indirizzo email", "indirizzo e-mail", "email allievo", "student email", "e-mail address", "email address"])
        .about("Dello studente.", "The student's own.", "ada.rossi@scuola.example"),
    Column::new("guardian_name", "tutore legale", "guardian name")
        .also(&["tutore", "genitore", "nome tutore", "nome genitore", "esercente responsabilità genitoriale", "guardian", "parent", "parent name", "legal guardian"])
        .about("Genitore o tutore.", "Parent or guardian.", "Maria Bianchi"),
    Column::new("guardian_email", "email tutore", "guardian email")
        .also(&["e-mail tutore", "email genitore", "mail genitore", "mail tutore", "email tutore legale", "parent email", "email of guardian"])
        .about("Del genitore o tutore.", "The parent's or guardian's.", "maria.bianchi@posta.example"),
];
