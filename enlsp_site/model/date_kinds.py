"""What an important date is, from what it is called: of which kind, which step of the year, and of which track.

Names are looked at in all languages of the interface at once, for a French site may well have a camera-ready
version. They are compared without marks and capitals: `échéance` is `echeance`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

from enlsp_site.model.dates import ImportantDate

Kind = Literal["deadline", "notification", "event", "other"]
SUBMISSION, NOTIFICATION, FINAL, WORKSHOP = range(4)
"""What follows one another, whatever the workshop."""

STAGES = ("submission", "notification", "camera-ready version", "workshop")
"""The steps by their names."""

# Parts of names, where `\b` is the beginning of a word. A line a language: en, fr, de, zh in both scripts.
_NOTIFIES = (
    *("notif", "decision"),
    *("acceptation", "annonce des resultats"),
    *("benachricht", "entscheidung", "zusage", "ruckmeldung"),
    *("通知", "录用", "錄用", "录取", "錄取"),
)
_DUE = (
    *("deadline", "submission", r"\bdue", "camera"),
    *("date limite", "soumission", "echeance", "cloture", "remise des"),
    *("frist", "einreich", "abgabe", "einsendeschluss", "stichtag", "endfassung"),
    *("截止", "截稿", "提交", "投稿", "终稿", "終稿", "定稿"),
)
_FINAL = (
    *("camera", r"\bfinal(?!\)| (?:(?:extended|submission|paper|abstract) )*(?:deadline|extension))"),
    *("definitif", "definitive", "pret a imprimer", "prete a imprimer"),
    *("endfassung", "endgultig", "druckfertig", "kamerafertig"),
    *("终稿", "終稿", "最终", "最終", "定稿"),
)
_SUBMITTED = (
    *("submi", "paper", "abstract"),
    *(r"\bsoum", "article", r"\bresume", "contribution", "communication"),
    *("einreich", "einsend", "beitrag", "kurzfassung"),
    *("投稿", "提交", "论文", "論文", "稿件", "摘要", "截稿", "征稿", "徵稿", "征文", "徵文"),
)
_HELD = (
    *(r"\bworkshop", r"\bconference"),
    *("atelier", "colloque"),
    *("konferenz", "tagung"),
    *("研讨会", "研討會", "工作坊", "会议", "會議", "大会", "大會"),
)
_EVENT = (*_HELD, r"\bevent", "evenement", "veranstaltung", "活动", "活動")
_REVIEWED = (
    r"\breviewer",
    r"\breviews?\b[\w ]*?\b(?:due|deadline|submission|period|phase|end|open|close)",
    r"^(?:all |paper |peer |submission of )*(?:meta.?)?reviews?\b",
    *("relecture", "relecteur", "relectrice", "evaluation"),
    *("gutacht", "rezension"),
    *("评审", "評審", "审稿", "審稿"),
)
_ANSWERED = (
    *(r"\brebut", r"\bresponse", r"\bdiscussion", r"\bbid", "early.?bird", r"\bvisa\b", r"\bgrant", r"\btravel"),
    *("reponse aux", r"\bbourse", "tarif"),
    *("stellungnahme", "fruhbuch", "stipendi", "visum"),
    *("答辩", "答辯", "反驳", "反駁", "早鸟", "早鳥", "签证", "簽證"),
)
"""Deadlines that are no submission: what reviewers do, what is answered to them, what travellers ask for."""
_OTHER_DEADLINES = (*_REVIEWED, *_ANSWERED)
_WRITES = ("", "authors", "everyone")
"""For whom a date can be a step of the year; nothing is said of most."""
_APART = ("regist", "inscription", "anmeld", "注册", "註冊", "报名", "報名")
_COMMON = """
    a about abstract abstracts acceptance accept all and anonymous any aoe are at author authors before both by camera
    cameraready cmt conference contributions copy date day days deadline deadlines decision decisions due each eight
    either email event every everyone extended extension final firm five for four full hard in is main manuscript
    manuscripts new notification notifications of on online opens openreview our paper papers per pm am ready
    registration reject result results six strict submission submissions submit tentative the their three to track
    tracks two type types updated utc version versions via with workshop your

    acceptation article articles atelier au auteurs autrices aux cloture colloque communications contribution
    contributions d de definitive definitives des du echeance envoi et finale finales imprimer jour l la le les
    limite ou pour prete pretes propositions refus remise reponse resultats resume resumes soumettre soumission
    soumissions tous tout toute toutes une versions volet volets piste pistes deux trois chaque les

    abgabe abgabefrist abgabeschluss ablehnung annahme antwort autor autoren autorinnen beitrag beitrage
    beitragen benachrichtigung benachrichtigungen bis das datum den der die druckfertige druckfertigen
    einreichefrist einreichen einreichung einreichungen einreichungsfrist einreichungsschluss endfassung
    endfassungen endgultige endgultigen entscheidung entscheidungen finalen frist fur innen konferenz ruckmeldung
    tag tagung termin uber und von zur zusage zusagen alle allen aller beide beiden beider drei jede jeder spur spuren
    tracks zwei
