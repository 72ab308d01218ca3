"""The sandbox from Python: a key of its own, a frozen clock, a refused name, a picture."""
import sys
import uuid

import requests

url = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:4010"
session = requests.Session()
session.headers["authorization"] = f"Bearer sk_test_{uuid.uuid4().hex}"


def edit(account_id, **body):
    return session.patch(f"{url}/v1/accounts/{account_id}/profile", json=body)


clock = {"mode": "frozen", "now": "2024-04-21T10:00:00Z"}
assert session.put(f"{url}/_sandbox", json={"clock": clock}).json()["clock"] == clock

refused = edit("acc_instagram_cooldown", platform="instagram", name="Fashion Daily")
assert refused.status_code == 429, refused.text
assert refused.headers["x-sandbox-rule"] == "instagram-name-cooldown"
assert refused.json()["error"]["nextAllowedAt"] == "2024-05-02T10:00:00Z"

session.post(f"{url}/_sandbox/clock/advance", json={"days": 11}).raise_for_status()
renamed = edit("acc_instagram_cooldown", platform="instagram", name="Fashion Daily 👗")
assert renamed.status_code == 200, renamed.text
assert renamed.json()["name"] == "Fashion Daily 👗"

pictured = edit("acc_1a2b3c4d5e", platform="instagram", profilePictureUrl="https://pictures.test/640x640.jpg")
picture = requests.get(pictured.json()["profilePictureUrl"])
assert picture.headers["content-type"].startswith("image/"), picture.headers
