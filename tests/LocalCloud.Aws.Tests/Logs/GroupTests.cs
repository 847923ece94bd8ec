using System.Globalization;

namespace LocalCloud.Aws.Tests.Logs;

public sealed class GroupTests : CloudWatchLogsTest
{
    [Fact]
    public async Task A_group_is_described_with_both_of_its_arns()
    {
        await DoAsync(
            "CreateLogGroup",
            """{"logGroupName":"/app","kmsKeyId":"arn:aws:kms:eu-west-1:123456789012:key/k","tags":{"a":"b"}}"""
        );
        Assert.Equal(
            $$"""{"logGroups":[{"logGroupName":"/app","creationTime":1767225600000,"metricFilterCount":0,"arn":"arn:aws:logs:{{Region}}:{{Account}}:log-group:/app:*","storedBytes":0,"kmsKeyId":"arn:aws:kms:eu-west-1:123456789012:key/k","logGroupClass":"STANDARD","logGroupArn":"arn:aws:logs:{{Region}}:{{Account}}:log-group:/app"}]}""",
            (await DoAsync("DescribeLogGroups", "{}")).Body.ToJsonString()
        );
    }

    [Theory]
    [InlineData(
        "CreateLogGroup",
        """{"logGroupName":"/app"}""",
        "ResourceAlreadyExistsException",
        "The specified log group already exists"
    )]
    [InlineData(
        "CreateLogStream",
        """{"logGroupName":"/app","logStreamName":"a"}""",
        "ResourceAlreadyExistsException",
        "The specified log stream already exists"
    )]
    [InlineData(
        "CreateLogStream",
        """{"logGroupName":"/none","logStreamName":"a"}""",
        "ResourceNotFoundException",
        "The specified log group does not exist."
    )]
    [InlineData("DeleteLogGroup", """{"logGroupName":"/none"}""", "ResourceNotFoundException", "The specified log group does not exist.")]
    [InlineData(
        "DeleteLogStream",
        """{"logGroupName":"/app","logStreamName":"none"}""",
        "ResourceNotFoundException",
        "The specified log stream does not exist."
    )]
    [InlineData(
        "DescribeLogStreams",
        """{"logGroupName":"/none"}""",
        "ResourceNotFoundException",
        "The specified log group does not exist."
    )]
    [InlineData(
        "GetLogEvents",
        """{"logGroupName":"/app","logStreamName":"none"}""",
        "ResourceNotFoundException",
        "The specified log stream does not exist."
    )]
    [InlineData(
        "GetLogEvents",
        """{"logGroupName":"/app","logStreamName":"a","nextToken":"f/1/s"}""",
        "InvalidParameterException",
        "The specified nextToken is invalid."
    )]
    [InlineData(
        "FilterLogEvents",
        """{"logGroupName":"/app","logStreamNames":["none"]}""",
        "ResourceNotFoundException",
        "The specified log stream does not exist."
    )]
    [InlineData(
        "FilterLogEvents",
        """{"logGroupName":"/app","nextToken":"x"}""",
        "InvalidParameterException",
        "The specified nextToken is invalid."
    )]
    [InlineData(
        "CreateLogGroup",
        """{"logGroupName":"a b"}""",
        "InvalidParameterException",
        "1 validation error detected: Value 'a b' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression "
            + "pattern: [\\.\\-_/#A-Za-z0-9]+"
    )]
    [InlineData(
        "CreateLogGroup",
        "{}",
        "InvalidParameterException",
        "1 validation error detected: Value null at 'logGroupName' failed to satisfy constraint: Member must not be null"
    )]
    [InlineData(
        "CreateLogStream",
        """{"logGroupName":"/app","logStreamName":"a:b"}""",
        "InvalidParameterException",
        "1 validation error detected: Value 'a:b' at 'logStreamName' failed to satisfy constraint: Member must satisfy regular "
            + "expression pattern: [^:*]*"
    )]
    [InlineData(
        "PutRetentionPolicy",
        """{"logGroupName":"/app","retentionInDays":2}""",
        "InvalidParameterException",
        "1 validation error detected: Value '2' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: "
            + "[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]"
    )]
    [InlineData(
        "DescribeLogGroups",
        """{"logGroupNamePrefix":"a","logGroupNamePattern":"b"}""",
        "InvalidParameterException",
        "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters."
    )]
    [InlineData(
        "DescribeLogGroups",
        """{"limit":51}""",
        "InvalidParameterException",
        "1 validation error detected: Value '51' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 50"
    )]
    [InlineData(
        "DescribeLogStreams",
        """{"logGroupName":"/app","orderBy":"LastEventTime","logStreamNamePrefix":"a"}""",
        "InvalidParameterException",
        "Cannot order by LastEventTime with a logStreamNamePrefix."
    )]
    [InlineData("PutTransformer", "{}", "UnknownOperationException", "PutTransformer of logs is not supported by LocalCloud.")]
    [InlineData("StartLiveTail", "{}", "UnknownOperationException", "StartLiveTail of logs is not supported by LocalCloud.")]
    public async Task What_cannot_be_done_is_said_in_aws_words(string operation, string input, string code, string message)
    {
        await StreamAsync();
        var answer = await CallAsync(operation, input);
        Assert.Equal((code, message), (answer.Code!.Split('#')[^1], answer.Message));
    }

