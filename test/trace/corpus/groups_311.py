import asyncio


def grouped(errors):
    try:
        raise ExceptionGroup('many', errors)
    except* ValueError as g:
        print('values', [str(e) for e in g.exceptions])
    except* (TypeError, KeyError):
        print('others')
    else:
        print('none')
    finally:
        print('end')


grouped([ValueError(1), TypeError(2), ValueError(3)])
try:
    grouped([OSError(5), ValueError(6)])
except ExceptionGroup as g:
    print(g.exceptions)


async def main():
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(asyncio.sleep(0, 'x'))
    return a.result()

print(asyncio.run(main()))
e = ValueError('noted')
e.add_note('a note')
raise e
