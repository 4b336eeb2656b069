//! Means of transport, distances and estimated minutes.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Point;
use crate::vocabulary::text::{normalise_key, serde_as_text};

/// How somebody travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Transport {
    /// Train, bus, tram: what a minor has.
    #[default]
    Public,
    /// As driver or passenger.
    Car,
    /// Motorbike or moped.
    Motorbike,
    /// Bicycle.
    Bicycle,
    /// On foot.
    Foot,
}

impl Transport {
    /// All five.
    pub const ALL: [Transport; 5] = [
        Transport::Public,
        Transport::Car,
        Transport::Motorbike,
        Transport::Bicycle,
        Transport::Foot,
    ];

    /// The word stored and in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Transport::Public => "public",
            Transport::Car => "car",
            Transport::Motorbike => "motorbike",
            Transport::Bicycle => "bicycle",
            Transport::Foot => "foot",
        }
    }

    /// Back from [`Transport::as_str`].
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Transport> {
        Transport::ALL
            .into_iter()
            .find(|transport| transport.as_str() == word)
    }

    /// The word that files use, Italian.
    #[must_use]
    pub const fn file_word(self) -> &'static str {
        match self {
            Transport::Public => "pubblico",
            Transport::Car => "auto",
            Transport::Motorbike => "moto",
            Transport::Bicycle => "bici",
            Transport::Foot => "piedi",
        }
    }

    /// From what somebody wrote in a file, in Italian or English.
    #[must_use]
    pub fn from_file_word(word: &str) -> Option<Transport> {
        match normalise_key(word).as_str() {
            "pubblico" | "mezzipubblici" | "mezzopubblico" | "tpl" | "treno" | "bus" | "autobus"
            | "pullman" | "tram" | "metro" | "public" | "publictransport" | "train" => {
                Some(Transport::Public)
            }
            "auto" | "automobile" | "macchina" | "autopropria" | "car" => Some(Transport::Car),
            "moto" | "motorino" | "scooter" | "ciclomotore" | "motociclo" | "motorbike" | "moped" => {
                Some(Transport::Motorbike)
            }
            "bici" | "bicicletta" | "ebike" | "bicycle" | "bike" => Some(Transport::Bicycle),
            "piedi" | "apiedi" | "foot" | "onfoot" | "walk" | "walking" => Some(Transport::Foot),
            _ => None,
        }
    }
}

serde_as_text!(Transport, Transport::from_stored);

/// How straight lines become minutes. The defaults are estimates of this project, from door to door (waiting and changing
/// included for public transport), not measurements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TravelParameters {
    /// The way there, per cent of the straight line.
    pub detour_percent: u16,
    /// km/h by public transport.
    pub public_kmh: u16,
    /// km/h by car.
    pub car_kmh: u16,
    /// km/h by motorbike.
    pub motorbike_kmh: u16,
    /// km/h by bicycle.
    pub bicycle_kmh: u16,
    /// km/h on foot.
    pub foot_kmh: u16,
}

impl Default for TravelParameters {
    fn default() -> TravelParameters {
        TravelParameters {
            detour_percent: 130,
            public_kmh: 25,
            car_kmh: 45,
            motorbike_kmh: 40,
            bicycle_kmh: 14,
            foot_kmh: 5,
        }
    }
}

impl TravelParameters {
    /// km/h by `transport`.
    #[must_use]
    pub const fn kmh(&self, transport: Transport) -> u16 {
        match transport {
            Transport::Public => self.public_kmh,
            Transport::Car => self.car_kmh,
            Transport::Motorbike => self.motorbike_kmh,
            Transport::Bicycle => self.bicycle_kmh,
            Transport::Foot => self.foot_kmh,
        }
    }
}

/// Metres between two points along the great circle (haversine, mean radius 6,371,008.8 m).
#[must_use]
pub fn distance_metres(a: Point, b: Point) -> u32 {
    const DIAMETER: f64 = 2.0 * 6_371_008.8;
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let h = half(b.lat - a.lat) + a.lat.to_radians().cos() * b.lat.to_radians().cos() * half(b.lon - a.lon);
    // At most 20,037,508, half of the equator: it fits.
    (DIAMETER * h.sqrt().min(1.0).asin()).round() as u32
}

/// Estimated minutes for `metres` of straight line, rounded up; `u16::MAX` when the speed is 0.
#[must_use]
pub fn travel_minutes(metres: u32, transport: Transport, parameters: &TravelParameters) -> u16 {
    let way = u64::from(metres) * u64::from(parameters.detour_percent) * 60;
    match u64::from(parameters.kmh(transport)) * 100_000 {
        0 => u16::MAX,
        speed => u16::try_from(way.div_ceil(speed)).unwrap_or(u16::MAX),
    }
}
