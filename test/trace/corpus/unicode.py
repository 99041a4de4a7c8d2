# -*- coding: utf-8 -*-
naïve = 'é' + 'ü'; größe = len(naïve) + 1
π = 3.14


def дробь(число, ŝ='漢字'):
    """Ünïcode."""
    return число / 0 if ŝ == '' else {'ключ': число * π, '🙂': [ŝ[0], '🙂🙃'[1]]}


print(naïve, größe, дробь(2), '\ud800'.encode('utf-8', 'surrogatepass'))
𝐱 = 1
print(x if 'x' in globals() else 'no')
try:
    x = '🙂' + дробь(1, '')
except ZeroDivisionError as e:
    print(e.__traceback__.tb_lineno)
