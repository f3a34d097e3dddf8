package vn.minhxac.signing.internal;

import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import vn.minhxac.common.CanonicalJson;

/** What is signed of a dose and its person, as the tables hold it now. */
record DoseFacts(long doseId, int doseVersion, String status, int doseNumber, LocalDate vaccinationDate, String vaccine,
                 String lotNumber, String facility, String enteringUnit, long citizenId, String recordId, String identityStatus,
                 String fullName, String sex, LocalDate dateOfBirth, String dobPrecision, String idNumber) {

    /** The canonical JSON that is hashed: keys {@code dose}, {@code person}, {@code salt}, {@code version}, in this order. */
    String content(byte[] salt) {
        return "{\"dose\":" + dose() + ",\"person\":" + person() + ",\"salt\":\"" + HexFormat.of().formatHex(salt)
                + "\",\"version\":1}";
    }

    boolean hasDoseOf(String content) {
        return content.startsWith("{\"dose\":" + dose() + ",\"person\":");
    }

    boolean identityAllowsSigning() {
        return "MATCHED".equals(identityStatus) || "EXEMPT_FOREIGNER".equals(identityStatus);
    }

    private String dose() {
        Map<String, Object> dose = new TreeMap<>();
        dose.put("id", Long.toString(doseId));
        dose.put("doseNumber", doseNumber);
        dose.put("vaccinationDate", vaccinationDate.toString());
        dose.put("vaccine", vaccine);
        dose.put("lotNumber", lotNumber);
        dose.put("facility", facility);
        dose.put("enteringUnit", enteringUnit);
        return CanonicalJson.write(dose);
    }

    private String person() {
        Map<String, Object> person = new TreeMap<>();
        person.put("id", Long.toString(citizenId));
        person.put("recordId", recordId);
        person.put("fullName", fullName);
        person.put("sex", sex);
        person.put("dateOfBirth", birth());
        person.put("idNumber", idNumber);
        return CanonicalJson.write(person);
    }

    /** As much of the date of birth as is known: year, month or day. */
    private String birth() {
        if (dateOfBirth == null) {
            return null;
        }
        String day = dateOfBirth.toString();
        return switch (dobPrecision == null ? "D" : dobPrecision) {
            case "Y" -> day.substring(0, 4);
            case "M" -> day.substring(0, 7);
            default -> day;
        };
    }
}
