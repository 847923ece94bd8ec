using FsCheck;
using FsCheck.Fluent;

namespace Services.Tests.Properties;

/// <summary>JSON as text, so that it can have in it what no serializer would write.</summary>
internal static class Inputs
{
    private static readonly string[] OddTexts =
    [
        "",
        " ",
        "\0",
        "a\0b",
        "\ud800",
        "\udc00",
        "x\ud83d",
        "\ud83d\ude00",
        "'; DROP TABLE orders; --",
        "\r\nBcc: eve@example.com",
        "\u202e",
        "\uffff",
        "é",
        new string('a', 300),
        new string('\u00fc', 3000),
        "../../etc/passwd",
        "{0}",
        "%s",
        "null",
        "-1",
    ];

    private static readonly string[] OddNumbers =
    [
        "0",
        "-1",
        "1.5",
        "1e400",
        "-9223372036854775808",
        "9223372036854775807",
        "9223372036854775808",
        "99999999999999999999999999999999",
        "2147483648",
    ];

    private static readonly string[] OddTimes =
    [
        "0001-01-01",
        "9999-12-31",
        "2000-01-01",
        "2026-02-30",
        "2026-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59.9999999-14:00",
        "soon",
    ];

    /// <summary>A mail address that is one, in a third of the cases.</summary>
    public static readonly Gen<string> Address = Gen.OneOf(
        Gen.Choose(0, 1_000_000).Select(i => Text($"user{i}@example.com")),
        Gen.Elements(
                "a@b@c",
                "\"a b\"@example.com",
                "ä@example.com",
                "a@exämple.com",
                "@example.com",
                "a@",
                "Ada <a@example.com>",
                "a@example.com\0"
            )
            .Select(Text),
        OddText()
    );

    public static readonly Gen<string> Time = Gen.OneOf(Gen.Elements(OddTimes).Select(Text), AnyValue(1));

    /// <summary>A JSON string, every character of it escaped.</summary>
    public static string Text(string text) => $"\"{string.Concat(text.Select(c => $"\\u{(int)c:x4}"))}\"";

    public static Gen<string> OddText() =>
        Gen.OneOf(
                Gen.Elements(OddTexts),
                Gen.Choose(0, 0xFFFF).Select(c => (char)c).ArrayOf(8).Select(characters => new string(characters))
            )
            .Select(Text);

    /// <summary>Any JSON value, at most so deep.</summary>
    public static Gen<string> AnyValue(int depth)
    {
        var scalar = Gen.OneOf(
            OddText(),
            Gen.Elements(OddNumbers),
            Gen.Elements("true", "false", "null"),
            Gen.Elements(OddTimes).Select(Text)
        );
        return depth == 0
            ? scalar
            : Gen.OneOf(scalar, AnyValue(depth - 1).ArrayOf(2).Select(items => $"[{string.Join(',', items)}]"), AnyObject(depth));
    }

    public static Gen<string> AnyObject(int depth) =>
        from name in OddText()
        from one in AnyValue(depth - 1)
        from other in AnyValue(depth - 1)
        select $$"""{{{name}}:{{one}},"b":{{other}}}""";

    /// <summary>An object of these members, of which some are something else, and some are not there.</summary>
    public static Gen<string> Object(params (string Name, Gen<string> Value)[] members) =>
        members
            .Select(member =>
                from kind in Gen.Choose(0, 9)
                from good in member.Value
                from odd in AnyValue(2)
                select kind == 0 ? null : $"\"{member.Name}\":{(kind == 1 ? odd : good)}"
            )
            .Aggregate(Gen.Constant(""), (all, next) => from before in all from member in next select member is null ? before
                : before.Length == 0 ? member
                : $"{before},{member}")
            .Select(inner => $"{{{inner}}}");

    /// <summary>An object of these members, or something that is none at all.</summary>
    public static Gen<string> Body(Gen<string> body) =>
        Gen.Frequency(
            (8, body),
            (1, AnyValue(3)),
            (1, Gen.Elements("", "{", "[", "nonsense", "{\"a\":1,}", new string('[', 500), "{\"a\":\"\\u12\"}"))
        );
}
