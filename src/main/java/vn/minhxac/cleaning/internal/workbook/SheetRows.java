package vn.minhxac.cleaning.internal.workbook;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import vn.minhxac.common.XlsxGuard;

/**
 * The rows of a sheet one after the other. Nothing is calculated and no date guessed: a cell is what the file has written into it, and one
 * that is the result of a formula, its own or an array's, says so.
 */
final class SheetRows implements Closeable {

    /** Cells further right are not looked at. */
    static final int MOST_COLUMNS = 200;
    private static final int MOST_ARRAYS = 200;
    private static final int MOST_ROW = 1_048_576;

    /** Cells that an array formula fills; only the first of them has the formula. */
    private record Area(int fromRow, int toRow, int fromColumn, int toColumn) {

        boolean has(int row, int column) {
            return row >= fromRow && row <= toRow && column >= fromColumn && column <= toColumn;
        }
    }

    private final InputStream in;
    private final XMLStreamReader reader;
    private final List<String> texts;
    private final List<Area> arrays = new ArrayList<>();
    private final Map<Integer, SheetCell> cells = new HashMap<>();
    private int row;

    SheetRows(InputStream in, List<String> texts) throws XMLStreamException {
        this.in = in;
        this.texts = texts;
        this.reader = XlsxParts.reader(in);
    }

    /** The texts of all cells, as a workbook keeps them in one place. */
    static List<String> texts(InputStream in) throws IOException, XMLStreamException {
        List<String> texts = new ArrayList<>();
        if (in == null) {
            return texts;
        }
        try (in) {
            XMLStreamReader reader = XlsxParts.reader(in);
            while (reader.hasNext()) {
                if (XlsxParts.next(reader) == XMLStreamReader.START_ELEMENT && reader.getLocalName().equals("si")) {
                    texts.add(text(reader, "si"));
                }
            }
        }
        return texts;
    }

    /** Goes to the next row that has cells; false at the end. */
    boolean next() throws XMLStreamException {
        cells.clear();
        while (reader.hasNext()) {
            int event = XlsxParts.next(reader);
            if (event == XMLStreamReader.START_ELEMENT && reader.getLocalName().equals("row")) {
                int number = number(XlsxParts.attribute(reader, "r"), row + 1);
                if (number <= row || number > MOST_ROW) {
                    throw WorkbookRefused.content("broken");
                }
                row = number;
                cells();
                if (!cells.isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Row of the sheet, from 1. */
    int row() {
        return row;
    }

    SheetCell cell(int column) {
        return cells.getOrDefault(column, SheetCell.BLANK);
    }

    private void cells() throws XMLStreamException {
        int column = -1;
        while (reader.hasNext()) {
            int event = XlsxParts.next(reader);
            if (event == XMLStreamReader.END_ELEMENT && reader.getLocalName().equals("row")) {
                return;
            }
            if (event == XMLStreamReader.START_ELEMENT && reader.getLocalName().equals("c")) {
                String reference = XlsxParts.attribute(reader, "r");
                column = reference.isEmpty() ? column + 1 : column(reference);
                SheetCell cell = read(column);
                if (!cell.isBlank() && column < MOST_COLUMNS && cells.put(column, cell) != null) {
                    throw WorkbookRefused.content("broken");
                }
            }
        }
    }

    private SheetCell read(int column) throws XMLStreamException {
        String type = XlsxParts.attribute(reader, "t");
        boolean formula = false;
        String value = "";
        while (reader.hasNext()) {
            int event = XlsxParts.next(reader);
            if (event == XMLStreamReader.END_ELEMENT && reader.getLocalName().equals("c")) {
                break;
            }
            if (event == XMLStreamReader.START_ELEMENT) {
                switch (reader.getLocalName()) {
                    case "f" -> {
                        formula = true;
                        array(XlsxParts.attribute(reader, "t"), XlsxParts.attribute(reader, "ref"));
                    }
                    case "v" -> value = reader.getElementText();
                    case "is" -> value = text(reader, "is");
                    default -> {
                        // extensions
                    }
                }
            }
        }
        int at = column;
        if (formula || arrays.stream().anyMatch(area -> area.has(row, at))) {
            return new SheetCell(SheetCell.Kind.FORMULA, "");
        }
        return switch (type) {
            case "s" -> ofText(shared(value));
            case "inlineStr", "str" -> ofText(value);
            case "", "n" -> value.isBlank() ? SheetCell.BLANK : new SheetCell(SheetCell.Kind.NUMBER, value.strip());
            default -> value.isBlank() ? SheetCell.BLANK : new SheetCell(SheetCell.Kind.OTHER, "");
        };
    }

    private void array(String type, String reference) {
        if ((type.equals("array") || type.equals("dataTable")) && !reference.isEmpty()) {
            int colon = reference.indexOf(':');
            String first = colon < 0 ? reference : reference.substring(0, colon);
            String last = colon < 0 ? reference : reference.substring(colon + 1);
            arrays.add(new Area(line(first), line(last), column(first), column(last)));
            if (arrays.size() > MOST_ARRAYS) {
                throw WorkbookRefused.content("tooManyFormulas");
            }
        }
    }

    private String shared(String index) {
        if (index.isBlank()) {
            return "";
        }
        int at = number(index.strip(), -1);
        if (at < 0 || at >= texts.size()) {
            throw WorkbookRefused.content("broken");
        }
        return texts.get(at);
    }

    private static SheetCell ofText(String text) {
        if (text.length() > XlsxGuard.MAX_CELL) {
            throw WorkbookRefused.content("broken");
        }
        return text.isBlank() ? SheetCell.BLANK : new SheetCell(SheetCell.Kind.TEXT, text);
    }

    /** A text with its runs of different letters joined, without the reading aids of East Asian ones. */
    private static String text(XMLStreamReader reader, String element) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int aids = 0;
        while (reader.hasNext()) {
            int event = XlsxParts.next(reader);
            boolean aid = (event == XMLStreamReader.START_ELEMENT || event == XMLStreamReader.END_ELEMENT) && reader.getLocalName().equals("rPh");
            if (event == XMLStreamReader.END_ELEMENT && reader.getLocalName().equals(element)) {
                break;
            } else if (aid) {
                aids += event == XMLStreamReader.START_ELEMENT ? 1 : -1;
            } else if (aids == 0 && event == XMLStreamReader.START_ELEMENT && reader.getLocalName().equals("t")) {
                text.append(reader.getElementText());
            }
        }
        return unescaped(text.toString());
    }

    /** {@code _x0041_} is an A. */
    private static String unescaped(String text) {
        if (!text.contains("_x")) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("_x", i) && i + 6 < text.length() && text.substring(i + 2, i + 7).matches("[0-9A-Fa-f]{4}_")) {
                out.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 6;
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    /** From 0; of {@code BC12}, or of an absolute {@code $BC$12}. */
    private static int column(String reference) {
        int column = 0;
        int letters = 0;
        for (int i = 0; i < reference.length(); i++) {
            char c = reference.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                column = 26 * column + c - 'A' + 1;
                letters++;
            } else if (c != '$' || letters > 0) {
                break;
            }
        }
        if (letters == 0 || letters > 3) {
            throw WorkbookRefused.content("broken");
        }
        return column - 1;
    }

    private static int line(String reference) {
        return number(reference.replaceAll("^\\$?[A-Z]+\\$?", ""), MOST_ROW);
    }

    private static int number(String text, int otherwise) {
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw WorkbookRefused.content("broken");
        }
        return Integer.parseInt(text);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
