package vn.minhxac.passport;

/**
 * The fields of Decision 5772/QĐ-BYT as a code holds them: codes of the EU value sets as they are, null where absent.
 * Nationality is not in an EU DCC; {@code country} is where the vaccination took place.
 *
 * @param fullName        family name first
 * @param latinName       the ICAO 9303 transliteration, {@code FAMILY<<GIVEN<NAMES}
 * @param dateOfBirth     {@code YYYY}, {@code YYYY-MM}, {@code YYYY-MM-DD} or empty
 * @param disease         code of the disease targeted, {@code 840539006} for COVID-19
 * @param doseNumber      number of this dose
 * @param seriesDoses     total number of doses of the series
 * @param vaccinationDate day of this dose, ISO
 * @param vaccine         {@code vp}: vaccine or prophylaxis
 * @param product         {@code mp}: vaccine product
 * @param manufacturer    {@code ma}: marketing authorisation holder or manufacturer
 * @param uvci            unique certificate identifier
 * @param country         country of vaccination, ISO 3166-1 alpha-2
 * @param issuer          certificate issuer in words
 * @param kind            {@code v} vaccination, {@code t} test, {@code r} recovery; ours are always {@code v}
 */
public record PassportFields(String fullName, String latinName, String dateOfBirth, String disease, Integer doseNumber,
                             Integer seriesDoses, String vaccinationDate, String vaccine, String product,
                             String manufacturer, String uvci, String country, String issuer, String kind) {

    /** Without personal data. */
    @Override
    public String toString() {
        return "PassportFields";
    }
}
