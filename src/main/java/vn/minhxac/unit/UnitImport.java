package vn.minhxac.unit;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Takes the units of a province from a file. */
public interface UnitImport {

    /**
     * Reads {@code code, kind, name, parent_code, valid_from, valid_to, email} (CSV, UTF-8, columns by name) and brings the units
     * into line, with {@code successor_code} (the unit of this kind that takes over) and {@code sector_unit} (of a facility: the code of
     * its ministry's or sector's health unit) where the file has these columns; a line is one validity of one unit. Idempotent. With errors, nothing is changed.
     *
     * @param dryRun check and count only
     * @throws vn.minhxac.common.BadInput when the file is no such CSV
     */
    Result read(InputStream csv, boolean dryRun) throws IOException;

    /**
     * @param created units that were not there
     * @param changed units whose name, parent, last day, mail, successor or sector changed
     * @param closed  among them, those that now have a last day
     */
    record Result(int created, int changed, int closed, List<LineError> errors) {
    }

    /** What is wrong with a line; {@code message} in the caller's language. */
    record LineError(long line, String code, String message) {
    }
}
