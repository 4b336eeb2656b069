//! Outlines of the provinces, simplified, for maps: ISTAT / openpolis, CC BY 4.0 (see `NOTICE`).

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Point, Province};

/// A province and its rings, WGS84.
#[derive(Debug, Clone)]
pub struct Outline {
    /// Which.
    pub province: Province,
    /// Closed lines around its parts.
    pub rings: Vec<Vec<Point>>,
}

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Properties,
    geometry: Geometry,
}

#[derive(Deserialize)]
struct Properties {
    sigla: String,
}

type Ring = Vec<[f64; 2]>;

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Vec<Ring>),
    MultiPolygon(Vec<Vec<Ring>>),
}

static OUTLINES: LazyLock<Vec<Outline>> =
    LazyLock::new(|| read(include_str!("../data/province_lombardia.geojson")).unwrap_or_default());

/// The provinces of Lombardy.
#[must_use]
pub fn outlines() -> &'static [Outline] {
    &OUTLINES
}

fn read(text: &str) -> Option<Vec<Outline>> {
    let collection: Collection = serde_json::from_str(text).ok()?;
    collection
        .features
        .into_iter()
        .map(|feature| {
            let rings = match feature.geometry {
                Geometry::Polygon(rings) => rings,
                Geometry::MultiPolygon(parts) => parts.into_iter().flatten().collect(),
            };
            let ring = |ring: Ring| ring.into_iter().map(|[lon, lat]| Point { lat, lon }).collect();
            Some(Outline {
                province: Province::from_stored(&feature.properties.sigla)?,
                rings: rings.into_iter().map(ring).collect(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_province_has_an_outline_around_the_seats_of_its_comuni() {
        assert_eq!(outlines().len(), Province::ALL.len());
        for outline in outlines() {
            let points = || outline.rings.iter().flatten();
            let (south, north) = points().fold((90.0_f64, 0.0_f64), |(s, n), p| (s.min(p.lat), n.max(p.lat)));
            assert!(points().count() > 20, "{:?}", outline.province);
            assert!(
                (44.0..47.0).contains(&south) && (44.0..47.0).contains(&north),
                "{:?}",
                outline.province
            );
        }
    }
}
