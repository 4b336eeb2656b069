# Le regole: titoli, frasi, numeri, motivi di esclusione, condizioni, limiti.

law-sources-note = Gli articoli sono citati come li conosciamo e vanno controllati sul testo in vigore. Questa pagina non è un parere legale.
law-unverified-note = Numeri non verificati: finché un turno non li imposta valgono zero, cioè non chiedono nulla.
law-last-known = Ultimo valore noto: { $value }.

law-status-verified = verificata
law-status-likely = probabile
law-status-unverified = non verificata
law-unit-years = anni
law-unit-months = mesi
law-unit-days = giorni
law-unit-hours = ore
law-unit-minutes = minuti
law-unit-clock = ora del giorno
law-unit-percent = per cento
law-unit-people = persone
law-unit-flag = 1 sì, 0 no

law-r1-title = Età per l'apprendistato
law-r1-sentence = Il primo giorno lo studente ha compiuto { $min_age } anni e non ancora { $max_age }.
law-r1-min_age = Età minima
law-r1-max_age = Età da non aver compiuto
law-r2-title = Età per la formazione scuola-lavoro in azienda
law-r2-sentence = In azienda si va da { $min_age } anni compiuti; prima c'è solo l'impresa simulata.
law-r2-min_age = Età minima
law-r3-title = Figura, indirizzo e percorso
law-r3-sentence = Il posto insegna la figura dello studente, con lo stesso indirizzo se entrambi lo indicano, ed è offerto per il suo percorso. Dall'anno { $continuation_from_year } va bene anche un diploma in cui la qualifica prosegue.
law-r3-continuation = Ammettere il diploma in cui la qualifica prosegue
law-r3-continuation_from_year = A partire dall'anno di corso
law-r4-title = Periodo e durata
law-r4-sentence = Il posto cade, almeno in parte, nei giorni in cui lo studente è disponibile. L'apprendistato dura almeno { $min_months } mesi e al massimo { $max_months_qualifica } per la qualifica, { $max_months_diploma } per il diploma; { $months_fourth_year } per il diploma di chi ha già la qualifica.
law-r4-min_months = Durata minima del contratto
law-r4-max_months_qualifica = Durata massima per la qualifica
law-r4-max_months_diploma = Durata massima per il diploma
law-r4-months_fourth_year = Durata per il diploma dopo la qualifica
law-r5-title = Ore di formazione
law-r5-sentence = In apprendistato la formazione presso l'ente non supera il { $external_percent_year_1 }% dell'orario nel primo anno, il { $external_percent_year_2 }% nel secondo, il { $external_percent_year_3 }% nel terzo e il { $external_percent_year_4 }% nel quarto: il resto delle ore dell'anno ({ $timetable_hours } se non indicate) è formazione interna. Quota minima presso l'ente: { $external_percent_least }%. Ore minime di scuola-lavoro per anno di corso: { $school_work_hours_year_1 }, { $school_work_hours_year_2 }, { $school_work_hours_year_3 }, { $school_work_hours_year_4 }; di impresa simulata: { $simulated_hours }.
law-r5-timetable_hours = Ore annue del corso, se non indicate
law-r5-external_percent_year_1 = Quota massima presso l'ente, primo anno
law-r5-external_percent_year_2 = Quota massima presso l'ente, secondo anno
law-r5-external_percent_year_3 = Quota massima presso l'ente, terzo anno
law-r5-external_percent_year_4 = Quota massima presso l'ente, quarto anno
law-r5-external_percent_least = Quota minima presso l'ente
law-r5-school_work_hours_year_1 = Ore minime di scuola-lavoro, primo anno
law-r5-school_work_hours_year_2 = Ore minime di scuola-lavoro, secondo anno
law-r5-school_work_hours_year_3 = Ore minime di scuola-lavoro, terzo anno
law-r5-school_work_hours_year_4 = Ore minime di scuola-lavoro, quarto anno
law-r5-simulated_hours = Ore minime di impresa simulata
law-r6-title = Orario dei minorenni
law-r6-sentence = Chi non ha ancora { $adult_age } anni il primo giorno lavora al massimo { $day_hours } ore al giorno e { $week_hours } alla settimana, scuola compresa; mai tra le { $night_from } e le { $night_to }, con almeno { $night_rest_hours } ore libere di seguito; dopo { $break_after_minutes } minuti ha una pausa di almeno { $break_minutes }; ha { $rest_days } giorni di riposo alla settimana.
law-r6-adult_age = Maggiore età
law-r6-day_hours = Ore al giorno, massimo
law-r6-week_hours = Ore alla settimana, massimo
law-r6-school_hours_count = Contare le ore di scuola
law-r6-night_from = Inizio della notte
law-r6-night_to = Fine della notte
law-r6-night_rest_hours = Ore libere di seguito
law-r6-break_after_minutes = Lavoro senza pausa, massimo
law-r6-break_minutes = Pausa minima
law-r6-rest_days = Giorni di riposo alla settimana
law-r7-title = Lavorazioni pericolose
law-r7-sentence = Un minorenne non è assegnato a lavorazioni pericolose, salvo deroga formativa registrata e un formatore indicato. In formazione scuola-lavoro le attività ad alto rischio sono escluse per tutti.
law-r7-school_work_high_risk_forbidden = Escludere le attività ad alto rischio in scuola-lavoro
law-r8-title = Apprendisti per datore di lavoro
law-r8-sentence = Con meno di { $few_skilled } lavoratori qualificati gli apprendisti sono al massimo { $few_skilled_cap }; con meno di { $small_staff } lavoratori in tutto sono il { $small_percent }% dei qualificati, altrimenti il { $large_percent }%. Per le imprese artigiane vale la loro tabella. Si contano tutte le sedi e tutti gli apprendisti già presenti o promessi.
law-r8-few_skilled = Qualificati sotto cui vale il numero fisso
law-r8-few_skilled_cap = Numero fisso di apprendisti
law-r8-small_staff = Lavoratori sotto cui vale il rapporto dei piccoli
law-r8-small_percent = Apprendisti ogni cento qualificati, piccoli
law-r8-large_percent = Apprendisti ogni cento qualificati, altri
law-r8-artisan_staff = Artigiana non in serie: addetti
law-r8-artisan_apprentices = Artigiana non in serie: di cui apprendisti
law-r8-artisan_extended = Artigiana non in serie: addetti se gli altri sono apprendisti
law-r8-serial_staff = Artigiana in serie: addetti
law-r8-serial_apprentices = Artigiana in serie: di cui apprendisti
law-r8-serial_extended = Artigiana in serie: addetti se gli altri sono apprendisti
law-r8-artistic_staff = Artigiana artistica: addetti
law-r8-artistic_apprentices = Artigiana artistica: di cui apprendisti
law-r8-artistic_extended = Artigiana artistica: addetti se gli altri sono apprendisti
law-r8-transport_staff = Artigiana di trasporto: addetti
law-r8-building_staff = Artigiana edile: addetti
law-r8-building_apprentices = Artigiana edile: di cui apprendisti
law-r8-building_extended = Artigiana edile: addetti se gli altri sono apprendisti
law-r9-title = Studenti per tutor aziendale
law-r9-sentence = Un tutor aziendale segue al massimo { $apprentices } apprendisti; in scuola-lavoro al massimo { $students_high_risk } studenti con rischio alto, { $students_medium_risk } con rischio medio, { $students_low_risk } con rischio basso.
law-r9-apprentices = Apprendisti per tutor
law-r9-students_high_risk = Studenti per tutor, rischio alto
law-r9-students_medium_risk = Studenti per tutor, rischio medio
law-r9-students_low_risk = Studenti per tutor, rischio basso
law-r10-title = Requisiti dell'azienda
law-r10-sentence = Per l'apprendistato l'azienda dichiara capacità strutturale, tecnica e formativa e il tutor ha almeno { $tutor_years } anni di esperienza. La valutazione dei rischi considera i minorenni. Protocollo o convenzione si firmano dopo l'abbinamento e prima dell'inizio.
law-r10-tutor_years = Esperienza minima del tutor
law-r11-title = Posti e una sola assegnazione
law-r11-sentence = Un posto accoglie tanti studenti quanti ne dichiara, e ogni studente ha un solo posto.
law-r12-title = Viaggio e accesso
law-r12-sentence = Il viaggio non supera i limiti dello studente, o quelli del turno; chi ha bisogno di una sede accessibile va solo dove lo è.
law-r13-title = Visita medica
law-r13-sentence = Prima di lavorazioni a rischio serve la visita medica: è una condizione da soddisfare prima dell'inizio, non un'esclusione.
law-r14-title = Rifiuti e richieste
law-r14-sentence = Si rispettano i rifiuti dello studente, della famiglia e dell'azienda, e l'età che l'azienda chiede. Una patente si può chiedere a chi ha l'età per averla: { $licence_am_age } anni per AM, { $licence_a1_age } per A1 e B1, { $licence_b_age } per B.
law-r14-licence_am_age = Età per la patente AM
law-r14-licence_a1_age = Età per le patenti A1 e B1
law-r14-licence_b_age = Età per la patente B

