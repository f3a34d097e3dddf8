package vn.minhxac.portal.internal.complaint;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import vn.minhxac.citizen.DateText;
import vn.minhxac.complaint.ComplaintAttachments;
import vn.minhxac.complaint.ComplaintFiling.DeclaredDose;
import vn.minhxac.complaint.ComplaintFiling.Place;
import vn.minhxac.complaint.ComplaintFiling.Request;
import vn.minhxac.complaint.ComplaintType;

/**
 * A complaint as it was typed so far, all steps of it. Fields are named by the JSON paths of {@code POST /api/v1/complaints}, so
 * that what is wrong finds its field. Every page carries the whole form: what a step does not show goes along hidden.
 */
final class ComplaintForm {

    static final int DOSES = 5;
    static final int CHECK = 5;

    private static final int LONGEST = 200;
    private static final int LONGEST_TEXT = 5000;
    private static final Set<String> WITH_DOSES = Set.of("MISSING_DOSE", "WRONG_DOSE_INFO", "DOSE_NOT_MINE");
    private static final Set<String> MAYBE_DOSES = Set.of("NO_PASSPORT", "OTHER");
    private static final List<String> DOSE_FIELDS = List.of("doseNumber", "date", "vaccine", "lotNumber");
    /** What is typed, the unit chosen ({@code FACILITY:19001}, or {@code none}), and for which words it was chosen. */
    private static final List<String> UNIT_PARTS = List.of("", ".unit", ".for");

    private final Map<String, String> values;

    private ComplaintForm(Map<String, String> values) {
        this.values = values;
    }

