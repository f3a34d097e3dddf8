package vn.minhxac.complaint.internal.review;

import java.util.Optional;

import org.springframework.stereotype.Component;

import vn.minhxac.complaint.internal.store.Complaint;

/** Whose record a complaint is about, before an officer looks at it. */
@Component
public class RecordMatch {

    private final Records records;

    RecordMatch(Records records) {
        this.records = records;
    }

    /** The one record of the complaint's province that is surely this person's: two of number, name and date of birth agree. */
    public Optional<Long> sure(Complaint complaint) {
        return Records.sure(complaint.person(), records.candidates(complaint.person(), complaint.place().provinceCode()))
                .map(PersonRecord.Person::id);
    }
}
