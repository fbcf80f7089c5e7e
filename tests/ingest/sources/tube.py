"""A stand-in for YouTube's Data API: same methods, pages, errors and quirks, invented people."""

import json
from dataclasses import dataclass, field

from tests.ingest.web.server import Reply, Request

JSON = {"Content-Type": "application/json; charset=UTF-8"}
KEY = "yt-key-of-ours"


def refused(status, reason, message="no"):
    error = {"code": status, "message": message, "errors": [{"reason": reason}]}
    return Reply(json.dumps({"error": error}), status=status, headers=JSON)


def said(comment_id, text, at, writer="UClee", name="@lee", **snippet):
    if snippet.get("updatedAt") is None:
        snippet["updatedAt"] = at
    return {
        "kind": "youtube#comment",
        "id": comment_id,
        "snippet": {
            "textDisplay": text,
            "textOriginal": text,
            "authorDisplayName": name,
            "authorChannelId": {"value": writer},
            "likeCount": 0,
            "publishedAt": at,
            **snippet,
        },
    }


@dataclass
class Thread:
    """A comment and all replies to it, oldest first."""

    top: dict
    video: str
    replies: list = field(default_factory=list)


def clip(video_id, title, at, channel="UCtuber", **statistics):
    counts = {"viewCount": "1200", "likeCount": "34", "commentCount": "0"} | statistics
    return {
        "kind": "youtube#video",
        "id": video_id,
        "snippet": {
            "publishedAt": at,
            "channelId": channel,
            "title": title,
            "description": "All about it.",
            "channelTitle": channel.removeprefix("UC").title(),
        },
        "statistics": {name: value for name, value in counts.items() if value is not None},
    }


class Tube:
    """Answers as YouTube does; page_size of threads and replies, shown replies of a thread."""

    def __init__(self, page_size=100, shown=2):
        self.channels = {"UCacme": "@acme", "UCtuber": "@tuber"}
        self.clips: list[dict] = []
        self.threads: list[Thread] = []
        self.refusals: dict[str, Reply] = {}
        self.page_size = page_size
        self.shown = shown

    def __call__(self, request: Request) -> Reply:
        method = request.path.removeprefix("/")
        if request.query.get("key") != KEY:
            return refused(400, "badRequest", "API key not valid. Please pass a valid API key.")
        if method in self.refusals:
            return self.refusals[method]
        found = getattr(self, f"_{method}")(request.query)
        return found if isinstance(found, Reply) else Reply(json.dumps(found), headers=JSON)

    def _channels(self, query):
        wanted = query.get("id", "").split(",")
        items = [
            {
                "id": one,
                "contentDetails": {"relatedPlaylists": {"uploads": one.replace("UC", "UU", 1)}},
                "statistics": {"subscriberCount": "5400", "hiddenSubscriberCount": False},
            }
            for one, handle in self.channels.items()
            if one in wanted or handle == query.get("forHandle")
        ]
        return {"items": items} if items else {"pageInfo": {"totalResults": 0}}

    def _playlistItems(self, query):  # noqa: N802 - the method's name
        channel = query["playlistId"].replace("UU", "UC", 1)
        own = [clip for clip in self.clips if clip["snippet"]["channelId"] == channel]
        if not own:
            return refused(404, "playlistNotFound")
        own.sort(key=lambda clip: clip["snippet"]["publishedAt"], reverse=True)
        return {"items": [{"contentDetails": {"videoId": clip["id"]}} for clip in own[:50]]}

    def _videos(self, query):
        wanted = query["id"].split(",")
        return {"items": [self._with_count(clip) for clip in self.clips if clip["id"] in wanted]}

    def _with_count(self, clip):
        below = [thread for thread in self.threads if thread.video == clip["id"]]
        count = sum(1 + len(thread.replies) for thread in below)
        known = clip["statistics"]
        return {**clip, "statistics": known | ({"commentCount": str(count)} if count else {})}

    def _search(self, query):
        phrase = query["q"].strip('"').casefold()
        found = [
            clip
            for clip in self.clips
            if phrase in clip["snippet"]["title"].casefold()
            and clip["snippet"]["publishedAt"] >= query.get("publishedAfter", "")
        ]
        found.sort(key=lambda clip: clip["snippet"]["publishedAt"], reverse=True)
        items = [{"id": {"videoId": clip["id"]}, "snippet": clip["snippet"]} for clip in found]
        return self._paged(items, query, 50)

    def _commentThreads(self, query):  # noqa: N802 - the method's name
        video, channel = query.get("videoId"), query.get("allThreadsRelatedToChannelId")
        owner = {clip["id"]: clip["snippet"]["channelId"] for clip in self.clips}
        found = [
            thread
            for thread in self.threads
            if thread.video == video or (channel and owner.get(thread.video) == channel)
        ]
        found.sort(key=lambda thread: thread.top["snippet"]["publishedAt"], reverse=True)
        items = [
            {
                "kind": "youtube#commentThread",
                "id": thread.top["id"],
                "snippet": {
                    "channelId": owner.get(thread.video),
                    "videoId": thread.video,
                    "topLevelComment": thread.top,
                    "totalReplyCount": len(thread.replies),
                },
                "replies": {"comments": thread.replies[-self.shown :]},
            }
            for thread in found
        ]
        return self._paged(items, query, self.page_size)

    def _comments(self, query):
        if parent := query.get("parentId"):
            found = [t.replies for t in self.threads if t.top["id"] == parent]
            return self._paged(found[0], query, self.page_size) if found else {"items": []}
        wanted = query["id"].split(",")
        every = [one for thread in self.threads for one in (thread.top, *thread.replies)]
        return {"items": [one for one in every if one["id"] in wanted]}

    def _paged(self, items, query, size):
        first = int(query.get("pageToken", "T0")[1:])
        more = {"nextPageToken": f"T{first + size}"} if first + size < len(items) else {}
        return {"items": items[first : first + size], **more}
