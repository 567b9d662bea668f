"""`python -m tests.fakes.pxweb --port 8090`: a small bank to look at pages with. Set SSB_API_URL to what it prints."""

import argparse
import sys

from tests.fakes.pxweb import PxWeb, all_tables


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.pxweb", description=__doc__)
    parser.add_argument("--port", type=int, default=8090)
    with PxWeb(port=parser.parse_args().port) as pxweb:
        pxweb.is_talkative = True
        for table in all_tables():
            pxweb.add(table)
        sys.stdout.write(f"SSB_API_URL={pxweb.address}\n")
        sys.stdout.flush()
        try:
            pxweb.thread.join()
        except KeyboardInterrupt:
            sys.stdout.write("\n")


if __name__ == "__main__":
    main()
