def count(xs, k):
    total = 0
    seen = []
    for x in xs:
        if x > k:
            total += x
            seen.append(x)
    u = [1]
    try:
        y = u[3]
    except KeyError:
        y = 0
    except IndexError as e:
        y = None
    while total > 0:
        total -= 5
    for x in xs:
        if x == 5:
            break
    else:
        z = 2
    z = 0
    while True:
        z += 1
        if z > 2:
            break
    for i in range(2):
        for j in range(2):
            if j and i:
                continue
            z += j
    return helper(seen[0])


def helper(n):
    if n:
        m = n + 1
    elif n == 3:
        pass
    else:
        m = 0
    try:
        m += 1
    finally:
        m += 2
