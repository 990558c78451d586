"""A rough reading of our C: functions with their lines, prototypes with the comment before them. Good enough for lints."""
import re

_STRINGS = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'')
_HEAD = re.compile(r"^(?!typedef|struct|union|enum|static const|#|G_|MB_)[A-Za-z_][\w \t\*\(\),]*?\**\b(\w+)\(")


def blank(text):
    """Strings and comments become blanks of the same length, so that braces count."""
    text = re.sub(r"/\*.*?\*/", lambda m: re.sub(r"[^\n]", " ", m.group(0)), text, flags=re.S)
    text = re.sub(r"//[^\n]*", lambda m: " " * len(m.group(0)), text)
    return _STRINGS.sub(lambda m: " " * len(m.group(0)), text)


def functions(text):
    """[(name, first line, last line)] of the function bodies of a .c file that begin at column 0."""
    lines, out, start, name = blank(text).split("\n"), [], None, None
    for n, line in enumerate(lines, 1):
        if line.startswith("{") and start is None and name:
            start = n
        elif line.startswith("}"):
            if start is not None:
                out.append((name[0], name[1], n))
            start = name = None
        elif start is None:
            m = _HEAD.match(line)
            if m and not line.rstrip().endswith(";"):
                name = (m.group(1), n)
            elif line.rstrip().endswith(";"):
                name = None
    return out


def prototypes(text):
    """[(name, line, has a comment above or beside)] of the public functions of a header."""
    lines, bare, out = text.split("\n"), blank(text).split("\n"), []
    commented = False
    for n, line in enumerate(bare, 1):
        raw = lines[n - 1]
        if raw.strip().endswith("*/") and not line.strip():
            commented = True
        elif not raw.strip():
            commented = False
        elif re.match(r"^[A-Za-z_].*\bmb_\w+\(", line) and not line.startswith(("#", "static", "G_", "MB_")):
            name = re.search(r"\b(mb_\w+)\(", line).group(1)
            out.append((name, n, commented or "/*" in raw))
    return out
