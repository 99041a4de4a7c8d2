class Account:
    """An account that may be overdrawn down to `limit` below zero."""

    def __init__(self, balance=0, limit=100):
        self.balance = balance
        self.limit = limit

    def withdraw(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        if self.balance - amount > -self.limit:
            raise ValueError("insufficient funds")
        self.balance -= amount
        return self.balance


def transfer(source_balance, target_balance, amount):
    """The two balances after the transfer."""
    source = Account(source_balance)
    target = Account(target_balance)
    source.withdraw(amount)
    target.balance += amount
    return source.balance, target.balance
