package vn.minhxac.portal.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import vn.minhxac.passport.PassportFields;
import vn.minhxac.passport.PassportSheet;
import vn.minhxac.passport.ValueSets;

/** The 11 fields of Decision 5772/QĐ-BYT in words: codes of the EU value sets by their names, dates as people write them. */
@Component
class PassportView {

    private static final ZoneId VIET_NAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final ValueSets words;

    PassportView(ValueSets words) {
        this.words = words;
    }

    /** @param latin how a machine-readable travel document writes it, or null */
    record Row(String label, String value, String latin) {
    }

    /** A passport of ours, all eleven fields. */
    List<Row> rows(PassportSheet sheet) {
        return present(Stream.of(
                new Row("portal.field.fullName", sheet.fullName(), sheet.latinName()),
                row("dateOfBirth", date(sheet.dateOfBirth())),
                row("nationality", country(sheet.nationality())),
                row("disease", name(sheet.disease())),
                row("doses", sheet.dosesReceived()),
                row("vaccinationDate", date(sheet.vaccinationDate())),
                row("doseNumber", sheet.doseNumber()),
                row("vaccine", name(sheet.vaccine())),
                row("product", name(sheet.product())),
                row("manufacturer", name(sheet.manufacturer())),
                row("uvci", sheet.uvci())));
    }

    /** What a code of any country says; nationality is not in it. */
    List<Row> rows(PassportFields fields) {
        return present(Stream.of(
                new Row("portal.field.fullName", fields.fullName(), fields.latinName()),
                row("dateOfBirth", date(fields.dateOfBirth())),
                row("disease", name(fields.disease())),
                row("doseNumber", fields.doseNumber() == null ? null : fields.doseNumber() + "/" + fields.seriesDoses()),
                row("vaccinationDate", date(fields.vaccinationDate())),
                row("vaccine", name(fields.vaccine())),
                row("product", name(fields.product())),
                row("manufacturer", name(fields.manufacturer())),
                row("country", country(fields.country())),
                row("issuer", fields.issuer()),
                row("uvci", fields.uvci())));
    }

    private static List<Row> present(Stream<Row> rows) {
        return rows.filter(row -> row.value() != null && !row.value().isBlank()).toList();
    }

    /** A day in Viet Nam, {@code 05/09/2022}. */
    String day(Instant instant) {
        return instant == null ? null : DateTimeFormatter.ofPattern("dd/MM/yyyy").format(instant.atZone(VIET_NAM));
    }

    private static Row row(String field, Object value) {
        return new Row("portal.field." + field, value == null ? null : value.toString(), null);
    }

    private String name(String code) {
        return words.name(code, LocaleContextHolder.getLocale());
    }

    private String country(String code) {
        return words.country(code, LocaleContextHolder.getLocale());
    }

    /** A date of a code, whole or in part; what is no date is shown as it is. */
    private static String date(String iso) {
        if (iso == null) {
            return null;
        }
        try {
            return LocalDate.parse(iso).format(DateTimeFormatter.ofPattern("dd/MM/yyyy"));
        } catch (DateTimeParseException partial) {
            return iso.matches("[0-9]{4}-[0-9]{2}") ? iso.substring(5) + "/" + iso.substring(0, 4) : iso;
        }
    }
}
