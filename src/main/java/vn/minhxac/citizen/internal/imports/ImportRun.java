package vn.minhxac.citizen.internal.imports;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.minhxac.audit.Audit;
import vn.minhxac.citizen.ImportCompleted;
import vn.minhxac.citizen.RecordsChanged;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.Copy;

/**
 * One import from its stored file to DONE: the file is read into the staging table, outside any transaction, then
 * checked, merged and closed in one. Whatever goes wrong before that commit leaves nothing but a file to be read again.
 */
@Service
class ImportRun {

    static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final Copy copy;
    private final ImportStore store;
    private final ImportMerge merge;
    private final ApplicationEventPublisher events;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ImportRun(DataSource dataSource, JdbcClient jdbc, Copy copy, ImportStore store, ImportMerge merge, ApplicationEventPublisher events,
              Audit audit, Clock clock, PlatformTransactionManager transactions) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.copy = copy;
        this.store = store;
        this.merge = merge;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * @param owner    the run that holds the import
     * @param progress told the number of rows read so far, often
     */
    void run(ImportJob job, UUID owner, LongConsumer progress) throws IOException, SQLException {
        String staging = Staging.table(job.id());
        try (StoredFile file = new StoredFile(dataSource, job); Connection connection = dataSource.getConnection()) {
            try {
                Staging.create(connection, staging);
                long read = stage(job, file, connection, staging, progress);
                finish(job, owner, file, staging, read);
            } catch (FileBroken e) {
                reject(job, owner, e.code(), e.line());
            } finally {
                Staging.drop(connection, staging);
            }
        }
    }

    private long stage(ImportJob job, StoredFile file, Connection connection, String staging, LongConsumer progress)
            throws IOException, SQLException {
        Dictionary dictionary = Dictionary.load(jdbc);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZONE);
        long read = 0;
        try (RowSource rows = file.open(); Staging staged = Staging.open(connection, staging)) {
            if (!rows.next()) {
                throw new FileBroken("empty");
            }
            Header header = header(rows.cells());
            store.header(job.id(), header.cells());
            RowReader reader = new RowReader(header, dictionary, today);
            ImportRow row = new ImportRow();
            int doseBefore = 0;
            LocalDate dateBefore = LocalDate.MIN;
            while (rows.next()) {
                int line = Math.toIntExact(rows.line());
                RowError error = reader.read(rows.cells(), row);
                if (error == null) {
                    boolean inOrder = !row.samePerson || row.doseNumber > doseBefore && !row.vaccinationDate.isBefore(dateBefore);
                    staged.row(line, row, inOrder);
                    doseBefore = row.doseNumber;
                    dateBefore = row.vaccinationDate;
                } else {
                    staged.rejected(line, error);
                }
                if ((++read & 0x3FF) == 0) {
                    progress.accept(read);
                }
            }
            staged.finish();
        }
        return read;
    }

    private static Header header(String[] cells) {
        try {
            return Header.of(cells);
        } catch (BadInput e) {
            throw new FileBroken(e.code().substring(e.code().indexOf('.') + 1));
        }
    }

    private void finish(ImportJob job, UUID owner, StoredFile file, String staging, long read) {
        transaction.executeWithoutResult(status -> {
            // Imports of one province follow each other: each sees what the one before has stored.
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended('import ' || :province, 0))").param("province", job.provinceCode())
                .query((row, n) -> 0).single();
            ImportMerge.Checked checked = merge.check(staging, job.provinceCode());
            boolean changed = !job.dryRun() && merge.merge(staging, job.provinceCode(), job.id(), job.createdBy(), clock.instant());
            storeErrors(job, file, checked.rejected());
            store.deleteFile(job.id());
            var totals = new ImportStore.Totals(read, checked.rejected().size(), checked.people(), checked.doses());
            if (!store.done(job.id(), owner, totals)) {
                throw new IllegalStateException("import taken over by another run");
            }
            if (!job.dryRun()) {
                List<Long> changedBefore = merge.changedBefore(job.id());
                if (!changedBefore.isEmpty()) {
                    events.publishEvent(new RecordsChanged(changedBefore));
                }
                events.publishEvent(new ImportCompleted(job.id(), job.provinceCode(), job.createdBy(), changed));
            }
            audit.record("import.done", "import", job.id().toString(), Map.of("dryRun", job.dryRun(), "read", read,
                "rejected", totals.rejected(), "people", totals.people(), "doses", totals.doses()));
        });
    }

    /** The rejected rows as they came: the file is read once more for them, so that no row has to be kept until then. */
    private void storeErrors(ImportJob job, StoredFile file, List<ImportMerge.Rejected> rejected) {
        jdbc.sql("delete from import_error where import_id = :id").param("id", job.id()).update();
        if (rejected.isEmpty()) {
            return;
        }
        copy.in("import_error (import_id, line, code, cells)", out -> {
            try (RowSource rows = file.open()) {
                rows.next();
                for (ImportMerge.Rejected next : rejected) {
                    while (rows.next() && rows.line() < next.line()) {
                        continue;
                    }
                    out.row(job.id(), next.line(), next.error().name(), rows.cells());
                }
            }
        });
    }

    private void reject(ImportJob job, UUID owner, String code, long line) {
        transaction.executeWithoutResult(status -> {
            store.deleteFile(job.id());
            if (store.reject(job.id(), owner, code, line > 0 ? Long.toString(line) : null)) {
                audit.record("import.rejected", "import", job.id().toString(), Map.of("code", code));
            }
        });
    }

    /** Gives up an import that failed for technical reasons again and again. */
    void giveUp(ImportJob job, UUID owner) {
        reject(job, owner, "failed", 0);
    }
}
