package vn.minhxac.unit;

import java.time.LocalDate;

/**
 * An administrative unit or a vaccination facility, as it is between two dates.
 *
 * @param code      official code; unique within its kind, never used again for another unit
 * @param validFrom first day
 * @param validTo   last day, or null
 * @param email     where its mail goes, or null
 */
public record Unit(UnitKind kind, String code, String name, UnitKind parentKind, String parentCode, String provinceCode,
                   LocalDate validFrom, LocalDate validTo, String email) {
}
