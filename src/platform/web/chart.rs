//! Charts of bars, made by the server: an SVG that says at a glance what the table beside it says exactly.
//!
//! Widths are parts of the frame, heights and letters are not: a chart is as readable on a phone as on a wide window. No script, no
//! style of its own: the style sheet colours `.bar-1`, `.bar-2` and `.bar-marked`. Draw it with `layout/chart.html`.

/// Height of one bar, and what is above each row for its label, CSS pixels.
const BAR: usize = 16;
const LABEL: usize = 22;
const GAP: usize = 10;

/// Bars of one or two kinds, row by row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// What the rows are, and what each column counts: the head of the table.
    pub row: String,
    /// Names of the kinds of bars.
    pub series: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// One row of bars.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// What it is about.
    pub label: String,
    /// As many as there are series.
    pub values: Vec<u64>,
    /// Why it is marked, if it is.
    pub mark: Option<String>,
}

/// A bar, ready to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// Of the frame's height, CSS pixels.
    pub y: usize,
    /// Of the frame's width, tenths of a per cent.
    pub width: u64,
    /// What it stands for.
    pub value: u64,
    /// Which series, from 1.
    pub series: usize,
}

impl Bar {
    /// The width as SVG writes it.
    #[must_use]
    pub fn percent(&self) -> String {
        format!("{}.{}%", self.width / 10, self.width % 10)
    }

    /// Where the number after the bar begins.
    #[must_use]
    pub fn after(&self) -> String {
        let x = self.width + 10;
        format!("{}.{}%", x / 10, x % 10)
    }

    /// The baseline of its number.
    #[must_use]
    pub fn base(&self) -> usize {
        self.y + BAR - 3
    }

    /// Its height.
    #[must_use]
    pub fn height(&self) -> usize {
        BAR - 2
    }
}

impl Chart {
    fn step(&self) -> usize {
        LABEL + self.series.len().max(1) * BAR + GAP
    }

    /// The frame's height, CSS pixels.
    #[must_use]
    pub fn height(&self) -> usize {
        self.rows.len() * self.step()
    }

    /// The baseline of a row's label.
    #[must_use]
    pub fn label_at(&self, row: &usize) -> usize {
        row * self.step() + LABEL - 6
    }

    /// The bars of a row.
    #[must_use]
    pub fn bars(&self, row: &usize) -> Vec<Bar> {
        let most = self
            .rows
            .iter()
            .flat_map(|r| &r.values)
            .max()
            .copied()
            .unwrap_or(0)
            .max(1);
        self.rows[*row]
            .values
            .iter()
            .enumerate()
            .map(|(at, value)| Bar {
                y: row * self.step() + LABEL + at * BAR,
                // A tenth is left for the number after the longest bar.
                width: value.saturating_mul(880).div_ceil(most),
                value: *value,
                series: at + 1,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Chart, Row};

    #[test]
    fn the_longest_bar_leaves_room_for_its_number() {
        let row = |value| Row {
            values: vec![value],
            ..Row::default()
        };
        let chart = Chart {
            rows: vec![row(0), row(50), row(100)],
            ..Chart::default()
        };
        let widths: Vec<String> = (0..3).map(|r| chart.bars(&r)[0].percent()).collect();
        assert_eq!(widths, ["0.0%", "44.0%", "88.0%"]);
        assert_eq!(chart.bars(&2)[0].after(), "89.0%");
    }
}
