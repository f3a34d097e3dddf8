package vn.minhxac.cleaning.internal.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.DataValidationErrorStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.stereotype.Component;

/**
 * Writes the workbook: all cells are text, so that no zero is lost and nothing is calculated; what is to be filled in is coloured; the keys of
 * the rows are in a hidden column.
 */
@Component
class WorkbookWriter {

    private static final int FLUSH = 500;
    private static final String HEAD = "DCE6F1";
    private static final String TO_FILL = "FFF8DC";
    private static final String LINES = "BFBFBF";
    private static final String TEXT = "@";
    private static final WorkbookColumn[] COLUMNS = WorkbookColumn.values();

    private final WorkbookPhrases phrases;

    WorkbookWriter(WorkbookPhrases phrases) {
        this.phrases = phrases;
    }

    /**
     * A row as it is shown.
     *
     * @param key of the row
     */
    record Shown(WorkbookRow row, String problem, String proposal, String key) {

        private String cell(WorkbookColumn column, WorkbookPhrases phrases) {
            return switch (column) {
                case LINE -> Integer.toString(row.line());
                case RECORD_ID -> row.recordId();
                case FULL_NAME -> row.fullName();
                case DATE_OF_BIRTH -> row.born();
                case SEX -> phrases.sex(row.sex());
                case HAMLET -> row.hamlet();
                case PHONE -> row.phone();
                case PRESENT_NUMBER -> row.number();
                case PROBLEM -> problem;
                case PROPOSAL -> proposal;
                case KEY -> key;
                case RIGHT_NUMBER, RESULT -> "";
            };
        }
    }

    /** @param unit name of the commune */
    void write(OutputStream out, String unit, List<Shown> rows) throws IOException {
        try (Workbook workbook = new Workbook(out, "MinhXac", "1.0")) {
            workbook.setGlobalDefaultFont("Arial", 10);
            Worksheet sheet = workbook.newWorksheet(phrases.text("sheet"));
            layout(sheet, rows.size());
            for (int i = 0; i < rows.size(); i++) {
                line(sheet, i + 1, rows.get(i));
                if (i % FLUSH == FLUSH - 1) {
                    sheet.flush();
                }
            }
            sheet.finish();
            guide(workbook.newWorksheet(phrases.text("guide")), unit);
        }
    }

    private void layout(Worksheet sheet, int rows) {
        for (WorkbookColumn column : COLUMNS) {
            int at = column.ordinal();
            sheet.value(0, at, column.header());
            sheet.width(at, column.width());
        }
        sheet.range(0, 0, 0, COLUMNS.length - 1).style().bold().wrapText(true).fillColor(HEAD).verticalAlignment("center").format(TEXT).set();
        sheet.hideColumn(WorkbookColumn.KEY.ordinal());
        sheet.freezePane(WorkbookColumn.FULL_NAME.ordinal() + 1, 1);
        sheet.setAutoFilter(0, 0, Math.max(1, rows), COLUMNS.length - 1);
        sheet.pageOrientation("landscape");
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.repeatRows(0);
        if (rows > 0) {
            validations(sheet, rows);
        }
    }

    private void validations(Worksheet sheet, int rows) {
        int number = WorkbookColumn.RIGHT_NUMBER.ordinal();
        String first = (char) ('A' + number) + "2";
        sheet.range(1, number, rows, number)
                .validateWithFormula("AND(ISTEXT(" + first + "),OR(LEN(" + first + ")=12,LEN(" + first + ")=9))").allowBlank(true)
                .errorStyle(DataValidationErrorStyle.WARNING).showErrorMessage(true)
                .errorTitle(phrases.text("check.title")).error(phrases.text("check.number"));
        int result = WorkbookColumn.RESULT.ordinal();
        sheet.range(1, result, rows, result).validateWithListByFormula("\"" + String.join(",", ReviewResult.texts()) + "\"").allowBlank(true)
                .errorStyle(DataValidationErrorStyle.STOP).showErrorMessage(true)
                .errorTitle(phrases.text("check.title")).error(phrases.text("check.result"));
    }

    private void line(Worksheet sheet, int at, Shown shown) {
        for (WorkbookColumn column : COLUMNS) {
            String text = InertText.of(shown.cell(column, phrases));
            if (!text.isEmpty()) {
                sheet.value(at, column.ordinal(), text);
            }
        }
        cells(sheet, at, WorkbookColumn.LINE, WorkbookColumn.KEY).set();
        cells(sheet, at, WorkbookColumn.PROBLEM, WorkbookColumn.PROPOSAL).wrapText(true).set();
        cells(sheet, at, WorkbookColumn.RIGHT_NUMBER, WorkbookColumn.RESULT).fillColor(TO_FILL).set();
    }

    private static StyleSetter cells(Worksheet sheet, int at, WorkbookColumn from, WorkbookColumn to) {
        StyleSetter style = sheet.range(at, from.ordinal(), at, to.ordinal()).style();
        style.format(TEXT).verticalAlignment("top").borderStyle(BorderStyle.THIN).borderColor(LINES);
        return style;
    }

    private void guide(Worksheet sheet, String unit) throws IOException {
        sheet.width(0, 110);
        sheet.value(0, 0, InertText.of(phrases.text("guide.title", unit)));
        sheet.style(0, 0).bold().fontSize(12).set();
        for (int i = 1; i <= 6; i++) {
            sheet.value(i, 0, phrases.text("guide." + i));
            sheet.style(i, 0).wrapText(true).set();
        }
        sheet.finish();
    }
}
