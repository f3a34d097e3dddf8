package vn.minhxac.complaint.internal.handling;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.common.Uuid7;
import vn.minhxac.complaint.ComplaintFiling;
import vn.minhxac.complaint.ComplaintStatus;
import vn.minhxac.complaint.internal.filing.PlaceCheck;
import vn.minhxac.complaint.internal.review.RecordMatch;
import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.complaint.internal.store.Complaint.DeclaredDose;
import vn.minhxac.complaint.internal.store.ComplaintTable;
import vn.minhxac.complaint.internal.store.NewComplaint;
import vn.minhxac.complaint.internal.store.Recording;

/**
 * Before a complaint is routed: whose record it is about; whether the same person has an open one about the same thing, whose answer
 * answers both; whether its doses were given at several sites, of which each answers for its own (C4).
 */
@Service
public class Preparing {

    private final ComplaintTable complaints;
    private final RecordMatch records;
    private final PlaceCheck places;
    private final Recording recording;
    private final JdbcClient jdbc;

    Preparing(ComplaintTable complaints, RecordMatch records, PlaceCheck places, Recording recording, JdbcClient jdbc) {
        this.complaints = complaints;
        this.records = records;
        this.places = places;
        this.recording = recording;
        this.jdbc = jdbc;
    }

    /** @return whether the complaint is reviewed by itself; else its answer comes with others' */
    @Transactional
    public boolean run(UUID id) {
        Complaint complaint = complaints.get(id);
        if (complaint.citizenId() == null) {
            records.sure(complaint).ifPresent(citizen -> complaints.set(id, Map.of("citizen_id", citizen)));
        }
        if (complaint.parentId() != null || complaint.reopens() != null) {
            return true;
        }
        Optional<UUID> earlier = openBefore(complaint);
        if (earlier.isPresent()) {
            complaints.set(id, Map.of("duplicate_of", earlier.get(), "status", ComplaintStatus.WAITING_LINKED));
            complaints.step(id, "LINKED", null);
            return false;
        }
        List<DeclaredDose> doses = complaints.doses(id);
        Set<String> sites = doses.stream().map(DeclaredDose::facilityCode).filter(Objects::nonNull).collect(Collectors.toSet());
        if (sites.size() > 1) {
            split(complaints.get(id), doses);
            return false;
        }
        return true;
    }

    /** An open complaint of the same person about the same thing that was recorded before; it stays open until this transaction ends. */
    private Optional<UUID> openBefore(Complaint complaint) {
        return jdbc.sql("""
                select id from complaint
                where id_number = :number and type = :type and recorded_at is not null and closed_at is null
                  and parent_id is null and duplicate_of is null and reopens is null
                  and (recorded_at, id) < (select recorded_at, id from complaint where id = :id)
                order by recorded_at, id limit 1 for update""")
                .param("number", complaint.person().idNumber()).param("type", complaint.type().name()).param("id", complaint.id())
                .query(UUID.class).optional();
    }

    private void split(Complaint whole, List<DeclaredDose> doses) {
        complaints.set(whole.id(), Map.of("status", ComplaintStatus.WAITING_LINKED));
        complaints.step(whole.id(), "SPLIT", Integer.toString(doses.size()));
        for (DeclaredDose dose : doses) {
            UUID id = Uuid7.next();
            complaints.add(NewComplaint.part(id, whole, dose, dose.facilityCode() == null ? whole.place()
                    : places.check(new ComplaintFiling.Place(dose.facilityCode(), null, null, null, null), new java.util.ArrayList<>())));
            recording.recordPart(id, whole);
        }
    }
}
