"""The forms of snapshots: the other half is `value-model.ts`.

A snapshot is None, a bool, an int, a float, a complex, a str or bytes as it is, or a tuple that starts with its form:

    (LIST, id, type, [items], length)              list, deque, bytearray and their subclasses
    (TUPLE, type, [items], length)                 tuple and its subclasses
    (DICT, id, type, [key, value, …], length)      dict and its subclasses
    (SET, id, type, [items], length)               set; id is 0 for frozenset
    (OBJECT, id, type, [name, value, …], length)   attributes of an instance; id is 0 for a named tuple
    (CALL, type, [arguments], length)              an exception
    (TEXT, type, text)                             what has no parts: functions, modules, ranges, enum members
    (CUT, type, head, tail, length)                a long str or bytes
    (AGAIN, id)                                    an object that this snapshot holds already: a cycle or a shared part
    (SHOWN, id, number, type, [name, value, …], length)   an object of a toolset (`show_as`): its number there or None, and some attributes
    (MORE, type)                                   something is left out here; in place of an item: one or more items

A tracer tells what changed in an object that it has told before:

    (GROWN, id, [new items], length)               a list got longer
    (SET_ITEM, id, key, value, length)             an item of a list or dict was set
    (SET_NAME, id, name, value, 0)                 an attribute was set
"""

LIST, TUPLE, DICT, SET, OBJECT, CALL, TEXT, CUT, AGAIN, MORE, GROWN, SET_ITEM, SET_NAME, SHOWN = range(14)
