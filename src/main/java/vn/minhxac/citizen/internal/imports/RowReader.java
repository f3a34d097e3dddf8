package vn.minhxac.citizen.internal.imports;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import vn.minhxac.citizen.DateText;
import vn.minhxac.citizen.IdNumber;
import vn.minhxac.citizen.VietnameseName;

/**
 * Reads one row after the other. What is missing or malformed about who a person is does not reject a row: the person is
 * stored as the file says and the pre-check finds it. What is wrong about the dose does.
 */
final class RowReader {

    /** First COVID-19 vaccination in Viet Nam. */
    static final LocalDate CAMPAIGN_START = LocalDate.of(2021, 3, 8);
    private static final int MAX_DOSE = 20;
    private static final int MAX_TEXT = 200;
    private static final int MAX_CODE = 64;
    private static final Pattern DOSE = Pattern.compile("(?:[Mm]ũi\\s*(?:số\\s*)?)?([0-9]{1,2})(?:\\.0)?");
    private static final Pattern PHONE = Pattern.compile("(?:0|\\+?84)([35789][0-9]{8})");
    private static final Column[] PERSON = {Column.RECORD_ID, Column.FULL_NAME, Column.SEX, Column.DATE_OF_BIRTH, Column.ID_NUMBER,
        Column.ID_TYPE, Column.NATIONALITY, Column.PHONE, Column.PERMANENT_COMMUNE, Column.HAMLET};
    private static final Map<String, String> SEXES = new HashMap<>(Map.of("M", "M", "NAM", "M", "MALE", "M", "F", "F", "NU", "F",
        "FEMALE", "F", "X", "UNSPECIFIED", "UNSPECIFIED", "UNSPECIFIED", "KHAC", "UNSPECIFIED"));

    private final Header header;
    private final Dictionary dictionary;
    private final LocalDate today;
    private final Map<String, DateText> dates = new HashMap<>();
    private final String[] person = new String[PERSON.length];
    private boolean hasPerson;

    RowReader(Header header, Dictionary dictionary, LocalDate today) {
        this.header = header;
        this.dictionary = dictionary;
        this.today = today;
    }

    /** @return null when {@code row} was filled; else why this row is rejected */
    RowError read(String[] cells, ImportRow row) {
        if (!fits(cells)) {
            return RowError.CELL_COUNT;
        }
        RowError dose = readDose(cells, row);
        return dose != null ? dose : readPerson(cells, row);
    }

    private boolean fits(String[] cells) {
        int width = header.cells().length;
        for (int i = width; i < cells.length; i++) {
            if (cells[i] != null && !cells[i].isBlank()) {
                return false;
            }
        }
        return cells.length >= width;
    }

    private RowError readDose(String[] cells, ImportRow row) {
        if (IdNumber.strip(header.cell(cells, Column.RECORD_ID)) == null) {
            return RowError.MISSING_RECORD_ID;
        }
        int number = doseNumber(header.cell(cells, Column.DOSE_NUMBER));
        if (number < 1 || number > MAX_DOSE) {
            return RowError.BAD_DOSE_NUMBER;
        }
        row.doseNumber = number;
        RowError date = readDate(header.cell(cells, Column.VACCINATION_DATE), row);
        if (date != null) {
            return date;
        }
        String vaccine = header.cell(cells, Column.VACCINE);
        if (vaccine == null || vaccine.length() > MAX_TEXT || (row.vaccineCode = dictionary.vaccine(vaccine)) == null) {
            return RowError.UNKNOWN_VACCINE;
        }
        String facility = IdNumber.strip(header.cell(cells, Column.FACILITY_CODE));
        if (facility == null) {
            return RowError.MISSING_FACILITY;
        }
        row.facilityCode = dictionary.facilities().get(facility);
        if (row.facilityCode == null) {
            return RowError.UNKNOWN_FACILITY;
        }
        row.lotNumber = IdNumber.strip(header.cell(cells, Column.LOT_NUMBER));
        return isLonger(row.lotNumber, MAX_CODE) ? RowError.CELL_TOO_LONG : null;
    }

