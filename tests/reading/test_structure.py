"""Sentences, clauses and the tree of headings, as a reader of a report sees them."""

from etl.reading.fold import fold
from etl.reading.structure import find_structure

REPLY = fold("""关于第12号提案的答复

一、主要做法

（一）先行先试。我市出台办法；企业投保1,568件，保额9亿元。“试点有效。”专家说。

1.扩面。新增3家。

（二）增量。新增5家。

二、下一步打算
推进扩面。
""")


def test_sentences_keep_semicolons_and_the_quotes_that_close_them():
    structure = find_structure(REPLY)
    sentences = [REPLY[start:end] for start, end in structure.sentences]
    assert "我市出台办法;企业投保1,568件,保额9亿元。" in sentences
    assert "“试点有效。”" in sentences


def test_clauses_never_cut_a_thousands_separator():
    structure = find_structure(REPLY)
    position = REPLY.index("568")
    start, end = structure.clause_at(position)
    assert REPLY[start:end] == "企业投保1,568件,"


def test_headings_form_a_tree_by_their_style():
    structure = find_structure(REPLY)

    def over(words: str) -> list[str]:
        return [REPLY[h.start : h.end] for h in structure.headings_over(REPLY.index(words))]

    title = "关于第12号提案的答复"
    assert over("新增3家") == [title, "一、主要做法", "(一)先行先试。", "1.扩面。"]
    assert over("新增5家") == [title, "一、主要做法", "(二)增量。"]
    assert over("推进扩面") == [title, "二、下一步打算"]


def test_a_date_line_and_a_row_of_a_table_are_no_headings():
    text = "项目\t数量\n办结\t12件\n\n2024年7月18日\n正文在此。"
    assert find_structure(text).headings == ()


def test_an_empty_text_has_no_parts():
    structure = find_structure("")
    assert (structure.paragraphs, structure.sentences, structure.clauses, structure.headings) == ((),) * 4
