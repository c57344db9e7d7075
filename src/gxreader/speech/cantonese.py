"""Whether a Chinese sentence is Cantonese, by the characters and words that only one of the two writes.

Every mark of Cantonese found counts for it, those of Mandarin against it. A word between quotes is what the
sentence speaks about, not how it speaks: it counts only if the sentence holds little else.
"""

from __future__ import annotations

import re

_ENOUGH = 2.0  # one mark that Mandarin hardly ever writes, or two weaker ones
_SHORT_QUOTE = 6  # characters between quotes that are a word spoken about
# Characters that stand for Cantonese words alone.
_OWN = "啲嘅咗佢哋喺嚟咁嘢嗰冇搵揾攞噉啱瞓嬲嘥攰諗谂餸㗎啩噃喎嘞畀嚿嗌睇乜"
_STRONG = (
    rf"[{_OWN}](?!字)|咪(?![表咕])|唔(?![，,。！!…—])|而家|边度|邊度|朝早(?!市|已|就)|听日|聽日|寻日|尋日|琴日|屋企|倾偈|傾偈|细佬|細佬|细路|細路|同埋|"
    r"呢度|呢排|钟意|鍾意|系咪|係咪|边条|邊條|今朝(?![有酒明])|几耐|幾耐|好耐|真系|真係|点样|點樣"
)
_FAIR = (
    r"(?<![一有几两三四五六七八九十半地早差晚快定]) ?点解(?![决释放析说除脱气渴散馋码剖答])|點解|"
    r"(?<![两旁周身那这左右东西南北一路河]) ?边个(?!人|体|别|头|性|子)|邊個|"
    r"呢(?=[个間间条條位张張套次种種边邊])|仲(?=有|系|係|未|要|可以|会|會|唔|好|生)|先至(?=有|系|係|可以|会|得|知)|"
    r"得闲|得閒|几多(?=钱|人|个|斤|岁|錢|歲)|幾多|听讲(?=系|话|嗰|佢|今|听|呢|你|話)|聽講(?=係|話|嗰|佢|今|呢|你)|"
    r"[呀喇㗎]$|喇(?=[，。！？,!?])|[一二三四五六七八九十百两]蚊|老豆(?!腐|浆)|人客|影相|落车|落車|食(?=饭|飯|几|幾|多|药|藥)|"
    r"(?<![关關联聯体體干院水派星直嫡维維世中文学學山谱譜语語数數]) ?"
    r"[系係](?=我|你|佢|朝|好|边|邊|真|度|咁|唔|细|細|今|听)"
)
_AGAINST = (
    r"的(?!士|确)|了(?!解)|是|们|這|这|他|她|没(?!有)|没有|什么|甚麼|很|在|吗|说|給|给|着(?=[，。眼头])|不(?!过|過|如)|"
    r"那|由|把|之|与|也|还|将|已|将于|和"
)
_QUOTED = re.compile(rf"[“「『‘\"]([^”」』’\"]{{1,{_SHORT_QUOTE}}})[”」』’\"]")
_SPEECH = re.compile(rf"[“「『][^”」』]{{{_SHORT_QUOTE + 1},}}(?:[”」』]|$)")
_strong, _fair, _against = (re.compile(marks) for marks in (_STRONG, _FAIR, _AGAINST))


def is_cantonese(text: str) -> bool:
    """Whether a sentence in Chinese characters is to be read in Cantonese."""
    spoken_about = "".join(_QUOTED.findall(text))
    plain = _QUOTED.sub("", text) if len(spoken_about) * 2 < len(text) else text
    strong = len(_strong.findall(plain))
    marks = strong * _ENOUGH + len(_fair.findall(plain))
    return marks >= _ENOUGH and marks > len(_against.findall(plain)) * (1.0 if strong else 2.0)


def cantonese_quotes(text: str) -> tuple[int, ...]:
    """Where to part a sentence that tells in Mandarin what somebody says in Cantonese; nothing otherwise."""
    for found in _SPEECH.finditer(text):
        before, quoted, after = text[: found.start()], found[0], text[found.end() :]
        if is_cantonese(quoted) and before and not is_cantonese(before + after):
            told = after.strip("，。！？；,.!?;…—” ")
            return (found.start(), found.end()) if told else (found.start(),)
    return ()
