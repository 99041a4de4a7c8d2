def collatz_length(n):
    """The number of steps from n to 1: halve an even number, else take three times it plus one."""
    steps = 0
    while n != 1:
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n - 1
        steps += 1
    return steps
