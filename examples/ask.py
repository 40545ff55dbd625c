"""Ask Rundbord from Python with nothing installed: python3 ask.py "Hvem er formand for udvalget?".

RUNDBORD_URL names the server; ends with code 0 for an answer, 3 for a refusal, 1 for an error, as `rundbord ask` does.
"""

import json
import os
import sys
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

URL = os.environ.get("RUNDBORD_URL", "http://127.0.0.1:8000").rstrip("/")
KEY = os.environ.get("RUNDBORD_KEY")


def ask(question):
    """Fetch the answer to a question: text, citations and all that `/docs` on the server describes."""
    headers = {"Content-Type": "application/json"}
    if KEY:
        headers["Authorization"] = f"Bearer {KEY}"
    request = Request(f"{URL}/api/v1/answer", json.dumps({"question": question}).encode(), headers)
    with urlopen(request, timeout=30) as response:
        return json.load(response)


def main():
    """Print the answer and where each quote stands."""
    try:
        answer = ask(" ".join(sys.argv[1:]))
    except HTTPError as error:
        sys.exit(json.load(error)["detail"])
    except URLError as error:
        sys.exit(f"{URL} svarer ikke: {error.reason}")
    print(answer["answer"])
    for citation in answer["citations"]:
        print(f"\n[{citation['number']}] {citation['document_title']}, side {citation['page_label']}")
        print(f"    {URL}{citation['url']}")
    sys.exit(0 if answer["answered"] else 3)


if __name__ == "__main__":
    main()
