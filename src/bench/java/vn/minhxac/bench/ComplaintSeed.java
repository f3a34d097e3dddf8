package vn.minhxac.bench;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Complaints of the last two years: closed ones with everything that hangs on them, as statements of their own make them, and for each 500 of
 * them one that is open, filed the usual way, with its running process and its task. Messages and one-time codes of the last month only, as
 * the platform keeps them.
 */
final class ComplaintSeed {

    private static final int OPEN_ONE_IN = 500;
    private static final int THREADS = 8;

    private static final List<String> STATEMENTS = List.of("""
            create temp table seeded as
            select n, (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8'
                       || substr(md5(n::text), 4, 15))::uuid as id, at, n % 4 = 0 as approved, (19101 + n % 60)::text as facility
            from (select n, now() - interval '3 days' - (:count - n) * (interval '720 days' / :count) as at from generate_series(1, :count) n) s""", """
            analyze seeded""", """
            insert into complaint (id, code, channel, type, full_name, name_key, sex, date_of_birth, id_type, id_number, phone, description, province_code,
                district_code, commune_code, facility_code, citizen_id, status, created_at, confirm_by, otp_id, recorded_at, due_at, handler, handler_kind,
                handler_code, routing_rule, reviewed_by, outcome, reason_code, answer, first_answer_at, closed_at, version)
            select s.id, upper(regexp_replace(substr(md5('c' || n), 1, 16), '(.{4})(.{4})(.{4})(.{4})', '\\1-\\2-\\3-\\4')), 'PORTAL', 'WRONG_DOSE_INFO',
                c.full_name, c.name_key, 'F', c.date_of_birth, 'CCCD', c.id_number, c.phone,
                'Ngày tiêm mũi 1 của tôi là 05/10/2021, trên ứng dụng ghi ngày khác.', '19', (171 + n % 9)::text, c.permanent_commune, s.facility, c.id,
                case when approved then 'APPROVED' else 'REJECTED' end, s.at, s.at + interval '5 minutes', gen_random_uuid(), s.at,
                s.at + interval '48 hours', 'FACILITY', 'FACILITY', s.facility, 'S1', 'facility' || 1 + n % 60 || 'x1',
                case when approved then 'APPROVED' else 'REJECTED' end, case when approved then null else 'R04' end, null, s.at + interval '20 hours',
                s.at + interval '20 hours', 6
            from seeded s join citizen c on c.record_id = 'B' || (:first + n % :people)""", """
            insert into complaint_dose (complaint_id, n, dose_number, date, vaccine_code, facility_code)
            select id, 1, 1, date '2021-10-05', 'PFIZER', facility from seeded""", """
            insert into complaint_step (complaint_id, at, what, detail)
            select id, at + after, what, case when what = 'ROUTED' then 'FACILITY:' || facility end
            from seeded, (values ('RECORDED', interval '0'), ('ROUTED', interval '1 second'), ('CORRECTED', interval '20 hours'),
                          ('APPROVED', interval '20 hours'), ('REJECTED', interval '20 hours')) step (what, after)
            where case what when 'CORRECTED' then approved when 'APPROVED' then approved when 'REJECTED' then not approved else true end
            order by n, after""", """
            insert into complaint_decision (complaint_id, decided_by, decided_at, changes, answer, applied_at)
            select id, 'facility' || 1 + n % 60 || 'x1', at + interval '20 hours', '[{"subject": "DOSE", "action": "SET", "doseNumber": 1}]', null,
                at + interval '20 hours' from seeded where approved""", """
            insert into complaint_attachment (id, complaint_id, kind, media_type, size_bytes, nonce, bytes, created_at)
            select gen_random_uuid(), id, 'CERTIFICATE', 'image/jpeg', 400000, substr(sha256(n::text::bytea), 1, 12), sha256(n::text::bytea), at
            from seeded where n % 2 = 0""", """
            insert into complaint_clock (complaint_id, event, at) select id, 'REMINDER', at + interval '24 hours' from seeded where n % 5 = 0""", """
            insert into record_change (citizen_id, at, changed_by, source, source_id, field, dose_number, from_value, to_value)
            select c.citizen_id, s.at, c.reviewed_by, 'COMPLAINT', s.id::text, 'dose', 1, '2021-09-30', '2021-10-05'
            from seeded s join complaint c on c.id = s.id where approved""", """
            insert into outbox (id, channel, recipient, body, dedup_key, status, attempts, next_at, created_at, sent_at)
            select gen_random_uuid(), 'SMS', '0900000000', repeat('x', 120), 'complaint:' || id || ':' || event, 'SENT', 1, at, at, at
            from seeded, (values ('OTP'), ('RECORDED'), ('ANSWERED')) e (event) where at > now() - interval '30 days'""", """
            insert into one_time_code (id, purpose, subject, code_hash, attempts, created_at, expires_at, used_at)
            select gen_random_uuid(), 'complaint-confirm', id::text, sha256(id::text::bytea), 1, at, at + interval '5 minutes', at
            from seeded where at > now() - interval '30 days'""", """
            alter table audit_event disable trigger audit_event_chain""", """
            insert into audit_event (id, at, actor, action, subject_type, subject_id, detail, prev_hash, hash)
            select nextval('audit_event_seq'), at, 'facility' || 1 + n % 60 || 'x1', action, 'complaint', id::text, '{"outcome": "REJECTED"}', sha256(id::text::bytea),
                sha256((id || action)::bytea) from seeded, (values ('complaint.reviewed'), ('complaint.answered')) a (action)""", """
            alter table audit_event enable trigger audit_event_chain""", """
            drop table seeded""");

    private ComplaintSeed() {
    }

    /**
     * @param firstPerson the first of the people who complained before
     * @param people      how many they are
     * @param firstOpen   the first of those whose complaint is open
     */
    static void seed(Platform platform, int count, int firstPerson, int people, int firstOpen) throws Exception {
        JdbcClient jdbc = platform.jdbc();
        platform.inOneTransaction(() -> STATEMENTS.forEach(sql -> jdbc.sql(sql.replace(":count", Integer.toString(count))
                .replace(":first", Integer.toString(firstPerson)).replace(":people", Integer.toString(people))).update()));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<String>> open = IntStream.range(firstOpen, firstOpen + count / OPEN_ONE_IN)
                    .mapToObj(n -> (Callable<String>) () -> platform.begin(n)).toList();
            for (Future<String> filed : threads.invokeAll(open)) {
                filed.get();
            }
        } finally {
            threads.shutdownNow();
        }
        jdbc.sql("vacuum analyze").update();
    }
}