"""
"""Words that tell no track from another, in English, French and German: “Demo submission” is about demos, “Paper
submission” about all."""

_LENGTHS = frozenset({"long", "short"})
"""Both of these together are all papers."""

_COMMON_PARTS = """
    论文 論文 提交 截止 截稿 日期 时间 時間 通知 录用 錄用 录取 錄取 结果 結果 公布 发布 發布 终稿 終稿
    最终 最終 定稿 版本 版 研讨会 研討會 工作坊 会议 會議 大会 大會 投稿 摘要 全文 作者 稿件 征稿 徵稿
    征文 徵文 评审 評審 所有 全部 各 两个 兩個 赛道 賽道 轨道 軌道 的 日 主 与 與 和 及
"""
"""The same in Chinese, whose words have nothing between them."""


def kind_of(name: str) -> Kind:
    """What a date is that does not say it."""
    if _has(_NOTIFIES, name):
        return "notification"
    if _has(_DUE, name):
        return "deadline"
    return "event" if _has(_EVENT, name) else "other"


def is_apart(date: ImportantDate) -> bool:
    """Whether a date is none of the workshop itself, such as the end of registration."""
    return _has(_APART, date.name)


def is_for_submissions(date: ImportantDate) -> bool:
    """Whether a date can be one by which papers are submitted: a deadline for authors that no name says is about
    something else, such as final versions or reviews."""
    asks_authors = date.audience in _WRITES and not is_apart(date)
    return date.kind == "deadline" and asks_authors and not _has((*_FINAL, *_OTHER_DEADLINES), date.name)


def stage_of(date: ImportantDate) -> int | None:
    """Which of the steps a date is, or None: by its kind, by whom it is for, and where these do not tell, by its
    name."""
    if is_apart(date) or (date.kind != "event" and date.audience not in _WRITES):
        return None
    if date.kind == "notification":
        return NOTIFICATION
    if date.kind == "event":
        return WORKSHOP if _has(_HELD, date.name) else None
    if date.kind != "deadline":
        return None
    if _has(_FINAL, date.name):
        return FINAL
    return SUBMISSION if _has(_SUBMITTED, date.name) and is_for_submissions(date) else None


def staged(dates: Iterable[ImportantDate]) -> list[tuple[int | None, ImportantDate]]:
    """The dates, each with the step that it is, if it is one. The only event, if it is the last of all dates, is the
    workshop, whatever its name."""
    known = list(dates)
    events = [date for date in known if date.kind == "event" and not _has(_APART, date.name)]
    alone = events[0] if events and events == known[-1:] else None
    return [(WORKSHOP if date is alone else stage_of(date), date) for date in known]


def track_of(date: ImportantDate) -> frozenset[str]:
    """The words for what a date is about, if it is not about all papers."""
    rest = re.sub("|".join(_COMMON_PARTS.split()), " ", _plain(date.name))
    words = frozenset(re.findall(r"[^\W\d_]+", rest)) - {*_COMMON.split()}
    return words - _LENGTHS if words >= _LENGTHS else words


def _has(parts: tuple[str, ...], name: str) -> bool:
    return bool(re.search("|".join(parts), _plain(name)))


def _plain(name: str) -> str:
    """A name in small letters without marks."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
