# La dimostrazione.

fault-demo-not_empty = In questa cartella ci sono dati che non sono di una dimostrazione: lì si entra senza password, perciò non si apre. Indica un'altra cartella.

demo-answer-link = Da qui un'azienda risponde senza account: { $link }

demo-ready = La dimostrazione è pronta: { $address }

demo-availability-link = E da qui dice se accoglie studenti quest'anno: { $link }
