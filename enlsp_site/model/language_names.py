"""What languages call themselves, for a label in any of them (BCP 47 tags of two letters; names as in CLDR)."""

from __future__ import annotations

NAMES = {
    "ar": "العربية",
    "bn": "বাংলা",
    "ca": "Català",
    "cs": "Čeština",
    "da": "Dansk",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "en": "English",
    "es": "Español",
    "eu": "Euskara",
    "fa": "فارسی",
    "fi": "Suomi",
    "fr": "Français",
    "he": "עברית",
    "hi": "हिन्दी",
    "hu": "Magyar",
    "id": "Indonesia",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "nl": "Nederlands",
    "no": "Norsk",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "ru": "Русский",
    "sv": "Svenska",
    "th": "ไทย",
    "tr": "Türkçe",
    "uk": "Українська",
    "vi": "Tiếng Việt",
    "zh": "中文",
}

_ENGLISH = {
    "arabic": "ar", "bengali": "bn", "catalan": "ca", "czech": "cs", "danish": "da", "german": "de", "greek": "el",
    "english": "en", "spanish": "es", "basque": "eu", "persian": "fa", "finnish": "fi", "french": "fr",
    "hebrew": "he", "hindi": "hi", "hungarian": "hu", "indonesian": "id", "italian": "it", "japanese": "ja",
    "korean": "ko", "dutch": "nl", "norwegian": "no", "polish": "pl", "portuguese": "pt", "romanian": "ro",
    "russian": "ru", "swedish": "sv", "thai": "th", "turkish": "tr", "ukrainian": "uk", "vietnamese": "vi",
    "chinese": "zh",
}  # fmt: skip


def code_of(name: str) -> str:
    """Return the tag of a language by its name in English or in itself; "" for any other word."""
    plain = name.strip().casefold()
    return _ENGLISH.get(plain) or next((code for code, own in NAMES.items() if own.casefold() == plain), "")


def own_name(tag: str) -> str:
    """What a language calls itself, by its tag (`fr-CA` is `fr`); of one that is not here the tag itself."""
    return NAMES.get(tag.partition("-")[0].lower(), tag)
