package vn.minhxac.cleaning.internal.proposal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import vn.minhxac.citizen.Identities.Identity;

/**
 * A correction of a record that can be asked about: its four fields with the changes.
 *
 * @param rules         what the changes follow from
 * @param otherCitizenId the other record of the same person, where the number comes from there; else null
 * @param log           natural logarithm of how likely it is, among the candidates of one record
 */
public record Candidate(String fullName, String sex, LocalDate dateOfBirth, String idNumber, List<Rule> rules, Long otherCitizenId, double log) {

    /** Whether name, sex and date of birth stay as the record has them. */
    boolean changesNumberOnly() {
        return rules.stream().allMatch(Rule::isOfNumber);
    }

    /** Names of the fields that differ from the record's. */
    List<String> changed(Identity record) {
        List<String> changed = new ArrayList<>(4);
        if (!fullName.equals(record.fullName())) {
            changed.add("fullName");
        }
        if (!sex.equals(record.sex())) {
            changed.add("sex");
        }
        if (!dateOfBirth.equals(record.dateOfBirth())) {
            changed.add("dateOfBirth");
        }
        if (!idNumber.equals(record.idNumber())) {
            changed.add("idNumber");
        }
        return changed;
    }

    /** Codes joined by {@code +}. */
    public String rule() {
        return rules.stream().map(Rule::name).collect(Collectors.joining("+"));
    }
}
