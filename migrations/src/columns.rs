//! The portable column words: each means the same on SQLite and on PostgreSQL (see README.md).

use sea_orm_migration::prelude::*;

/// A table by its name.
#[must_use]
pub fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).to_owned()
}

/// The primary key `id`: a version 7 UUID that the application makes.
#[must_use]
pub fn id() -> ColumnDef {
    ColumnDef::new("id").uuid().not_null().primary_key().to_owned()
}

/// An identity, that of another row as a rule.
#[must_use]
pub fn uuid(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).uuid().not_null().to_owned()
}

/// A text.
#[must_use]
pub fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().to_owned()
}

/// An integer of 64 bits.
#[must_use]
pub fn int(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().to_owned()
}

/// Yes or no.
#[must_use]
pub fn flag(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).boolean().not_null().to_owned()
}

/// A UTC instant, to the microsecond, from the application's clock.
#[must_use]
pub fn instant(name: &'static str) -> ColumnDef {
    ColumnDef::new(name)
        .timestamp_with_time_zone()
        .not_null()
        .to_owned()
}

/// A day.
#[must_use]
pub fn day(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).date().not_null().to_owned()
}

/// A document that is stored, never searched inside.
#[must_use]
pub fn json(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).json_binary().not_null().to_owned()
}

/// Bytes.
#[must_use]
pub fn bytes(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).blob().not_null().to_owned()
}

/// The same column, and nothing in it is fine.
#[must_use]
pub fn or_none(mut column: ColumnDef) -> ColumnDef {
    column.null().to_owned()
}

/// What happens to the rows that refer to a row that goes.
#[derive(Debug, Clone, Copy)]
pub enum WhenGone {
    /// They go too.
    Delete,
    /// They forget it.
    Forget,
    /// It may not go.
    Refuse,
}

/// `table.column` refers to `target.id`.
#[must_use]
pub fn refers(
    table: &'static str,
    column: &'static str,
    target: &'static str,
    when: WhenGone,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_{table}_{column}"))
        .from(table, column)
        .to(target, "id")
        .on_delete(match when {
            WhenGone::Delete => ForeignKeyAction::Cascade,
            WhenGone::Forget => ForeignKeyAction::SetNull,
            WhenGone::Refuse => ForeignKeyAction::Restrict,
        })
        .to_owned()
}

/// An index for what is looked up.
pub async fn index(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    manager.create_index(named("ix", table, columns)).await
}

/// Without the index that [`index()`] made.
pub async fn drop_index(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    let named = Index::drop()
        .name(format!("ix_{table}_{}", columns.join("_")))
        .table(table)
        .to_owned();
    manager.drop_index(named).await
}

/// No two rows alike in these columns.
pub async fn unique(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    manager
        .create_index(named("uq", table, columns).unique().to_owned())
        .await
}

fn named(kind: &str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index
        .name(format!("{kind}_{table}_{}", columns.join("_")))
        .table(table);
    for column in columns {
        index.col(*column);
    }
    index
}

/// Drops the tables, the last first.
pub async fn drop_all(manager: &SchemaManager<'_>, tables: &[&'static str]) -> Result<(), DbErr> {
    for table in tables.iter().rev() {
        manager.drop_table(Table::drop().table(*table).to_owned()).await?;
    }
    Ok(())
}
