package vn.minhxac.training.internal;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What the console ends with: where to go, as whom, and what to try first. */
@Component
@Profile("training")
class Greeting {

    private static final String RULE = "─".repeat(100);

    private final boolean sample;

    Greeting(@Value("${minhxac.training.sample:true}") boolean sample) {
        this.sample = sample;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            Console.print(text("http://localhost:" + web.getWebServer().getPort(), sample));
        }
    }

    static String text(String address, boolean sample) {
        String accounts = sample ? """
                  station1, police1, chair1     trạm y tế, công an, chủ tịch xã Tân Cương
                  facility1, facilityhead1      người rà soát và thủ trưởng, Trung tâm Y tế thành phố Thái Nguyên
                  district1                     y tế thành phố Thái Nguyên
                  province1, province2          Sở Y tế (rà soát, ký số tập trung)     supervisor1  giám sát (Cockpit)
                  ministry1, ministry2          Bộ Y tế     analyst1  phân tích quy trình     admin  quản trị""" : """
                  province1, province2          Sở Y tế (rà soát, ký số tập trung)
                  ministry1, ministry2          Bộ Y tế     admin  quản trị""";
        String first = sample ? """
                  1. facility1 → Tasklist: rà soát danh sách của Trung tâm Y tế, trình ký
                  2. facilityhead1 → Tasklist: phê duyệt; vài giây sau hộ chiếu được cấp
                  3. Tra cứu hộ chiếu ở cổng công dân; mã OTP nằm ở trang tin nhắn đã giữ lại""" : """
                  1. province1: POST %1$s/api/v1/units (units.csv), rồi /api/v1/imports (platform.csv)
                  2. province1 → Tasklist: rà soát;  province2 → Tasklist: phê duyệt""".formatted(address);
        return """

                %1$s
                  MINH XÁC – CHẾ ĐỘ TẬP HUẤN: dữ liệu hư cấu, không gửi gì ra ngoài
                  (Training mode: fictional data, nothing leaves this machine. Stop with Ctrl-C; the data is kept.)

                  Cổng công dân (portal)        %2$s/
                  Đăng nhập, Tasklist           %2$s/camunda/app/tasklist/
                  Cockpit (giám sát)            %2$s/camunda/app/cockpit/
                  Tin nhắn, thư đã giữ lại      %2$s/training/outbox
                  API                           %2$s/swagger-ui.html

                  Tài khoản (accounts), mật khẩu chung (password): %3$s
                %4$s

                  Làm gì trước (try first)
                %5$s
                %1$s""".formatted(RULE, address, Accounts.PASSWORD, accounts.indent(2).stripTrailing(), first.indent(2).stripTrailing());
    }
}
