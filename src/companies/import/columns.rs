//! The columns of the companies' file.

use crate::platform::sheets::Column;

/// The columns, in the order of template and export.
pub const COLUMNS: &[Column] = &[
    Column::new("vat_number", "partita iva", "vat number")
        .required()
        .also(&["p. iva", "p iva", "piva", "part. iva", "partita iva azienda", "iva", "codice fiscale / partita iva", "partita iva / codice fiscale", "vat", "vat no", "vat id", "vat code"])
        .about(
            "11 cifre; la colonna va formattata come testo, o Excel toglie gli zeri iniziali. È la chiave.",
            "11 digits; format the column as text, or Excel takes leading zeros away. It is the key.",
            "01234560165",
        ),
    Column::new("name", "ragione sociale", "name")
        .required()
        .also(&["azienda", "nome azienda", "denominazione", "impresa", "nome", "ditta", "denominazione sociale", "nome impresa", "company", "company name", "business name", "firm"])
        .about("Ragione sociale.", "Name of the company.", "Officine Adda S.r.l."),
    Column::new("ateco", "ateco", "ateco")
        .also(&["codice ateco", "ateco 2025", "ateco 2007", "ateco 2022", "codice ateco 2025", "codice ateco 2007", "cod. ateco", "attività ateco", "codice attività", "settore ateco", "ateco code", "nace"])
        .about("Codice ATECO 2025 o 2007, con l'anno tra parentesi o nel nome della colonna.", "ATECO code of 2025 or 2007, with the year in brackets or in the name of the column.", "56.10.11 (2025)"),
    Column::new("ccnl", "ccnl", "ccnl")
        .also(&["contratto", "contratto collettivo", "contratto collettivo nazionale", "ccnl applicato", "collective agreement"])
        .about("Il contratto collettivo applicato.", "The collective agreement that applies.", "Metalmeccanica artigianato"),
    Column::new("staff", "dipendenti", "staff")
        .required_when("per l'apprendistato", "for apprenticeship")
        .also(&["numero dipendenti", "n. dipendenti", "addetti", "organico", "num dipendenti", "totale dipendenti", "employees", "number of employees", "headcount", "workers"])
        .about("Quante persone vi lavorano in tutto.", "How many people work there in all.", "14"),
    Column::new("skilled", "qualificati", "skilled")
        .required_when("per l'apprendistato", "for apprenticeship")
        .also(&["specializzati", "maestranze specializzate", "lavoratori qualificati", "specializzati e qualificati", "qualificati e specializzati", "dipendenti qualificati", "maestranze qualificate", "skilled workers", "qualified", "qualified workers"])
        .about("Lavoratori specializzati e qualificati (D.Lgs. 81/2015 art. 42 c. 7).", "Skilled and specialised workers (D.Lgs. 81/2015 art. 42(7)).", "6"),
    Column::new("apprentices", "apprendisti in forza", "apprentices")
        .required_when("per l'apprendistato", "for apprenticeship")
        .also(&["apprendisti", "numero apprendisti", "n. apprendisti", "apprendisti attuali", "apprendisti già assunti", "apprentices employed", "current apprentices"])
        .about("Apprendisti già assunti, di ogni livello.", "Apprentices already employed, of every level.", "1"),
    Column::new("artisan", "artigiana", "artisan")
        .also(&["artigiano", "impresa artigiana", "azienda artigiana", "tipo artigiana", "artigianato", "artisan firm", "craft", "craft firm"])
        .about(
            "no; oppure, se è artigiana: non in serie, in serie, artistica, trasporto, edile (L. 443/1985 art. 4).",
            "no; or, if it is an artisan firm: non in serie, in serie, artistica, trasporto, edile (L. 443/1985 art. 4).",
            "non in serie",
        ),
    Column::new("structural", "capacità strutturale", "structural")
        .required_when("per l'apprendistato", "for apprenticeship")
        .also(&["capacità strutturali", "strutturale", "strutturali", "structural capacity", "spaces"])
        .about("sì, se ha spazi adatti (D.M. 12/10/2015 art. 3).", "sì, if it has suitable spaces (D.M. 12/10/2015 art. 3).", "sì"),
    Column::new("technical", "capacità tecnica", "technical")
        .required_when("per l'apprendistato", "for apprenticeship")
        .also(&["capacità tecniche", "tecnica", "tecniche", "technical capacity", "equipment"])
        .about("sì, se ha strumenti adatti (lo stesso).", "sì, if it has suitable equipment (the same).", "sì"),
    Column::new("formative", "capacità formativa", "formative")
        .required_when("per l'apprendistato", "for apprenticeship")
        .also(&["capacità formative", "formativa", "formative", "training capacity", "formative capacity"])
        .about("sì, se ha tutor aziendali (lo stesso).", "sì, if it has company tutors (the same).", "sì"),
    Column::new("dvr_minors", "dvr minori", "dvr minors")
        .also(&["dvr per minori", "dvr", "valutazione rischi minori", "documento valutazione rischi minori", "risk assessment minors", "minors risk assessment"])
        .about("sì, se la valutazione dei rischi considera i minori (L. 977/1967 art. 7).", "sì, if the risk assessment considers minors (L. 977/1967 art. 7).", "sì"),
    Column::new("risk", "classe di rischio", "risk")
        .also(&["rischio", "classe rischio", "livello di rischio", "livello rischio", "risk class", "risk level"])
        .about("basso, medio oppure alto.", "basso, medio or alto.", "medio"),
    Column::new("contact_name", "referente", "contact name")
        .also(&["nome referente", "contatto", "persona di riferimento", "referente aziendale", "responsabile", "contact", "contact person"])
        .about("Chi risponde.", "Who answers.", "Maria Bianchi"),
    Column::new("contact_email", "email referente", "contact email")
        .required()
        .also(&["email", "e-mail", "mail", "e-mail referente", "mail referente", "posta elettronica", "email azienda", "email contatto", "indirizzo email", "contact e-mail", "company email", "email address"])
        .about("Dove arrivano le proposte.", "Where proposals go.", "referente@officineadda.example"),
    Column::new("pec", "pec", "pec")
        .also(&["indirizzo pec", "email pec", "posta certificata", "posta elettronica certificata", "certified email", "certified mail"])
        .about("Posta certificata.", "Certified mail.", "officineadda@pec.example"),
    Column::new("language", "lingua", "language")
        .also(&["lingua email", "lingua delle mail", "lingua referente", "lang"])
        .about("italiano oppure inglese; vuoto: italiano.", "italiano or inglese; empty: italiano.", "italiano"),
];
