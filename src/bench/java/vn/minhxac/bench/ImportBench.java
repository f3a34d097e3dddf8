package vn.minhxac.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedWriter;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import vn.minhxac.audit.Audit;
import vn.minhxac.citizen.Imports;

/**
 * 500,000 rows of a province through the whole import, from the accepted upload to DONE, against plain COPY of the same
 * file into a table of the same columns, in turns on the same PostgreSQL (fsync on).
 */
public final class ImportBench {

    private static final int ROWS = Integer.getInteger("rows", 500_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final String[] SURNAMES = {"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Nông"};
    private static final String[] MIDDLE = {"Văn", "Thị", "Hữu", "Đức", "Ngọc", "Minh", "Thu", "Thanh", "Quốc", "Kim"};
    private static final String[] GIVEN = {"Hùng", "Dũng", "Hoa", "Hòa", "Thúy", "Thủy", "Nam", "Long", "Hương", "Mai", "Hạnh", "Quỳnh", "Trang",
        "Linh", "Khánh", "Phúc", "Quý", "Bảo", "Đạt", "Oanh"};
    private static final String[] VACCINES = {"AstraZeneca", "Pfizer", "Moderna", "Vero Cell", "Sputnik V", "Abdala", "Hayat-Vax"};

    private ImportBench() {
    }

    @EnableTransactionManagement
    static class Wiring {
    }

    static List<Figure> run() throws Exception {
        Path folder = Files.createTempDirectory("import-bench");
        Path csv = folder.resolve("platform.csv");
        write(csv);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().setOverrideWorkingDirectory(folder.toFile())
                .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on").setServerConfig("full_page_writes", "on")
                .setServerConfig("jit", "off").setServerConfig("shared_buffers", "512MB").setServerConfig("max_wal_size", "4GB").start()) {
            return List.of(Figure.ratio("import-vs-copy", measure(postgres.getPostgresDatabase(), csv)));
        } finally {
            Files.deleteIfExists(csv);
        }
    }

