package vn.minhxac.verification.internal;

import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import vn.minhxac.common.BadInput;
import vn.minhxac.engine.TaskRule;

/** What the forms of the four steps may submit. Their rows go through our own endpoints, so the tasks submit nothing. */
@Configuration(proxyBeanMethods = false)
class VerificationRules {

    private record Rule(String task, Set<String> fields, Consumer<Submission> test) implements TaskRule {

        @Override
        public void check(Submission submission) {
            test.accept(submission);
        }
    }

    /** The values are checked where the list is opened, in the same transaction. */
    @Bean
    TaskRule listRequestedRule() {
        return new Rule("listRequested", ListOpening.FIELDS, submission -> { });
    }

    @Bean
    TaskRule compileListRule(MemberRepository members) {
        return new Rule("compileList", Set.of(), submission -> {
            if (members.count(UUID.fromString(submission.businessKey())) == 0) {
                throw new BadInput(422, "verification.listEmpty");
            }
        });
    }

    @Bean
    TaskRule recordDosesRule(ListRepository lists) {
        return new Rule("recordDoses", Set.of(), submission -> {
            if (lists.withoutDose(UUID.fromString(submission.businessKey())) > 0) {
                throw new BadInput(422, "verification.dosesMissing");
            }
        });
    }
}
