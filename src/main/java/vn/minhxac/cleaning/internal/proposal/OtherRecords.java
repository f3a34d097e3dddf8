package vn.minhxac.cleaning.internal.proposal;

import java.util.List;
import java.util.Optional;

import vn.minhxac.citizen.IdNumber;
import vn.minhxac.citizen.Identities.Identity;

/** The number that another record of the same person has. Namesakes born on one day are real: something of the person's own must agree too. */
final class OtherRecords {

    private OtherRecords() {
    }

    /** @return empty where several numbers come into question */
    static Optional<Candidate> of(Identity record, Clues clues) {
        List<OtherRecord> same = clues.others().stream()
                .filter(other -> other.samePerson() && !other.sameNumber() && IdNumber.isPersonal(other.idNumber()))
                .filter(other -> other.samePhone() || other.sameCommune() && isMistyped(record.idNumber(), other.idNumber())).toList();
        if (same.stream().map(OtherRecord::idNumber).distinct().count() != 1
                || !(record.sex() != null && ("M".equals(record.sex()) || "F".equals(record.sex())))) {
            return Optional.empty();
        }
        OtherRecord other = same.get(0);
        return Optional.of(new Candidate(record.fullName(), record.sex(), record.dateOfBirth(), other.idNumber(), List.of(Rule.OTHER_RECORD),
                other.citizenId(), 0));
    }

    /** Whether one slip makes the one number the other. */
    private static boolean isMistyped(String typed, String meant) {
        return typed != null && Slips.isOneSlip(typed, meant);
    }
}
