package vn.minhxac.unit;

/** What an officer is. The suffix makes the candidate group of a unit, e.g. {@code unit05431station}. */
public enum Role {
    FACILITY_OFFICER("facility"),
    FACILITY_HEAD("head"),
    COMMUNE_HEALTH_STATION("station"),
    COMMUNE_POLICE("police"),
    COMMUNE_CHAIR("chair"),
    DISTRICT_HEALTH("district"),
    PROVINCIAL_HEALTH("province"),
    SUPERVISOR("supervisor"),
    MINISTRY("ministry"),
    ANALYST("analyst"),
    ADMIN("admin");

    private final String suffix;

    Role(String suffix) {
        this.suffix = suffix;
    }

    /** The candidate group of this role in a unit; the Ministry, analysts and administrators have one group each. */
    public String group(String unitCode) {
        return switch (this) {
            case MINISTRY, ANALYST -> suffix;
            case ADMIN -> "camunda-admin";
            default -> "unit" + unitCode + suffix;
        };
    }
}