reason-r1-too_young = Ha { $age } anni il { $day }: per l'apprendistato ne servono { $needed }.
reason-r1-too_old = Ha { $age } anni il { $day }: l'apprendistato inizia prima di compierne { $limit }.
reason-r2-too_young = Ha { $age } anni il { $day }: in azienda ne servono { $needed }, prima c'è solo l'impresa simulata.
reason-r3-pathway =
    Lo studente è in { $own ->
        [apprenticeship] apprendistato
        [school_work] formazione scuola-lavoro
       *[simulated] impresa simulata
    }, il posto è per { $offered ->
        [apprenticeship] apprendistato
        [school_work] formazione scuola-lavoro
       *[simulated] impresa simulata
    }.
reason-r3-figure = La figura dello studente è «{ $own }», il posto è per: { $offered }.
reason-r3-indirizzo = L'indirizzo dello studente è «{ $own }», quello del posto «{ $offered }».
reason-r4-no_overlap = Il posto va dal { $from } al { $to }, lo studente è disponibile dal { $available_from } al { $available_to }.
reason-r4-too_short =
    Il contratto dura { $n_months ->
        [one] un mese intero
       *[other] { $n_months } mesi interi
    }, ne servono almeno { $needed }.
reason-r4-too_long =
    Il posto va dal { $from } al { $to }: per { $title ->
        [qualifica] la qualifica
       *[diploma] il diploma
    } la formazione dura al massimo { $limit } mesi.
