package vn.minhxac.complaint.internal.filing;

import java.util.List;
import java.util.UUID;

import vn.minhxac.complaint.ComplaintType;
import vn.minhxac.complaint.internal.store.Complaint.DeclaredDose;
import vn.minhxac.complaint.internal.store.Complaint.Person;
import vn.minhxac.complaint.internal.store.Complaint.Place;

/** A complaint that was checked and is not stored yet. */
public record Draft(ComplaintType type, Person person, String description, Place place, List<DeclaredDose> doses, List<UUID> attachments) {

    @Override
    public String toString() {
        return "Draft[" + type + "]";
    }
}
