"""How Python was built and whether its GIL is on are two questions."""

import sys
import sysconfig


def main():
    built_without = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
    # Before 3.13 there was no such build and no such function.
    is_enabled = getattr(sys, "_is_gil_enabled", lambda: True)()
    build = "a free-threaded" if built_without else "an ordinary"
    print(f"Python {sys.version.split()[0]} is {build} build")
    print(f"the GIL is {'on' if is_enabled else 'off'}")
    return built_without, is_enabled


if __name__ == "__main__":
    main()
