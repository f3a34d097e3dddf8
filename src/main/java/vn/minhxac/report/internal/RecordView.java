package vn.minhxac.report.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.minhxac.cleaning.Proposals;

/** A citizen's record as {@code GET /api/v1/records/{recordId}} shows it: states, history and what is in the way; no personal data but in what is
 * proposed to change. {@code mergedInto}: the record of the same person that this one was merged into; it is worked on there. */
record RecordView(String recordId, String status, String identityStatus, Instant since, List<Comparison> comparisons,
                  List<Proposal> proposals, List<Case> cleaning, List<Dose> doses, Passport passport,
                  @JsonInclude(JsonInclude.Include.NON_NULL) String mergedInto) {

    /** One comparison with the population database; {@code fields} only where it said which fields are equal. */
    record Comparison(Instant at, String result, Map<String, Boolean> fields, UUID listId) {
    }

    /** A correction: field → from, to; the rule it follows, as codes and in words; a hint where the population database has not confirmed it. */
    record Proposal(String id, Map<String, Proposals.Change> changes, String rule, String ruleText, boolean confirmedByRegistry) {
    }

    /** An open cleaning case: its class M1–M13 and the sentence an officer reads. */
    record Case(String mismatchClass, String text, List<String> hints, Instant since) {
    }

    record Dose(int doseNumber, String status, String unit, String unitName, Instant since) {
    }

    record Passport(String uvci, String status, Instant issuedAt, Instant expiresAt) {
    }
}
