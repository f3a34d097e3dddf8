package vn.minhxac.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRequirementsGraph;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who handles which complaint: {@code processes/complaint-routing.dmn} against the rows S1 to S5 of the source document (9458)
 * and the rows C1 to C11 that fill its gaps, and against the same rules said in Java over the whole input space. Needs no
 * database, so an analyst who changed a rule has the answer in seconds.
 */
class RoutingTableTest {

    private static final Path FILE = Path.of("processes/complaint-routing.dmn");
    private static final List<Boolean> YES_NO = List.of(true, false);
    private static final List<String> SITES = List.of("ACTIVE", "SUCCEEDED", "CLOSED", "SECTOR", "UNKNOWN");
    private static final List<String> PLACES = List.of("COMMUNE", "DISTRICT", "PROVINCE", "NONE");
    private static final List<String> ACCOUNTS = List.of("DELEGATED", "HAS_ACCOUNT", "NONE");
    private static final List<String> PROFILES = List.of("THREE_TIER_2021", "TWO_TIER_2025");
    /** Inputs that the tables make themselves, one from the other. */
    private static final String MADE = "siteRoute";

    private final Set<String> fired = new TreeSet<>();
    private final DmnEngine engine;
    private final DmnDecisionRequirementsGraph tables;

    RoutingTableTest() throws IOException {
        var configuration = (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        configuration.getCustomPostDecisionTableEvaluationListeners().add(
                event -> event.getMatchingRules().stream().map(DmnEvaluatedDecisionRule::getId).forEach(fired::add));
        engine = configuration.buildEngine();
        try (InputStream in = Files.newInputStream(FILE)) {
            tables = engine.parseDecisionRequirementsGraph(in);
        }
    }

    /** What is known of a complaint when it is routed. */
    record Facts(boolean abroad, boolean toProvince, String site, boolean doseInfoFull, String place, String stationAccount,
                 String districtAccount, String routingProfile) {

        Map<String, Object> variables() {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("abroad", abroad);
            all.put("toProvince", toProvince);
            all.put("site", site);
            all.put("doseInfoFull", doseInfoFull);
            all.put("place", place);
            all.put("stationAccount", stationAccount);
            all.put("districtAccount", districtAccount);
            all.put("routingProfile", routingProfile);
            return all;
        }
    }

    record Route(String handler, String channel, String rule) {
    }

    /** The source document row by row, then what completes it. Nobody goes abroad here, and nothing is at the province yet. */
    @ParameterizedTest(name = "{0}: {9}")
    @CsvSource(delimiter = '|', textBlock = """
            # row | profile         | site      | dose  | place    | station     | district    | handler  | channel         | rule
            S1    | THREE_TIER_2021 | ACTIVE    | true  | COMMUNE  | NONE        | NONE        | FACILITY | FACILITY_SYSTEM | S1/C1
            S1    | THREE_TIER_2021 | ACTIVE    | true  | NONE     | NONE        | NONE        | FACILITY | FACILITY_SYSTEM | S1/C1
            S2    | THREE_TIER_2021 | UNKNOWN   | true  | COMMUNE  | NONE        | NONE        | PROVINCE | PORTAL          | S2/C7
            S2    | THREE_TIER_2021 | UNKNOWN   | false | COMMUNE  | DELEGATED   | NONE        | STATION  | PORTAL          | S2/C5
            S2    | THREE_TIER_2021 | UNKNOWN   | false | COMMUNE  | NONE        | DELEGATED   | DISTRICT | PORTAL          | S2/C6
            S3    | THREE_TIER_2021 | UNKNOWN   | false | DISTRICT | NONE        | NONE        | PROVINCE | PORTAL          | S3/C7
            S3    | THREE_TIER_2021 | UNKNOWN   | false | DISTRICT | NONE        | DELEGATED   | DISTRICT | PORTAL          | S3/C6
            S4    | THREE_TIER_2021 | UNKNOWN   | true  | PROVINCE | NONE        | NONE        | PROVINCE | PORTAL          | S4/C7
            S5    | THREE_TIER_2021 | UNKNOWN   | true  | NONE     | NONE        | NONE        | POOL     | PORTAL          | S5/C9
            C1    | TWO_TIER_2025   | ACTIVE    | true  | COMMUNE  | DELEGATED   | DELEGATED   | FACILITY | FACILITY_SYSTEM | S1/C1
            C2    | THREE_TIER_2021 | SUCCEEDED | true  | COMMUNE  | DELEGATED   | DELEGATED   | FACILITY | FACILITY_SYSTEM | C2
            C2    | THREE_TIER_2021 | CLOSED    | true  | COMMUNE  | DELEGATED   | DELEGATED   | STATION  | PORTAL          | S2/C5
            C2    | THREE_TIER_2021 | CLOSED    | true  | COMMUNE  | NONE        | NONE        | PROVINCE | PORTAL          | S2/C7
            C3    | THREE_TIER_2021 | ACTIVE    | false | COMMUNE  | NONE        | DELEGATED   | DISTRICT | PORTAL          | S2/C6
            C5    | THREE_TIER_2021 | UNKNOWN   | true  | COMMUNE  | DELEGATED   | DELEGATED   | STATION  | PORTAL          | S2/C5
            C5    | TWO_TIER_2025   | UNKNOWN   | true  | COMMUNE  | HAS_ACCOUNT | DELEGATED   | STATION  | PORTAL          | S2/C5
            C6    | THREE_TIER_2021 | UNKNOWN   | true  | COMMUNE  | HAS_ACCOUNT | DELEGATED   | DISTRICT | PORTAL          | S2/C6
            C6    | THREE_TIER_2021 | UNKNOWN   | true  | DISTRICT | DELEGATED   | DELEGATED   | DISTRICT | PORTAL          | S3/C6
            C6    | TWO_TIER_2025   | UNKNOWN   | true  | COMMUNE  | NONE        | HAS_ACCOUNT | DISTRICT | PORTAL          | S2/C6
            C6    | TWO_TIER_2025   | UNKNOWN   | true  | DISTRICT | NONE        | HAS_ACCOUNT | DISTRICT | PORTAL          | S3/C6
            C7    | THREE_TIER_2021 | UNKNOWN   | true  | COMMUNE  | HAS_ACCOUNT | HAS_ACCOUNT | PROVINCE | PORTAL          | S2/C7
            C7    | TWO_TIER_2025   | UNKNOWN   | true  | COMMUNE  | NONE        | NONE        | PROVINCE | PORTAL          | S2/C7
            C7    | TWO_TIER_2025   | UNKNOWN   | true  | DISTRICT | DELEGATED   | NONE        | PROVINCE | PORTAL          | S3/C7
            C7    | TWO_TIER_2025   | UNKNOWN   | true  | PROVINCE | DELEGATED   | DELEGATED   | PROVINCE | PORTAL          | S4/C7
            C8    | THREE_TIER_2021 | UNKNOWN   | true  | COMMUNE  | NONE        | DELEGATED   | DISTRICT | PORTAL          | S2/C6
            C9    | TWO_TIER_2025   | UNKNOWN   | false | NONE     | DELEGATED   | DELEGATED   | POOL     | PORTAL          | S5/C9
            C10   | THREE_TIER_2021 | ACTIVE    | true  | PROVINCE | NONE        | NONE        | FACILITY | FACILITY_SYSTEM | S1/C1
            C10   | THREE_TIER_2021 | SECTOR    | true  | COMMUNE  | DELEGATED   | DELEGATED   | SECTOR   | FACILITY_SYSTEM | C10
            C10   | TWO_TIER_2025   | SECTOR    | true  | NONE     | NONE        | NONE        | SECTOR   | FACILITY_SYSTEM | C10
            """)
    void everyRowOfTheSourceDocumentLeadsWhereItSays(String row, String profile, String site, boolean doseInfoFull, String place,
                                                     String station, String district, String handler, String channel, String rule) {
        assertThat(route(new Facts(false, false, site, doseInfoFull, place, station, district, profile)))
                .isEqualTo(new Route(handler, channel, rule));
    }

    @Test
    void dosesOfOneComplaintFromSeveralSitesGoEachToItsOwnHandler() {
        // C4: the table is asked once for each dose
        assertThat(route(new Facts(false, false, "ACTIVE", true, "COMMUNE", "NONE", "NONE", "THREE_TIER_2021")).handler())
                .isEqualTo("FACILITY");
        assertThat(route(new Facts(false, false, "UNKNOWN", true, "COMMUNE", "DELEGATED", "NONE", "THREE_TIER_2021")).handler())
                .isEqualTo("STATION");
    }

    @Test
    void aDoseGivenAbroadIsAnsweredByTheSystemWhateverElseIsKnown() {
        // C11
        for (Facts facts : everything()) {
            if (facts.abroad()) {
                assertThat(route(facts)).as("%s", facts).isEqualTo(new Route("OUT_OF_SCOPE", "PORTAL", "C11"));
            }
        }
    }

    @Test
    void whatWasPassedOnTwiceIsOverdueOrReopenedGoesToTheProvinceAsSoonAsOneIsKnown() {
        for (Facts facts : everything()) {
            if (facts.toProvince() && !facts.abroad()) {
                assertThat(route(facts)).as("%s", facts).isEqualTo(facts.place().equals("NONE")
                        ? new Route("POOL", "PORTAL", "S5/C9") : new Route("PROVINCE", "PORTAL", "HOPS"));
            }
        }
    }

    @Test
    void everyCombinationHasExactlyOneAnswerAndItIsTheOneTheDispatchGives() {
        List<Facts> all = everything();
        assertThat(all).hasSize(2 * 2 * 5 * 2 * 4 * 3 * 3 * 2);
        for (Facts facts : all) {
            assertThat(route(facts)).as("%s", facts).isEqualTo(expected(facts));
        }
    }

    @Test
    void noTableHasAGapOrAnOverlapOfItsOwn() throws IOException {
        assertThat(model().getModelElementsByType(DecisionTable.class)).extracting(DecisionTable::getHitPolicy)
                .containsOnly(HitPolicy.UNIQUE).hasSize(4);
        for (Facts facts : everything()) {
            for (String table : List.of("siteRoute", "threeTier2021", "twoTier2025")) {
                // two rows at once are refused by the engine, the table being UNIQUE
                assertThat(engine.evaluateDecision(decision(table), facts.variables())).as("%s of %s", table, facts).hasSize(1);
            }
        }
        // the table on top, also for what the tables below it never say together
        DmnDecisionRequirementsGraph alone = topAlone();
        for (String way : List.of("FACILITY", "SECTOR", "PROVINCE", "OUT_OF_SCOPE", "BY_PLACE")) {
            for (String profile : PROFILES) {
                DmnDecisionResult result = engine.evaluateDecision(alone.getDecision("complaintRouting"), Variables.createVariables()
                        .putValue(MADE, way).putValue("routingProfile", profile).putValue("siteRule", "R").putValue("threeTierHandler", "H3")
                        .putValue("threeTierRule", "R3").putValue("twoTierHandler", "H2").putValue("twoTierRule", "R2"));
                assertThat(result).as("%s, %s", way, profile).hasSize(1);
            }
        }
    }

    @Test
    void noRuleIsThereForNothing() throws IOException {
        everything().forEach(this::route);
        assertThat(fired).isEqualTo(model().getModelElementsByType(Rule.class).stream().map(Rule::getId)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyRuleSaysInVietnameseWhichRowOfTheSourceItFollows() throws IOException {
        for (Rule rule : model().getModelElementsByType(Rule.class)) {
            String note = rule.getDescription() == null ? "" : rule.getDescription().getTextContent();
            // the two hops are our own way of 9458's "wrong unit" and have no row
            boolean ownRule = Set.of("hops", "toProvinceAtOnce").contains(rule.getId());
            assertThat(note).as(rule.getId()).matches(ownRule ? ".*cấp tỉnh xử lý.*|.*tỉnh trực tiếp xử lý.*" : "(S[1-6]|C([1-9]|1[01]))\\b.*: .+");
        }
        String notes = model().getModelElementsByType(Rule.class).stream().map(r -> r.getDescription().getTextContent())
                .collect(Collectors.joining("\n"));
        assertThat(notes).contains("S1", "S2", "S3", "S4", "S5", "S6").contains("C1:", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "C10", "C11");
    }

    private Route route(Facts facts) {
        DmnDecisionResult result = engine.evaluateDecision(decision("complaintRouting"), facts.variables());
        assertThat(result).as("exactly one answer for %s", facts).hasSize(1);
        Map<String, Object> answer = result.getSingleResult().getEntryMap();
        return new Route((String) answer.get("handler"), (String) answer.get("routingChannel"), (String) answer.get("routingRule"));
    }

    /**
     * The same, said the way the source says it: first what has a row of its own, then the lowest level of the place of
     * vaccination that may handle complaints.
     */
    private static Route expected(Facts facts) {
        if (facts.abroad()) {
            return new Route("OUT_OF_SCOPE", "PORTAL", "C11");
        }
        if (facts.place().equals("NONE") && facts.toProvince()) {
            return new Route("POOL", "PORTAL", "S5/C9");
        }
        if (facts.toProvince()) {
            return new Route("PROVINCE", "PORTAL", "HOPS");
        }
        if (facts.doseInfoFull()) {
            switch (facts.site()) {
                case "ACTIVE":
                    return new Route("FACILITY", "FACILITY_SYSTEM", "S1/C1");
                case "SUCCEEDED":
                    return new Route("FACILITY", "FACILITY_SYSTEM", "C2");
                case "SECTOR":
                    return new Route("SECTOR", "FACILITY_SYSTEM", "C10");
                default:
                    // closed without a successor, or not known: by place
            }
        }
        int known = 3 - PLACES.indexOf(facts.place());
        if (known == 0) {
            return new Route("POOL", "PORTAL", "S5/C9");
        }
        String row = "S" + (5 - known) + "/";
        // in 2021 a level handles what the province delegated to it; in 2025 whoever has an account comes first
        Set<String> may = facts.routingProfile().equals("THREE_TIER_2021") ? Set.of("DELEGATED") : Set.of("DELEGATED", "HAS_ACCOUNT");
        if (known == 3 && may.contains(facts.stationAccount())) {
            return new Route("STATION", "PORTAL", row + "C5");
        }
        if (known >= 2 && may.contains(facts.districtAccount())) {
            return new Route("DISTRICT", "PORTAL", row + "C6");
        }
        return new Route("PROVINCE", "PORTAL", row + "C7");
    }

    private static List<Facts> everything() {
        List<Facts> all = new ArrayList<>();
        for (boolean abroad : YES_NO) {
            for (boolean toProvince : YES_NO) {
                for (String site : SITES) {
                    for (boolean full : YES_NO) {
                        for (String place : PLACES) {
                            for (String station : ACCOUNTS) {
                                for (String district : ACCOUNTS) {
                                    for (String profile : PROFILES) {
                                        all.add(new Facts(abroad, toProvince, site, full, place, station, district, profile));
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private DmnDecision decision(String key) {
        return tables.getDecision(key);
    }

    private static DmnModelInstance model() throws IOException {
        try (InputStream in = Files.newInputStream(FILE)) {
            return Dmn.readModelFromStream(in);
        }
    }

    /** The table on top without those it asks, so that its inputs can be given by hand. */
    private DmnDecisionRequirementsGraph topAlone() throws IOException {
        DmnModelInstance model = model();
        var top = (org.camunda.bpm.model.dmn.instance.Decision) model.getModelElementById("complaintRouting");
        top.getInformationRequirements().clear();
        return engine.parseDecisionRequirementsGraph(model);
    }
}
