def flow():
    log = []
    try:
        try:
            fail(1)
        except KeyError:
            x = 1
        finally:
            y = 2
    except ValueError as e:
        pass
    for i in range(2):
        for j in range(2):
            if j:
                continue
        try:
            k = i / 0
        except:
            break
    total = 0
    for v in generate(2):
        total += v
    s = sum(generate(1))
    key = (lambda q: q + 1)(3)
    log.append(late(2))
    fail(total + s)
    return log


def fail(n):
    raise ValueError('bad ' + str(n))


def generate(n):
    i = 0
    while i < n:
        got = yield i
        i += 1


def late(n):
    try:
        return n
    finally:
        n = 0