    private static double measure(DataSource dataSource, Path csv) throws Exception {
        Flyway.configure().dataSource(dataSource).locations("classpath:db/migration").load().migrate();
        JdbcClient jdbc = JdbcClient.create(dataSource);
        jdbc.sql("insert into unit (kind, code, name, province_code, valid_from) values ('PROVINCE', '19', 'Tỉnh', '19', '2020-01-01')").update();
        jdbc.sql("""
            insert into unit (kind, code, name, province_code, valid_from)
            select 'FACILITY', '190' || lpad(n::text, 2, '0'), 'Cơ sở', '19', '2020-01-01' from generate_series(1, 60) n""").update();
        jdbc.sql("""
            create table plain (record_id text, full_name text, sex text, date_of_birth date, id_number text, id_type text, nationality text,
                phone text, permanent_commune text, dose_number int, vaccination_date date, vaccine text, lot_number text, facility_code text)""")
            .update();
        try (var context = new AnnotationConfigApplicationContext()) {
            context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
            context.registerBean(DataSource.class, () -> dataSource);
            context.registerBean(Clock.class, Clock::systemUTC);
            context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(dataSource));
            context.registerBean(JdbcClient.class, () -> jdbc);
            context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(dataSource));
            context.registerBean(Audit.class, () -> (action, type, id, detail) -> { });
            context.registerBean(Wiring.class);
            context.registerBean(vn.minhxac.common.Copy.class);
            context.scan("vn.minhxac.citizen");
            System.setProperty("minhxac.import.automatic", "false");
            context.refresh();
            Imports imports = context.getBean(Imports.class);
            TransactionTemplate transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
            double[] plain = new double[ROUNDS];
            double[] whole = new double[ROUNDS];
            double[] again = new double[ROUNDS];
            for (int i = -1; i < ROUNDS; i++) {
                jdbc.sql("truncate plain, citizen, dose, import cascade").update();
                double copied = copy(dataSource, csv);
                double imported = imported(imports, transaction, csv, jdbc);
                double repeated = imported(imports, transaction, csv, jdbc);
                System.out.printf(Locale.ROOT, "%s COPY %.2f s, import %.2f s, the same file again %.2f s%n", i < 0 ? "warm-up" : "round " + (i + 1),
                    copied, imported, repeated);
                if (i >= 0) {
                    plain[i] = copied;
                    whole[i] = imported;
                    again[i] = repeated;
                }
            }
            System.out.printf(Locale.ROOT, "import of %,d rows (%,d bytes), medians of %d rounds: COPY %,.0f rows/s, import %,.0f rows/s, again %,.0f rows/s%n",
                ROWS, Files.size(csv), ROUNDS, ROWS / median(plain), ROWS / median(whole), ROWS / median(again));
            return median(plain) / median(whole);
        }
    }

    private static double copy(DataSource dataSource, Path csv) throws Exception {
        long start = System.nanoTime();
        try (Connection connection = dataSource.getConnection(); InputStream in = Files.newInputStream(csv); Statement statement = connection.createStatement()) {
            statement.execute("set client_encoding to 'UTF8'");
            long rows = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy plain from stdin (format csv, header)", in, 1 << 17);
            if (rows != ROWS) {
                throw new IllegalStateException("COPY took " + rows + " rows");
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static double imported(Imports imports, TransactionTemplate transaction, Path csv, JdbcClient jdbc) {
        long start = System.nanoTime();
        UUID id = transaction.execute(status -> {
            try {
                return imports.accept(csv, "platform.csv", false, "19", "bench");
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        imports.runWaiting();
        double seconds = (System.nanoTime() - start) / 1e9;
        String result = jdbc.sql("select status || ' ' || rows_accepted from import where id = :id").param("id", id).query(String.class).single();
        if (!result.equals("DONE " + ROWS)) {
            throw new IllegalStateException("import: " + result);
        }
        return seconds;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** People with two to three doses each, in the order the platform exports them. */
    private static void write(Path csv) throws Exception {
        Random random = new Random(1);
        try (BufferedWriter out = Files.newBufferedWriter(csv)) {
            out.write("record_id,full_name,sex,date_of_birth,id_number,id_type,nationality,phone,permanent_commune,dose_number,vaccination_date,"
                + "vaccine,lot_number,facility_code\n");
            int rows = 0;
            for (int n = 1; rows < ROWS; n++) {
                boolean male = random.nextBoolean();
                LocalDate born = LocalDate.of(1930, 1, 1).plusDays(random.nextInt(30_000));
                int century = born.getYear() < 2000 ? 0 : 2;
                String person = String.format("R%09d,%s %s %s,%s,%s,019%d%02d%06d,CCCD,VN,09%08d,%05d", n, SURNAMES[random.nextInt(SURNAMES.length)],
                    MIDDLE[random.nextInt(MIDDLE.length)], GIVEN[random.nextInt(GIVEN.length)], male ? "M" : "F", born, century + (male ? 0 : 1),
                    born.getYear() % 100, random.nextInt(1_000_000), random.nextInt(100_000_000), 5431 + 3 * random.nextInt(60));
                LocalDate day = LocalDate.of(2021, 7, 1).plusDays(random.nextInt(120));
                String facility = String.format("190%02d", 1 + random.nextInt(60));
                int doses = Math.min(1 + random.nextInt(4) - random.nextInt(2) + 1, ROWS - rows);
                for (int dose = 1; dose <= Math.max(1, doses); dose++) {
                    String vaccine = VACCINES[random.nextInt(VACCINES.length)];
                    out.write(person + "," + dose + "," + day + "," + vaccine + "," + vaccine.substring(0, 2).toUpperCase(Locale.ROOT)
                        + (1000 + random.nextInt(100)) + "," + facility + "\n");
                    day = day.plusDays(28 + random.nextInt(60));
                    rows++;
                }
            }
        }
    }
}
