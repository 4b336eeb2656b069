# I posti che le aziende offrono.

placements-nav = Posti
placements-title = Posti
placements-lead = I posti registrati dalla tua scuola e quelli che altre scuole condividono.
placements-new = Aggiungi un posto
placements-import = Importa un file
placements-none = Non c'è ancora nessun posto
placements-none-text = Importa prima il file delle aziende, poi quello dei posti (CSV o Excel); oppure aggiungi un posto a mano.
placements-nothing = Nessun posto corrisponde
placements-nothing-text = Togli un filtro, oppure guarda anche i posti già finiti.
placements-all = Tutti i posti, anche finiti
placements-search = Cerca
placements-search-hint = Parole della ragione sociale, oppure il codice intero del posto.
placements-figure = Figura
placements-pathway = Percorso
placements-when = Quando
placements-when-open = Non ancora finiti
placements-when-all = Anche finiti
placements-filter = Mostra
placements-filter-all = Tutti
placements-key = Codice
placements-company = Azienda
placements-seats = Posti
placements-site = Sede
placements-period = Periodo
placements-shared = Condiviso
placements-page = Posto { $key }, { $company }
placements-edit = Modifica il posto
placements-remove = Togli il posto
placements-remove-hint = Si può togliere solo un posto che nessun abbinamento ha mai usato.
placements-of-another = L'ha registrato e condiviso un'altra scuola: puoi usarlo nei tuoi turni, non modificarlo.
placements-share = Condividi con le altre scuole
placements-share-hint = Anche le altre scuole possono proporre i loro studenti per questo posto.
placements-group-what = Che cosa
placements-group-where = Dove
placements-group-when = Quando
placements-group-training = Formazione e tutor
placements-group-limits = Limiti e richieste
placements-added = Posto aggiunto.
placements-changed = Modifiche salvate.
placements-removed = Posto tolto.

fault-placement-key-taken = La scuola ha già un posto con il codice { $value }.
fault-placement-company-unknown = Non conosciamo un'azienda con la partita IVA { $value }: aggiungi prima l'azienda.
fault-placement_changed = Nel frattempo qualcun altro ha modificato o tolto questo posto.

audit-placement-added = Ha aggiunto un posto
audit-placement-changed = Ha modificato un posto
audit-placement-removed = Ha tolto un posto

placements-maybe = forse
placements-maybe-what = L'azienda non ne è ancora certa: il posto conta solo negli scenari, e nessuno vi può essere proposto.
placements-make-firm = L'azienda conferma il posto
placements-made-firm = Il posto è certo: conta dal prossimo calcolo.
audit-placement-made_firm = Ha segnato come certo un posto che era un forse
