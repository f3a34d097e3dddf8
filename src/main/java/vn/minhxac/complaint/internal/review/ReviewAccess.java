package vn.minhxac.complaint.internal.review;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.minhxac.common.BadInput;
import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.complaint.internal.store.ComplaintTable;
import vn.minhxac.engine.Tasks;
import vn.minhxac.engine.Tasks.OpenTask;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;

/**
 * Who may see a complaint: those whose task it is at the moment, the health department of its province and administrators. Others do not
 * learn that it exists. Police see the person's identity and nothing of the vaccination.
 */
@Component
class ReviewAccess {

    static final Set<String> REVIEWS = Set.of("reviewByFacility", "reviewByStation", "reviewByDistrict", "reviewByProvince");
    static final String TRIAGE = "triageComplaint";
    static final String POLICE = "confirmIdentity";

    private final ComplaintTable complaints;
    private final Tasks tasks;
    private final Officers officers;

    ReviewAccess(ComplaintTable complaints, Tasks tasks, Officers officers) {
        this.complaints = complaints;
        this.tasks = tasks;
        this.officers = officers;
    }

    /**
     * @param task   the open task the officer may do, or null
     * @param police whether nothing but identity may be shown
     */
    record Seen(Complaint complaint, Officer officer, OpenTask task, boolean police) {

        boolean at(String definition) {
            return task != null && task.definition().equals(definition);
        }

        boolean atReview() {
            return task != null && REVIEWS.contains(task.definition());
        }
    }

    /** @throws BadInput 404 for a complaint that is not there or not the officer's */
    Seen see(UUID id) {
        return seen(complaints.get(id));
    }

    /** Like {@link #see}, for who is going to change something: the complaint stays as it is until the transaction ends. */
    Seen lock(UUID id) {
        return seen(complaints.lock(id));
    }

    private Seen seen(Complaint complaint) {
        Officer officer = officers.require();
        List<OpenTask> open = tasks.open(complaint.id().toString());
        OpenTask own = open.stream().filter(task -> mayDo(task, officer)).findFirst().orElse(null);
        boolean whole = officer.role() == Role.ADMIN
                || officer.role() == Role.PROVINCIAL_HEALTH && officer.provinceCode() != null && officer.provinceCode().equals(complaint.place().provinceCode());
        OpenTask shown = open.stream().filter(task -> officer.userId().equals(task.assignee()) || task.groups().contains(officer.group()))
                .findFirst().orElse(null);
        if (shown == null && !whole) {
            throw BadInput.notFound();
        }
        boolean police = officer.role() == Role.COMMUNE_POLICE || !whole && POLICE.equals(shown.definition())
                && officer.role() != Role.PROVINCIAL_HEALTH;
        return new Seen(complaint, officer, own, police);
    }

    /** Whoever claimed it, or anybody of its groups while nobody has; the province may take over what was handed down or escalated to it (A14). */
    private static boolean mayDo(OpenTask task, Officer officer) {
        boolean group = task.groups().contains(officer.group());
        return task.assignee() == null ? group : task.assignee().equals(officer.userId())
                || group && officer.role() == Role.PROVINCIAL_HEALTH && !task.definition().equals("reviewByProvince");
    }
}
