using LocalCloud.Aws.Logs.Patterns;

namespace LocalCloud.Aws.Tests.Logs;

/// <summary>docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html</summary>
public sealed class PatternTests
{
    private const string Trail = """
        {"eventType":"UpdateTrail","sourceIPAddress":"111.111.111.111","arrayKey":["value","another value"],
         "objectList":[{"name":"a","id":1},{"name":"b","id":2}],"SomeObject":null,"cluster.name":"c","ThisFlag":true,
         "count":400,"ratio":0.25,"a":{"b-c":"x"}}
        """;
    private const string Line = """127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534""";

    [Theory]
    [InlineData("", "anything", true)]
    [InlineData("ERROR", "[ERROR 400] BAD REQUEST", true)]
    [InlineData("ERROR", "[error 400]", false)]
    [InlineData("ERROR ARGUMENTS", "[ERROR 419] MISSING ARGUMENTS", true)]
    [InlineData("ERROR ARGUMENTS", "[ERROR 400] BAD REQUEST", false)]
    [InlineData("?ERROR ?ARGUMENTS", "[ERROR 400] BAD REQUEST", true)]
    [InlineData("?ERROR ?ARGUMENTS", "fine", false)]
    [InlineData("INFO ?ERROR", "INFO alone", true)]
    [InlineData("INFO ?ERROR", "ERROR alone", false)]
    [InlineData("ERROR -ARGUMENTS", "[ERROR 400] BAD REQUEST", true)]
    [InlineData("ERROR -ARGUMENTS", "[ERROR 419] MISSING ARGUMENTS", false)]
    [InlineData("-\"healthy now\"", "is healthy now", false)]
    [InlineData("\"INTERNAL SERVER ERROR\"", "[ERROR 500] INTERNAL SERVER ERROR", true)]
    [InlineData("\"INTERNAL SERVER ERROR\"", "INTERNAL ERROR", false)]
    [InlineData("\"say \\\"x\\\"\"", "they say \"x\"", true)]
    [InlineData("%AUTHORIZED%", "UNAUTHORIZED", true)]
    [InlineData("%[0-9]{3}%", "status 404", true)]
    [InlineData("%[0-9]{3}%", "status 40", false)]
    [InlineData("%^starting|^shutting down%", "shutting down now", true)]
    [InlineData("%\\x28%", "f(x)", true)]
    [InlineData("\" \"", "oneword", true)]
    [InlineData("?ERROR ?ARGUMENTS REQUEST", "[INFO] REQUEST FAILED", true)]
    [InlineData("ERR", "an ERROR", true)]
    public void Terms(string pattern, string message, bool matches) => Assert.Equal(matches, Matches(pattern, message));

    [Theory]
    [InlineData("{ $.eventType = \"UpdateTrail\" }", true)]
    [InlineData("{$.eventType=UpdateTrail}", true)]
    [InlineData("{ $.eventType = \"updateTrail\" }", false)]
    [InlineData("{ $.eventType = \"Update*\" }", true)]
    [InlineData("{ $.eventType = *Tr*l }", true)]
    [InlineData("{ $.eventType != \"UpdateTrail\" }", false)]
    [InlineData("{ $.sourceIPAddress != 123.123.* }", true)]
    [InlineData("{ $.arrayKey[0] = \"value\" }", true)]
    [InlineData("{ $.arrayKey[2] = \"value\" }", false)]
    [InlineData("{ $.arrayKey[*] = \"another value\" }", true)]
    [InlineData("{ $.objectList[1].id = 2 }", true)]
    [InlineData("{ $.objectList[*].name = \"c\" }", false)]
    [InlineData("{ $.SomeObject IS NULL }", true)]
    [InlineData("{ $.SomeOtherObject NOT EXISTS }", true)]
    [InlineData("{ $.SomeObject NOT EXISTS }", false)]
    [InlineData("{ $.* = %111\\.111\\.111\\.1[0-9]{1,2}% }", true)]
    [InlineData("{ $.arrayKey[*] = %val.{2}% && $.objectList[*].id = 2 && $.* = 400 }", true)]
    [InlineData("{ $.ThisFlag IS TRUE }", true)]
    [InlineData("{ $.ThisFlag IS FALSE }", false)]
    [InlineData("{ $.count = 400 }", true)]
    [InlineData("{ $.count = 4e2 }", true)]
    [InlineData("{ $.count != 400 }", false)]
    [InlineData("{ $.count > 399 }", true)]
    [InlineData("{ $.count >= 401 }", false)]
    [InlineData("{ $.ratio < .5 }", true)]
    [InlineData("{ $.missing != 1 }", false)]
    [InlineData("{ $.['cluster.name'] = \"c\" }", true)]
    [InlineData("{ $.a.b-c = \"x\" }", true)]
    [InlineData("{ $.eventType = %^Update% }", true)]
    [InlineData("{ ($.eventType = \"UpdateTrail\" && $.count = 1) || $.ratio = 0.25 }", true)]
    [InlineData("{ $.eventType = \"UpdateTrail\" && ($.count = 1 || $.ratio = 0.5) }", false)]
    [InlineData("{ $.arrayKey = \"value\" }", false)]
    public void Json(string pattern, bool matches)
    {
        Assert.Equal(matches, Matches(pattern, Trail));
        Assert.False(Matches(pattern, "no JSON"));
        Assert.False(Matches(pattern, "{broken"));
    }

