package vn.minhxac.training.sample;

import java.time.LocalDate;

/**
 * A fictional person as the population database has them (a foreigner: as the passport says).
 *
 * @param sex            {@code M} or {@code F}
 * @param oldIdNumber    nine digits, or null
 * @param hamlet         where in the commune; empty where nobody wrote it down
 * @param complete       false: the population database cannot verify this person
 */
record Person(String fullName, String sex, LocalDate dateOfBirth, String idNumber, String oldIdNumber, String nationality,
              String phone, ThaiNguyen.Commune commune, String hamlet, boolean complete) {

    boolean foreign() {
        return !nationality.equals("VN");
    }

    Person unverifiable() {
        return new Person(fullName, sex, dateOfBirth, idNumber, oldIdNumber, nationality, phone, commune, hamlet, false);
    }
}
