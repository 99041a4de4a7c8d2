/** Names that every Python 3.9 and later defines. */
export const builtinNames: ReadonlySet<string> = new Set(
  `ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError
  BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
  ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup
  False FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError
  ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError
  MemoryError ModuleNotFoundError NameError None NotADirectoryError NotImplemented NotImplementedError OSError
  OverflowError PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ReferenceError
  ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError
  SystemExit TabError TimeoutError True TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError
  UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError abs aiter all anext any ascii
  bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright credits delattr dict dir divmod
  enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id input int isinstance
  issubclass iter len license list locals map max memoryview min next object oct open ord pow print property quit range
  repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip __build_class__ __debug__
  __doc__ __file__ __import__ __loader__ __name__ __package__ __spec__ __builtins__ __annotations__ __class__ _`.split(
    /\s+/,
  ),
)

/** How many positional arguments builtins take, from and to. */
export const builtinArity: Readonly<Record<string, readonly [least: number, most: number]>> = {
  abs: [1, 1],
  all: [1, 1],
  any: [1, 1],
  bin: [1, 1],
  bool: [0, 1],
  callable: [1, 1],
  chr: [1, 1],
  divmod: [2, 2],
  enumerate: [1, 2],
  filter: [2, 2],
  float: [0, 1],
  hash: [1, 1],
  hex: [1, 1],
  int: [0, 2],
  isinstance: [2, 2],
  issubclass: [2, 2],
  iter: [1, 2],
  len: [1, 1],
  list: [0, 1],
  next: [1, 2],
  oct: [1, 1],
  ord: [1, 1],
  pow: [2, 3],
  range: [1, 3],
  repr: [1, 1],
  reversed: [1, 1],
  round: [1, 2],
  set: [0, 1],
  sorted: [1, 1],
  sum: [1, 2],
  tuple: [0, 1],
}
