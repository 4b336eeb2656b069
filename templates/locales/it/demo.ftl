# La dimostrazione.

fault-demo-not_empty = In questa cartella ci sono dati che non sono di una dimostrazione: lì si entra senza password, perciò non si apre. Indica un'altra cartella.
