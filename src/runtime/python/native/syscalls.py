"""Linux system call numbers by name: (x86_64, aarch64), `None` where the architecture has no such call."""

# What an ordinary Python program needs.
ALLOWED = {
    # memory and time
    'brk': (12, 214), 'mmap': (9, 222), 'munmap': (11, 215), 'mprotect': (10, 226), 'mremap': (25, 216),
    'madvise': (28, 233), 'mincore': (27, 232), 'msync': (26, 227), 'membarrier': (324, 283),
    'clock_gettime': (228, 113), 'clock_getres': (229, 114), 'clock_nanosleep': (230, 115), 'nanosleep': (35, 101),
    'gettimeofday': (96, 169), 'time': (201, None), 'times': (100, 153), 'getrusage': (98, 165),
    'getitimer': (36, 102), 'setitimer': (38, 103), 'alarm': (37, None), 'pause': (34, None),
    'timer_create': (222, 107), 'timer_settime': (223, 110), 'timer_gettime': (224, 108),
    'timer_getoverrun': (225, 109), 'timer_delete': (226, 111), 'timerfd_create': (283, 85),
    'timerfd_settime': (286, 86), 'timerfd_gettime': (287, 87), 'getrandom': (318, 278),
    # the process itself
    'exit': (60, 93), 'exit_group': (231, 94), 'getpid': (39, 172), 'getppid': (110, 173), 'gettid': (186, 178),
    'getpgid': (121, 155), 'getpgrp': (111, None), 'getsid': (124, 156), 'setsid': (112, 157), 'setpgid': (109, 154),
    'getuid': (102, 174), 'geteuid': (107, 175), 'getgid': (104, 176), 'getegid': (108, 177),
    'getresuid': (118, 148), 'getresgid': (120, 150), 'getgroups': (115, 158), 'capget': (125, 90), 'capset': (126, 91), 'getpriority': (140, 141),
    'uname': (63, 160), 'sysinfo': (99, 179), 'umask': (95, 166), 'sched_yield': (24, 124),
    'sched_getaffinity': (204, 123), 'sched_getparam': (143, 121), 'sched_getscheduler': (145, 120),
    'sched_get_priority_max': (146, 125), 'sched_get_priority_min': (147, 126), 'sched_rr_get_interval': (148, 127),
    'arch_prctl': (158, None), 'set_tid_address': (218, 96), 'set_robust_list': (273, 99),
    'get_robust_list': (274, 100), 'rseq': (334, 293), 'futex': (202, 98), 'futex_waitv': (449, 449),
    'getcpu': (309, 168), 'restart_syscall': (219, 128), 'getrlimit': (97, 163), 'setrlimit': (160, 164),
    'fork': (57, None), 'vfork': (58, None), 'wait4': (61, 260), 'waitid': (247, 95),
    # signals
    'rt_sigaction': (13, 134), 'rt_sigprocmask': (14, 135), 'rt_sigreturn': (15, 139), 'rt_sigpending': (127, 136),
    'rt_sigtimedwait': (128, 137), 'rt_sigsuspend': (130, 133), 'sigaltstack': (131, 132),
    'signalfd': (282, None), 'signalfd4': (289, 74),
    # files
    'open': (2, None), 'openat': (257, 56), 'creat': (85, None), 'close': (3, 57), 'close_range': (436, 436),
    'read': (0, 63), 'write': (1, 64), 'pread64': (17, 67), 'pwrite64': (18, 68), 'readv': (19, 65),
    'writev': (20, 66), 'preadv': (295, 69), 'pwritev': (296, 70), 'preadv2': (327, 286), 'pwritev2': (328, 287),
    'lseek': (8, 62), 'stat': (4, None), 'fstat': (5, 80), 'lstat': (6, None), 'newfstatat': (262, 79),
    'statx': (332, 291), 'access': (21, None), 'faccessat': (269, 48), 'faccessat2': (439, 439),
    'getdents': (78, None), 'getdents64': (217, 61), 'getcwd': (79, 17), 'chdir': (80, 49), 'fchdir': (81, 50),
    'mkdir': (83, None), 'mkdirat': (258, 34), 'rmdir': (84, None), 'unlink': (87, None), 'unlinkat': (263, 35),
    'rename': (82, None), 'renameat': (264, 38), 'renameat2': (316, 276), 'link': (86, None), 'linkat': (265, 37),
    'symlink': (88, None), 'symlinkat': (266, 36), 'readlink': (89, None), 'readlinkat': (267, 78),
    'mknod': (133, None), 'mknodat': (259, 33), 'chmod': (90, None), 'fchmod': (91, 52), 'fchmodat': (268, 53),
    'truncate': (76, 45), 'ftruncate': (77, 46), 'fallocate': (285, 47), 'fsync': (74, 82), 'fdatasync': (75, 83),
    'sync_file_range': (277, 84), 'fadvise64': (221, 223), 'utime': (132, None), 'utimes': (235, None),
    'utimensat': (280, 88), 'futimesat': (261, None), 'flock': (73, 32), 'fcntl': (72, 25), 'statfs': (137, 43),
    'fstatfs': (138, 44), 'copy_file_range': (326, 285), 'sendfile': (40, 71), 'dup': (32, 23),
    'dup2': (33, None), 'dup3': (292, 24),
    # waiting, and channels within the sandbox (there is no call that makes any other socket)
    'pipe': (22, None), 'pipe2': (293, 59), 'poll': (7, None), 'ppoll': (271, 73), 'select': (23, None),
    'pselect6': (270, 72), 'epoll_create': (213, None), 'epoll_create1': (291, 20), 'epoll_ctl': (233, 21),
    'epoll_wait': (232, None), 'epoll_pwait': (281, 22), 'epoll_pwait2': (441, 441), 'eventfd': (284, None),
    'eventfd2': (290, 19), 'sendto': (44, 206), 'recvfrom': (45, 207), 'sendmsg': (46, 211), 'recvmsg': (47, 212),
    'shutdown': (48, 210), 'getsockname': (51, 204), 'getpeername': (52, 205), 'getsockopt': (55, 209),
    'setsockopt': (54, 208),
}

