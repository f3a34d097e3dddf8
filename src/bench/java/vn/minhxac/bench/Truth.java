package vn.minhxac.bench;

import java.util.Map;

import vn.minhxac.citizen.Identities.Identity;
import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.cleaning.Proposals.Change;
import vn.minhxac.cleaning.Proposals.Proposal;

/** What a record should say; the date in ISO. */
record Truth(String errorClass, String fullName, String sex, String dateOfBirth, String idNumber) {

    /** Whether the record is so once the proposal is carried out; names as they are compared. */
    boolean isCorrected(Identity record, Proposal proposal) {
        return VietnameseName.same(fullName, to(proposal, "fullName", record.fullName())) && sex.equals(to(proposal, "sex", record.sex()))
                && dateOfBirth.equals(to(proposal, "dateOfBirth", String.valueOf(record.dateOfBirth())))
                && idNumber.equals(to(proposal, "idNumber", record.idNumber()));
    }

    private static String to(Proposal proposal, String field, String present) {
        Map<String, Change> changes = proposal.changes();
        return changes.containsKey(field) ? changes.get(field).to() : present;
    }
}
