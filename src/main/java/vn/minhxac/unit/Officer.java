package vn.minhxac.unit;

/**
 * A personal account of an officer (9458: accounts are personal).
 *
 * @param userId       letters and digits
 * @param unitKind     kind of the unit the officer works for, or null (Ministry, analyst, administrator)
 * @param provinceCode province of that unit, or null
 */
public record Officer(String userId, String displayName, Role role, UnitKind unitKind, String unitCode, String provinceCode,
                      String email, String phone, boolean active) {

    /** The officer's candidate group. */
    public String group() {
        return role.group(unitCode);
    }
}
