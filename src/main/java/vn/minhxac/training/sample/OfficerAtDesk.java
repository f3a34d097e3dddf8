package vn.minhxac.training.sample;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

import com.fasterxml.jackson.databind.JsonNode;
import vn.minhxac.training.TrainingPki;
import vn.minhxac.unit.Delegations.RoutingProfile;
import vn.minhxac.unit.UnitKind;

/**
 * An officer of the sample at work: through the same web interfaces, with the same rights and checks, as a person would.
 */
final class OfficerAtDesk {

    private static final ParameterizedTypeReference<Map<String, Object>> MAP = new ParameterizedTypeReference<>() {
    };

    private final String userId;
    private final RestClient web;

    OfficerAtDesk(String address, String userId) {
        this.userId = userId;
        this.web = RestClient.builder().baseUrl(address).defaultHeaders(h -> h.setBasicAuth(userId, TrainingPki.PASSWORD)).build();
    }

    /** Uploads an export; returns the id of the import. */
    String upload(String fileName, String csv) {
        MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
        form.add("file", new ByteArrayResource(csv.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public String getFilename() {
                return fileName;
            }
        });
        return (String) web.post().uri("/api/v1/imports").contentType(MediaType.MULTIPART_FORM_DATA).body(form).retrieve().body(MAP).get("id");
    }

    String statusOfImport(String id) {
        return (String) web.get().uri("/api/v1/imports/{id}", id).retrieve().body(MAP).get("status");
    }

    /** Hands complaints of a district or commune down to it. */
    void delegate(UnitKind kind, String unit) {
        web.post().uri("/api/v1/delegations").contentType(MediaType.APPLICATION_JSON).body(Map.of("kind", kind, "unit", unit)).retrieve().toBodilessEntity();
    }

    /** Chooses how complaints of the own province are routed. */
    void chooseProfile(RoutingProfile profile) {
        web.put().uri("/api/v1/routing-profile").contentType(MediaType.APPLICATION_JSON).body(Map.of("profile", profile)).retrieve().toBodilessEntity();
    }

    /** Claims and completes a task; false where somebody or something forbids it. */
    boolean decide(String taskId, Map<String, String> decision) {
        Map<String, Object> variables = new HashMap<>();
        decision.forEach((field, value) -> variables.put(field, Map.of("value", value, "type", "String")));
        return post("/engine-rest/task/" + taskId + "/claim", Map.of("userId", userId))
                && post("/engine-rest/task/" + taskId + "/complete", Map.of("variables", variables));
    }

    /** What a call answers that only looks. */
    JsonNode look(String path) {
        return web.get().uri(path).retrieve().body(JsonNode.class);
    }

    /** What a call answers that sends something. */
    JsonNode ask(String path, Object body) {
        return web.post().uri(path).contentType(MediaType.APPLICATION_JSON).body(body).retrieve().body(JsonNode.class);
    }

    private boolean post(String path, Object body) {
        return Boolean.TRUE.equals(web.post().uri(path).contentType(MediaType.APPLICATION_JSON).body(body)
                .exchange((request, response) -> {
                    HttpStatusCode status = response.getStatusCode();
                    return status.is2xxSuccessful();
                }));
    }
}