reason-r5-internal_hours = Le ore di formazione interna sono { $hours } all'anno: all'anno di corso { $year } ne servono { $needed }, perché presso l'ente si può fare al massimo il { $percent }% dell'orario.
reason-r5-external_hours = Le ore di formazione interna sono { $hours } all'anno: al massimo { $limit }, perché presso l'ente si fa almeno il { $percent }% dell'orario.
reason-r5-school_work_hours = Il posto dà { $hours } ore all'anno, ne servono { $needed }.
reason-r5-simulated_hours = L'impresa simulata dà { $hours } ore all'anno, ne servono { $needed }.
reason-r6-day_hours = La giornata è di { $hours } ore: un minorenne ne fa al massimo { $limit }.
reason-r6-week_hours = Tra azienda ({ $company } ore) e scuola ({ $school } ore) la settimana supera le { $limit } ore di un minorenne.
reason-r6-night = L'orario va dalle { $from } alle { $to }: un minorenne non lavora tra le { $night_from } e le { $night_to }.
reason-r6-night_rest = Tra la fine e l'inizio del lavoro passano { $hours } ore: a un minorenne ne servono { $needed }.
reason-r6-break = L'orario lascia { $minutes } minuti di pausa: dopo { $after } ore un minorenne ne ha almeno { $needed }.
reason-r6-rest_days = I giorni di lavoro sono { $days } alla settimana: un minorenne ha { $needed } giorni di riposo.
reason-r7-hazardous = Ci sono lavorazioni pericolose e nessuna deroga formativa: un minorenne non può farle.
reason-r7-trainer = C'è la deroga formativa, ma nessun tutor indicato che insegni le lavorazioni pericolose.
reason-r7-high_risk = Le attività ad alto rischio sono escluse dalla formazione scuola-lavoro.
reason-r10-capacity_undeclared = L'azienda non ha dichiarato le tre capacità (strutturale, tecnica, formativa): può farlo.
reason-r10-capacity_structural = L'azienda non ha la capacità strutturale.
reason-r10-capacity_technical = L'azienda non ha la capacità tecnica.
reason-r10-capacity_formative = L'azienda non ha la capacità formativa.
reason-r10-dvr_minors = La valutazione dei rischi dell'azienda non considera i minorenni.
reason-r10-tutor_years =
    Il tutor ha { $n_years ->
        [one] un anno
       *[other] { $n_years } anni
    } di esperienza, ne servono { $needed }.
