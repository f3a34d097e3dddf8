package vn.minhxac.citizen;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/** Files of the vaccination platform on their way into {@code citizen} and {@code dose}. */
public interface Imports {

    /**
     * Takes a file in: checks what it is (CSV in UTF-8 or XLSX, by content) and its header, and stores it in the caller's
     * transaction, from whose commit on it is not lost. It is imported in the background, on any node.
     *
     * @param file     may be deleted after the call
     * @param fileName as its sender calls it, for people only
     * @param dryRun   count and list the errors, store nothing else
     * @param officer  user id of who sent it
     * @throws vn.minhxac.common.BadInput when it is rejected whole; nothing is stored
     */
    UUID accept(Path file, String fileName, boolean dryRun, String provinceCode, String officer) throws IOException;

    /** Imports, in this thread, every accepted file that no node works on; returns how many were finished or rejected. */
    int runWaiting();
}
