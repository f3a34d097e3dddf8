package vn.minhxac.cleaning.internal.batch;

import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import vn.minhxac.common.BadInput;
import vn.minhxac.engine.TaskRule;

/** What the tasks of data cleaning may submit: next to nothing, for the rows are decided through our own endpoints. */
@Configuration(proxyBeanMethods = false)
class CleaningRules {

    private record Rule(String task, Set<String> fields, Consumer<Submission> test) implements TaskRule {

        @Override
        public void check(Submission submission) {
            test.accept(submission);
        }
    }

    /** Whose commune it is is checked where the batch is opened, in the same transaction. */
    @Bean
    TaskRule cleaningRequestedRule() {
        return new Rule("cleaningRequested", Set.of("communeCode"), submission -> {
            Object commune = submission.values().get("communeCode");
            if (commune != null && !(commune instanceof String code && code.matches("[0-9A-Za-z]{0,10}"))) {
                throw new BadInput(422, "cleaning.whichCommune");
            }
        });
    }

    @Bean
    TaskRule reviewRowsRule(HandOver handOver) {
        return new Rule("reviewRows", Set.of(), submission -> handOver.reviewComplete(batch(submission)));
    }

    @Bean
    TaskRule compareByPoliceRule(HandOver handOver) {
        return new Rule("compareByPolice", Set.of(), submission -> handOver.compared(batch(submission)));
    }

    @Bean
    TaskRule signAndHandOverRule(HandOver handOver) {
        return new Rule("signAndHandOver", Set.of("documentNumber"), submission -> handOver.signed(batch(submission),
                submission.values().get("documentNumber") instanceof String number ? number : null, submission.officer()));
    }

    @Bean
    TaskRule confirmDosesRule(HandOver handOver) {
        return new Rule("confirmDoses", Set.of(), submission -> handOver.dosesConfirmed(batch(submission)));
    }

    @Bean
    TaskRule receiveListRule(HandOver handOver) {
        return new Rule("receiveList", Set.of(), submission -> handOver.received(batch(submission), submission.officer()));
    }

    @Bean
    TaskRule resolveByTaskForceRule(HandOver handOver) {
        return new Rule("resolveByTaskForce", Set.of(), submission -> handOver.resolved(batch(submission)));
    }

    private static UUID batch(TaskRule.Submission submission) {
        return UUID.fromString(submission.businessKey());
    }
}
