package vn.minhxac.bench;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import vn.minhxac.MinhXac;
import vn.minhxac.complaint.ComplaintFiling;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/**
 * The application itself, whole, in training mode (messages are sent to nobody). A complaint says that the day of a dose is wrong: it is
 * filed and confirmed with the code that was sent; the record is found, the facility and its officer; the officer, whose login has been,
 * rejects it (R04), or approves it, whereupon the dose is corrected and ready to sign again; the citizen is told. Each citizen has an
 * address and a phone of his own, as the limits for strangers expect.
 */
final class Platform extends Lifecycles {

    private static final int COMMUNES = 60;
    private static final int OFFICERS = 2;
    private static final int FIRST_FACILITY = 19_100;
    private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");
    /** Of names. */
    private static final String LETTERS = "abcdeghiklmnopqrstuvxy";
    /** One citizen in this many gave a mail address too. */
    private static final int MAIL_ONE_IN = 5;

    private record Login(String user, List<String> groups, List<String> provinces) {
    }

    private final ConfigurableApplicationContext context;
    private final JdbcClient jdbc;
    private final ComplaintFiling filing;
    private final TaskService tasks;
    private final IdentityService identities;
    private final Map<String, Login> logins = new ConcurrentHashMap<>();

    Platform(String jdbcUrl, Path folder) {
        context = new SpringApplication(MinhXac.class).run("--spring.profiles.active=training", "--minhxac.training.sample=false",
                "--minhxac.training.postgres=external", "--minhxac.training.data-dir=" + folder, "--spring.datasource.url=" + jdbcUrl,
                "--spring.datasource.username=postgres", "--spring.datasource.password=postgres", "--minhxac.signing.collection=P1D",
                "--server.port=0", "--logging.level.root=WARN");
        jdbc = context.getBean(JdbcClient.class);
        filing = context.getBean(ComplaintFiling.class);
        tasks = context.getBean(TaskService.class);
        identities = context.getBean(IdentityService.class);
        try {
            province();
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    @Override
    JdbcClient jdbc() {
        return jdbc;
    }

    void inOneTransaction(Runnable work) {
        new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult(tx -> work.run());
    }

    /** One province of nine districts and sixty communes, with a facility and two officers each. */
    private void province() {
        jdbc.sql("""
                insert into unit (kind, code, name, parent_kind, parent_code, province_code, valid_from)
                values ('PROVINCE', '19', 'Tỉnh', null, null, '19', '2020-01-01')""").update();
        jdbc.sql("""
                insert into unit (kind, code, name, parent_kind, parent_code, province_code, valid_from)
                select 'DISTRICT', (170 + n)::text, 'Huyện ' || n, 'PROVINCE', '19', '19', date '2020-01-01' from generate_series(1, 9) n
                union all
                select 'COMMUNE', '05' || (400 + n), 'Xã ' || n, 'DISTRICT', (171 + n %% 9)::text, '19', date '2020-01-01' from generate_series(1, %1$d) n
                union all
                select 'FACILITY', (%2$d + n)::text, 'Cơ sở ' || n, 'COMMUNE', '05' || (400 + n), '19', date '2020-01-01' from generate_series(1, %1$d) n"""
                .formatted(COMMUNES, FIRST_FACILITY)).update();
        Officers officers = context.getBean(Officers.class);
        for (int facility = 1; facility <= COMMUNES; facility++) {
            for (int n = 1; n <= OFFICERS; n++) {
                String user = "facility" + facility + "x" + n;
                officers.save(new Officer(user, "Cán bộ " + n, Role.FACILITY_OFFICER, UnitKind.FACILITY, Integer.toString(FIRST_FACILITY + facility),
                        "19", null, null, true), "minhxac");
                logins.put(user, new Login(user,
                        identities.createGroupQuery().groupMember(user).list().stream().map(Group::getId).toList(),
                        identities.createTenantQuery().userMember(user).includingGroupsOfUser(true).list().stream().map(Tenant::getId).toList()));
            }
        }
    }

    /** People with one signed dose each, whom complaints will be about. */
    void people(int first, int count) {
        jdbc.sql("""
                insert into citizen (province_code, record_id, full_name, name_key, sex, date_of_birth, dob_precision, id_number, id_type, nationality,
                                     phone, permanent_commune, identity_status, status_since, created_at, updated_at)
                select '19', 'B' || n, p.name, upper(p.name), 'F', date '1985-01-01' + n %% 360, 'D', '019185' || lpad(n::text, 6, '0'), 'CCCD', 'VN',
                       '09' || lpad(n::text, 8, '0'), '05' || (401 + n %% %1$d), 'MATCHED', now(), now(), now()
                from generate_series(:first, :first + :count - 1) n,
                     lateral (select 'Nguyễn Thị ' || upper(substr(:letters, 1 + n %% 22, 1)) || substr(:letters, 1 + n / 22 %% 22, 1)
                                     || substr(:letters, 1 + n / 484 %% 22, 1) as name) p"""
                .formatted(COMMUNES)).param("letters", LETTERS).param("first", first).param("count", count).update();
        jdbc.sql("""
                insert into dose (citizen_id, dose_number, vaccination_date, vaccine_code, facility_code, entering_unit, entered_by, entered_at, source,
                                  status, status_since)
                select c.id, 1, date '2021-09-30', 'PFIZER', f.code, f.code, 'import', now(), 'IMPORT', 'SIGNED', now()
                from citizen c, lateral (select (%d + 1 + substr(c.record_id, 2)::int %% %d)::text as code) f
                where substr(c.record_id, 2)::int >= :first and substr(c.record_id, 2)::int < :first + :count"""
                .formatted(FIRST_FACILITY, COMMUNES)).param("first", first).param("count", count).update();
    }

    @Override
    String begin(int n) {
        String facility = Integer.toString(FIRST_FACILITY + 1 + n % COMMUNES);
        String name = "Nguyễn Thị " + Character.toUpperCase(LETTERS.charAt(n % 22)) + LETTERS.charAt(n / 22 % 22) + LETTERS.charAt(n / 484 % 22);
        String client = "10." + (n >> 16 & 255) + "." + (n >> 8 & 255) + "." + (n & 255);
        var filed = filing.file(new ComplaintFiling.Request(name, "F", LocalDate.of(1985, 1, 1).plusDays(n % 360).toString(), "CCCD",
                "019185%06d".formatted(n), "09%08d".formatted(n), n % MAIL_ONE_IN == 0 ? "citizen" + n + "@example.vn" : null, "WRONG_DOSE_INFO",
                "Ngày tiêm mũi 1 của tôi là 05/10/2021, trên ứng dụng ghi ngày khác.",
                new ComplaintFiling.Place(facility, null, null, null, null),
                List.of(new ComplaintFiling.DeclaredDose(1, "2021-10-05", "PFIZER", null, facility)), List.of(), null), "API", client);
        return filing.confirm(filed.code(), codeFor(filed.code()), client).id().toString();
    }

    private String codeFor(String complaint) {
        Matcher digits = CODE.matcher(jdbc.sql("select o.body from complaint c join outbox o on o.dedup_key = 'otp:' || c.otp_id where c.code = :code")
                .param("code", complaint).query(String.class).single());
        if (!digits.find()) {
            throw new IllegalStateException("no code in the message");
        }
        return digits.group();
    }

    @Override
    void review(Review review, boolean approved) {
        Login login = logins.get(review.officer());
        SecurityContextHolder.getContext().setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(login.user(), null, AuthorityUtils.NO_AUTHORITIES));
        identities.setAuthentication(login.user(), login.groups(), login.provinces());
        try {
            tasks.complete(review.taskId(), approved ? new HashMap<>(Map.of("outcome", "APPROVED"))
                    : new HashMap<>(Map.of("outcome", "REJECTED", "reasonCode", "R04")));
        } finally {
            SecurityContextHolder.clearContext();
            identities.clearAuthentication();
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
