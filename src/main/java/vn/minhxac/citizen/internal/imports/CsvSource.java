package vn.minhxac.citizen.internal.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** CSV in UTF-8, with or without byte order mark, separated by whichever of comma, semicolon and tab its header has most of. */
final class CsvSource implements RowSource {

    private static final int HEADER_LOOK = 1 << 16;
    private static final int MAX_FIELDS = 512;

    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private String[] cells;
    private long line;

    CsvSource(InputStream in) {
        try {
            Reader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), HEADER_LOOK);
            char separator = start(text);
            reader = CsvReader.builder().fieldSeparator(separator).skipEmptyLines(true).allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(CsvRecordHandler.of(h -> h.maxFields(MAX_FIELDS).maxFieldSize(MAX_CELL).maxRecordSize(1 << 20)), text);
            records = reader.iterator();
        } catch (CharacterCodingException e) {
            throw new FileBroken("notUtf8");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves the reader behind the byte order mark and tells the separator of the header. */
    private static char start(Reader text) throws IOException {
        text.mark(HEADER_LOOK);
        if (text.read() != '\uFEFF') {
            text.reset();
        } else {
            text.mark(HEADER_LOOK);
        }
        int commas = 0;
        int semicolons = 0;
        int tabs = 0;
        boolean quoted = false;
        boolean content = false;
        for (int i = 0; i < HEADER_LOOK - 1; i++) {
            int c = text.read();
            if (c < 0 || !quoted && content && (c == '\n' || c == '\r')) {
                break;
            }
            content |= c > ' ';
            quoted ^= c == '"';
            if (!quoted) {
                commas += c == ',' ? 1 : 0;
                semicolons += c == ';' ? 1 : 0;
                tabs += c == '\t' ? 1 : 0;
            }
        }
        text.reset();
        return semicolons > commas && semicolons >= tabs ? ';' : tabs > commas ? '\t' : ',';
    }

    @Override
    public boolean next() {
        try {
            while (records.hasNext()) {
                CsvRecord found = records.next();
                line = found.getStartingLineNumber();
                int width = found.getFieldCount();
                cells = new String[width];
                for (int i = 0; i < width; i++) {
                    cells[i] = found.getField(i);
                }
                if (!RowSource.isBlank(cells)) {
                    return true;
                }
            }
            return false;
        } catch (CsvParseException e) {
            // Broken quoting, or a cell or row longer than any table of people has
            throw new FileBroken("brokenCsv", line + 1);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new FileBroken("notUtf8", line + 1);
            }
            throw e;
        }
    }

    @Override
    public String[] cells() {
        return cells;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
