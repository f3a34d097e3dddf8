package vn.minhxac.unit;

/** Kinds of units. Any number of administrative tiers: a commune may lie under a district or straight under its province. */
public enum UnitKind {
    PROVINCE, DISTRICT, COMMUNE, FACILITY
}
