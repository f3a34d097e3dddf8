package vn.minhxac.passport.internal.issue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.minhxac.audit.Audit;
import vn.minhxac.common.BadInput;
import vn.minhxac.engine.TaskRule;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;

/** Release of a large batch by two officers of the Ministry: who confirms is another person than who released. */
@Configuration
class ReleaseRules {

    private final BatchTable batches;
    private final Officers officers;
    private final Audit audit;

    ReleaseRules(BatchTable batches, Officers officers, Audit audit) {
        this.batches = batches;
        this.officers = officers;
        this.audit = audit;
    }

    @Bean
    TaskRule releaseBatchRule() {
        return new Rule("releaseBatch", "releaseDecision") {
            @Override
            void decided(BatchTable.Batch batch, String officer) {
                batches.released(batch.id(), officer);
            }
        };
    }

    @Bean
    TaskRule confirmReleaseRule() {
        return new Rule("confirmRelease", "confirmDecision") {
            @Override
            void mayDecide(BatchTable.Batch batch, String officer) {
                if (officer.equals(batch.releasedBy())) {
                    throw new BadInput(409, "passport.samePerson");
                }
            }

            @Override
            void decided(BatchTable.Batch batch, String officer) {
                batches.confirmed(batch.id(), officer);
            }
        };
    }

    private abstract class Rule implements TaskRule {

        private final String task;
        private final String field;

        Rule(String task, String field) {
            this.task = task;
            this.field = field;
        }

        /** Refuses an officer who must not decide this. */
        void mayDecide(BatchTable.Batch batch, String officer) {
        }

        /** Keeps who decided for the release. */
        abstract void decided(BatchTable.Batch batch, String officer);

        @Override
        public String task() {
            return task;
        }

        @Override
        public Set<String> fields() {
            return Set.of(field);
        }

        @Override
        public void check(Submission submission) {
            Officer officer = Optional.ofNullable(submission.officer()).flatMap(officers::find).filter(o -> o.active() && o.role() == Role.MINISTRY)
                    .orElseThrow(() -> new BadInput(403, "passport.ministryOnly"));
            Object decision = submission.values().get(field);
            if (!"RELEASE".equals(decision) && !"STOP".equals(decision)) {
                throw new BadInput(400, "invalid", List.of(new BadInput.FieldError(field, "passport.decision")));
            }
            BatchTable.Batch batch = batches.lock(UUID.fromString(submission.businessKey()))
                    .filter(b -> b.status().equals("WAITING_FOR_RELEASE"))
                    .orElseThrow(() -> new BadInput(409, "passport.notWaiting"));
            mayDecide(batch, officer.userId());
            if ("RELEASE".equals(decision)) {
                decided(batch, officer.userId());
            }
            audit.record("passport." + task, "passport_batch", submission.businessKey(), Map.of("decision", decision));
        }
    }
}
