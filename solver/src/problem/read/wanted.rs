//! What is wanted and how long it may take: the sections that refer to nothing else.

use super::fields::{Fields, Path};
use super::sections::Done;
use crate::json::{Kind, Number, Reader};
use crate::policy::{Limits, Policy, Stability, Tier};

pub(super) fn policy(
    fields: &mut Fields,
    reader: &mut Reader<'_>,
    root: &Path<'_>,
    policy: &mut Policy,
) -> Done {
    let path = root.key("policy");
    if reader.kind()? != Kind::Object {
        return fields.wrong(reader, &path, "policy", "an object");
    }
    fields.object(
        reader,
        &path,
        "policy",
        &["tiers", "stability"],
        |fields, reader, key| {
            if key == 1 {
                let at = path.key("stability");
                if let Some(name) = fields.text(reader, &at, "policy.stability")? {
                    match Stability::of(&name) {
                        Some(mode) => policy.stability = mode,
                        None => fields.findings.add(
                            || at.to_string(),
                            "policy.stability.unknown",
                            || {
                                format!(
                                    "{name:?} is no stability. Known: {}.",
                                    Stability::ALL.map(Stability::name).join(", ")
                                )
                            },
                        ),
                    }
                }
                return Ok(());
            }
            let at = path.key("tiers");
            if reader.kind()? != Kind::Array {
                return fields.wrong(reader, &at, "policy.tiers", "an array");
            }
            policy.tiers.clear();
            let mut unknown = false;
            fields.array(reader, &at, "policy.tiers", |fields, reader, position| {
                let at = at.item(position);
                let name = fields.needed_text(reader, &at, "policy.tier")?;
                unknown |= name.is_none();
                let Some(name) = name else { return Ok(()) };
                match Tier::of(&name) {
                    Some(tier) => policy.tiers.push(tier),
                    None => {
                        unknown = true;
                        fields.findings.add(
                            || at.to_string(),
                            "policy.tier.unknown",
                            || {
                                format!(
                                    "{name:?} is no tier. Known: {}.",
                                    Tier::ALL.map(Tier::name).join(", ")
                                )
                            },
                        );
                    }
                }
                Ok(())
            })?;
            if unknown && policy.tiers.is_empty() {
                policy.tiers = Policy::default().tiers;
            }
            Ok(())
        },
    )?;
    Ok(())
}

pub(super) fn limits(
    fields: &mut Fields,
    reader: &mut Reader<'_>,
    root: &Path<'_>,
    limits: &mut Limits,
) -> Done {
    let path = root.key("limits");
    if reader.kind()? != Kind::Object {
        return fields.wrong(reader, &path, "limits", "an object");
    }
    fields.object(
        reader,
        &path,
        "limits",
        &["seconds", "threads"],
        |fields, reader, key| {
            if key == 1 {
                let threads = fields.integer(
                    reader,
                    &path.key("threads"),
                    || "limits.threads".to_owned(),
                    1,
                    4096,
                )?;
                limits.threads = threads.and_then(|t| u32::try_from(t).ok());
                return Ok(());
            }
            let at = path.key("seconds");
            match reader.kind()? {
                Kind::Number => {
                    #[expect(clippy::cast_precision_loss, reason = "seconds beyond 2^53 are for ever")]
                    let seconds = match reader.number()? {
                        Number::Integer(whole) => whole as f64,
                        Number::Other(seconds) => seconds,
                    };
                    if seconds > 0.0 && seconds.is_finite() {
                        limits.seconds = Some(seconds);
                    } else {
                        fields.findings.add(
                            || at.to_string(),
                            "limits.seconds.range",
                            || "The seconds must be above zero. Leave the key out for no limit.".to_owned(),
                        );
                    }
                }
                Kind::Null => reader.null()?,
                _ => fields.wrong(reader, &at, "limits.seconds", "a number")?,
            }
            Ok(())
        },
    )?;
    Ok(())
}

pub(super) fn seed(fields: &mut Fields, reader: &mut Reader<'_>, root: &Path<'_>, seed: &mut u64) -> Done {
    let value = fields.integer(reader, &root.key("seed"), || "seed".to_owned(), 0, i64::MAX)?;
    *seed = value.unwrap_or(0).cast_unsigned();
    Ok(())
}
