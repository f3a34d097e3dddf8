package vn.minhxac.engine.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import vn.minhxac.common.StartStep;

/**
 * Deploys each process on its own, with the forms and decisions it refers to, under relative names; what did not change
 * is not deployed again. So one edited form gives one process a new version, and running instances keep theirs.
 */
@Component
class ProcessDeployer extends StartStep {

    private static final Logger log = LoggerFactory.getLogger(ProcessDeployer.class);
    private static final Pattern FORM_REF = Pattern.compile("camunda:formRef=\"([^\"]+)\"");
    private static final Pattern FORM_KEY = Pattern.compile("camunda:formKey=\"embedded:deployment:([^\"]+)\"");
    private static final Pattern DECISION_REF = Pattern.compile("camunda:decisionRef=\"([^\"]+)\"");
    private static final Pattern DECISION = Pattern.compile("<(?:\\w+:)?decision [^>]*?id=\"([^\"]+)\"");

    private final RepositoryService repository;
    private final ObjectMapper json;
    private final PathMatchingResourcePatternResolver resources = new PathMatchingResourcePatternResolver();

    ProcessDeployer(RepositoryService repository, ObjectMapper json) {
        this.repository = repository;
        this.json = json;
    }

    @Override
    protected int order() {
        return 0;
    }

    @Override
    protected void run() {
        try {
            deployAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deployAll() throws IOException {
        Map<String, Resource> forms = new TreeMap<>();
        for (Resource form : resources.getResources("classpath*:forms/*.form")) {
            forms.put(json.readTree(form.getContentAsByteArray()).path("id").asText(), form);
        }
        Map<String, Resource> decisions = new TreeMap<>();
        for (Resource dmn : resources.getResources("classpath*:processes/*.dmn")) {
            var ids = DECISION.matcher(dmn.getContentAsString(StandardCharsets.UTF_8));
            while (ids.find()) {
                decisions.put(ids.group(1), dmn);
            }
        }
        for (Resource bpmn : resources.getResources("classpath*:processes/*.bpmn")) {
            deploy(bpmn, forms, decisions);
        }
    }

    private void deploy(Resource bpmn, Map<String, Resource> forms, Map<String, Resource> decisions) throws IOException {
        String name = bpmn.getFilename();
        String xml = bpmn.getContentAsString(StandardCharsets.UTF_8);
        Map<String, Resource> parts = new TreeMap<>();
        FORM_REF.matcher(xml).results().map(m -> m.group(1))
                .forEach(id -> parts.put("forms/" + required(forms, id, name).getFilename(), forms.get(id)));
        FORM_KEY.matcher(xml).results().map(m -> m.group(1))
                .forEach(path -> parts.put(path, resources.getResource("classpath:" + path)));
        DECISION_REF.matcher(xml).results().map(m -> m.group(1))
                .forEach(id -> parts.put(required(decisions, id, name).getFilename(), decisions.get(id)));
        parts.put(name, bpmn);
        var deployment = repository.createDeployment().name(name.replace(".bpmn", "")).source("Minh Xác")
                .enableDuplicateFiltering(false);
        for (var part : parts.entrySet()) {
            deployment.addInputStream(part.getKey(), new ByteArrayInputStream(part.getValue().getContentAsByteArray()));
        }
        var deployed = deployment.deployWithResult().getDeployedProcessDefinitions();
        if (deployed != null) {
            deployed.forEach(d -> log.info("process {} version {}", d.getKey(), d.getVersion()));
        }
    }

    private static Resource required(Map<String, Resource> known, String id, String process) {
        Resource resource = known.get(id);
        if (resource == null) {
            throw new IllegalStateException(process + " refers to " + id + ", which does not exist");
        }
        return resource;
    }
}
