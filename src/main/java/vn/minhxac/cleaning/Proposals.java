package vn.minhxac.cleaning;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the population database has confirmed of the corrections derived from a record, and what may help besides. */
public interface Proposals {

    /**
     * A correction of a record as it is now.
     *
     * @param id                  of {@code cleaning_proposal}
     * @param rule                codes of what it follows from, joined by {@code +}
     * @param changes             field → from what to what: {@code fullName}, {@code sex}, {@code dateOfBirth} (ISO), {@code idNumber}
     * @param confirmedByRegistry whether the registry has said that somebody is exactly so; a hint otherwise, never to be accepted unseen
     * @param otherCitizenId      the other record of the same person, where the number comes from there; else null
     */
    record Proposal(long id, String rule, Map<String, Change> changes, boolean confirmedByRegistry, Long otherCitizenId) {
    }

    /** @param from as the record has it, null where it has nothing */
    record Change(String from, String to) {
    }

    /**
     * The proposals of each of these people: the confirmed one, or else a few hints, the best first. People without any are left
     * out, and so is whatever was derived from another content than the record has now.
     */
    Map<Long, List<Proposal>> of(Collection<Long> citizenIds);

    /** A rule in the words of the reader, e.g. for {@code ID_LOST_ZERO+SEX_FROM_ID}. */
    String text(String rule);

    /** Whether the registry has answered about any since then, asked from whatever node. */
    boolean answeredSince(Instant instant);
}
