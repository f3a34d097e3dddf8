package vn.minhxac.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.minhxac.TestClock;
import vn.minhxac.citizen.Corrections;
import vn.minhxac.citizen.Corrections.Cause;
import vn.minhxac.citizen.Corrections.DoseFacts;
import vn.minhxac.citizen.Corrections.Source;
import vn.minhxac.citizen.DoseEntry;
import vn.minhxac.citizen.DoseEntry.SessionDose;
import vn.minhxac.common.BadInput;

/** Many records, to each of which anything that can happen to a record happens in any order. */
final class RandomFates {

    private static final List<String> NAMES = List.of("Nguyễn Thị Lan", "NGUYỄN THỊ LAN", "Nguyen Thi Lan", "Trần Văn Nam", "Lê Hòa", "Lê Hoà",
            "Y Blim");
    private static final List<String> BIRTHS = List.of("1985-03-07", "07/03/1985", "1985", "03/1985", "1990-01-01", "1985-07-03");
    private static final List<String> PHONES = List.of("0912345678", "+84912345679", "12345", "");
    private static final List<String> COMMUNES = List.of("05431", "05434", "");
    private static final List<String> HAMLETS = List.of("Tổ dân phố 5", "Xóm Cây Thị", "Bản Tèn", "");
    private static final List<String> VACCINES = List.of("PFIZER", "MODERNA", "ASTRAZENECA");
    private static final List<String> STATES = List.of("MATCHED", "MISMATCHED", "DRAFT", "UNVERIFIABLE", "PRECHECK_FAILED", "EXEMPT_FOREIGNER");
    private static final List<String> FIELDS = List.of("fullName", "sex", "dateOfBirth", "idNumber", "nationality");

    private final Random random;
    private final String prefix;
    private final JdbcClient jdbc;
    private final Corrections corrections;
    private final DoseEntry sessions;
    private final TransactionTemplate transaction;
    private final TestClock clock;
    private int people;

    RandomFates(Random random, String prefix, JdbcClient jdbc, Corrections corrections, DoseEntry sessions, TransactionTemplate transaction,
            TestClock clock) {
        this.random = random;
        this.prefix = prefix;
        this.jdbc = jdbc;
        this.corrections = corrections;
        this.sessions = sessions;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Lines of the first file: one for each record. */
    String firstFile(int count) {
        people = count;
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < count; i++) {
            file.append(line(i));
        }
        return file.toString();
    }

    /** Something happens to nearly every record; returns the lines of the next file. */
    String round() {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < people; i++) {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> file.append(line(i));
                case 3, 4 -> change(i, (id, cause) -> corrections.identity(id, identity(), cause));
                case 5 -> change(i, (id, cause) -> corrections.contact(id, contact(), cause));
                case 6 -> change(i, (id, cause) -> dose(id, cause));
                case 7 -> change(i, (id, cause) -> session(id, cause));
                case 8 -> change(i, (id, cause) -> corrections.merge(id, id(random.nextInt(people)), cause));
                default -> change(i, (id, cause) -> state(id));
            }
        }
        return file.isEmpty() ? line(0) : file.toString();
    }

    private interface Happening {
        void happen(long id, Cause cause);
    }

    /** What is refused leaves nothing. */
    private void change(int person, Happening what) {
        Source source = List.of(Source.COMPLAINT, Source.CLEANING, Source.CLEANING, Source.CLEANING).get(random.nextInt(4));
        try {
            transaction.executeWithoutResult(status -> what.happen(id(person), new Cause(source, "case " + person, "station1", "police1", "EDIT",
                    clock.instant())));
        } catch (BadInput refused) {
            if (!refused.code().startsWith("cleaning.merge")) {
                throw refused;
            }
        }
    }

    private long id(int person) {
        return jdbc.sql("select id from citizen where record_id = :record").param("record", prefix + "-" + person).query(Long.class).single();
    }

    private String line(int person) {
        int dose = 1 + random.nextInt(3);
        return String.join(",", prefix + "-" + person, any(NAMES), any(List.of("F", "M", "")), any(BIRTHS), number(), "CCCD", any(List.of("VN",
                "VN", "VN", "FR")),
                any(PHONES), any(COMMUNES), Integer.toString(dose), day(dose).toString(), any(VACCINES), any(List.of("FK1", "FK 2", "")),
                        "1900" + (1 + random.nextInt(3)),
                any(HAMLETS)) + "\n";
    }

    private String number() {
        return any(List.of("0191850000" + (10 + random.nextInt(80)), "19185000001", "090123456", "B1234567", ""));
    }

    private LocalDate day(int dose) {
        return LocalDate.of(2021, 6, 1).plusDays(60L * dose + random.nextInt(3));
    }

    private Map<String, String> identity() {
        Map<String, String> fields = new HashMap<>();
        for (String field : FIELDS) {
            if (random.nextInt(3) == 0) {
                fields.put(field, switch (field) {
                    case "fullName" -> any(NAMES);
                    case "sex" -> any(List.of("F", "M"));
                    case "dateOfBirth" -> any(List.of("1985-03-07", "1985-07-03", "1985-01-01"));
                    case "nationality" -> any(List.of("VN", "FR"));
                    default -> random.nextInt(4) == 0 ? null : "0191850000" + (10 + random.nextInt(80));
                });
            }
        }
        return fields;
    }

    private Map<String, String> contact() {
        Map<String, String> fields = new HashMap<>();
        for (var field : Map.of("phone", PHONES, "permanentCommune", COMMUNES, "hamlet", HAMLETS).entrySet()) {
            if (random.nextBoolean()) {
                String value = any(field.getValue());
                fields.put(field.getKey(), value.isEmpty() ? null : value);
            }
        }
        return fields;
    }

    private void dose(long id, Cause cause) {
        int number = 1 + random.nextInt(3);
        DoseFacts facts = new DoseFacts(number, day(number), any(VACCINES), random.nextBoolean() ? null : "FK7", "19001");
        switch (random.nextInt(3)) {
            case 0 -> corrections.addDose(id, facts, cause);
            case 1 -> corrections.setDose(id, facts, cause);
            default -> corrections.voidDose(id, number, "GHOST_DOSE", cause);
        }
    }

    /** A session of one person: entered, entered again, or taken back; one that another dose is in the way of is not stored. */
    private void session(long id, Cause given) {
        Cause cause = new Cause(Source.SESSION, "list", "station1", null, null, given.at());
        boolean merged = jdbc.sql("select merged_into is not null from citizen where id = :id").param("id", id).query(Boolean.class).single();
        if (merged) {
            return;
        }
        if (random.nextInt(4) == 0) {
            sessions.takeBack(List.of(id), "19001", LocalDate.of(2021, 3, 8), "NOT_VACCINATED", cause);
            return;
        }
        int number = 3 + random.nextInt(2);
        List<SessionDose> doses = new ArrayList<>(List.of(new SessionDose(id, number, day(number), any(VACCINES), any(List.of("S1", "S2")))));
        if (sessions.enter(doses, "19001", cause) < doses.size()) {
            throw new BadInput(409, "cleaning.mergeLike");
        }
    }

    private void state(long id) {
        jdbc.sql("update citizen set identity_status = :to where id = :id").param("to", any(STATES)).param("id", id).update();
        if (random.nextInt(3) == 0) {
            jdbc.sql("update dose set status = :to where citizen_id = :id and status <> 'VOID'").param("to", any(List.of("SIGNED", "READY_TO_SIGN",
                    "DRAFT")))
                    .param("id", id).update();
        }
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
