package vn.minhxac.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.Lane;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFailedJobRetryTimeCycle;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.Bean;
import org.springframework.objenesis.ObjenesisStd;
import org.springframework.stereotype.Component;
import vn.minhxac.engine.TaskRule;

/**
 * What an analyst may not break when changing a diagram or a form. Reads the files only, so it answers in seconds; each
 * failure names the element and what is wrong with it. {@code processes/README.md} explains the rules.
 */
class ModelRulesTest {

    private static final Path PROCESSES = Path.of("processes");
    private static final Path FORMS = Path.of("forms");
    private static final Pattern LOWER_CAMEL_CASE = Pattern.compile("[a-z]+([A-Z][a-z0-9]*)*");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");
    private static final Set<String> KEYWORDS = Set.of("true", "false", "null", "empty", "not", "and", "or");
    private static final Pattern VARIABLES = Pattern.compile("Biến: ([\\w, ]+)\\.");
    private static final String EMBEDDED = "embedded:deployment:forms/";
    /** Activities that call another system: they wait in a job of their own and are tried again after a while. */
    private static final Set<String> REMOTE = Set.of("compareNextChunk", "checkCertificate", "signList", "askNextProposals");

    /** The same work done at different levels has one form; each level's task still has a rule of its own. */
    private static final Map<String, String> SHARED_FORMS = Map.of("reviewByFacility", "reviewComplaint", "reviewByStation",
            "reviewComplaint", "reviewByDistrict", "reviewComplaint", "reviewByProvince", "reviewComplaint");

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("vn.minhxac");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A diagram, shown in reports by its file name. */
    record Diagram(String file, BpmnModelInstance model) {

        <T extends org.camunda.bpm.model.xml.instance.ModelElementInstance> Collection<T> all(Class<T> type) {
            return model.getModelElementsByType(type);
        }

        Process process() {
            return all(Process.class).iterator().next();
        }

        Set<String> variables() {
            var names = VARIABLES.matcher(process().getDocumentations().iterator().next().getTextContent());
            assertThat(names.find()).as("the documentation of " + file + " lists its variables: \"Biến: …\"").isTrue();
            return Set.of(names.group(1).split(", "));
        }

        @Override
        public String toString() {
            return file;
        }
    }

    static List<Diagram> diagrams() throws IOException {
        try (Stream<Path> files = Files.list(PROCESSES)) {
            return files.filter(f -> f.toString().endsWith(".bpmn")).sorted()
                    .map(f -> new Diagram(f.getFileName().toString(), Bpmn.readModelFromFile(f.toFile()))).toList();
        }
    }

