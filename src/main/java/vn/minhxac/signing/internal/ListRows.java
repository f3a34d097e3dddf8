package vn.minhxac.signing.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import vn.minhxac.signing.internal.SigningItems.ListedItem;

/** The rows of one list as officers look at them: what was frozen, with the ID number masked. */
@Component
class ListRows {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final int OPEN_DIGITS = 4;

    private final SigningItems items;
    private final ObjectMapper json;

    ListRows(SigningItems items, ObjectMapper json) {
        this.items = items;
        this.json = json;
    }

    /** @param idNumber only its last digits */
    record Row(String doseId, String recordId, String fullName, String sex, String dateOfBirth, String idNumber, int doseNumber,
               String vaccinationDate, String vaccine, String lotNumber, String facility, String state, String reason,
               String decidedBy) {
    }

    record Page(List<Row> items, int page, int size, int total) {
    }

    /**
     * One page of the list.
     *
     * @param query part of a name with or without its marks, a record id, or digits of the ID number; null for all
     * @param state null for all
     */
    Page page(UUID list, String query, SigningItem.State state, int page, int size) {
        if (query == null || query.isBlank()) {
            List<Row> rows = items.page(list, state, size, (long) page * size).stream().map(this::row).toList();
            return new Page(rows, page, size, items.count(list, state));
        }
        // A list is bounded, and marks make a search that no index of the database answers.
        String wanted = fold(query.strip(), false);
        boolean marks = !wanted.equals(fold(wanted, true));
        List<ListedItem> all = items.page(list, state, Integer.MAX_VALUE, 0);
        List<ListedItem> found = all.stream().filter(i -> matches(parse(i.content()).path("person"), wanted, !marks)).toList();
        List<Row> rows = IntStream.range(Math.min(page * size, found.size()), Math.min((page + 1) * size, found.size()))
                .mapToObj(i -> row(found.get(i))).toList();
        return new Page(rows, page, size, found.size());
    }

    private static boolean matches(JsonNode person, String wanted, boolean withoutMarks) {
        return fold(person.path("fullName").asText(), withoutMarks).contains(wanted)
                || person.path("recordId").asText().equalsIgnoreCase(wanted)
                || wanted.length() >= OPEN_DIGITS && person.path("idNumber").asText().endsWith(wanted);
    }

    private static String fold(String text, boolean dropMarks) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return dropMarks ? MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFD)).replaceAll("").replace('đ', 'd') : lower;
    }

    private Row row(ListedItem item) {
        JsonNode content = parse(item.content());
        JsonNode person = content.path("person");
        JsonNode dose = content.path("dose");
        return new Row(Long.toString(item.doseId()), text(person, "recordId"), text(person, "fullName"), text(person, "sex"),
                text(person, "dateOfBirth"), masked(text(person, "idNumber")), dose.path("doseNumber").asInt(),
                text(dose, "vaccinationDate"), text(dose, "vaccine"), text(dose, "lotNumber"), text(dose, "facility"),
                item.state(), item.reason(), item.decidedBy());
    }

    private static String masked(String number) {
        if (number == null) {
            return null;
        }
        int hidden = Math.max(0, number.length() - OPEN_DIGITS);
        return "•".repeat(hidden) + number.substring(hidden);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).isNull() ? null : node.path(field).asText();
    }

    private JsonNode parse(String content) {
        try {
            return json.readTree(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Frozen content is not JSON", e);
        }
    }
}
