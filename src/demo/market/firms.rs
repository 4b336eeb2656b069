//! Firms, sized and equipped so that the seats planted with them are lawful.

use super::dice::Dice;
use super::people::{address, full_name};
use super::words::{MADE_UP, TRADES};
use crate::companies::model::CompanyFacts;
use crate::vocabulary::codes::{Ateco, VatNumber};
use crate::vocabulary::firm::Artisan;
use crate::vocabulary::geography::{Comune, ComuneCode};
use crate::vocabulary::text::Language;

/// All firms, and what each can still take.
#[derive(Debug, Default)]
pub(super) struct Firms {
    pub(super) facts: Vec<CompanyFacts>,
    room: Vec<Room>,
}

#[derive(Debug)]
struct Room {
    trade: usize,
    comune: ComuneCode,
    seats: u32,
}

/// What is wrong with a firm that cannot take apprentices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flaw {
    /// Nothing.
    None,
    /// No company tutor, no equipment, or a risk assessment that does not speak of minors.
    Requirements,
    /// It already has nearly as many apprentices as the law allows.
    Full,
}

impl Firms {
    /// A firm of this trade in this comune with room for `seats` more: one that is there, or a new one.
    pub(super) fn with_room(&mut self, dice: &mut Dice, trade: usize, at: &Comune, seats: u32) -> usize {
        let known = self
            .room
            .iter()
            .position(|room| room.trade == trade && room.comune == at.code && room.seats >= seats);
        let firm = match known {
            Some(firm) if dice.chance(60) => firm,
            _ => self.open(dice, trade, at, seats, Flaw::None),
        };
        self.room[firm].seats -= seats;
        firm
    }

    /// A new firm.
    pub(super) fn open(
        &mut self,
        dice: &mut Dice,
        trade: usize,
        at: &Comune,
        seats: u32,
        flaw: Flaw,
    ) -> usize {
        let number = self.facts.len() + 1;
        let kind = &TRADES[trade];
        let staff = match dice.below(100) {
            0..62 => dice.between(seats.max(2) + 1, 9),
            62..88 => dice.between(10, 49),
            88..97 => dice.between(50, 249),
            _ => dice.between(250, 900),
        };
        let artisan = if staff <= 9 { kind.artisan } else { Artisan::No };
        let skilled = (staff * dice.between(50, 80) / 100).max(1);
        let limit = ceiling(skilled, staff, artisan);
        let here = if flaw == Flaw::Full {
            limit
        } else {
            (limit.saturating_sub(seats)).min(dice.between(0, 1))
        };
        let made_up = *dice.pick(MADE_UP);
        let form = if staff < 6 {
            "S.n.c."
        } else if staff < 50 {
            "S.r.l."
        } else {
            "S.p.A."
        };
        let host = format!("{}-{number}.example.org", made_up.to_lowercase());
        let missing = if flaw == Flaw::Requirements {
            dice.below(3)
        } else {
            3
        };
        self.facts.push(CompanyFacts {
            vat_number: vat_number(number),
            name: format!("{} {made_up} {number} {form}", kind.firm),
            ateco: Ateco::parse(kind.ateco).ok(),
            ccnl: Some(kind.ccnl.to_owned()),
            staff: Some(staff),
            skilled: Some(skilled),
            apprentices: Some(here),
            artisan: Some(artisan),
            structural: Some(true),
            technical: Some(missing != 0),
            formative: Some(missing != 1),
            dvr_minors: Some(missing != 2),
            risk: Some(kind.risk),
            contact_name: Some(full_name(dice)),
            contact_email: address("personale", &host),
            pec: dice.chance(60).then(|| address("pec", &host)),
            language: Some(if dice.chance(4) {
                Language::English
            } else {
                Language::Italian
            }),
        });
        self.room.push(Room {
            trade,
            comune: at.code,
            seats: limit.saturating_sub(here),
        });
        number - 1
    }
}

/// How many apprentices a firm may have: never more than the law's own tables say (D.Lgs. 81/2015 art. 42(7), L. 443/1985 art. 4).
fn ceiling(skilled: u32, staff: u32, artisan: Artisan) -> u32 {
    match artisan {
        Artisan::No if skilled < 3 => 3,
        Artisan::No if staff < 10 => skilled,
        Artisan::No => skilled * 3 / 2,
        _ => 5,
    }
}

/// Numbers from 9990001: no office of the Revenue has ever counted so far. The office is Bergamo's.
fn vat_number(number: usize) -> VatNumber {
    let matricola = 9_990_000 + number as u64;
    VatNumber::from_ten_digits(matricola * 1000 + 16)
        .expect("ten digits and an office that exists make a VAT number")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_firm_with_two_skilled_workers_may_have_three_apprentices() {
        assert_eq!(ceiling(2, 3, Artisan::No), 3);
        assert_eq!(ceiling(5, 8, Artisan::No), 5);
        assert_eq!(ceiling(9, 14, Artisan::No), 13);
    }
}
