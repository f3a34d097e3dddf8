package vn.minhxac.registry.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import vn.minhxac.registry.PopulationRegistryGateway.Answer;
import vn.minhxac.registry.PopulationRegistryGateway.Person;
import vn.minhxac.registry.PopulationRegistryGateway.Result;

/** The registry's messages. Reads nothing but exact answers: whoever lies in one item is believed in none. */
final class RegistryJson {

    /** The answer is not one to the question. Its message names no value: an answer has personal data in it. */
    static final class NotAnAnswer extends Exception {
        private static final long serialVersionUID = 1L;

        NotAnAnswer(String what) {
            super(what);
        }
    }

    private static final Set<String> FIELDS = Set.of("fullName", "sex", "dateOfBirth", "idNumber");
    private static final Pattern NUMBER = Pattern.compile("\\d{9}|\\d{12}");
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private RegistryJson() {
    }

    static byte[] question(UUID requestId, List<Person> people) {
        var bytes = new ByteArrayOutputStream(people.size() * 160 + 64);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("requestId", requestId.toString());
            json.writeArrayFieldStart("items");
            for (Person person : people) {
                json.writeStartObject();
                json.writeStringField("ref", person.ref());
                json.writeStringField("fullName", person.fullName());
                json.writeStringField("sex", person.sex());
                json.writeStringField("dateOfBirth", person.dateOfBirth().toString());
                json.writeStringField("idNumber", person.idNumber());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static List<Answer> answer(byte[] body, UUID requestId, List<Person> people) throws NotAnAnswer {
        JsonNode root = read(body);
        if (!requestId.toString().equals(root.path("requestId").asText(null))) {
            throw new NotAnAnswer("requestId");
        }
        JsonNode items = root.path("items");
        if (!items.isArray() || items.size() != people.size()) {
            throw new NotAnAnswer("items");
        }
        Set<String> asked = new HashSet<>(people.size() * 2);
        people.forEach(person -> asked.add(person.ref()));
        List<Answer> answers = new ArrayList<>(items.size());
        for (JsonNode item : items) {
            String ref = item.path("ref").asText(null);
            // Removing proves both: no ref we did not ask, and none twice.
            if (!asked.remove(ref)) {
                throw new NotAnAnswer("ref");
            }
            answers.add(new Answer(ref, result(item.path("result").asText("")), fields(item.get("fields")), number(item.get("currentIdNumber"))));
        }
        return answers;
    }

    private static JsonNode read(byte[] body) throws NotAnAnswer {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            // Without the cause: a parser quotes what it reads.
            throw new NotAnAnswer("JSON");
        }
    }

    private static Result result(String text) throws NotAnAnswer {
        for (Result result : Result.values()) {
            if (result.name().equals(text)) {
                return result;
            }
        }
        throw new NotAnAnswer("result");
    }

    private static Map<String, Boolean> fields(JsonNode node) throws NotAnAnswer {
        if (node == null || node.isNull()) {
            return Map.of();
        }
        if (!node.isObject()) {
            throw new NotAnAnswer("fields");
        }
        Map<String, Boolean> fields = new HashMap<>();
        for (String name : FIELDS) {
            JsonNode value = node.get(name);
            if (value != null && !value.isNull()) {
                if (!value.isBoolean()) {
                    throw new NotAnAnswer("fields");
                }
                fields.put(name, value.booleanValue());
            }
        }
        return Map.copyOf(fields);
    }

    private static String number(JsonNode node) throws NotAnAnswer {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual() || !NUMBER.matcher(node.textValue()).matches()) {
            throw new NotAnAnswer("currentIdNumber");
        }
        return node.textValue();
    }
}
