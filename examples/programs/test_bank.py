import pytest
from bank import Account, transfer


def test_withdraw_within_balance():
    assert Account(50).withdraw(30) == 20


def test_withdraw_into_the_overdraft():
    assert Account(50).withdraw(150) == -100


def test_withdraw_beyond_the_limit():
    with pytest.raises(ValueError, match="insufficient"):
        Account(50).withdraw(151)


def test_amount_must_be_positive():
    with pytest.raises(ValueError, match="positive"):
        Account(50).withdraw(0)


def test_transfer():
    assert transfer(100, 20, 40) == (60, 60)
