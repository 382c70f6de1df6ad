import Reports
import Testing

@Test func `JSON has sorted keys, two spaces of indent and unescaped Chinese`() {
  let value: JSONValue = .object([
    "years": .array([.integer(2019), .integer(2020)]), "b": .string("万人 / “x”"), "a": .null, "é": .bool(true),
    "empty": .array([]), "none": .object([:]),
  ])
  #expect(
    value.written() == """
      {
        "a": null,
        "b": "万人 / “x”",
        "empty": [],
        "none": {},
        "years": [
          2019,
          2020
        ],
        "é": true
      }
      """)
}

@Test func `JSON escapes what must be and nothing else`() {
  #expect(
    JSONValue.string("a\"b\\c\n\r\t\u{1}\u{1F}/é\u{2028}").written() == #""a\"b\\c\n\r\t\u0001\u001f/é"# + "\u{2028}\"")
}

@Test func `what is not a number is null`() {
  #expect(JSONValue.number(.nan).written() == "null")
  #expect(JSONValue.number(-.infinity).written() == "null")
  #expect(JSONValue(Double?.none) == .null)
  #expect(JSONValue.number(-0.0).written() == "0")
  #expect(JSONValue.unsigned(.max).written() == "18446744073709551615")
}

@Test(arguments: [
  ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("two\nlines", "\"two\nlines\""),
  ("cr\r\nlf", "\"cr\r\nlf\""), (" space", "\" space\""), ("", ""), ("规划", "规划"),
])
func `CSV fields are quoted where RFC 4180 asks for it`(text: String, field: String) {
  #expect(CSVTable.field(text) == field)
}

@Test func `CSV records end with carriage return and line feed, Excel gets its mark`() {
  var table = CSVTable(header: ["a", "b"])
  table.append(["1", "x,y"])
  #expect(table.written(byteOrderMark: false) == "a,b\r\n1,\"x,y\"\r\n")
  #expect(Array(table.written(byteOrderMark: true).utf8.prefix(3)) == [0xEF, 0xBB, 0xBF])
}
