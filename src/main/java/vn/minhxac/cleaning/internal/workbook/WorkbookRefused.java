package vn.minhxac.cleaning.internal.workbook;

import java.util.List;

import vn.minhxac.common.BadInput;

/** Why a file is not read at all; nothing of it was. The texts are {@code error.cleaning.workbook.<code>}. */
final class WorkbookRefused {

    private WorkbookRefused() {
    }

    /** No workbook, or one in another format. */
    static BadInput type(String code) {
        return new BadInput(415, "cleaning.workbook." + code);
    }

    /** A workbook that cannot be read, or that is none of ours. */
    static BadInput content(String code) {
        return new BadInput(422, "cleaning.workbook." + code);
    }

    /** @param fieldCode what is wrong with each of the columns */
    static BadInput columns(String code, String fieldCode, List<WorkbookColumn> columns) {
        return new BadInput(422, "cleaning.workbook." + code, columns.stream()
                .map(column -> new BadInput.FieldError(column.header(), "cleaning.workbook." + fieldCode)).toList());
    }

    static BadInput tooLarge() {
        return new BadInput(413, "cleaning.workbook.tooLarge");
    }
}
