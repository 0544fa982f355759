"""What strangers give: files, texts, CSV, JSON and TOML, mended or refused where they enter.

A small file can stop a program: by a size or a depth without end, or by characters that some later
output cannot hold. Here each is refused with its limit (`frontmap.limits`) before it does.
"""