    private static int doseNumber(String raw) {
        String text = IdNumber.strip(raw);
        if (text == null || text.length() > MAX_CODE) {
            return -1;
        }
        if (text.length() == 1) {
            return text.charAt(0) - '0';
        }
        var matcher = DOSE.matcher(VietnameseName.clean(text));
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    private RowError readDate(String raw, ImportRow row) {
        if (raw == null || raw.isBlank()) {
            return RowError.MISSING_VACCINATION_DATE;
        }
        DateText date = date(raw);
        if (date == null || !date.isFull()) {
            return RowError.BAD_VACCINATION_DATE;
        }
        row.vaccinationDate = date.date();
        return date.date().isAfter(today) ? RowError.FUTURE_VACCINATION_DATE
            : date.date().isBefore(CAMPAIGN_START) ? RowError.VACCINATION_BEFORE_CAMPAIGN : null;
    }

    /** A campaign has a few hundred days and a province's people some 30,000 birthdays: most dates have been read before. */
    private DateText date(String raw) {
        if (raw.length() > MAX_CODE) {
            return null;
        }
        DateText known = dates.get(raw);
        if (known == null) {
            known = DateText.parse(raw);
            if (known != null && dates.size() < 100_000) {
                dates.put(raw, known);
            }
        }
        return known;
    }

    private RowError readPerson(String[] cells, ImportRow row) {
        boolean same = hasPerson;
        for (int i = 0; i < PERSON.length; i++) {
            String cell = header.cell(cells, PERSON[i]);
            if (!Objects.equals(person[i], cell)) {
                same = false;
                person[i] = cell;
            }
        }
        row.samePerson = same;
        if (same) {
            return null;
        }
        hasPerson = false;
        for (Column column : PERSON) {
            String cell = header.cell(cells, column);
            if (isLonger(cell, column == Column.FULL_NAME || column == Column.HAMLET ? MAX_TEXT : MAX_CODE)) {
                return RowError.CELL_TOO_LONG;
            }
        }
        row.nationality = Nationality.of(header.cell(cells, Column.NATIONALITY));
        if (row.nationality == null) {
            return RowError.BAD_NATIONALITY;
        }
        row.recordId = IdNumber.strip(header.cell(cells, Column.RECORD_ID));
        String name = header.cell(cells, Column.FULL_NAME);
        row.fullName = VietnameseName.clean(name);
        row.nameKey = VietnameseName.key(name);
        row.sex = sex(header.cell(cells, Column.SEX));
        DateText birth = header.cell(cells, Column.DATE_OF_BIRTH) == null ? null : date(header.cell(cells, Column.DATE_OF_BIRTH));
        row.dateOfBirth = birth == null ? null : birth.date();
        row.dobPrecision = birth == null ? null : birth.precision().name();
        boolean vietnamese = row.nationality.equals(Nationality.VIETNAM);
        String number = IdNumber.strip(header.cell(cells, Column.ID_NUMBER));
        row.idNumber = vietnamese ? number : IdNumber.passport(number);
        row.idType = IdNumber.kind(row.idNumber, vietnamese).map(Enum::name).orElseGet(() -> idType(header.cell(cells, Column.ID_TYPE)));
        row.phone = phone(header.cell(cells, Column.PHONE));
        row.permanentCommune = IdNumber.strip(header.cell(cells, Column.PERMANENT_COMMUNE));
        String hamlet = VietnameseName.clean(header.cell(cells, Column.HAMLET));
        row.hamlet = hamlet.isEmpty() ? null : hamlet;
        hasPerson = true;
        return null;
    }

    private static boolean isLonger(String text, int max) {
        return text != null && text.length() > max;
    }

    /** M, F, UNSPECIFIED, or null where the cell says nothing known: the pre-check's business. */
    private static String sex(String raw) {
        if (raw == null) {
            return null;
        }
        return raw.equals("M") ? "M" : raw.equals("F") ? "F" : SEXES.get(VietnameseName.plain(raw));
    }

    /** What the file says a malformed number is, where it says one of the three. */
    private static String idType(String raw) {
        String text = raw == null ? "" : raw.strip().toUpperCase(Locale.ROOT);
        return text.equals("CCCD") || text.equals("CMND") || text.equals("PASSPORT") ? text
            : text.startsWith("H") && VietnameseName.plain(text).equals("HO CHIEU") ? "PASSPORT" : null;
    }

    /** With 0 in front where it is a mobile number, else as it came. */
    private static String phone(String raw) {
        String text = IdNumber.strip(raw);
        if (text == null) {
            return null;
        }
        if (text.length() == 10 && text.charAt(0) == '0') {
            return text;
        }
        var matcher = PHONE.matcher(text.replaceAll("[ .()\u00A0-]", ""));
        return matcher.matches() ? "0" + matcher.group(1) : text;
    }
}
