using LocalCloud.Aws.EventBridge.Patterns;

namespace LocalCloud.Aws.Tests.EventBridge;

public sealed class InvalidPatternTests
{
    [Theory]
    [InlineData("[]", "Filter is not an object")]
    [InlineData("{}", "Empty objects are not allowed")]
    [InlineData("""{"detail":{}}""", "Empty objects are not allowed")]
    [InlineData("""{"source":"aws.ec2"}""", "\"source\" must be an object or an array")]
    [InlineData("""{"source":5}""", "\"source\" must be an object or an array")]
    [InlineData("""{"source":[]}""", "Empty arrays are not allowed")]
    [InlineData("""{"source":[["x"]]}""", "Match value must be String, number, true, false, or null")]
    [InlineData("""{"source":[{}]}""", "Match expression name not found")]
    [InlineData("""{"source":[{"prefixed":"x"}]}""", "Unrecognized match type prefixed")]
    [InlineData("""{"source":[{"prefix":5}]}""", "prefix match pattern must be a string")]
    [InlineData("""{"source":[{"prefix":"a","suffix":"b"}]}""", "Only one key allowed in match expression")]
    [InlineData("""{"source":[{"prefix":{"wildcard":"a"}}]}""", "Unsupported prefix pattern: wildcard")]
    [InlineData("""{"source":[{"prefix":{"equals-ignore-case":1}}]}""", "equals-ignore-case match pattern must be a string")]
    [InlineData("""{"source":[{"suffix":["a"]}]}""", "suffix match pattern must be a string")]
    [InlineData("""{"source":[{"suffix":{"prefix":"a"}}]}""", "Unsupported suffix pattern: prefix")]
    [InlineData("""{"source":[{"equals-ignore-case":["a"]}]}""", "equals-ignore-case match pattern must be a string")]
    [InlineData("""{"source":[{"wildcard":5}]}""", "wildcard match pattern must be a string")]
    [InlineData("""{"source":[{"wildcard":"a**b"}]}""", "Consecutive wildcard characters at pos 2")]
    [InlineData("""{"source":[{"wildcard":"a\\b"}]}""", "Invalid escape character at pos 2")]
    [InlineData("""{"source":[{"wildcard":"a\\"}]}""", "Invalid escape character at pos 2")]
    [InlineData("""{"source":[{"anything-but":{"cidr":"10.0.0.0/8"}}]}""", "Unsupported anything-but pattern: cidr")]
    [InlineData("""{"source":[{"anything-but":true}]}""", "Value of anything-but must be an array or single string/number value.")]
    [InlineData(
        """{"source":[{"anything-but":["a",1]}]}""",
        "Inside anything but list, either all values are number or string, mixed type is not supported"
    )]
    [InlineData(
        """{"source":[{"anything-but":[]}]}""",
        "Inside anything but list, either all values are number or string, mixed type is not supported"
    )]
    [InlineData("""{"source":[{"anything-but":[null]}]}""", "Inside anything but list, start|null|boolean is not supported.")]
    [InlineData("""{"source":[{"anything-but":{"prefix":""}}]}""", "Null prefix/suffix not allowed")]
    [InlineData("""{"source":[{"anything-but":{"suffix":["a",""]}}]}""", "Null prefix/suffix not allowed")]
    [InlineData("""{"source":[{"anything-but":{"prefix":1}}]}""", "prefix/suffix match pattern must be a string")]
    [InlineData(
        """{"source":[{"anything-but":{"equals-ignore-case":[1]}}]}""",
        "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported."
    )]
    [InlineData("""{"source":[{"anything-but":{"wildcard":["**"]}}]}""", "Consecutive wildcard characters at pos 1")]
    [InlineData("""{"n":[{"numeric":">"}]}""", "Value of numeric must be an array.")]
    [InlineData("""{"n":[{"numeric":[">"]}]}""", "Value of > must be numeric")]
    [InlineData("""{"n":[{"numeric":["=","5"]}]}""", "Value of equals must be numeric")]
    [InlineData("""{"n":[{"numeric":["!=",5]}]}""", "Unrecognized numeric range operator: !=")]
    [InlineData("""{"n":[{"numeric":[5,">"]}]}""", "Invalid member in numeric match: 5")]
    [InlineData("""{"n":[{"numeric":["<",5,">",0]}]}""", "Too many elements in numeric expression")]
    [InlineData("""{"n":[{"numeric":[">",5,"<",5]}]}""", "Bottom must be less than top")]
    [InlineData("""{"n":[{"numeric":[">",0,">",5]}]}""", "Bad numeric range operator: >")]
    [InlineData("""{"n":[{"numeric":[">",0,"<",5,"<",6]}]}""", "Too many terms in numeric range expression")]
    [InlineData("""{"n":[{"numeric":["=",5000000001]}]}""", "Value must be between -5.0E9 and 5.0E9, inclusive")]
    [InlineData("""{"ip":[{"cidr":"10.0.0.0"}]}""", "Malformed CIDR, one '/' required")]
    [InlineData("""{"ip":[{"cidr":"10.0.0.0/x"}]}""", "Malformed CIDR, mask bits must be an integer")]
    [InlineData("""{"ip":[{"cidr":"10.0.0.0/-1"}]}""", "Malformed CIDR, mask bits must not be negative")]
    [InlineData("""{"ip":[{"cidr":"10.0.0.0/32"}]}""", "IPv4 mask bits must be < 32")]
    [InlineData("""{"ip":[{"cidr":"::1/128"}]}""", "IPv6 mask bits must be < 128")]
    [InlineData("""{"ip":[{"cidr":"host/8"}]}""", "Nonstandard IP address: host")]
    [InlineData("""{"a":[{"exists":"true"}]}""", "exists match pattern must be either true or false.")]
    [InlineData("""{"$or":[{"a":["x"]}]}""", "Unrecognized match type a")]
    public void Reasons(string pattern, string reason)
    {
        Assert.False(EventPattern.TryCompile(pattern, out _, out var said));
        Assert.Equal(reason, said.Split('\n')[0]);
    }

