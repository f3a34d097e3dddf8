package vn.minhxac.passport;

import java.time.LocalDate;

/**
 * What one passport says: the person and the latest signed dose (Decision 5772/QĐ-BYT, 11 fields; the certificate code is
 * added when the passport is made).
 *
 * @param fullName        as in the record, any Unicode normal form; family name first
 * @param dob             date of birth; parts beyond {@code dobPrecision} are ignored
 * @param dobPrecision    what of {@code dob} is known: {@code 'D'}, {@code 'M'} or {@code 'Y'}
 * @param doseNumber      number of the dose, from 1
 * @param seriesDoses     doses of the primary series, from 1: {@code sd} of the vaccine the person was first given, so that one
 *                        dose of a two-dose vaccine after Janssen is not mistaken for a completed series
 * @param vaccinationDate day of the dose
 * @param mp              vaccine product, code of the EU value set {@code vaccines-covid-19-names}
 * @param ma              marketing authorisation holder, code of {@code vaccines-covid-19-auth-holders}
 * @param vp              vaccine or prophylaxis, code of {@code sct-vaccines-covid-19}
 * @param issuer          certificate issuer in words, at most 80 characters
 */
public record PassportFacts(String fullName, LocalDate dob, char dobPrecision, int doseNumber, int seriesDoses,
                            LocalDate vaccinationDate, String mp, String ma, String vp, String issuer) {

    /** Without personal data, so that it may appear in logs. */
    @Override
    public String toString() {
        return "PassportFacts";
    }
}
