package vn.minhxac.citizen.internal.imports;

import java.util.UUID;

/**
 * An accepted file that is to be imported.
 *
 * @param attempts how often it has been begun, this time included
 */
record ImportJob(UUID id, String provinceCode, String fileName, FileFormat format, boolean dryRun, String createdBy, int attempts) {
}
