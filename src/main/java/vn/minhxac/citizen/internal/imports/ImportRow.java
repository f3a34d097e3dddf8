package vn.minhxac.citizen.internal.imports;

import java.time.LocalDate;

/** One row as it will be stored, filled anew for each row of the file. */
final class ImportRow {

    String recordId;
    String fullName;
    String nameKey;
    String sex;
    LocalDate dateOfBirth;
    String dobPrecision;
    String idNumber;
    String idType;
    String nationality;
    String phone;
    String permanentCommune;
    String hamlet;
    int doseNumber;
    LocalDate vaccinationDate;
    String vaccineCode;
    String lotNumber;
    String facilityCode;
    /** Whether the person is exactly the one of the row read before. */
    boolean samePerson;
}
