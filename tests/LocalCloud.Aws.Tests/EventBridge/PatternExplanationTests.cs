using System.Text;
using LocalCloud.Aws.EventBridge.Patterns;

namespace LocalCloud.Aws.Tests.EventBridge;

/// <summary>Why a pattern does not match: which field, what was wanted, what the event has, and what may have been overlooked.</summary>
public sealed class PatternExplanationTests
{
    [Theory]
    [InlineData("""{"source":["shop"]}""", """{"source":"shop"}""", "source wants [\"shop\"] has \"shop\" met")]
    [InlineData("""{"source":["shop"]}""", """{"source":"bank"}""", "source wants [\"shop\"] has \"bank\" not met")]
    [InlineData(
        """{"source":["shop"]}""",
        """{"source":"SHOP"}""",
        "source wants [\"shop\"] has \"SHOP\" not met (they differ in upper and lower case)"
    )]
    [InlineData(
        """{"detail":{"n":[1]}}""",
        """{"detail":{"n":"1"}}""",
        "detail.n wants [1] has \"1\" not met (the event has it as text, the pattern wants a number)"
    )]
    [InlineData(
        """{"detail":{"n":["1"]}}""",
        """{"detail":{"n":1}}""",
        "detail.n wants [\"1\"] has 1 not met (the pattern wants it as text, between quotation marks)"
    )]
    [InlineData(
        """{"detail":{"n":[1]}}""",
        """{"detail":{"N":1}}""",
        "detail.n wants [1] has nothing not met (the event has detail.N: upper and lower case count)"
    )]
    [InlineData(
        """{"detail":{"n":[1]}}""",
        """{"detail":{"m":1,"o":2}}""",
        "detail.n wants [1] has nothing not met (detail has no n; it has m, o)"
    )]
    [InlineData("""{"detail":{"n":[1]}}""", """{"source":"x"}""", "detail.n wants [1] has nothing not met (the event has no detail)")]
    [InlineData(
        """{"detail":{"n":[1]}}""",
        """{"detail":{"n":{"x":1}}}""",
        "detail.n wants [1] has nothing not met (it is an object: a pattern asks for its fields)"
    )]
    [InlineData(
        """{"detail":{"n":[{"exists":false}]}}""",
        """{"detail":{"n":[2,3]}}""",
        "detail.n wants [{\"exists\":false}] has 2, 3 not met"
    )]
    [InlineData("""{"detail":{"n":[{"exists":false}]}}""", """{"detail":{}}""", "detail.n wants [{\"exists\":false}] has nothing met")]
    public void A_field_is_explained(string pattern, string json, string expected) =>
        Assert.Equal(expected, Words(Assert.Single(Assert.Single(Explain(pattern, json)).Fields)));

    [Fact]
    public void Every_field_is_told_and_every_alternative()
    {
        var alternatives = Explain(
            """{"source":["shop"],"$or":[{"detail":{"a":[1]}},{"detail":{"b":[2]}}]}""",
            """{"source":"shop","detail":{"a":9,"b":2}}"""
        );
        Assert.Equal([false, true], alternatives.Select(a => a.IsMet));
        Assert.Equal(
            ["source wants [\"shop\"] has \"shop\" met", "detail.a wants [1] has 9 not met"],
            alternatives[0].Fields.Select(Words)
        );
    }

    [Fact]
    public void Fields_that_are_met_by_different_elements_of_an_array_are_told_as_such()
    {
        const string Pattern = """{"detail":{"lines":{"sku":["mug"],"count":[2]}}}""";
        var split = Assert.Single(Explain(Pattern, """{"detail":{"lines":[{"sku":"mug","count":1},{"sku":"cup","count":2}]}}"""));
        Assert.True(split.IsSplit);
        Assert.False(Assert.Single(Explain(Pattern, """{"detail":{"lines":[{"sku":"mug","count":2}]}}""")).IsSplit);
    }

    private static IReadOnlyList<AlternativeExplanation> Explain(string json, string of)
    {
        Assert.True(EventPattern.TryCompile(json, out var pattern, out var reason), reason);
        return new RuleIndex([pattern]).Explain(0, Encoding.UTF8.GetBytes(of));
    }

    private static string Words(FieldExplanation field) =>
        $"{field.Path} wants {field.Wanted} has {field.Has ?? "nothing"} "
        + $"{(field.IsMet ? "met" : "not met")}{(field.Hint is null ? "" : $" ({field.Hint})")}";
}
