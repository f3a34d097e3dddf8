package vn.minhxac.complaint.internal.review;

import java.util.Set;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.minhxac.engine.TaskRule;

/** What the tasks of complaint handling may submit: codes, a date and a yes or no; words and changes are kept with the complaint. */
@Configuration(proxyBeanMethods = false)
class ReviewRules {

    private record Rule(String task, Set<String> fields, Consumer<Submission> test) implements TaskRule {

        @Override
        public void check(Submission submission) {
            test.accept(submission);
        }
    }

    @Bean
    TaskRule reviewByFacilityRule(Outcomes outcomes) {
        return review("reviewByFacility", outcomes);
    }

    @Bean
    TaskRule reviewByStationRule(Outcomes outcomes) {
        return review("reviewByStation", outcomes);
    }

    @Bean
    TaskRule reviewByDistrictRule(Outcomes outcomes) {
        return review("reviewByDistrict", outcomes);
    }

    @Bean
    TaskRule reviewByProvinceRule(Outcomes outcomes) {
        return review("reviewByProvince", outcomes);
    }

    @Bean
    TaskRule triageComplaintRule(Outcomes outcomes) {
        return new Rule("triageComplaint", Set.of(), outcomes::triaged);
    }

    @Bean
    TaskRule confirmIdentityRule(Outcomes outcomes) {
        return new Rule("confirmIdentity", Set.of("identityConfirmed"), outcomes::confirmed);
    }

    private static TaskRule review(String task, Outcomes outcomes) {
        return new Rule(task, Outcomes.FIELDS, submission -> outcomes.reviewed(task, submission));
    }
}
