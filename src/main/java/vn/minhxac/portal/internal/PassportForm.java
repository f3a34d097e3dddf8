package vn.minhxac.portal.internal;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.minhxac.citizen.DateText;
import vn.minhxac.passport.PassportLookup;

/** The look-up fields as they were typed, so that nothing typed is lost. */
record PassportForm(String fullName, String dateOfBirth, String sex, String idNumber, String latestDoseDate) {

    private static final int LONGEST = 100;

    PassportForm {
        fullName = tidy(fullName);
        dateOfBirth = tidy(dateOfBirth);
        sex = tidy(sex);
        idNumber = tidy(idNumber);
        latestDoseDate = tidy(latestDoseDate);
    }

    /** Field → message key; empty when the query can be asked. */
    Map<String, String> errors() {
        Map<String, String> errors = new LinkedHashMap<>();
        note(errors, "fullName", fullName.length() > 1);
        note(errors, "dateOfBirth", date(dateOfBirth) != null);
        note(errors, "sex", sex.equals("M") || sex.equals("F"));
        note(errors, "idNumber", number().matches("[0-9A-Z]{5,20}"));
        note(errors, "latestDoseDate", date(latestDoseDate) != null);
        return errors;
    }

    PassportLookup.Query query() {
        return new PassportLookup.Query(fullName, date(dateOfBirth), sex, number(), date(latestDoseDate));
    }

    /** People write numbers in groups of three or four. */
    private String number() {
        return idNumber.replaceAll("[\\s.-]", "").toUpperCase(java.util.Locale.ROOT);
    }

    /** A whole date, {@code 05/09/1990} or, from a phone's number keyboard, {@code 05091990}. */
    private static LocalDate date(String typed) {
        String text = typed.matches("[0-9]{8}")
                ? typed.substring(0, 2) + "/" + typed.substring(2, 4) + "/" + typed.substring(4) : typed.replace(" ", "");
        DateText date = DateText.parse(text);
        return date == null || !date.isFull() ? null : date.date();
    }

    private static void note(Map<String, String> errors, String field, boolean good) {
        if (!good) {
            errors.put(field, "portal.passport.bad." + field);
        }
    }

    private static String tidy(String typed) {
        String text = typed == null ? "" : typed.strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    /** Without personal data. */
    @Override
    public String toString() {
        return "PassportForm";
    }
}
