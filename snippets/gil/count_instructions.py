"""count += 1 is several instructions: it reads, adds, then writes."""

import dis

count = 0


def visit():
    global count
    count += 1


def main():
    names = []
    for instruction in dis.get_instructions(visit):
        if instruction.opname == "RESUME":  # every function begins so
            continue
        argument = instruction.argrepr or instruction.argval
        print(instruction.opname, argument)
        names.append(instruction.opname)
        if instruction.opname == "STORE_GLOBAL":
            break
    return names


if __name__ == "__main__":
    main()
