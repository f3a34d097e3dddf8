// Progress of a running import: asks once a second, and shows the result as soon as there is one.
(function () {
    'use strict';

    const card = document.getElementById('import');
    const rows = document.getElementById('rows-read');
    const number = new Intl.NumberFormat('vi-VN');

    async function ask() {
        try {
            const response = await window.minhxac.fetch('/api/v1/imports/' + card.dataset.id);
            const found = await response.json();
            if (found.status !== 'RUNNING') {
                window.location.reload();
                return;
            }
            rows.textContent = number.format(found.rowsRead);
        } catch (error) {
            if (error.status === 401 || error.status === 403) {
                window.location.reload();
                return;
            }
            // The server is away for a moment: the import goes on, and so does asking.
        }
        window.setTimeout(ask, 1000);
    }

    if (card && card.dataset.running === 'true') {
        window.setTimeout(ask, 700);
    }
})();