    static List<Path> camundaForms() throws IOException {
        try (Stream<Path> files = Files.list(FORMS)) {
            return files.filter(f -> f.toString().endsWith(".form")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void aDiagramHasOneExecutableProcessNamedLikeItsFileThatSaysWhatItIsAndWhenItIsForgotten(Diagram diagram) {
        assertThat(diagram.all(Process.class)).hasSize(1);
        Process process = diagram.process();
        assertThat(kebab(process.getId()) + ".bpmn").isEqualTo(diagram.file());
        assertThat(process.isExecutable()).isTrue();
        assertThat(process.getCamundaHistoryTimeToLiveString()).as("history time to live").matches("P\\d+D");
        assertThat(process.getCamundaVersionTag()).as("version tag").isNotBlank();
        assertThat(process.getDocumentations()).hasSize(1);
        assertThat(diagram.variables()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyServiceTaskIsDoneByTheDelegateOfItsName(Diagram diagram) {
        for (ServiceTask task : diagram.all(ServiceTask.class)) {
            assertThat(task.getCamundaDelegateExpression()).as(task.getId()).isEqualTo("${" + task.getId() + "}");
            List<JavaClass> delegates = CODE.stream().filter(c -> c.isAssignableTo(JavaDelegate.class))
                    .filter(c -> c.isAnnotatedWith(Component.class))
                    .filter(c -> task.getId().equals(c.getAnnotationOfType(Component.class).value())).toList();
            assertThat(delegates).as("@Component(\"" + task.getId() + "\") that is a JavaDelegate").hasSize(1);
            assertThat(delegates.get(0).getSimpleName()).isEqualToIgnoringCase(task.getId());
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everyUserTaskHasItsFormItsGroupAndARuleForWhatMayBeSubmitted(Diagram diagram) {
        for (UserTask task : diagram.all(UserTask.class)) {
            assertThat(task.getCamundaCandidateGroups()).as("candidate group of " + task.getId()).matches("\\$\\{\\w+Group}");
            // whom the task is given to is decided by the system or by whoever claims it, never by the diagram
            assertThat(task.getCamundaAssignee()).as("assignee of " + task.getId()).isIn(null, "${assignee}");
            assertThat(task.getCamundaDueDate()).as("due date of " + task.getId()).isNotBlank();
            assertThat(rules()).as("TaskRule for " + task.getId()).contains(task.getId());
            checkForm(task.getId(), SHARED_FORMS.getOrDefault(task.getId(), task.getId()), task.getCamundaFormKey(),
                    task.getCamundaFormRef(), task.getCamundaFormRefBinding());
        }
        for (StartEvent start : diagram.all(StartEvent.class)) {
            if (start.getCamundaFormKey() != null || start.getCamundaFormRef() != null) {
                assertThat(rules()).as("TaskRule for " + start.getId()).contains(start.getId());
                checkForm(start.getId(), start.getCamundaFormRef(), start.getCamundaFormKey(), start.getCamundaFormRef(),
                        start.getCamundaFormRefBinding());
            } else {
                assertThat(diagram.process().isCamundaStartableInTasklist()).as("without a start form nobody starts it by hand").isFalse();
            }
        }
    }

    private static void checkForm(String element, String form, String key, String ref, String binding) {
        if (key != null) {
            assertThat(key).as("form of " + element).isEqualTo(EMBEDDED + form + ".html");
            assertThat(FORMS.resolve(form + ".html")).as("form of " + element).isRegularFile().content().containsOnlyOnce("<form");
        } else {
            assertThat(ref).as("form of " + element).isEqualTo(form);
            assertThat(binding).as("a running instance keeps the form it was deployed with: " + element).isEqualTo("deployment");
            assertThat(FORMS.resolve(kebab(form) + ".form")).as("form of " + element).isRegularFile();
        }
    }

    @ParameterizedTest
    @MethodSource("camundaForms")
    void aCamundaFormIsOneTasklistCanShowAndSubmitsOnlyDocumentedVariables(Path file) throws IOException {
        JsonNode form = JSON.readTree(file.toFile());
        assertThat(kebab(form.path("id").asText()) + ".form").isEqualTo(file.getFileName().toString());
        assertThat(form.path("schemaVersion").asInt()).isEqualTo(16);
        assertThat(form.path("executionPlatform").asText()).isEqualTo("Camunda Platform");
        assertThat(form.path("executionPlatformVersion").asText()).isEqualTo("7.24.0");
        List<Diagram> users = diagrams().stream().filter(d -> usesForm(d, form.path("id").asText())).toList();
        assertThat(users).as("diagrams that use it").isNotEmpty();
        Set<String> known = users.stream().flatMap(d -> d.variables().stream()).collect(Collectors.toSet());
        List<String> keys = StreamSupport.stream(form.path("components").spliterator(), false)
                .map(c -> c.path("key").asText(null)).filter(Objects::nonNull).toList();
        assertThat(keys).doesNotHaveDuplicates().isSubsetOf(known);
        for (JsonNode component : form.path("components")) {
            String label = Stream.of("label", "dateLabel", "text").map(f -> component.path(f).asText("")).collect(Collectors.joining());
            if (label.matches("\\W*\\{\\{\\w+}}\\W*")) {
                // nothing but a variable
                continue;
            }
            assertThat(vietnamese(label)).as("Vietnamese label of " + component.path("id").asText() + ": " + label).isTrue();
        }
    }

    private static boolean usesForm(Diagram diagram, String form) {
        return diagram.all(UserTask.class).stream().anyMatch(t -> form.equals(t.getCamundaFormRef()))
                || diagram.all(StartEvent.class).stream().anyMatch(s -> form.equals(s.getCamundaFormRef()));
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void idsAreTellingAndInLowerCamelCase(Diagram diagram) {
        for (FlowElement element : diagram.all(FlowElement.class)) {
            assertThat(element.getId()).matches(LOWER_CAMEL_CASE);
        }
        for (Lane lane : diagram.all(Lane.class)) {
            assertThat(lane.getId()).matches(LOWER_CAMEL_CASE);
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void everythingIsDrawnAndEveryNodeLiesInItsLane(Diagram diagram) {
        Map<String, BpmnShape> shapes = diagram.all(BpmnShape.class).stream()
                .collect(Collectors.toMap(s -> s.getBpmnElement().getId(), s -> s));
        Set<String> edges = diagram.all(BpmnEdge.class).stream().map(e -> e.getBpmnElement().getId()).collect(Collectors.toSet());
        for (FlowNode node : diagram.all(FlowNode.class)) {
            assertThat(shapes).as("shape of " + node.getId()).containsKey(node.getId());
            FlowNode outermost = outermost(node);
            List<Lane> lanes = diagram.all(Lane.class).stream().filter(l -> l.getFlowNodeRefs().contains(outermost)).toList();
            assertThat(lanes).as("lane of " + node.getId()).hasSize(1);
            if (!(node instanceof BoundaryEvent)) {
                var inner = shapes.get(node.getId()).getBounds();
                var outer = shapes.get(lanes.get(0).getId()).getBounds();
                assertThat(inner.getY()).as(node.getId() + " is drawn in its lane").isBetween(outer.getY(),
                        outer.getY() + outer.getHeight() - inner.getHeight());
            }
        }
        for (SubProcess subProcess : diagram.all(SubProcess.class)) {
            var outer = shapes.get(subProcess.getId()).getBounds();
            for (FlowNode node : subProcess.getChildElementsByType(FlowNode.class)) {
                var inner = shapes.get(node.getId()).getBounds();
                assertThat(inner.getX()).as(node.getId() + " is drawn in " + subProcess.getId()).isBetween(outer.getX(),
                        outer.getX() + outer.getWidth() - inner.getWidth());
                assertThat(inner.getY()).as(node.getId() + " is drawn in " + subProcess.getId()).isBetween(outer.getY(),
                        outer.getY() + outer.getHeight() - inner.getHeight());
            }
        }
        for (SequenceFlow flow : diagram.all(SequenceFlow.class)) {
            assertThat(edges).as("edge of " + flow.getId()).contains(flow.getId());
        }
    }

    /** A lane names what lies in it at the top: of an event subprocess the whole, not its parts. */
    private static FlowNode outermost(FlowNode node) {
        return node.getParentElement() instanceof SubProcess around ? outermost(around) : node;
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void whatPeopleReadIsVietnamese(Diagram diagram) {
        List<FlowElement> unreadable = diagram.all(FlowElement.class).stream()
                .filter(e -> e.getName() != null && !vietnamese(e.getName())).toList();
        assertThat(unreadable.stream().map(FlowElement::getName)).isEmpty();
        for (FlowNode node : diagram.all(FlowNode.class)) {
            if (!(node instanceof ExclusiveGateway)) {
                assertThat(node.getName()).as("name of " + node.getId()).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void aSplitAsksAQuestionAndKnowsWhereToGoWhenNothingApplies(Diagram diagram) {
        for (ExclusiveGateway gateway : diagram.all(ExclusiveGateway.class)) {
            if (gateway.getOutgoing().size() == 1) {
                assertThat(gateway.getName()).as("a joining gateway bears no name: " + gateway.getId()).isNull();
                continue;
            }
            assertThat(gateway.getIncoming()).as("joins before it splits: " + gateway.getId()).hasSize(1);
            assertThat(gateway.getName()).as(gateway.getId()).endsWith("?");
            assertThat(gateway.getDefault()).as("default way out of " + gateway.getId()).isNotNull();
            for (SequenceFlow way : gateway.getOutgoing()) {
                assertThat(way.getName()).as("answer " + way.getId()).isNotBlank();
                assertThat(way.getConditionExpression() == null).as("condition of " + way.getId())
                        .isEqualTo(way.equals(gateway.getDefault()));
            }
        }
        for (EventBasedGateway gateway : diagram.all(EventBasedGateway.class)) {
            // what happens first decides: the events behind it are the answers
            assertThat(gateway.getIncoming()).as("joins before it splits: " + gateway.getId()).hasSize(1);
            assertThat(gateway.getName()).as(gateway.getId()).endsWith("?");
            assertThat(gateway.getOutgoing()).as("answers of " + gateway.getId()).hasSizeGreaterThan(1)
                    .allMatch(way -> way.getTarget() instanceof IntermediateCatchEvent && way.getConditionExpression() == null);
        }
        for (FlowNode node : diagram.all(FlowNode.class)) {
            if (!(node instanceof ExclusiveGateway) && !(node instanceof EventBasedGateway)) {
                assertThat(node.getIncoming()).as("every join is a gateway: " + node.getId()).hasSizeLessThan(2);
                assertThat(node.getOutgoing()).as("every split is a gateway: " + node.getId()).hasSizeLessThan(2);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void expressionsUseOnlyTheDocumentedVariables(Diagram diagram) {
        Set<String> used = new TreeSet<>();
        diagram.all(SequenceFlow.class).stream().map(SequenceFlow::getConditionExpression).filter(Objects::nonNull)
                .forEach(c -> used.addAll(words(c.getTextContent())));
        diagram.all(TimeDate.class).forEach(t -> used.addAll(words(t.getTextContent())));
        diagram.all(UserTask.class).forEach(t -> {
            used.addAll(words(t.getCamundaCandidateGroups()));
            used.addAll(words(t.getCamundaDueDate()));
            used.addAll(words(Objects.requireNonNullElse(t.getCamundaAssignee(), "")));
        });
        assertThat(used).isSubsetOf(diagram.variables());
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void aCalledProcessIsOneOfOursAndGetsItsKeyAndDocumentedVariablesOnly(Diagram diagram) throws IOException {
        Map<String, Diagram> processes = diagrams().stream().collect(Collectors.toMap(d -> d.process().getId(), d -> d));
        for (CallActivity call : diagram.all(CallActivity.class)) {
            assertThat(processes).as("process that " + call.getId() + " calls").containsKey(call.getCalledElement());
            // every process is deployed on its own: of the caller's deployment there would be none
            assertThat(call.getCamundaCalledElementBinding()).as("version that " + call.getId() + " calls").isEqualTo("latest");
            Set<String> there = processes.get(call.getCalledElement()).variables();
            List<CamundaIn> in = extensions(call, CamundaIn.class);
            List<String> keys = in.stream().map(CamundaIn::getCamundaBusinessKey).filter(Objects::nonNull).toList();
            assertThat(keys).as("business key that " + call.getId() + " gives").hasSize(1).allMatch(k -> k.matches("\\$\\{\\w+}"));
            assertThat(words(keys.get(0))).as("business key that " + call.getId() + " gives").isSubsetOf(diagram.variables());
            for (CamundaIn variable : in) {
                if (variable.getCamundaBusinessKey() == null) {
                    assertThat(variable.getCamundaSource()).as("what " + call.getId() + " hands in").isIn(diagram.variables());
                    assertThat(variable.getCamundaTarget()).as("what " + call.getId() + " hands in").isIn(there);
                }
            }
            for (CamundaOut variable : extensions(call, CamundaOut.class)) {
                assertThat(variable.getCamundaSource()).as("what " + call.getId() + " brings back").isIn(there);
                assertThat(variable.getCamundaTarget()).as("what " + call.getId() + " brings back").isIn(diagram.variables());
            }
        }
    }

    private static <T extends org.camunda.bpm.model.xml.instance.ModelElementInstance> List<T> extensions(FlowNode node, Class<T> type) {
        return node.getExtensionElements() == null ? List.of()
                : node.getExtensionElements().getElementsQuery().filterByType(type).list();
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void callsToOtherSystemsAndEveryRoundOfALoopAreJobsOfTheirOwnThatAreTriedAgain(Diagram diagram) {
        for (ServiceTask task : diagram.all(ServiceTask.class)) {
            boolean retried = !extensions(task, CamundaFailedJobRetryTimeCycle.class).isEmpty();
            if (REMOTE.contains(task.getId())) {
                assertThat(retried).as("retry cycle of " + task.getId()).isTrue();
            }
            if (retried) {
                assertThat(task.isCamundaAsyncBefore()).as("save point before " + task.getId()).isTrue();
            }
        }
        assertThat(nodesOfLoopsWithoutWaiting(diagram)).as("a loop in which nothing waits would run in one transaction").isEmpty();
    }

    /** Takes away, again and again, what nothing leads to; what is left turns in a circle without a job or a person in it. */
    private static Set<String> nodesOfLoopsWithoutWaiting(Diagram diagram) {
        Map<String, Integer> waysIn = new HashMap<>();
        Map<String, List<String>> next = new HashMap<>();
        for (FlowNode node : diagram.all(FlowNode.class)) {
            waysIn.putIfAbsent(node.getId(), 0);
            List<String> targets = new ArrayList<>();
            for (FlowNode target : node.getSucceedingNodes().list()) {
                if (!(target instanceof UserTask) && !target.isCamundaAsyncBefore()) {
                    targets.add(target.getId());
                    waysIn.merge(target.getId(), 1, Integer::sum);
                }
            }
            next.put(node.getId(), targets);
        }
        var free = new ArrayDeque<>(waysIn.keySet().stream().filter(n -> waysIn.get(n) == 0).toList());
        while (!free.isEmpty()) {
            String node = free.poll();
            waysIn.remove(node);
            for (String target : next.get(node)) {
                if (waysIn.merge(target, -1, Integer::sum) == 0) {
                    free.add(target);
                }
            }
        }
        return waysIn.keySet();
    }

    @Test
    void everyFormIsUsed() throws IOException {
        List<Diagram> diagrams = diagrams();
        try (Stream<Path> files = Files.list(FORMS)) {
            List<String> orphans = files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".html"))
                    .filter(f -> diagrams.stream().noneMatch(d -> d.all(UserTask.class).stream()
                            .anyMatch(t -> (EMBEDDED + f).equals(t.getCamundaFormKey())))).toList();
            assertThat(orphans).isEmpty();
        }
    }

    /**
     * The tasks that have a rule. A rule that is a class is asked without being built, its answer being a constant; one that a
     * {@code @Bean} method makes is called after its task: {@code releaseBatchRule}.
     */
    private static Set<String> rules() {
        Stream<String> classes = CODE.stream().filter(c -> c.isAssignableTo(TaskRule.class) && c.isAnnotatedWith(Component.class))
                .map(c -> ((TaskRule) new ObjenesisStd().newInstance(c.reflect())).task());
        Stream<String> beans = CODE.stream().flatMap(c -> c.getMethods().stream())
                .filter(m -> m.isAnnotatedWith(Bean.class) && m.getRawReturnType().isEquivalentTo(TaskRule.class))
                .map(m -> m.getName().replaceFirst("Rule$", ""));
        return Stream.concat(classes, beans).collect(Collectors.toSet());
    }

    private static Set<String> words(String text) {
        Set<String> words = new TreeSet<>();
        EXPRESSION.matcher(text).results().map(m -> m.group(1).replaceAll("'[^']*'", ""))
                .forEach(e -> WORD.matcher(e).results().map(m -> m.group()).filter(w -> !KEYWORDS.contains(w)).forEach(words::add));
        return words;
    }

    /** Whether a text bears at least one letter or mark that English has not. */
    private static boolean vietnamese(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).codePoints().anyMatch(c -> c >= 0x300 && c < 0x370 || c == 'đ' || c == 'Đ');
    }

    private static String kebab(String id) {
        return id.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }
}
