# Che cosa si può chiedere dei propri dati.

privacy-erased = Studente cancellato. I suoi dati non ci sono più.
privacy-erase = Cancella lo studente
privacy-erase-lead = Stai per cancellare { $name } per sempre. Non si può annullare.
privacy-erase-what = Spariscono l'anagrafica, le preferenze, gli esiti degli abbinamenti, le proposte, quello che gli import ricordano e le righe dei file non ancora confermati. Un calcolo in corso si ferma e va rifatto.
privacy-erase-proposals =
    { $n ->
        [one] C'è una proposta che sparisce: avvisa l'azienda, se aspetta lo studente.
       *[other] Ci sono { $n } proposte che spariscono: avvisa le aziende, se aspettano lo studente.
    }
privacy-erase-kept = Nel registro resta che hai cancellato qualcuno, senza nome. Le copie di sicurezza fatte finora lo contengono fino alla loro scadenza.
privacy-erase-do = Cancella per sempre
audit-student-erased = Ha cancellato uno studente
