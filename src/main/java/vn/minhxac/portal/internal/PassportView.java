package vn.minhxac.portal.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import vn.minhxac.common.Texts;
import vn.minhxac.passport.PassportFields;

/** The 11 fields of Decision 5772/QĐ-BYT in words: codes of the EU value sets by their names, dates as people write them. */
@Component
class PassportView {

    private static final ZoneId VIET_NAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final Texts texts;

    PassportView(Texts texts) {
        this.texts = texts;
    }

    /** @param latin how a machine-readable travel document writes it, or null */
    record Row(String label, String value, String latin) {
    }

    /** @param nationality from the record; null where only the code is known, which says the country of vaccination instead */
    List<Row> rows(PassportFields fields, String nationality) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("portal.field.fullName", fields.fullName(), fields.latinName()));
        rows.add(row("dateOfBirth", date(fields.dateOfBirth())));
        if (nationality != null) {
            rows.add(row("nationality", country(nationality)));
        }
        rows.add(row("disease", named("tg", fields.disease())));
        rows.add(row("doses", fields.doseNumber()));
        rows.add(row("vaccinationDate", date(fields.vaccinationDate())));
        rows.add(row("doseNumber", fields.doseNumber() == null ? null : fields.doseNumber() + "/" + fields.seriesDoses()));
        rows.add(row("vaccine", named("vp", fields.vaccine())));
        rows.add(row("product", named("mp", fields.product())));
        rows.add(row("manufacturer", named("ma", fields.manufacturer())));
        if (nationality == null) {
            rows.add(row("country", country(fields.country())));
            rows.add(row("issuer", fields.issuer()));
        }
        rows.add(row("uvci", fields.uvci()));
        return rows.stream().filter(row -> row.value() != null && !row.value().isBlank()).toList();
    }

    /** A day in Viet Nam, {@code 05/09/2022}. */
    String day(Instant instant) {
        return instant == null ? null : DateTimeFormatter.ofPattern("dd/MM/yyyy").format(instant.atZone(VIET_NAM));
    }

    private static Row row(String field, Object value) {
        return new Row("portal.field." + field, value == null ? null : value.toString(), null);
    }

    private String named(String set, String code) {
        if (code == null) {
            return null;
        }
        String name = texts.find("dcc." + set + "." + code);
        return name == null ? code : name;
    }

    private static String country(String code) {
        return code == null || !code.matches("[A-Z]{2}") ? code
                : new Locale.Builder().setRegion(code).build().getDisplayCountry(LocaleContextHolder.getLocale());
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
