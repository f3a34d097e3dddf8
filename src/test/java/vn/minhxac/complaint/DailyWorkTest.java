package vn.minhxac.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import vn.minhxac.complaint.ComplaintFiling.Recorded;
import vn.minhxac.unit.Duty;
import vn.minhxac.unit.Officer;

/** Each morning what nobody has is given out, and what an absent officer has to somebody who is there. */
class DailyWorkTest extends ComplaintScene {

    private static final LocalDate TODAY = LocalDate.of(2022, 5, 4);

    @Autowired
    private Duty duty;

    private Set<String> morning() {
        engine.getRuntimeService().startProcessInstanceByKey("dailyAssignment");
        runJobs();
        return engine.getHistoryService().createHistoricActivityInstanceQuery().finished().list().stream()
                .filter(activity -> activity.getProcessDefinitionKey().equals("dailyAssignment"))
                .map(HistoricActivityInstance::getActivityId).collect(Collectors.toSet());
    }

    @Test
    void thePoolIsSharedOut() {
        Recorded first = routed(request(ComplaintType.OTHER, null));
        Recorded second = routed(of(request(ComplaintType.OTHER, null), "Trần Văn Đức", "019090000456", "0987654321"));
        assertThat(List.of(task(first.id()), task(second.id()))).allSatisfy(task -> assertThat(task.getAssignee()).isNull());

        assertThat(morning()).contains("assignPending", "allAssigned");

        assertThat(List.of(task(first.id()).getAssignee(), task(second.id()).getAssignee())).containsExactlyInAnyOrder("province1", "province2");
        assertThat(steps(first.id())).contains("ASSIGNED");
        assertThat(dueAt(first.id())).isEqualTo(first.recordedAt().plus(java.time.Duration.ofHours(48)));
    }

    @Test
    void whatAnAbsentOfficerHasGoesToAColleague() {
        officer("facility9", vn.minhxac.unit.Role.FACILITY_OFFICER, vn.minhxac.unit.UnitKind.FACILITY, FACILITY);
        citizen();
        Recorded recorded = routed(wrongDose());
        String had = task(recorded.id()).getAssignee();
        as(had, () -> {
            duty.enterAbsence(had, TODAY, TODAY.plusDays(3), null);
            return null;
        });

        morning();

        assertThat(task(recorded.id()).getAssignee()).isNotEqualTo(had).isIn("facility1", "facility9");
    }

    @Test
    void whereNobodyIsThereTheProvinceIsTold() {
        for (String province : List.of("province1", "province2")) {
            Officer officer = officers.find(province).orElseThrow();
            officers.save(new Officer(province, province, officer.role(), officer.unitKind(), officer.unitCode(), officer.provinceCode(),
                    province + "@example.vn", null, true), null);
            as(province, () -> {
                duty.enterAbsence(province, TODAY, TODAY.plusDays(1), null);
                return null;
            });
        }
        Recorded recorded = routed(request(ComplaintType.OTHER, null));

        assertThat(morning()).contains("reportUnassigned", "workAwaitsOfficer");

        assertThat(task(recorded.id()).getAssignee()).isNull();
        assertThat(messages("province1@example.vn")).hasSize(1);
        assertThat(jdbc.sql("select left_over from daily_assignment").query(Integer.class).single()).isOne();
    }
}
