"""Find a Java for EPUBCheck, and with `--install` get Debian's."""

import os
import shutil
import subprocess
import sys

HINT = "no Java found, which EPUBCheck runs on; install one with: apt-get install default-jre-headless"


def find_java() -> str | None:
    """Give the path of a Java, or None."""
    return shutil.which("java")


def install_java() -> None:
    """Get Debian's package, where there is one."""
    if not shutil.which("apt-get"):
        return
    prefix = [] if os.geteuid() == 0 else ["sudo"]
    subprocess.run([*prefix, "apt-get", "update", "-qq"], check=False)
    subprocess.run([*prefix, "apt-get", "install", "-y", "-qq", "default-jre-headless"], check=False)


def main() -> int:
    """Print the path; exit status 1 and a hint when there is none."""
    if not find_java() and "--install" in sys.argv:
        install_java()
    print(find_java() or HINT)
    return 0 if find_java() else 1


if __name__ == "__main__":
    sys.exit(main())
