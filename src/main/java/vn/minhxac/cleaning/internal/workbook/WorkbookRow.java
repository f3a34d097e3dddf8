package vn.minhxac.cleaning.internal.workbook;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

import vn.minhxac.citizen.IdentityStatus;
import vn.minhxac.cleaning.internal.batch.Decision;
import vn.minhxac.cleaning.internal.batch.RowState;

/**
 * A row of a batch with its record as it is now.
 *
 * @param dobPrecision D, M, Y or null
 * @param contentHash  over the record's four fields
 * @param decision     null: nothing is decided
 * @param toNumber     the decided number, where the number is all that is decided to change; or null
 */
record WorkbookRow(long citizenId, int line, String recordId, String fullName, String sex, LocalDate dateOfBirth, String dobPrecision,
                   String hamlet, String phone, String number, boolean vietnamese, IdentityStatus status, byte[] contentHash, RowState state,
                   Decision decision, String toNumber, int version) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MM/yyyy");
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("yyyy");

    /** Whether the registry has said that this is who it says. */
    boolean proven() {
        return status == IdentityStatus.MATCHED || status == IdentityStatus.EXEMPT_FOREIGNER;
    }

    /** As people here write dates, with no more than is known. */
    String born() {
        return dateOfBirth == null ? "" : ("D".equals(dobPrecision) ? DAY : "M".equals(dobPrecision) ? MONTH : YEAR).format(dateOfBirth);
    }

    @Override
    public String toString() {
        return "WorkbookRow[" + line + "]";
    }
}