    [Fact]
    public async Task Groups_are_found_by_prefix_pattern_and_page()
    {
        foreach (var name in new[] { "/aws/lambda/a", "/aws/lambda/b", "/aws/api/c", "other" })
            await DoAsync("CreateLogGroup", $$"""{"logGroupName":"{{name}}"}""");
        Assert.Equal("/aws/api/c /aws/lambda/a /aws/lambda/b other", await ListAsync(""));
        Assert.Equal("/aws/lambda/a /aws/lambda/b", await ListAsync("\"logGroupNamePrefix\":\"/aws/lambda\""));
        Assert.Equal("/aws/lambda/a /aws/lambda/b", await ListAsync("\"logGroupNamePattern\":\"lambda\""));
        var page = await DoAsync("DescribeLogGroups", """{"limit":3}""");
        Assert.Equal("other", await ListAsync($"\"limit\":3,\"nextToken\":\"{page["nextToken"]}\""));
        Assert.Equal(
            "other",
            (string?)
                Assert.Single((await DoAsync("ListLogGroups", """{"logGroupNamePattern":"^oth"}"""))["logGroups"]!.AsArray())![
                    "logGroupName"
                ]
        );

        async Task<string> ListAsync(string input) =>
            string.Join(
                ' ',
                (await DoAsync("DescribeLogGroups", $"{{{input}}}"))["logGroups"]!.AsArray().Select(g => (string?)g!["logGroupName"])
            );
    }

    [Fact]
    public async Task A_deleted_group_takes_its_streams_with_it()
    {
        await StreamAsync();
        await PutAsync((Now, "x"));
        await DoAsync("DeleteLogGroup", """{"logGroupName":"/app"}""");
        Assert.Equal("[]", (await DoAsync("DescribeLogGroups", "{}"))["logGroups"]!.ToJsonString());
        await DoAsync("CreateLogGroup", """{"logGroupName":"/app"}""");
        Assert.Equal("[]", (await DoAsync("DescribeLogStreams", """{"logGroupName":"/app"}"""))["logStreams"]!.ToJsonString());
    }

