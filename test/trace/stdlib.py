"""Rewrites modules of the standard library, and runs some of them.

    stdlib.py TRACER_FOLDER STRIDE     every STRIDE-th module is compiled; prints how many, then each failure
"""

import importlib.util
import os
import sys
import sysconfig
import types
import warnings

sys.path.insert(0, sys.argv[1])

import tracer as tracing

warnings.simplefilter('ignore')
USES = {
    'textwrap': "[fill('the quick brown fox ' * 9, 30), dedent('  a\\n    b'), shorten('a b c d e', 6)]",
    'difflib': "[list(ndiff(['a', 'b'], ['b', 'c'])), get_close_matches('appel', ['ape', 'apple', 'peach']), SequenceMatcher(None, 'abcd', 'bcde').ratio()]",
    'statistics': '[median([3, 1, 2]), stdev([1, 2, 4]), mode("aab"), quantiles(range(10))]',
    'fractions': '[Fraction(3, 6) + Fraction("0.25"), Fraction(7, 3).limit_denominator(2), hash(Fraction(1, 2))]',
    'shlex': '[split("a \'b c\' d\\\\ e"), quote("a b"), join(["x", "y z"])]',
    'string': '[Template("$a and ${b}").substitute(a=1, b=2), Formatter().format("{0:>5}|{x!r}", 7, x="y"), capwords("a b")]',
    'calendar': '[month(2024, 2), isleap(1900), monthrange(2023, 6)]',
    'colorsys': '[rgb_to_hsv(0.1, 0.2, 0.3), hls_to_rgb(0.1, 0.2, 0.3)]',
    'copy': '[deepcopy({"a": [1, {2}]}), copy((1, [2]))]',
    'pprint': '[pformat({"a": list(range(30)), "b": {"c": (1, 2)}}, width=40)]',
    'ast': '[unparse(parse("def f(a, *b, c=1):\\n    return [x for x in a if x] or {**b}"))]',
    'argparse': "[vars(ArgumentParser(prog='p').parse_args([]))]",
    'csv': "[list(DictReader(['a,b', '1,2']))]",
    'html.parser': "[HTMLParser().feed('<a href=\"x\">y</a>')]",
    'tokenize': "[[t.string for t in generate_tokens(iter(['x = (1 +\\n', ' 2)\\n']).__next__)]]",
    'heapq': '[list(merge([1, 3], [2, 4])), nsmallest(2, [3, 1, 2], key=lambda v: -v)]',
}


def main(stride):
    failures, compiled = [], 0
    for path in sorted(sources())[:: int(stride)]:
        with open(path, encoding='utf-8', errors='replace') as file:
            source = file.read()
        for level in ('full', 'coverage'):
            try:
                compile(source, path, 'exec')
                watch = tracing.Tracer(level, 100)
                watch.compile(source, path)
                compiled += 1
                if watch.lines:
                    failures.append(f'{path} {level} was refused by the rewriter')
            except (SyntaxError, ValueError):
                break  # a file that is wrong on purpose
    failures += [f'{name}: {found}' for name in USES for found in [different(name)] if found]
    print('\n'.join([f'{compiled} compiled', *failures]))


def sources():
    for folder, _, names in os.walk(sysconfig.get_paths()['stdlib']):
        if 'packages' not in folder and '/test' not in folder:
            yield from (os.path.join(folder, name) for name in names if name.endswith('.py'))


def different(name):
    plain, watched = (use(name, level) for level in ('off', 'full'))
    return '' if plain == watched else f'{plain} is not {watched}'


def use(name, level):
    spec = importlib.util.find_spec(name)
    with open(spec.origin, encoding='utf-8') as file:
        source = file.read()
    module = types.ModuleType(name)
    module.__spec__, module.__file__, module.__package__ = spec, spec.origin, name.rpartition('.')[0]
    watch = tracing.Tracer(level, 5000) if level != 'off' else None
    code = watch.compile(source, spec.origin) if watch else compile(source, spec.origin, 'exec')
    before, sys.modules[name] = sys.modules.get(name), module
    limit = sys.getrecursionlimit()
    try:
        if watch:
            watch.install(vars(module))
        exec(code, vars(module))
        return repr(eval(USES[name], vars(module)))
    finally:
        sys.setrecursionlimit(limit)
        del sys.modules[name]
        if before:
            sys.modules[name] = before
        if watch:
            watch.take()


main(sys.argv[2])
