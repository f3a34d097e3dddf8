package vn.minhxac.cleaning.internal.proposal;

/**
 * Another record of the province that resembles this one.
 *
 * @param sameNumber   it bears the same number
 * @param samePerson   name key, sex and date of birth are equal
 * @param samePhone    both have a phone, the same
 * @param sameCommune  both have a commune of permanent residence, the same
 * @param fitsItsNumber its sex and year of birth are what its number says
 */
public record OtherRecord(long citizenId, String idNumber, boolean sameNumber, boolean samePerson, boolean samePhone, boolean sameCommune,
                          boolean fitsItsNumber) {
}