    [Fact]
    public async Task Groups_have_tags_by_name_and_by_arn()
    {
        await DoAsync("CreateLogGroup", """{"logGroupName":"/app","tags":{"a":"1"}}""");
        var arn = $"arn:aws:logs:{Region}:{Account}:log-group:/app";
        await DoAsync("TagLogGroup", """{"logGroupName":"/app","tags":{"b":"2"}}""");
        await DoAsync("TagResource", $$$"""{"resourceArn":"{{{arn}}}","tags":{"a":"3","c":"4"}}""");
        Assert.Equal(
            """{"tags":{"a":"3","b":"2","c":"4"}}""",
            (await DoAsync("ListTagsForResource", $$"""{"resourceArn":"{{arn}}"}""")).Body.ToJsonString()
        );
        await DoAsync("UntagLogGroup", """{"logGroupName":"/app","tags":["a"]}""");
        await DoAsync("UntagResource", $$"""{"resourceArn":"{{arn}}","tagKeys":["c"]}""");
        Assert.Equal("""{"tags":{"b":"2"}}""", (await DoAsync("ListTagsLogGroup", """{"logGroupName":"/app"}""")).Body.ToJsonString());
    }

    [Fact]
    public async Task A_protected_group_is_not_deleted()
    {
        await DoAsync("CreateLogGroup", """{"logGroupName":"/app","deletionProtectionEnabled":true}""");
        Assert.Equal(400, (await CallAsync("DeleteLogGroup", """{"logGroupName":"/app"}""")).Status);
        await DoAsync("PutLogGroupDeletionProtection", """{"logGroupIdentifier":"/app","deletionProtectionEnabled":false}""");
        await DoAsync("DeleteLogGroup", """{"logGroupName":"/app"}""");
    }

    [Fact]
    public async Task Streams_are_ordered_by_name_or_by_their_last_event()
    {
        foreach (var stream in new[] { "a", "b", "c" })
            await StreamAsync(stream);
        await PutToAsync("a", (Now - 5, "1"), (Now - 1, "2"));
        await PutToAsync("b", (Now - 3, "3"));
        Assert.Equal("a b c", await ListAsync(""));
        Assert.Equal("c b a", await ListAsync(",\"descending\":true"));
        Assert.Equal("a b c", await ListAsync(",\"orderBy\":\"LastEventTime\",\"descending\":true"));
        Assert.Equal("b", await ListAsync(",\"logStreamNamePrefix\":\"b\""));
        var first = (await DoAsync("DescribeLogStreams", """{"logGroupName":"/app","limit":1}"""));
        Assert.Equal("b c", await ListAsync($",\"nextToken\":\"{first["nextToken"]}\""));
        var stream1 = first["logStreams"]![0]!;
        Assert.Equal(
            (Now - 5, Now - 1, Now, $"arn:aws:logs:{Region}:{Account}:log-group:/app:log-stream:a", null),
            (
                (long)stream1["firstEventTimestamp"]!,
                (long)stream1["lastEventTimestamp"]!,
                (long)stream1["lastIngestionTime"]!,
                (string?)stream1["arn"],
                stream1["uploadSequenceToken"]
            )
        );
        Assert.Null(
            (await DoAsync("DescribeLogStreams", """{"logGroupName":"/app","logStreamNamePrefix":"c"}"""))["logStreams"]![0]![
                "lastEventTimestamp"
            ]
        );

        async Task<string> ListAsync(string more) =>
            string.Join(
                ' ',
                (await DoAsync("DescribeLogStreams", $$"""{"logGroupName":"/app"{{more}}}"""))["logStreams"]!
                    .AsArray()
                    .Select(s => (string?)s!["logStreamName"])
            );
    }

    [Fact]
    public async Task Resource_policies_are_kept()
    {
        var put = await DoAsync("PutResourcePolicy", """{"policyName":"p","policyDocument":"{\"Statement\":[]}"}""");
        Assert.Equal(
            (string?)put["resourcePolicy"]!["policyName"],
            (string?)(await DoAsync("DescribeResourcePolicies", "{}"))["resourcePolicies"]![0]!["policyName"]
        );
        Assert.Equal(
            "InvalidParameterException",
            (await CallAsync("PutResourcePolicy", """{"policyName":"p","policyDocument":"no"}""")).Code
        );
        await DoAsync("DeleteResourcePolicy", """{"policyName":"p"}""");
        Assert.Equal("ResourceNotFoundException", (await CallAsync("DeleteResourcePolicy", """{"policyName":"p"}""")).Code);
    }

