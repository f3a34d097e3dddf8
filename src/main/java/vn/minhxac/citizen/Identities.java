package vn.minhxac.citizen;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** People's identity facts and where these stand against the population database, for many at once. Joins the caller's transaction. */
public interface Identities {

    /**
     * The identity facts of a person.
     *
     * @param dobPrecision D, M, Y or null
     * @param contentHash  SHA-256 over the four compulsory fields; changes whenever one of them does
     */
    record Identity(long id, String provinceCode, String fullName, String sex, LocalDate dateOfBirth, String dobPrecision, String idNumber,
                    String idType, String nationality, String permanentCommune, IdentityStatus status, byte[] contentHash) {

        public boolean vietnamese() {
            return "VN".equals(nationality);
        }
    }

    /** A verdict over what a person's record said when its content hash was this. */
    record Verdict(long citizenId, byte[] contentHash, IdentityStatus status) {
    }

    /** A person entered by hand; the four fields were checked by the caller, who knows the language to complain in. */
    record NewPerson(String provinceCode, String fullName, String sex, LocalDate dateOfBirth, String dobPrecision, String idNumber,
                     String idType, String nationality, String phone, String permanentCommune) {
    }

    /** These people by id; unknown ids are left out. */
    List<Identity> find(Collection<Long> ids);

    /** Like {@link #find}, and nobody else changes them before this transaction ends. */
    List<Identity> lock(Collection<Long> ids);

    /** Sets where these people stand. */
    void mark(Collection<Long> ids, IdentityStatus status, Instant at);

    /**
     * Applies verdicts to those who are SENT and whose four fields are still those that were judged.
     *
     * @return whom they were applied to
     */
    List<Long> settle(List<Verdict> verdicts, Instant at);

    /**
     * The person of this province with this nationality, number, name and date of birth, or a new one in state DRAFT, whose history
     * begins with the cause; an existing one is left as it is, and one that was merged into another is that other one.
     */
    long findOrAdd(NewPerson person, Corrections.Cause cause);
}
