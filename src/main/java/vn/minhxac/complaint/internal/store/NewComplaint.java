package vn.minhxac.complaint.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import vn.minhxac.complaint.ComplaintType;
import vn.minhxac.complaint.internal.store.Complaint.DeclaredDose;
import vn.minhxac.complaint.internal.store.Complaint.Person;
import vn.minhxac.complaint.internal.store.Complaint.Place;

/** A complaint about to be stored; what the parts mean: {@link Complaint}. */
public record NewComplaint(UUID id, String code, String channel, String filedBy, UUID parentId, UUID reopens, String reopenReason, ComplaintType type,
                           Person person, String description, Place place, List<DeclaredDose> doses, Long citizenId, Instant confirmBy, UUID otpId) {

    /** One dose of a complaint about doses at several sites. */
    public static NewComplaint part(UUID id, Complaint whole, DeclaredDose dose, Place place) {
        return new NewComplaint(id, TrackingCode.make(), whole.channel(), whole.filedBy(), whole.id(), null, null, whole.type(), whole.person(),
                whole.description(), place, List.of(dose), whole.citizenId(), null, null);
    }

    /** Another look at an answer. */
    public static NewComplaint again(UUID id, Complaint answered, List<DeclaredDose> doses, String reason) {
        return new NewComplaint(id, TrackingCode.make(), answered.channel(), null, null, answered.id(), reason, answered.type(),
                answered.person(), answered.description(), answered.place(), doses, answered.citizenId(), null, null);
    }

    @Override
    public String toString() {
        return "NewComplaint[" + id + "]";
    }
}
