package vn.minhxac.cleaning.internal.handover;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A list read from its canonical bytes: what is printed is what the hash is over. */
record HandedOver(List<Line> lines) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One field before and after; {@code from} null where the record has nothing. */
    record Change(String from, String to) {
    }

    /**
     * A row, its codes as they are.
     *
     * @param decision null only for a row that was sent back undecided
     */
    record Line(int line, String recordId, Map<String, String> person, boolean confirmed, String decision, Map<String, Change> changes,
                String otherRecordId, String reason, String npdResult, String decidedBy, String confirmedBy, String confirmedAt) {

        @Override
        public String toString() {
            return "Line[" + line + "]";
        }
    }

    static HandedOver read(byte[] canonical) {
        try {
            List<Line> lines = new ArrayList<>();
            JsonNode list = JSON.readTree(canonical);
            for (int i = 1; i < list.size(); i++) {
                lines.add(line(list.get(i)));
            }
            return new HandedOver(lines);
        } catch (IOException e) {
            throw new IllegalStateException("a signed list is no JSON");
        }
    }

    private static Line line(JsonNode node) {
        Map<String, String> person = new LinkedHashMap<>();
        node.path("person").fields().forEachRemaining(field -> person.put(field.getKey(), field.getValue().asText()));
        Map<String, Change> changes = new LinkedHashMap<>();
        node.path("changes").fields().forEachRemaining(field -> changes.put(field.getKey(),
                new Change(text(field.getValue(), "from"), text(field.getValue(), "to"))));
        return new Line(node.path("line").asInt(), text(node, "recordId"), person, "CONFIRMED".equals(text(node, "state")), text(node, "decision"),
                changes, text(node, "otherRecordId"), text(node, "reason"), text(node, "npdResult"), text(node, "decidedBy"),
                text(node, "confirmedBy"), text(node, "confirmedAt"));
    }

    private static String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : null;
    }
}
