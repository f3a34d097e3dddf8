package vn.minhxac.unit;

/**
 * An officer's account was created or changed, in the transaction that did it.
 *
 * @param password the first password of a new account; null leaves the present one
 * @param replaced whether the password holds even where there is a login of that name already, which then was nobody's
 */
public record OfficerSaved(Officer officer, String password, boolean replaced) {

    /** Without the password: events end up in logs. */
    @Override
    public String toString() {
        return "OfficerSaved[" + officer.userId() + "]";
    }
}
