"""How numbers, dates, signs and addresses are said, and the way back to what is on screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxreader.speech.normalise import normalise
from gxreader.speech.numbers import number

CHINESE = [
    ("2024年春", "二零二四年春"),
    ("3000年历史", "三千年历史"),
    ("2024-2025年", "二零二四到二零二五年"),
    ("1990年代", "一九九零年代"),
    ("2026-02-23", "二零二六年二月二十三日"),
    ("2026/3/1", "二零二六年三月一日"),
    ("12月31日", "十二月三十一日"),
    ("08:20", "八点二十分"),
    ("14:05", "十四点零五分"),
    ("08:00", "八点整"),
    ("2:30", "两点三十分"),
    ("00:15", "零点十五分"),
    ("08:20-09:30", "八点二十分到九点三十分"),
    ("12:30:45", "十二点三十分四十五秒"),
    ("5%", "百分之五"),
    ("0.5％", "百分之零点五"),
    ("下降-2%", "下降负百分之二"),
    ("5%-10%", "百分之五到百分之十"),
    ("5-10%", "百分之五到百分之十"),
    ("3‰", "千分之三"),
    ("1,234,567人", "一百二十三万四千五百六十七人"),
    ("3.14", "三点一四"),
    ("10001", "一万零一"),
    ("2000余名", "两千余名"),
    ("2个", "两个"),
    ("第2个", "第二个"),
    ("2万吨", "两万吨"),
    ("12个", "十二个"),
    ("3-5人", "三到五人"),
    ("¥99.5", "九十九点五元"),
    ("￥3万元", "三万元"),
    ("$200", "二百美元"),
    ("HK$5万", "五万港元"),
    ("拨打12345", "拨打幺二三四五"),
    ("12345热线", "幺二三四五热线"),
    ("13812345678", "幺三八幺二三四五六七八"),
    ("0771-1234567", "零七七幺，幺二三四五六七"),
    ("气温-5℃", "气温零下五摄氏度"),
    ("海拔-3米", "海拔负三米"),
    ("1/3的人", "三分之一的人"),
    ("3:2获胜", "三比二获胜"),
    ("比例为1:10", "比例为一比十"),
    ("120km", "一百二十公里"),
    ("3.5km²", "三点五平方公里"),
    ("350km/h", "三百五十公里每小时"),
    ("G72高速", "G七二高速"),
    ("5G网络", "五G网络"),
    ("No.5", "第五号"),
    ("1.2.3版", "一点二点三版"),
    ("https://www.gxzf.gov.cn/a/b.html?x=1", "网址gxzf点gov点cn"),
    ("abc@example.com", "abc at example点com"),
    ("R&D", "R和D"),
    ("１２３人", "一百二十三人"),
    ("证号452123199001011234", "证号四五二一二三一九九零零一零一一二三四"),
    ("春风又绿。", "春风又绿。"),
    ("2024年1月5日", "二零二四年一月五日"),
    ("2024.01.05", "二零二四年一月五日"),
    ("2024/1/5", "二零二四年一月五日"),
    ("1月5日-7日", "一月五日到七日"),
    ("5月1日—7日", "五月一日到七日"),
    ("1—6月", "一到六月"),
    ("1-6月份", "一到六月份"),
    ("上世纪90年代", "上世纪九十年代"),
    ("20世纪90年代", "二十世纪九十年代"),
    ("1985至1990年", "一九八五至一九九零年"),
    ("公元前221年", "公元前二百二十一年"),
    ("2024年第3季度", "二零二四年第三季度"),
    ("2024-2025学年", "二零二四到二零二五学年"),
    ("2024年度", "二零二四年度"),
    ("24小时", "二十四小时"),
    ("上午9:00", "上午九点整"),
    ("20:00-22:30", "二十点整到二十二点三十分"),
    ("9时30分", "九时三十分"),
    ("用时3:20:15", "用时三小时二十分十五秒"),
    ("2.5个百分点", "二点五个百分点"),
    ("50%以上", "百分之五十以上"),
    ("±3%", "正负百分之三"),
    ("+5%", "加百分之五"),
    ("增长5.2％", "增长百分之五点二"),
    ("3.5亿元", "三点五亿元"),
    ("1,200.50元", "一千二百点五零元"),
    ("2万亿元", "两万亿元"),
    ("US$3.2亿", "三点二亿美元"),
    ("€100", "一百欧元"),
    ("99.9元/斤", "九十九点九元每斤"),
    ("60公里/小时", "六十公里每小时"),
    ("5元/公斤", "五元每公斤"),
    ("80mg/L", "八十毫克每升"),
    ("100m²", "一百平方米"),
    ("3m³", "三立方米"),
    ("2米", "两米"),
    ("2米多", "两米多"),
    ("2:00", "两点整"),
    ("12:00", "十二点整"),
    ("2亩", "两亩"),
    ("2元", "两元"),
    ("2点", "两点"),
    ("2月", "二月"),
    ("2号", "二号"),
    ("2楼", "二楼"),
    ("12米", "十二米"),
    ("110报警", "幺幺零报警"),
    ("拨打120", "拨打幺二零"),
    ("拨打119", "拨打幺幺九"),
    ("电话：0771-5551234", "电话：零七七幺，五五五幺二三四"),
    ("400-123-4567", "四零零，幺二三，四五六七"),
    ("+86 13800138000", "加八六，幺三八零零幺三八零零零"),
    ("转8001分机", "转八零零幺分机"),
    ("桂政发〔2024〕12号", "桂政发二零二四，十二号"),
    ("第3条第2款", "第三条第二款"),
    ("（一）", "（一）"),
    ("1. 前言", "一，前言"),
    ("1、前言", "一、前言"),
    ("①", "一"),
    ("Ⅲ级", "三级"),
    ("G72高速公路", "G七二高速公路"),
    ("桂A·12345", "桂A一二三四五"),
    ("3栋2单元501室", "三栋二单元五零一室"),
    ("10.1.2节", "十点一点二节"),
    ("10^6", "十的六次方"),
    ("3×4=12", "三乘四等于十二"),
    ("8÷2", "八除以二"),
    ("x>5", "x大于五"),
    ("≥60分", "大于等于六十分"),
    ("PM2.5", "PM二点五"),
    ("COVID-19", "COVID 十九"),
    ("4K电视", "四K电视"),
    ("U盘", "U盘"),
    ("Wi-Fi", "Wi Fi"),
    ("iPhone 15", "iPhone 十五"),
    ("A4纸", "A四纸"),
    ("B超", "B超"),
    ("www.gxzf.gov.cn", "网址gxzf点gov点cn"),
    ("gxzf@163.com", "gxzf at 163点com"),
    ("通知.docx", "通知点docx"),
    ("#防汛#", "防汛"),
    ("😀", ""),
    ("★重要★", "重要"),
    ("100,000,000", "一亿"),
    ("1.0", "一点零"),
    ("0.618", "零点六一八"),
    ("3/4", "四分之三"),
    ("1:50000", "一比五万"),
    ("2:1", "二比一"),
    ("比分3-1", "比分三比一"),
    ("10余人", "十余人"),
    ("20多个", "二十多个"),
    ("第15届", "第十五届"),
    ("90后", "九零后"),
    ("00后", "零零后"),
    ("985高校", "九八五高校"),
    ("K1234次列车", "K一二三四次列车"),
    ("D3次", "D三次"),
    ("6·18", "六一八"),
    ("12·9运动", "一二九运动"),
    ("“十四五”", "“十四五”"),
    ("7×24小时", "七乘二十四小时"),
    ("1-2天", "一到两天"),
    ("2-3个", "两到三个"),
    ("-10℃至-5℃", "零下十摄氏度至零下五摄氏度"),
    ("36.5℃", "三十六点五摄氏度"),
    ("北纬22°49′", "北纬二十二度四十九分"),
    ("30°角", "三十度角"),
    ("￥128.00", "一百二十八点零零元"),
    ("13:5", "十三比五"),
    ("2024", "两千零二十四"),
    ("AI+", "AI加"),
    ("C++", "C加加"),
    ("¥1.2万", "一点二万元"),
    ("8:2", "八比二"),
    ("5G", "五G"),
    ("3D打印", "三D打印"),
    ("2.4GHz", "二点四吉赫"),
    ("220V", "二百二十伏"),
    ("100W", "一百瓦"),
    ("1.8m", "一点八米"),
    ("500ml", "五百毫升"),
    ("16:9", "十六比九"),
]

ENGLISH = [
    ("On 2026-02-23", "On February 23, 20 26"),
    ("at 08:20", "at 8 20"),
    ("at 08:05", "at 8 oh 5"),
    ("at 14:30", "at 2 30 pm"),
    ("at 9:00 am", "at 9 am"),
    ("at 08:00", "at 8 o'clock"),
    ("in 1985", "in 19 85"),
    ("since 1905", "since 19 oh 5"),
    ("in 2005", "in 2005"),
    ("the 1990s", "the 19 nineties"),
    ("2010-2015", "20 10 to 20 15"),
    ("5% of", "5 percent of"),
    ("1,234,567 people", "1234567 people"),
    ("$1,299.50", "1299.50 dollars"),
    ("$1", "1 dollar"),
    ("£3.5 million", "3.5 million pounds"),
    ("5-10 km", "5 to 10 kilometres"),
    ("-5°C", "minus 5 degrees Celsius"),
    ("1/2 cup", "one half cup"),
    ("e.g. tea", "for example tea"),
    ("Mr. Li", "Mister Li"),
    ("St. John", "Saint John"),
    ("No. 5", "number 5"),
    ("see https://www.gov.uk/help?x=1", "see gov dot uk"),
    ("score 3:2", "score 3 to 2"),
    ("salt & tea", "salt  and  tea"),
    ("1234 books", "1234 books"),
    ("March 5, 2024", "March 5, 20 24"),
    ("5 March 2024", "5 March 20 24"),
    ("in 1066", "in 10 66"),
    ("in 1900", "in 19 hundred"),
    ("$3.5bn", "3.5 billion dollars"),
    ("$2m", "2 million dollars"),
    ("£99.99", "99.99 pounds"),
    ("€5", "5 euros"),
    ("½ cup", "one half cup"),
    ("¾", "three quarters"),
    ("3/4", "three quarters"),
    ("2/3", "two thirds"),
    ("10%", "10 percent"),
    ("0.5%", "0.5 percent"),
    ("±2", "plus or minus 2"),
    ("20°C", "20 degrees Celsius"),
    ("98.6°F", "98.6 degrees Fahrenheit"),
    ("9am", "9 am"),
    ("12:00", "12 o'clock"),
    ("Dr. Wei", "Doctor Wei"),
    ("vs.", "versus"),
    ("etc.", "et cetera"),
    ("Fig. 3", "Figure 3"),
    ("pp. 3-5", "pages 3 to 5"),
    ("U.S.", "U S"),
    ("i.e. this", "that is this"),
    ("Chapter IV", "Chapter 4"),
    ("World War II", "World War 2"),
    ("Elizabeth II", "Elizabeth the second"),
    ("+44 20 7946 0958", "plus 4 4, 2 0, 7 9 4 6, 0 9 5 8"),
    ("555-1234", "5 5 5, 1 2 3 4"),
    ("4x4", "4 by 4"),
    ("100 km/h", "100 kilometres an hour"),
    ("60 mph", "60 miles an hour"),
    ("5 kg", "5 kilograms"),
    ("1 km", "1 kilometre"),
    ("A&B", "A and B"),
    ("user@example.com", "user at example dot com"),
    ("https://example.com/x", "example dot com"),
    ("the '90s", "the nineties"),
    ("1,000", "1000"),
    ("-3", "minus 3"),
    ("3-2", "3 to 2"),
    ("#1", "number 1"),
    ("COVID-19", "COVID 19"),
    ("24/7", "24 7"),
    ("10:05", "10 oh 5"),
]


def test_there_are_cases_enough():
    assert len({written for written, _said in CHINESE}) + len({written for written, _said in ENGLISH}) >= 150


@pytest.mark.parametrize(("written", "said"), CHINESE)
def test_chinese_is_said_as_people_say_it(written, said):
    assert " ".join(normalise(written, "zh-CN").text.split()) == " ".join(said.split())


@pytest.mark.parametrize(("written", "said"), ENGLISH)
def test_english_is_said_as_people_say_it(written, said):
    assert " ".join(normalise(written, "en").text.split()) == " ".join(said.split())


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("0", "零"),
        ("10", "十"),
        ("110", "一百一十"),
        ("1010", "一千零一十"),
        ("20000", "两万"),
        ("007", "零零七"),
        ("203000", "二十万三千"),
        ("100003000", "一亿零三千"),
        ("100000001", "一亿零一"),
        ("12000000000", "一百二十亿"),
    ],
)
def test_numbers_in_chinese_words(digits, words):
    assert number(digits) == words


def test_a_mark_on_spoken_words_finds_the_characters_on_screen():
    spoken = normalise("到2024年为止", "zh")
    assert spoken.text == "到二零二四年为止"
    assert spoken.original(1, 2) == (1, 5)  # one spoken digit stands for the whole number
    assert spoken.original(5, 6) == (5, 6)
    assert spoken.original(0, 2) == (0, 5)


def test_a_sign_before_a_number_is_not_lost():
    spoken = normalise("涨了¥3", "zh")
    start = spoken.text.index("元")
    assert spoken.original(start, start + 1) == (2, 4)


@given(
    st.text(
        alphabet=st.sampled_from(
            "0123456789年月日时:：.-/%℃¥$,GkmNo 人万2两a@&+（）https://www。#·〔〕桂A^V½后室转docx😀Ⅲ至"
        ),
        max_size=60,
    )
)
def test_every_spoken_character_comes_from_somewhere_in_order(text):
    for language in ("zh", "en", "fr"):
        spoken = normalise(text, language)
        assert len(spoken.origins) == len(spoken.text)
        assert all(0 <= start < end <= len(text) for start, end in spoken.origins)
        starts = [start for start, _end in spoken.origins]
        assert starts == sorted(starts)


def test_a_language_without_rules_is_left_as_it_is():
    assert normalise("Le 2024-01-02 à 5 %", "fr").text == "Le 2024-01-02 à 5 %"