    [Theory]
    [InlineData("[ip, user, username, timestamp, request, status_code, bytes]", true)]
    [InlineData("[ip, user, username, timestamp, request, status_code]", true)]
    [InlineData("[ip, user, username, timestamp, request, status_code, bytes, more]", false)]
    [InlineData("[ip = 127.*, rest]", true)]
    [InlineData("[ip = 128.*, rest]", false)]
    [InlineData("[ip, rest = *1534]", true)]
    [InlineData("[ip!=1.1.1.1 && ip!=2.2.2.2, w2]", true)]
    [InlineData("[ip, user, username, timestamp, request = *.html*, status_code = 4*, bytes]", true)]
    [InlineData("[ip, user, username, timestamp, request, status_code = 5*, bytes]", false)]
    [InlineData("[..., status_code = 404, bytes]", true)]
    [InlineData("[..., bytes > 1500]", true)]
    [InlineData("[..., bytes > 1600]", false)]
    [InlineData("[ip = 127.*, ...]", true)]
    [InlineData("[ip != 127.0.0.1, ...]", false)]
    [InlineData("[ip, user = \"Prod\" || user = \"Test\", ...]", true)]
    [InlineData("[..., status_code >= 400 && status_code < 500, bytes]", true)]
    [InlineData("[ip = %127\\.0\\.0\\.[1-9]%, ...]", true)]
    public void Fields(string pattern, bool matches) => Assert.Equal(matches, Matches(pattern, Line));

    [Theory]
    [InlineData("a-b", "Invalid character(s) in term 'a-b'")]
    [InlineData("error:", "Invalid character(s) in term 'error:'")]
    [InlineData("\"open", "Invalid metric filter pattern")]
    [InlineData("%(%", "Invalid metric filter pattern")]
    [InlineData("%(?=a)b%", "Invalid metric filter pattern")]
    [InlineData("%(a)\\1%", "Invalid metric filter pattern")]
    [InlineData("%((a{1,99}){1,99}){1,99}%", "Invalid metric filter pattern")]
    [InlineData("{ $.a = }", "Invalid metric filter pattern")]
    [InlineData("{ $.a = 1", "Invalid metric filter pattern")]
    [InlineData("{ a = 1 }", "Invalid metric filter pattern")]
    [InlineData("{ ($.a = 1 }", "Invalid metric filter pattern")]
    [InlineData("%something!%", "Invalid metric filter pattern")]
    [InlineData("%(a|b)%", "Invalid metric filter pattern")]
    [InlineData("%\u00fc%", "Invalid metric filter pattern")]
    [InlineData("{ $.a EXISTS }", "Invalid metric filter pattern")]
    [InlineData("{ $.a IS NOT NULL }", "Invalid metric filter pattern")]
    [InlineData("{ $.a[*].b[*] = 1 }", "Invalid metric filter pattern")]
    [InlineData("{ $.* = 1 || $.a[*] = 1 || $.b[*] = 1 || $.c[*] = 1 }", "Invalid metric filter pattern")]
    [InlineData("{ $.a = %a% || $.b = %b% || $.c = %c% }", "Invalid metric filter pattern")]
    [InlineData("[a = %a%, b = %b%, c = %c%]", "Invalid metric filter pattern")]
    [InlineData("[a, b", "Invalid metric filter pattern")]
    [InlineData("[..., a, ...]", "Invalid metric filter pattern")]
    public void A_pattern_that_means_nothing_is_refused(string pattern, string message)
    {
        var error = FilterPattern.Parse(pattern).Error;
        Assert.Equal(("InvalidParameterException", message), (error?.Code, error?.Message));
    }

    [Theory]
    [InlineData("%a*a*a*a*b%")]
    [InlineData("%[a-z]*[a-z]*[a-z]*[0-9]%")]
    [InlineData("{ $.a = %a*a*a*b% }")]
    [InlineData("[a = %.*a.*a.*a.*b%]")]
    public void No_expression_takes_longer_than_its_text(string pattern)
    {
        var text = new string('a', 50_000) + "!";
        Assert.False(Matches(pattern, pattern.StartsWith('{') ? $$"""{"a":"{{text}}"}""" : text));
    }

    [Theory]
    [InlineData(
        "[..., request=*.html*, status_code=4*,]",
        "$1=127.0.0.1 $2=Prod $3=frank $4=10/Oct/2000:13:25:15 -0700 $request=GET /index.html HTTP/1.0 $status_code=404 $7=1534"
    )]
    [InlineData("[ip, w2]", """$ip=127.0.0.1 $w2=Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534""")]
    public void Fields_without_a_name_are_called_by_their_place(string pattern, string values)
    {
        Assert.True(FilterPattern.Parse(pattern).Ok(out var parsed, out var error), error?.Message);
        Assert.Equal(values, string.Join(' ', parsed.Extract(Line).Select(value => $"{value.Key}={value.Value}")));
    }

    private static bool Matches(string pattern, string message)
    {
        Assert.True(FilterPattern.Parse(pattern).Ok(out var parsed, out var error), error?.Message);
        return parsed.Matches(message);
    }
}
