"""The way of a program's calls of tools to the host of this interpreter: a device, which takes a call and gives the answer."""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

import os
from struct import Struct

_SIZE = Struct('<I')


def call_tool(request, open=os.open, write=os.write, read=os.read, close=os.close, flags=os.O_RDWR):
    device = open('/dev/tools', flags)
    try:
        write(device, request)
        return read(device, _SIZE.unpack(read(device, _SIZE.size))[0])
    finally:
        close(device)
