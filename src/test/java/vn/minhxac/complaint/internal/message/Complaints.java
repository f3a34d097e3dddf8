package vn.minhxac.complaint.internal.message;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import vn.minhxac.complaint.ComplaintStatus;
import vn.minhxac.complaint.ComplaintType;
import vn.minhxac.complaint.internal.store.Complaint;
import vn.minhxac.complaint.internal.store.Complaint.Person;
import vn.minhxac.complaint.internal.store.Complaint.Place;
import vn.minhxac.unit.UnitKind;

/** Complaints as messages about them see them. */
record Complaints(UUID id, ComplaintType type, String email, String reasonCode, String answer, UUID reopens) {

    static final String CODE = "7K3M-9QXF-2B4T-8WRN";
    static final String PHONE = "0912345678";
    static final Instant RECORDED = Instant.parse("2022-05-04T01:00:00Z");

    static Complaints one() {
        return new Complaints(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"), ComplaintType.MISSING_DOSE, "nguoidan@example.vn", null, null, null);
    }

    Complaints reason(String code) {
        return new Complaints(id, type, email, code, answer, reopens);
    }

    Complaints answer(String words) {
        return new Complaints(id, type, email, reasonCode, words, reopens);
    }

    Complaints email(String address) {
        return new Complaints(id, type, address, reasonCode, answer, reopens);
    }

    Complaints type(ComplaintType other) {
        return new Complaints(id, other, email, reasonCode, answer, reopens);
    }

    Complaints reopening() {
        return new Complaints(id, type, email, reasonCode, answer, UUID.randomUUID());
    }

    Complaint made() {
        return new Complaint(id, CODE, "PORTAL", null, null, null, reopens, type,
                new Person("Nông Thị Kim Cúc", "F", LocalDate.of(1990, 3, 8), "CCCD", "019190012345", PHONE, email), "Tôi thiếu mũi 2",
                new Place("19", "164", "05431", "19001", false), null, ComplaintStatus.IN_REVIEW, RECORDED, null, null, RECORDED,
                RECORDED.plus(Duration.ofHours(48)), "FACILITY", UnitKind.FACILITY, "19001", "C1", 0, null, null, reasonCode, answer,
                LocalDate.of(2022, 5, 12), RECORDED.plus(Duration.ofDays(7)), null, null, null);
    }
}
