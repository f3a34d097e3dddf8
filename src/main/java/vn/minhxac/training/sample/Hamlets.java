package vn.minhxac.training.sample;

import java.util.List;
import java.util.Random;

/** Where in its commune a household lives: a numbered group of a town, a named hamlet of a village. Some exports leave it out. */
final class Hamlets {

    private static final List<String> NAMES = List.of("Xóm Cây Thị", "Xóm Gò Móc", "Xóm Soi Vàng", "Xóm Hồng Thái", "Xóm Đồng Mây", "Xóm Nhà Thờ",
            "Xóm Lam Sơn", "Xóm Nam Tiến", "Xóm Bãi Lá", "Xóm Đầm Mụ", "Xóm Làng Mới", "Xóm Đồng Chằm", "Xóm Khuôn Năm", "Bản Tèn", "Bản Nhàu",
            "Xóm Phúc Thuận", "Xóm Tân Lập", "Xóm Đoàn Kết", "Xóm Thống Nhất", "Xóm Cầu Đá");
    private static final int GROUPS = 14;
    private static final int OF_A_COMMUNE = 7;

    private Hamlets() {
    }

    /** @param household a number of its own; the same one always lives in the same place */
    static String of(ThaiNguyen.Commune commune, int household) {
        int place = Integer.parseInt(commune.code());
        Random random = new Random(31L * place + household);
        if (random.nextInt(20) == 0) {
            return "";
        }
        return commune.urban() ? "Tổ dân phố " + (1 + random.nextInt(GROUPS)) : NAMES.get((place + 3 * random.nextInt(OF_A_COMMUNE)) % NAMES.size());
    }
}
