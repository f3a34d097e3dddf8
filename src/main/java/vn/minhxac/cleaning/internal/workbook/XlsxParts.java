package vn.minhxac.cleaning.internal.workbook;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import vn.minhxac.common.XlsxGuard;

/**
 * The parts of an XLSX file, opened once it is sure that it is one, unfolds to a bearable size and brings nothing that acts: macros, links to
 * other files (which is how DDE comes), embedded objects, queries.
 */
final class XlsxParts implements Closeable {

    private static final XlsxGuard.Limits LIMITS = new XlsxGuard.Limits(96L << 20, 32L << 20, 160L << 20);
    private static final Pattern ACTIVE = Pattern.compile("(vbaproject|vbadata|xl/(externallinks|embeddings|activex|ctrlprops|macrosheets"
            + "|dialogsheets|querytables|model|customdata)/|xl/connections|\\.bin$|\\.exe$|\\.dll$)");
    /** What Excel keeps of a printer is binary, and never opened. */
    private static final Pattern PRINTER = Pattern.compile("xl/printersettings/[^/]*\\.bin$");
    private static final int MOST_SHEETS = 20;

    private final ZipFile zip;
    private final List<String> sheets = new ArrayList<>();
    private String sharedStrings;

    private XlsxParts(ZipFile zip) {
        this.zip = zip;
    }

    /** @throws vn.minhxac.common.BadInput 413, 415 or 422 */
    static XlsxParts open(Path file) throws IOException {
        refuseOtherFormats(file);
        try {
            XlsxGuard.check(file, LIMITS);
        } catch (XlsxGuard.Refused e) {
            throw e.getMessage().equals("zipBomb") ? WorkbookRefused.tooLarge()
                    : e.getMessage().equals("notXlsx") ? WorkbookRefused.type("notXlsx") : WorkbookRefused.content("broken");
        } catch (IOException | IllegalArgumentException e) {
            throw WorkbookRefused.content("broken");
        }
        ZipFile zip = new ZipFile(file.toFile());
        try {
            XlsxParts parts = new XlsxParts(zip);
            parts.find();
            return parts;
        } catch (XMLStreamException | RuntimeException | IOException e) {
            zip.close();
            throw e instanceof vn.minhxac.common.BadInput known ? known : WorkbookRefused.content("broken");
        }
    }

    private static void refuseOtherFormats(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(8);
        }
        if (start.length == 0) {
            throw new vn.minhxac.common.BadInput("cleaning.workbook.empty");
        }
        if (start.length >= 4 && (start[0] & 0xFF) == 0xD0 && (start[1] & 0xFF) == 0xCF && start[2] == 0x11 && (start[3] & 0xFF) == 0xE0) {
            throw WorkbookRefused.type("oldExcel");
        }
        if (start.length < 4 || start[0] != 'P' || start[1] != 'K' || start[2] != 3 || start[3] != 4) {
            throw WorkbookRefused.type("notXlsx");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.getEntry("content.xml") != null && zip.getEntry("xl/workbook.xml") == null) {
                throw WorkbookRefused.type("ods");
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw WorkbookRefused.type("notXlsx");
        }
    }

    private void find() throws IOException, XMLStreamException {
        zip.stream().map(ZipEntry::getName).map(name -> name.toLowerCase(Locale.ROOT).replace('\\', '/')).forEach(name -> {
            if (ACTIVE.matcher(name).find() && !PRINTER.matcher(name).find()) {
                throw WorkbookRefused.content("active");
            }
        });
        Map<String, String> targets = new HashMap<>();
        read("xl/_rels/workbook.xml.rels", reader -> {
            if (reader.getLocalName().equals("Relationship") && !"External".equalsIgnoreCase(attribute(reader, "TargetMode"))) {
                String target = resolve(attribute(reader, "Target"));
                targets.put(attribute(reader, "Id"), target);
                if (attribute(reader, "Type").endsWith("/sharedStrings")) {
                    sharedStrings = target;
                }
            }
        });
        read("xl/workbook.xml", reader -> {
            if (reader.getLocalName().equals("sheet") && sheets.size() < MOST_SHEETS && targets.get(attribute(reader, "id")) != null) {
                sheets.add(targets.get(attribute(reader, "id")));
            }
        });
        sheets.removeIf(sheet -> zip.getEntry(sheet) == null);
    }

    /** Parts of the sheets in their order. */
    List<String> sheets() {
        return sheets;
    }

    /** The texts that cells refer to; null where the file has none. */
    InputStream sharedStrings() throws IOException {
        return sharedStrings == null || zip.getEntry(sharedStrings) == null ? null : part(sharedStrings);
    }

    /** Parts by other names than the guard has looked at are none. */
    InputStream part(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null || !name.endsWith(".xml") && !name.endsWith(".rels")) {
            throw WorkbookRefused.content("broken");
        }
        return zip.getInputStream(entry);
    }

    /** A reader that follows no entity and loads nothing. */
    static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("no entities");
        });
        return factory.createXMLStreamReader(in);
    }

    /** The next event; spreadsheets have no document type and no entities of their own. */
    static int next(XMLStreamReader reader) throws XMLStreamException {
        int event = reader.next();
        if (event == XMLStreamReader.DTD || event == XMLStreamReader.ENTITY_REFERENCE) {
            throw WorkbookRefused.content("broken");
        }
        return event;
    }

    /** An attribute by its local name, whatever namespace it is in; empty where there is none. */
    static String attribute(XMLStreamReader reader, String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return "";
    }

    private interface Element {
        void at(XMLStreamReader reader) throws XMLStreamException;
    }

    private void read(String name, Element element) throws IOException, XMLStreamException {
        try (InputStream in = part(name)) {
            XMLStreamReader reader = reader(in);
            while (reader.hasNext()) {
                if (next(reader) == XMLStreamReader.START_ELEMENT) {
                    element.at(reader);
                }
            }
        }
    }

    private static String resolve(String target) {
        return target.startsWith("/") ? target.substring(1) : "xl/" + target;
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
