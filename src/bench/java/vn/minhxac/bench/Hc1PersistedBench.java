package vn.minhxac.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import vn.minhxac.common.Uuid7;
import vn.minhxac.passport.IssuedCode;
import vn.minhxac.passport.PassportFacts;
import vn.minhxac.passport.internal.dcc.Compression;
import vn.minhxac.passport.internal.dcc.DccMaker;
import vn.minhxac.passport.internal.dcc.DocumentSigner;

/**
 * Codes made and stored: two threads make stored-envelope codes and COPY them, a transaction of 1,000 each, into a table with a
 * time-ordered key and a unique certificate code, on PostgreSQL with fsync on; the database shares the processors. The floor is
 * two threads' worth of {@code openssl speed}. Wall-clock time on both sides, since the database works in processes of its own.
 */
final class Hc1PersistedBench {

    private static final int THREADS = 2;
    private static final int CHUNK = 1_000;
    private static final int CHUNKS_A_WINDOW = 20;
    private static final int WINDOWS = 5;
    private static final long EPOCH_2000 = 946_684_800L;

    private Hc1PersistedBench() {
    }

    static List<Figure> run() throws Exception {
        Path work = Files.createTempDirectory("minhxac-bench-postgres");
        DocumentSigner signer = Passports.signer();
        DccMaker maker = new DccMaker(() -> signer, Compression.STORED, "MOH");
        PassportFacts[] facts = Passports.facts(CHUNK * CHUNKS_A_WINDOW);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().setOverrideWorkingDirectory(work.toFile())
                .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on").setServerConfig("full_page_writes", "on")
                .setServerConfig("jit", "off").setServerConfig("max_wal_size", "4GB").setServerConfig("shared_buffers", "512MB").start()) {
            try (Connection connection = postgres.getPostgresDatabase().getConnection(); var statement = connection.createStatement()) {
                statement.execute("""
                        create table passport_bench (id uuid primary key, uvci text not null unique, hc1 text not null, kid bytea not null,
                            issued_at timestamptz not null, expires_at timestamptz not null, signature_hash bytea not null,
                            uci_hash bytea not null, country_uci_hash bytea not null)""");
            }
            store(postgres, threads, maker, facts);
            double floor = 0;
            double stored = 0;
            System.out.printf("%d threads, %d codes a transaction%n  window   openssl signatures/s   codes made and stored/s%n", THREADS, CHUNK);
            for (int i = 0; i < WINDOWS; i++) {
                double signatures = floor(threads);
                double codes = store(postgres, threads, maker, facts);
                System.out.printf("%8d %22.0f %25.0f%n", i + 1, signatures, codes);
                floor = Math.max(floor, signatures);
                stored = Math.max(stored, codes);
            }
            System.out.printf("best: openssl %.0f, codes %.0f a second; 1,174,432 codes in %.0f s%n", floor, stored, 1_174_432 / stored);
            return List.of(Figure.ratio("hc1-persisted-vs-openssl", stored / floor));
        } finally {
            threads.shutdownNow();
        }
    }

    /** Signatures a second of wall time of as many processes of {@code openssl speed}. */
    private static double floor(ExecutorService threads) throws Exception {
        double sum = 0;
        List<Callable<Window>> speeds = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            speeds.add(OpenSsl::signatures);
        }
        for (Future<Window> window : threads.invokeAll(speeds)) {
            sum += window.get().perSecond();
        }
        return sum;
    }

    private static double store(EmbeddedPostgres postgres, ExecutorService threads, DccMaker maker, PassportFacts[] facts) throws Exception {
        List<Callable<Integer>> work = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int from = thread;
            work.add(() -> {
                try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
                    connection.setAutoCommit(false);
                    for (int chunk = from; chunk < CHUNKS_A_WINDOW; chunk += THREADS) {
                        copy(connection, maker, facts, chunk * CHUNK);
                        connection.commit();
                    }
                    return CHUNKS_A_WINDOW;
                }
            });
        }
        long start = System.nanoTime();
        for (Future<Integer> done : threads.invokeAll(work)) {
            done.get();
        }
        return CHUNK * CHUNKS_A_WINDOW * 1e9 / (System.nanoTime() - start);
    }

    /** COPY in PostgreSQL's binary format. */
    private static void copy(Connection connection, DccMaker maker, PassportFacts[] facts, int first) throws Exception {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy passport_bench from stdin (format binary)");
        try (var out = new DataOutputStream(new PGCopyOutputStream(copy, 1 << 16))) {
            out.write(new byte[] {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0});
            for (int i = first; i < first + CHUNK; i++) {
                IssuedCode code = maker.make(facts[i], Passports.NOW);
                UUID id = Uuid7.next();
                out.writeShort(9);
                out.writeInt(16);
                out.writeLong(id.getMostSignificantBits());
                out.writeLong(id.getLeastSignificantBits());
                field(out, code.uvci().getBytes(StandardCharsets.ISO_8859_1));
                field(out, code.hc1().getBytes(StandardCharsets.ISO_8859_1));
                field(out, code.kid());
                instant(out, code.issuedAt());
                instant(out, code.expiresAt());
                field(out, code.signatureHash());
                field(out, code.uciHash());
                field(out, code.countryUciHash());
            }
            out.writeShort(-1);
        }
    }

    private static void field(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void instant(DataOutputStream out, Instant instant) throws IOException {
        out.writeInt(8);
        out.writeLong((instant.getEpochSecond() - EPOCH_2000) * 1_000_000L);
    }
}
