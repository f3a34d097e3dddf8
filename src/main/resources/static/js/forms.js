// Comfort only: slashes appear while a date is typed, and a form is not sent twice.
document.addEventListener('input', event => {
    const field = event.target;
    if (field.matches('input[data-date]') && event.inputType && event.inputType.startsWith('insert') && /^\d{2}(\/\d{2})?$/.test(field.value)) {
        field.value += '/';
    }
}, true);
for (const form of document.querySelectorAll('form')) {
    form.addEventListener('submit', event => {
        if (form.dataset.sent) {
            event.preventDefault();
        }
        form.dataset.sent = 'yes';
    });
}
window.addEventListener('pageshow', () => document.querySelectorAll('form').forEach(form => delete form.dataset.sent));
