package vn.minhxac.citizen.internal.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vn.minhxac.audit.Audit;
import vn.minhxac.citizen.Imports;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.Uuid7;

/** Takes files in: looks at what they are before anything is stored. */
@Service
class ImportIntake implements Imports {

    private static final int PART = 1 << 20;
    private static final int MAX_NAME = 200;

    private final ImportStore store;
    private final Audit audit;
    private final ImportWorker worker;

    ImportIntake(ImportStore store, Audit audit, @Lazy ImportWorker worker) {
        this.store = store;
        this.audit = audit;
        this.worker = worker;
    }

    @Override
    @Transactional
    public UUID accept(Path file, String fileName, boolean dryRun, String provinceCode, String officer) throws IOException {
        FileFormat format = look(file);
        ImportJob job = new ImportJob(Uuid7.next(), provinceCode, name(fileName), format, dryRun, officer, 0);
        store.insert(job, 0, new byte[0]);
        try {
            store(job.id(), file, format);
        } catch (FileBroken e) {
            throw new BadInput("import." + e.code());
        }
        audit.record("import.accepted", "import", job.id().toString(), Map.of("dryRun", dryRun, "format", format.name()));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                worker.wake();
            }
        });
        return job.id();
    }

    @Override
    public int runWaiting() {
        return worker.runWaiting();
    }

    /** The format, once the header has been read and found good. */
    private static FileFormat look(Path file) throws IOException {
        try {
            FileFormat format;
            try (InputStream in = Files.newInputStream(file)) {
                byte[] start = in.readNBytes(8);
                format = FileFormat.of(start, start.length);
            }
            if (format == FileFormat.CSV) {
                checkText(file);
            }
            try (RowSource rows = format == FileFormat.CSV ? new CsvSource(Files.newInputStream(file)) : new XlsxSource(file)) {
                if (!rows.next()) {
                    throw new FileBroken("empty");
                }
                Header.of(rows.cells());
            }
            return format;
        } catch (FileBroken e) {
            throw new BadInput("import." + e.code());
        }
    }

    private static void checkText(Path file) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(PART);
        CharBuffer text = CharBuffer.allocate(PART);
        try (InputStream in = Files.newInputStream(file)) {
            for (boolean end = false; !end;) {
                int n = in.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
                end = n < bytes.remaining();
                for (int i = bytes.position(); i < bytes.position() + n; i++) {
                    if (bytes.array()[i] == 0) {
                        throw new FileBroken("notText");
                    }
                }
                bytes.limit(bytes.position() + n).position(0);
                text.clear();
                if (decoder.decode(bytes, text, end).isError()) {
                    throw new FileBroken("notUtf8");
                }
                bytes.compact();
            }
        }
    }

    private void store(UUID id, Path file, FileFormat format) throws IOException {
        MessageDigest sha256 = sha256();
        long size = 0;
        int part = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[PART];
            for (int n = in.readNBytes(buffer, 0, PART); n > 0; n = in.readNBytes(buffer, 0, PART)) {
                sha256.update(buffer, 0, n);
                store.insertPart(id, part++, n == PART ? buffer : Arrays.copyOf(buffer, n));
                size += n;
            }
        }
        store.complete(id, size, sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The last part of the path, without control characters. */
    private static String name(String fileName) {
        String name = fileName == null ? "" : fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        name = name.replaceAll("\\p{Cntrl}", "").strip();
        return name.isEmpty() ? "?" : name.substring(0, Math.min(name.length(), MAX_NAME));
    }
}
