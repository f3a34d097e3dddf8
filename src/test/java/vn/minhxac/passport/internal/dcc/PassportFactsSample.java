package vn.minhxac.passport.internal.dcc;

import java.time.LocalDate;
import vn.minhxac.passport.PassportFacts;

/** Facts for tests, changed one at a time. */
public final class PassportFactsSample {

    public static final PassportFacts PFIZER_2_OF_2 = of("Đặng Hữu Phước", 2, 2);

    private PassportFactsSample() {
    }

    public static PassportFacts of(String name, int dose, int series) {
        return new PassportFacts(name, LocalDate.of(1985, 4, 30), 'D', dose, series, LocalDate.of(2021, 11, 20), "EU/1/20/1528",
                "ORG-100030215", "1119349007", "Ministry of Health of Viet Nam");
    }

    public static PassportFacts born(LocalDate dob, char precision) {
        PassportFacts f = PFIZER_2_OF_2;
        return new PassportFacts(f.fullName(), dob, precision, f.doseNumber(), f.seriesDoses(), f.vaccinationDate(), f.mp(),
                f.ma(), f.vp(), f.issuer());
    }

    public static PassportFacts issuedBy(String issuer) {
        PassportFacts f = PFIZER_2_OF_2;
        return new PassportFacts(f.fullName(), f.dob(), f.dobPrecision(), f.doseNumber(), f.seriesDoses(), f.vaccinationDate(),
                f.mp(), f.ma(), f.vp(), issuer);
    }
}