    [Fact]
    public async Task Metric_filters_are_kept_and_can_be_tried()
    {
        await DoAsync("CreateLogGroup", """{"logGroupName":"/app"}""");
        await DoAsync(
            "PutMetricFilter",
            """
            {"logGroupName":"/app","filterName":"f","filterPattern":"ERROR",
             "metricTransformations":[{"metricName":"m","metricNamespace":"n","metricValue":"1"}]}
            """
        );
        var found = (await DoAsync("DescribeMetricFilters", """{"logGroupName":"/app"}"""))["metricFilters"]![0]!;
        Assert.Equal(
            ("f", "ERROR", "m", 1),
            (
                (string?)found["filterName"],
                (string?)found["filterPattern"],
                (string?)found["metricTransformations"]![0]!["metricName"],
                (int)(await DoAsync("DescribeLogGroups", "{}"))["logGroups"]![0]!["metricFilterCount"]!
            )
        );
        await DoAsync("DeleteMetricFilter", """{"logGroupName":"/app","filterName":"f"}""");
        Assert.Equal("[]", (await DoAsync("DescribeMetricFilters", "{}"))["metricFilters"]!.ToJsonString());
        var tried = await DoAsync(
            "TestMetricFilter",
            """{"filterPattern":"[ip, status = 4*, ...]","logEventMessages":["1.1.1.1 404 x","1.1.1.1 200 y"]}"""
        );
        Assert.Equal(
            """[{"eventNumber":1,"eventMessage":"1.1.1.1 404 x","extractedValues":{"$ip":"1.1.1.1","$status":"404","$3":"x"}}]""",
            tried["matches"]!.ToJsonString()
        );
    }

    [Fact]
    public async Task Accounts_do_not_see_each_others_groups()
    {
        await StreamAsync();
        Assert.Equal("[]", (await CallAsync("DescribeLogGroups", "{}", account: "999999999999"))["logGroups"]!.ToJsonString());
    }

    [Fact]
    public async Task What_is_older_than_the_retention_is_gone()
    {
        await StreamAsync();
        await PutAsync((Now, "old"));
        Clock.Advance(TimeSpan.FromHours(12));
        await PutAsync((Now, "new"));
        await DoAsync("PutRetentionPolicy", """{"logGroupName":"/app","retentionInDays":1}""");
        Assert.Equal("old|new", await GetAsync());
        Clock.Advance(TimeSpan.FromHours(13));
        Assert.Equal("new", await GetAsync());
        Assert.Equal("new", await FilterAsync(""));
        // and not only hidden
        Assert.Equal(29, (long)(await DoAsync("DescribeLogGroups", "{}"))["logGroups"]![0]!["storedBytes"]!);
        Clock.Advance(TimeSpan.FromHours(13));
        Assert.Equal(0, (long)(await DoAsync("DescribeLogGroups", "{}"))["logGroups"]![0]!["storedBytes"]!);
        await DoAsync("DeleteRetentionPolicy", """{"logGroupName":"/app"}""");
        Assert.Null((await DoAsync("DescribeLogGroups", "{}"))["logGroups"]![0]!["retentionInDays"]);
    }

    [Fact]
    public async Task The_console_shows_groups_and_their_latest_events()
    {
        await StreamAsync();
        await PutAsync((Now, "<b>hello</b>"));
        var page = await Http.GetStringAsync(
            new Uri(
                string.Create(CultureInfo.InvariantCulture, $"/_localcloud?view=logs&scope={Account}/{Region}&name=/app"),
                UriKind.Relative
            ),
            TestContext.Current.CancellationToken
        );
        Assert.Contains("&lt;b&gt;hello&lt;/b&gt;", page, StringComparison.Ordinal);
    }
}
