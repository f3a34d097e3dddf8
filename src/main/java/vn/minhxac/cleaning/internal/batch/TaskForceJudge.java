package vn.minhxac.cleaning.internal.batch;

import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;

/** The provincial task force has what failed twice: back to the station with a word, or closed with a reason. */
@Component
class TaskForceJudge implements Judge {

    static final Set<String> CLOSE_REASONS = Set.of("PERSON_UNKNOWN", "DECEASED", "EMIGRATED", "NO_ANSWER", "OTHER");

    @Override
    public boolean sitsAt(Stage stage) {
        return stage == Stage.TASK_FORCE;
    }

    @Override
    public RowChange judge(Case one) throws Refusal {
        Row row = one.row();
        boolean decidedHere = row.state() == RowState.RETURNED || row.state() == RowState.REVIEWED;
        if (row.state() != RowState.ESCALATED && !decidedHere) {
            throw new Refusal("cleaning.notAtThisStage");
        }
        String reason = String.valueOf(one.input().reason());
        String officer = one.seen().officer().userId();
        return switch (one.input().decision()) {
            case RETURN -> {
                require(ConfirmJudge.RETURN_REASONS, reason);
                yield RowChange.judged(row, RowState.RETURNED, Decision.RETURN, reason, null, officer, one.at());
            }
            case CLOSE -> {
                require(CLOSE_REASONS, reason);
                yield RowChange.decided(row, Decision.CLOSE, null, Map.of(), null, null, null, reason, officer, one.at(),
                        one.around().person(row).contentHash());
            }
            default -> throw new Refusal("cleaning.notAtThisStage");
        };
    }

    private static void require(Set<String> reasons, String reason) throws Refusal {
        if (!reasons.contains(reason)) {
            throw new Refusal("cleaning.reason", "reason");
        }
    }
}
