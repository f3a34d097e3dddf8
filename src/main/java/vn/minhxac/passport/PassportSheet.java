package vn.minhxac.passport;

/**
 * What is shown of a passport of ours: the eleven fields of Decision 5772/QĐ-BYT. All but two are read from the signed code
 * itself; nationality and the number of doses received, which an EU DCC does not have, come from the record.
 * {@link ValueSets} has the words for the codes.
 *
 * @param fullName        (1) family name first
 * @param latinName       the ICAO 9303 transliteration, {@code FAMILY<<GIVEN<NAMES}
 * @param dateOfBirth     (2) {@code YYYY-MM-DD}, or less where less is known
 * @param nationality     (3) ISO 3166-1 alpha-2
 * @param disease         (4) code of the disease targeted
 * @param dosesReceived   (5) signed doses so far
 * @param vaccinationDate (6) ISO date of the dose this passport is about
 * @param doseNumber      (7) its number
 * @param vaccine         (8) code of the vaccine or prophylaxis
 * @param product         (9) code of the vaccine product
 * @param manufacturer    (10) code of the marketing authorisation holder or manufacturer
 * @param uvci            (11) certificate code
 */
public record PassportSheet(String fullName, String latinName, String dateOfBirth, String nationality, String disease,
                            int dosesReceived, String vaccinationDate, int doseNumber, String vaccine, String product,
                            String manufacturer, String uvci) {

    /** Without personal data. */
    @Override
    public String toString() {
        return "PassportSheet[" + uvci + "]";
    }
}
