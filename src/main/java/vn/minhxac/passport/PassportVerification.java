package vn.minhxac.passport;

/** The public check: {@link PassportChecker} at the present instant, plus what our own records say of revocation. */
public interface PassportVerification {

    /** Never throws for what a stranger sent. */
    CheckedPassport verify(String hc1);
}