    /** Takes the known fields from a request, and nothing else. */
    static ComplaintForm of(UnaryOperator<String> parameter) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int step = 1; step < CHECK; step++) {
            for (String name : fields(step)) {
                String typed = parameter.apply(name);
                String text = typed == null ? "" : typed.strip();
                int longest = name.equals("description") ? LONGEST_TEXT : LONGEST;
                values.put(name, text.length() > longest ? text.substring(0, longest) : text);
            }
        }
        return new ComplaintForm(values);
    }

    ComplaintForm with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new ComplaintForm(changed);
    }

    private static List<String> fields(int step) {
        return switch (step) {
            case 1 -> List.of("type", "description");
            case 2 -> List.of("fullName", "nameAsWritten", "sex", "dateOfBirth", "idType", "idNumber", "phone", "email");
            case 3 -> {
                List<String> names = new ArrayList<>(List.of("place", "place.unit", "place.for", "abroad", "rows"));
                IntStream.range(0, DOSES).forEach(i -> names.addAll(doseFields(i)));
                yield names;
            }
            case 4 -> IntStream.range(0, ComplaintAttachments.MOST).mapToObj(i -> "papers[" + i + "]")
                    .flatMap(paper -> List.of(paper + ".id", paper + ".kind", paper + ".name").stream()).toList();
            default -> List.of();
        };
    }

    private static List<String> doseFields(int i) {
        List<String> names = new ArrayList<>();
        DOSE_FIELDS.forEach(field -> names.add(dose(i) + field));
        UNIT_PARTS.forEach(part -> names.add(dose(i) + "facility" + part));
        return names;
    }

    static String dose(int i) {
        return "doses[" + i + "].";
    }

    /** The step that shows a field, by its JSON path; the last one where it is none of ours. */
    static int stepOf(String path) {
        String name = path.replaceAll("[.\\[].*", "");
        return switch (name) {
            case "type", "description" -> 1;
            case "fullName", "nameAsWritten", "sex", "dateOfBirth", "idType", "idNumber", "phone", "email" -> 2;
            case "place", "abroad", "doses" -> 3;
            case "attachments", "papers" -> 4;
            default -> CHECK;
        };
    }

    // ------------------------------------------------------------------------------- for the pages

    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean has(String name) {
        return !value(name).isEmpty();
    }

    /** An HTML id for a field. */
    public String id(String name) {
        return name.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "");
    }

    /** What a step does not show, to be carried along. */
    public List<Map.Entry<String, String>> hidden(int step) {
        Set<String> shown = Set.copyOf(shown(step));
        return values.entrySet().stream().filter(field -> !shown.contains(field.getKey()) && !field.getValue().isEmpty()).toList();
    }

    private List<String> shown(int step) {
        if (step == 4) {
            return List.of();
        }
        if (step != 3) {
            return fields(step);
        }
        List<String> names = new ArrayList<>(List.of("place", "place.unit", "place.for", "abroad"));
        rows().forEach(i -> names.addAll(doseFields(i)));
        if (!rows().isEmpty()) {
            names.add("rows");
        }
        return names;
    }

    public boolean asksForDoses() {
        return WITH_DOSES.contains(value("type"));
    }

    /** The rows for doses, from 0; none where the complaint is not about doses. */
    public List<Integer> rows() {
        if (!asksForDoses() && !MAYBE_DOSES.contains(value("type"))) {
            return List.of();
        }
        int wanted = value("rows").matches("[1-5]") ? Integer.parseInt(value("rows")) : 1;
        int used = IntStream.range(0, DOSES).filter(this::filled).map(i -> i + 1).max().orElse(1);
        return IntStream.range(0, Math.max(wanted, used)).boxed().toList();
    }

    /** A number alone makes no dose: the rows come with one. */
    private boolean filled(int i) {
        return doseFields(i).stream().anyMatch(name -> !name.endsWith(".doseNumber") && has(name));
    }

    /** Rows with something in them. */
    public List<Integer> filledRows() {
        return rows().stream().filter(this::filled).toList();
    }

    /** Uploads so far: their places in the form. */
    public List<String> papers() {
        return IntStream.range(0, ComplaintAttachments.MOST).mapToObj(i -> "papers[" + i + "]").filter(paper -> has(paper + ".id")).toList();
    }

    public boolean full() {
        return papers().size() == ComplaintAttachments.MOST;
    }

    // ------------------------------------------------------------------------------- what is sent

    /**
     * @param place  place of vaccination, as found for {@code place.unit}
     * @param facility code of a facility by the form's name of the field
     */
    Request request(Place place, UnaryOperator<String> facility) {
        List<DeclaredDose> doses = filledRows().stream().map(i -> new DeclaredDose(number(value(dose(i) + "doseNumber")),
                date(value(dose(i) + "date")), text(dose(i) + "vaccine"), text(dose(i) + "lotNumber"),
                facility.apply(dose(i) + "facility"))).toList();
        return new Request(text("fullName"), text("sex"), date(value("dateOfBirth")), text("idType"), idNumber(), phone(), text("email"),
                text("type"), description(), place, doses, papers().stream().map(paper -> value(paper + ".id")).toList(),
                has("nameAsWritten"));
    }

    /** With the words for places that are in no list: an officer may know them. */
    private String description() {
        StringBuilder text = new StringBuilder(value("description"));
        if (text.isEmpty()) {
            return null;
        }
        if (!has("abroad") && value("place.unit").equals("none") && has("place")) {
            text.append("\nNơi tiêm: ").append(value("place"));
        }
        for (int i : filledRows()) {
            if (value(dose(i) + "facility.unit").equals("none") && has(dose(i) + "facility")) {
                text.append("\nNơi tiêm mũi ").append(value(dose(i) + "doseNumber")).append(": ").append(value(dose(i) + "facility"));
            }
        }
        return text.toString();
    }

    /** People write numbers in groups of three or four. */
    private String idNumber() {
        String number = value("idNumber").replaceAll("[\\s.-]", "");
        return number.isEmpty() ? null : value("idType").equals("PASSPORT") ? number.toUpperCase(java.util.Locale.ROOT) : number;
    }

    private String phone() {
        String number = value("phone").replaceAll("[\\s.()-]", "");
        return number.isEmpty() ? null : number;
    }

    private String text(String name) {
        return has(name) ? value(name) : null;
    }

    private static Integer number(String typed) {
        return typed.matches("[0-9]{1,3}") ? Integer.valueOf(typed) : null;
    }

    /** {@code 05/09/1990} or, from a phone's number keyboard, {@code 05091990}, as ISO date; what is none stays as it was typed. */
    private static String date(String typed) {
        String text = typed.matches("[0-9]{8}")
                ? typed.substring(0, 2) + "/" + typed.substring(2, 4) + "/" + typed.substring(4) : typed.replace(" ", "");
        DateText date = DateText.parse(text);
        LocalDate day = date == null || !date.isFull() ? null : date.date();
        return day != null ? day.toString() : typed.isEmpty() ? null : typed;
    }

    static List<ComplaintType> types() {
        return List.of(ComplaintType.values());
    }

    /** Without personal data. */
    @Override
    public String toString() {
        return "ComplaintForm";
    }
}
