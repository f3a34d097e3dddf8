package vn.minhxac.complaint.internal.review;

import java.time.LocalDate;
import java.util.List;

/** A person's record as the register holds it today, with the doses that are not void. Personal data: to officers' screens only. */
record PersonRecord(Person person, List<Dose> doses) {

    /**
     * @param recordId     number of the record, by which officers speak of it
     * @param dobPrecision D, M, Y or null
     */
    record Person(long id, String recordId, String provinceCode, String fullName, String sex, LocalDate dateOfBirth, String dobPrecision,
                  String idNumber, String idType, String nationality, String phone, String identityStatus) {

        boolean bornOnAKnownDay() {
            return dateOfBirth != null && (dobPrecision == null || dobPrecision.equals("D"));
        }

        @Override
        public String toString() {
            return "Person[" + id + "]";
        }
    }

    record Dose(long id, int doseNumber, LocalDate date, String vaccineCode, String lotNumber, String facilityCode, String enteringUnit,
                String enteredBy, String status) {

        @Override
        public String toString() {
            return "Dose[" + id + "]";
        }
    }

    @Override
    public String toString() {
        return "PersonRecord[" + person.id() + "]";
    }
}