    [Fact]
    public void The_reason_says_where()
    {
        // the position that AWS reported for this pattern
        EventPattern.TryCompile("""{"source":["test.event-pattern"],"detail":{"lenderId":"LenderA"}}""", out _, out var reason);

        Assert.Equal(
            "\"lenderId\" must be an object or an array\n at [Source: "
                + "(String)\"{\"source\":[\"test.event-pattern\"],\"detail\":{\"lenderId\":\"LenderA\"}}\"; line: 1, column: 56]",
            reason
        );
    }

    [Theory]
    [InlineData("source", "Unrecognized token 'source'")]
    [InlineData("""{"source":[aws]}""", "Unrecognized token 'aws'")]
    [InlineData("""{\"source\":[]}""", "Unexpected character ('\\' (code 92)): was expecting double-quote to start field name")]
    [InlineData("""{"source":["a"]""", "Unexpected end-of-input")]
    [InlineData("", "")]
    public void What_is_no_JSON_is_refused(string pattern, string reason)
    {
        Assert.False(EventPattern.TryCompile(pattern, out _, out var said));
        Assert.StartsWith(reason, said);
    }

    [Fact]
    public void Combinations_of_or_are_limited()
    {
        var or = """{"$or":[{"a":["x"]},{"b":["x"]},{"c":["x"]},{"d":["x"]}],""";
        var pattern =
            or
            + string.Join(
                ",",
                Enumerable
                    .Range(0, 5)
                    .Select(i =>
                        $$"""
                            "f{{i}}":{"$or":[{"a":["x"]},{"b":["x"]},{"c":["x"]},{"d":["x"]}]}
                            """
                    )
            )
            + "}";

        Assert.False(EventPattern.TryCompile(pattern, out _, out var reason));
        Assert.StartsWith("Rule is too complex", reason);
    }
}
