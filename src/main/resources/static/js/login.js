// Training: a click on an account fills in the form.
document.addEventListener('click', event => {
    const account = event.target.dataset.account;
    if (account) {
        event.preventDefault();
        document.getElementById('username').value = account;
        document.getElementById('password').value = 'minhxac';
        document.querySelector('form button.btn-primary').focus();
    }
});
