package vn.minhxac.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import vn.minhxac.MinhXac;
import vn.minhxac.citizen.ImportCompleted;
import vn.minhxac.training.registry.HttpRegistrySimulator;
import vn.minhxac.training.registry.RegistrySimulator.Entry;

/**
 * People through the whole verification (engine, pre-check, gateway, results, cleaning cases, hand-over to signing), from the
 * end of their import until every list is done, against the bare HTTP exchange of the same chunks with the same simulator and
 * as many connections as the engine has job threads. Both in this run, in turns; PostgreSQL with fsync on.
 */
public final class CompareBench {

    private static final int PEOPLE = Integer.getInteger("people", 50_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final int CHUNK = 1_000;
    private static final int JOB_THREADS = 8;

    private CompareBench() {
    }

    static List<Figure> run() throws Exception {
        Path folder = Files.createTempDirectory("compare-bench");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().setOverrideWorkingDirectory(folder.toFile())
                .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on").setServerConfig("full_page_writes", "on")
                .setServerConfig("jit", "off").setServerConfig("shared_buffers", "256MB").setServerConfig("max_wal_size", "4GB").start();
             ConfigurableApplicationContext context = new SpringApplication(MinhXac.class).run("--spring.profiles.active=training",
                "--minhxac.training.sample=false", "--minhxac.training.postgres=external", "--minhxac.training.data-dir=" + folder,
                "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"), "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres", "--minhxac.registry.requests-per-second=0", "--server.port=0",
                "--logging.level.root=WARN")) {
            return measure(context);
        }
    }

    private static List<Figure> measure(ConfigurableApplicationContext context) throws Exception {
        JdbcClient jdbc = context.getBean(JdbcClient.class);
        HttpRegistrySimulator registry = context.getBean(HttpRegistrySimulator.class);
        jdbc.sql("insert into unit (kind, code, name, province_code, valid_from) values ('PROVINCE', '19', 'Tỉnh', '19', '2020-01-01')").update();
        jdbc.sql("""
                insert into unit (kind, code, name, parent_kind, parent_code, province_code, valid_from)
                select 'COMMUNE', lpad(n::text, 5, '0'), 'Xã ' || n, 'PROVINCE', '19', '19', '2020-01-01' from generate_series(1, :n) n""")
                .param("n", PEOPLE / CHUNK).update();
        jdbc.sql("""
                insert into unit (kind, code, name, parent_kind, parent_code, province_code, valid_from)
                select 'FACILITY', '190' || n, 'Cơ sở ' || n, 'PROVINCE', '19', '19', '2020-01-01' from generate_series(10, 69) n""").update();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            int first = round * PEOPLE;
            // Seven of ten match, as in the Ministry's figures.
            registry.load(IntStream.range(first, first + PEOPLE).mapToObj(n -> new Entry("019185%06d".formatted(n),
                    n % 10 < 7 ? name(n) : name(n) + " Khác", "F", LocalDate.of(1985, 1, 1).plusDays(n % 360), null, n % 10 != 9)));
            double exchange = PEOPLE / exchange(registry.url(), first);
            double verified = PEOPLE / verify(context, jdbc, first);
            System.out.printf("%s: %,.0f people/s through the four steps, %,.0f people/s exchanged bare%n",
                    round == 0 ? "warm-up" : "round " + round, verified, exchange);
            if (round > 0) {
                ratios.add(verified / exchange);
            }
        }
        ratios.sort(null);
        return List.of(Figure.ratio("compare-vs-exchange", ratios.get(ratios.size() / 2)));
    }

    private static String name(int n) {
        return "Nguyễn Thị " + (char) ('A' + n % 26) + (char) ('a' + n / 26 % 26) + (char) ('a' + n / 676 % 26);
    }

    /** Seconds for the bare exchange. */
    private static double exchange(URI url, int first) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<byte[]> questions = new ArrayList<>();
        for (int chunk = 0; chunk < PEOPLE / CHUNK; chunk++) {
            questions.add(question(first + chunk * CHUNK).getBytes(StandardCharsets.UTF_8));
        }
        ExecutorService threads = Executors.newFixedThreadPool(JOB_THREADS);
        try {
            long start = System.nanoTime();
            List<Callable<Integer>> calls = new ArrayList<>();
            questions.forEach(question -> calls.add(() -> client.send(HttpRequest.newBuilder(url.resolve("/v1/comparisons"))
                    .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofByteArray(question)).build(),
                    HttpResponse.BodyHandlers.ofByteArray()).statusCode()));
            for (Future<Integer> call : threads.invokeAll(calls)) {
                if (call.get() != 200) {
                    throw new IllegalStateException("status " + call.get());
                }
            }
            return (System.nanoTime() - start) / 1e9;
        } finally {
            threads.shutdown();
        }
    }

    private static String question(int first) {
        StringBuilder json = new StringBuilder("{\"requestId\":\"").append(UUID.randomUUID()).append("\",\"items\":[");
        for (int n = first; n < first + CHUNK; n++) {
            json.append(n == first ? "" : ",").append("{\"ref\":\"").append(n).append("\",\"fullName\":\"").append(name(n))
                    .append("\",\"sex\":\"F\",\"dateOfBirth\":\"").append(LocalDate.of(1985, 1, 1).plusDays(n % 360))
                    .append("\",\"idNumber\":\"").append("019185%06d".formatted(n)).append("\"}");
        }
        return json.append("]}").toString();
    }

    /** Seconds from the end of an import until all its lists are done. */
    private static double verify(ConfigurableApplicationContext context, JdbcClient jdbc, int first) throws Exception {
        Timestamp now = Timestamp.from(context.getBean(Clock.class).instant());
        people(jdbc, first, now);
        jdbc.sql("analyze").update();
        UUID id = UUID.randomUUID();
        new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            jdbc.sql("""
                    insert into import (id, province_code, file_name, format, size_bytes, sha256, dry_run, status, created_by, created_at)
                    values (:id, '19', 'bench.csv', 'CSV', 1, '\\x00', false, 'DONE', 'admin', :at)""").param("id", id).param("at", now).update();
            context.publishEvent(new ImportCompleted(id, "19", "admin", true));
        });
        long start = System.nanoTime();
        while (jdbc.sql("select exists (select from verification_list where import_id = ? and status <> 'DONE')").param(id).query(Boolean.class).single()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        int matched = jdbc.sql("select count(*) from citizen where identity_status = 'MATCHED' and created_at = ?").param(now).query(Integer.class).single();
        if (matched != PEOPLE * 7 / 10) {
            throw new IllegalStateException(matched + " matched");
        }
        return seconds;
    }

    private static void people(JdbcClient jdbc, int first, Timestamp now) {
        jdbc.sql("""
                insert into citizen (province_code, record_id, full_name, name_key, sex, date_of_birth, dob_precision, id_number, id_type, nationality,
                                     permanent_commune, identity_status, status_since, created_at, updated_at)
                select '19', 'B' || n, p.name, upper(p.name), 'F', date '1985-01-01' + n %% 360, 'D', '019185' || lpad(n::text, 6, '0'), 'CCCD', 'VN',
                       lpad(((n - :first) / %1$d + 1)::text, 5, '0'), 'DRAFT', :now, :now, :now
                from generate_series(:first, :first + :people - 1) n,
                     lateral (select 'Nguyễn Thị ' || chr(65 + n %% 26) || chr(97 + n / 26 %% 26) || chr(97 + n / 676 %% 26) as name) p"""
                .formatted(CHUNK)).param("first", first).param("people", PEOPLE).param("now", now).update();
        jdbc.sql("""
                insert into dose (citizen_id, dose_number, vaccination_date, vaccine_code, facility_code, entering_unit, entered_by, entered_at, source,
                                  status, status_since)
                select id, d, date '2021-08-01' + d * 60, 'PFIZER', f.code, f.code, 'admin', :now, 'IMPORT', 'DRAFT', :now
                from citizen, generate_series(1, 2) d, lateral (select '190' || (10 + id %% 60) as code) f where created_at = :now""".replace("%%", "%"))
                .param("now", now).update();
    }
}