# Allowed for some arguments only: `seccomp.py` says which.
CONDITIONAL = {
    'clone': (56, 220), 'kill': (62, 129), 'tkill': (200, 130), 'tgkill': (234, 131), 'socketpair': (53, 199),
    'ioctl': (16, 29), 'prctl': (157, 167), 'prlimit64': (302, 261),
    'setresuid': (117, 147), 'setresgid': (119, 149),
}

# What a program may try in good faith: it gets the error that an unprivileged user gets.
REFUSED = {
    'execve': (59, 221), 'execveat': (322, 281), 'socket': (41, 198), 'connect': (42, 203), 'bind': (49, 200),
    'listen': (50, 201), 'accept': (43, 202), 'accept4': (288, 242), 'setuid': (105, 146), 'setgid': (106, 144),
    'setreuid': (113, 145), 'setregid': (114, 143), 'setfsuid': (122, 151), 'setfsgid': (123, 152),
    'setgroups': (116, 159), 'chroot': (161, 51), 'unshare': (272, 97), 'setns': (308, 268),
    'sethostname': (170, 161), 'setdomainname': (171, 162), 'settimeofday': (164, 170), 'clock_settime': (227, 112),
    'clock_adjtime': (305, 266), 'adjtimex': (159, 171), 'personality': (135, 92), 'memfd_create': (319, 279),
    'shmget': (29, 194), 'shmat': (30, 196), 'shmctl': (31, 195), 'semget': (64, 190), 'msgget': (68, 186),
    'mq_open': (240, 180), 'sched_setaffinity': (203, 122), 'sched_setscheduler': (144, 119),
    'sched_setparam': (142, 118), 'sched_setattr': (314, 274), 'setpriority': (141, 140), 'ioprio_set': (251, 30),
    'rt_sigqueueinfo': (129, 138), 'rt_tgsigqueueinfo': (297, 240), 'pidfd_open': (434, 434),
    'pidfd_send_signal': (424, 424), 'chown': (92, None), 'fchown': (93, 55), 'lchown': (94, None),
    'fchownat': (260, 54), 'mlock': (149, 228), 'mlock2': (325, 284), 'mlockall': (151, 230), 'syslog': (103, 116),
    'vhangup': (153, 58), 'acct': (163, 89), 'reboot': (169, 142), 'seccomp': (317, 277),
    'landlock_create_ruleset': (444, 444),
}

# Extended attributes do not exist in the sandbox, which is what `shutil` expects of some file systems.
UNSUPPORTED = {
    'getxattr': (191, 8), 'lgetxattr': (192, 9), 'fgetxattr': (193, 10), 'listxattr': (194, 11),
    'llistxattr': (195, 12), 'flistxattr': (196, 13), 'setxattr': (188, 5), 'lsetxattr': (189, 6),
    'fsetxattr': (190, 7), 'removexattr': (197, 14), 'lremovexattr': (198, 15), 'fremovexattr': (199, 16),
}

# What no program under test calls in good faith: it is stopped, and the outcome names the call.
FORBIDDEN = {
    'ptrace': (101, 117), 'process_vm_readv': (310, 270), 'process_vm_writev': (311, 271),
    'process_madvise': (440, 440), 'mount': (165, 40), 'umount2': (166, 39), 'pivot_root': (155, 41),
    'open_tree': (428, 428), 'move_mount': (429, 429), 'fsopen': (430, 430), 'fsconfig': (431, 431),
    'fsmount': (432, 432), 'fspick': (433, 433), 'mount_setattr': (442, 442), 'bpf': (321, 280),
    'perf_event_open': (298, 241), 'userfaultfd': (323, 282), 'keyctl': (250, 219), 'add_key': (248, 217),
    'request_key': (249, 218), 'init_module': (175, 105), 'finit_module': (313, 273), 'delete_module': (176, 106),
    'kexec_load': (246, 104), 'kexec_file_load': (320, 294), 'io_uring_setup': (425, 425),
    'io_uring_enter': (426, 426), 'io_uring_register': (427, 427), 'pidfd_getfd': (438, 438),
    'open_by_handle_at': (304, 265), 'name_to_handle_at': (303, 264), 'kcmp': (312, 272), 'swapon': (167, 224),
    'swapoff': (168, 225), 'iopl': (172, None), 'ioperm': (173, None), 'modify_ldt': (154, None),
    'quotactl': (179, 60), 'memfd_secret': (447, 447),
}
