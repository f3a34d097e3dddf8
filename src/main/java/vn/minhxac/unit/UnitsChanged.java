package vn.minhxac.unit;

/** Units of a province were created, changed or closed. Published in the transaction that did it. */
public record UnitsChanged(String provinceCode) {
}
