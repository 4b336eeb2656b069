#![doc = "Abbina."]