reason-r11-closed = Il posto non è più offerto.
reason-r11-no_seat = Il posto non ha più disponibilità.
reason-r11-already_placed = Lo studente ha già un posto.
reason-r12-minutes = Il viaggio dura { $minutes } minuti, il limite è { $limit }.
reason-r12-distance = La distanza è di { $n_metres } metri, il limite è { $n_limit }.
reason-r12-accessible = La sede non è accessibile.
reason-r12-accessible_undeclared = L'azienda non ha dichiarato se la sede è accessibile: può farlo.
reason-r14-by_student = Lo studente o la famiglia ha escluso questo posto o questa azienda.
reason-r14-by_company = L'azienda ha già detto di no a questo abbinamento.
reason-r14-min_age = Ha { $age } anni il { $day }: l'azienda ne chiede { $needed }.
reason-r14-licence_age = Ha { $age } anni il { $day }: per la patente { $licence } ne servono { $needed }.

condition-r4-partly_outside = Il posto va dal { $from } al { $to }, lo studente è disponibile dal { $available_from } al { $available_to }: accordarsi sui giorni.
condition-r4-fourth_year = Se lo studente ha già la qualifica, la formazione per il diploma dura al massimo { $limit } mesi.
condition-r5-internal_hours_missing = Indicare le ore di formazione interna: ne servono almeno { $needed } all'anno.
condition-r6-timetable_missing = Indicare giorni e orari: lo studente è minorenne.
condition-r6-school_hours_missing = Indicare le ore a scuola: per un minorenne, con quelle in azienda, sono al massimo { $limit } alla settimana.
condition-r6-sunday = Un minorenne riposa la domenica, salvo in alcuni settori (turismo, ristorazione): controllare.
condition-r7-derogation = La deroga formativa va autorizzata prima dell'inizio.
condition-r7-risk_class = L'azienda è a rischio alto: indicare nella convenzione attività che la valutazione dei rischi consente.
condition-r10-dvr_missing = Chiedere all'azienda la valutazione dei rischi per i minorenni.
condition-r10-tutor_years_missing = Indicare gli anni di esperienza del tutor: ne servono { $needed }.
condition-r13-medical_check = Serve la visita medica prima dell'inizio.
condition-r14-licence = Lo studente deve avere la patente { $licence }.

cap-r8-off = Il limite di apprendisti non è applicato in questo turno.
cap-r8-undeclared = L'azienda non ha dichiarato dipendenti e qualificati: senza, non può avere apprendisti.
cap-r8-few_skilled = Con { $skilled } qualificati: al massimo { $limit } apprendisti.
cap-r8-small = Con { $staff } dipendenti e { $skilled } qualificati: al massimo { $limit } apprendisti (il { $percent }% dei qualificati).
cap-r8-large = Con { $staff } dipendenti e { $skilled } qualificati: al massimo { $limit } apprendisti (il { $percent }% dei qualificati).
cap-r8-artisan = Impresa artigiana con { $others } dipendenti oltre agli apprendisti: al massimo { $limit } apprendisti.
cap-r8-artisan_too_large = Impresa artigiana con { $others } dipendenti oltre agli apprendisti: la legge ne prevede al massimo { $most }. Controllare i dati.
cap-r9-off = Il limite per tutor non è applicato in questo turno.
cap-r9-simulated = Nell'impresa simulata non c'è un limite per tutor.
cap-r9-declared = L'azienda indica al massimo { $limit } studenti per tutor.
cap-r9-apprentices = Al massimo { $limit } apprendisti per tutor.
cap-r9-low = Rischio basso: al massimo { $limit } studenti per tutor.
cap-r9-medium = Rischio medio: al massimo { $limit } studenti per tutor.
cap-r9-high = Rischio alto: al massimo { $limit } studenti per tutor.
cap-r9-undeclared = Classe di rischio non dichiarata: al massimo { $limit } studenti per tutor, come con rischio alto.
cap-r11-seats = Posti dichiarati: { $limit }.

fault-rules-on_and_off = La regola { $value } è sia accesa sia spenta.
fault-rules-parameter-unknown = Nessuna regola ha il numero «{ $value }».
fault-rules-parameter-bounds = Il valore { $value } non va bene: da { $low } a { $high }.
