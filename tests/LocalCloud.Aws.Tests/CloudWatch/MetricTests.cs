using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.CloudWatch;

public sealed class MetricTests : CloudWatchTest
{
    protected override string DataDirectory { get; } = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public async Task Values_of_a_period_are_merged()
    {
        await PutAsync(
            """
            {"MetricName":"lat","Value":4,"Unit":"Milliseconds"},
             {"MetricName":"lat","Values":[1,2.5],"Counts":[2,1],"Unit":"Milliseconds"}
            """
        );
        Clock.Advance(TimeSpan.FromMinutes(2));
        await PutAsync(
            """{"MetricName":"lat","StatisticValues":{"SampleCount":2,"Sum":10,"Minimum":3,"Maximum":7},"Unit":"Milliseconds"}"""
        );

        const string All = "\"Statistics\":[\"SampleCount\",\"Sum\",\"Average\",\"Minimum\",\"Maximum\"]";
        var minutes = await StatisticsAsync("lat", All);
        Assert.Equal(2, minutes.Count);
        Assert.Equal(
            $$"""{"Timestamp":{{At(0)}},"SampleCount":4,"Average":2.125,"Sum":8.5,"Minimum":1,"Maximum":4,"Unit":"Milliseconds"}""",
            minutes[0]!.ToJsonString()
        );
        var all = Assert.Single(await StatisticsAsync("lat", All, period: 300))!;
        Assert.Equal((6, 18.5, 1, 7), ((int)all["SampleCount"]!, (double)all["Sum"]!, (int)all["Minimum"]!, (int)all["Maximum"]!));
        Assert.Empty(await StatisticsAsync("lat", All + ",\"Unit\":\"Seconds\""));
    }

    [Fact]
    public async Task Percentiles_are_told_where_values_are_known()
    {
        await PutAsync($$"""{"MetricName":"lat","Values":[{{string.Join(',', Enumerable.Range(1, 100))}}]}""");
        var point = Assert.Single(await StatisticsAsync("lat", "\"ExtendedStatistics\":[\"p50\",\"p99\",\"p99.9\"]"))!;
        Assert.Equal("""{"p50":50,"p99":99,"p99.9":100}""", point["ExtendedStatistics"]!.ToJsonString());

        await PutAsync("""{"MetricName":"lat","StatisticValues":{"SampleCount":2,"Sum":10,"Minimum":3,"Maximum":7}}""");
        Assert.Null(Assert.Single(await StatisticsAsync("lat", "\"ExtendedStatistics\":[\"p50\"]"))!["ExtendedStatistics"]);
    }

    [Fact]
    public async Task Many_different_values_still_have_a_percentile_near_the_truth()
    {
        for (var i = 0; i < 20; i++)
            await PutAsync($$"""{"MetricName":"lat","Values":[{{string.Join(',', Enumerable.Range(1 + (i * 100), 100))}}]}""");
        var point = Assert.Single(await StatisticsAsync("lat", "\"Statistics\":[\"Maximum\"],\"ExtendedStatistics\":[\"p90\"]"))!;
        Assert.InRange((double)point["ExtendedStatistics"]!["p90"]!, 1780, 1820);
        Assert.Equal(2000, (int)point["Maximum"]!);
    }

    [Fact]
    public async Task Metrics_are_told_apart_by_their_dimensions_in_any_order()
    {
        await PutAsync(
            """
            {"MetricName":"n","Value":1,"Dimensions":[{"Name":"a","Value":"1"},{"Name":"b","Value":"2"}]},
             {"MetricName":"n","Value":2,"Dimensions":[{"Name":"a","Value":"1"}]}
            """
        );
        var point = Assert.Single(
            await StatisticsAsync("n", "\"Statistics\":[\"Sum\"]", dimensions: """[{"Name":"b","Value":"2"},{"Name":"a","Value":"1"}]""")
        )!;
        Assert.Equal(1, (int)point["Sum"]!);

        var found = (JsonArray)(await CallAsync("ListMetrics", """{"Namespace":"App","Dimensions":[{"Name":"b"}]}"""))["Metrics"]!;
        Assert.Equal(
            """[{"Namespace":"App","MetricName":"n","Dimensions":[{"Name":"a","Value":"1"},{"Name":"b","Value":"2"}]}]""",
            found.ToJsonString()
        );
        Assert.Equal(2, ((JsonArray)(await CallAsync("ListMetrics", """{"Dimensions":[{"Name":"a","Value":"1"}]}"""))["Metrics"]!).Count);
        Clock.Advance(TimeSpan.FromHours(4));
        Assert.Empty((JsonArray)(await CallAsync("ListMetrics", """{"RecentlyActive":"PT3H"}"""))["Metrics"]!);
        Clock.Advance(TimeSpan.FromDays(15));
        Assert.Empty((JsonArray)(await CallAsync("ListMetrics", "{}"))["Metrics"]!);
    }

    [Fact]
    public async Task Expressions_are_worked_out_over_other_queries()
    {
        await PutAsync(
            $$"""
            {"MetricName":"errors","Value":1},{"MetricName":"calls","Value":4},
             {"MetricName":"calls","Value":10,"Timestamp":{{At(1)}}}
            """
        );
        const string Calls = """
            {"Id":"calls","ReturnData":false,
             "MetricStat":{"Metric":{"Namespace":"App","MetricName":"calls"},"Period":60,"Stat":"Sum"}}
            """;
        const string Errors = """
            {"Id":"errors","ReturnData":false,
             "MetricStat":{"Metric":{"Namespace":"App","MetricName":"errors"},"Period":60,"Stat":"Sum"}}
            """;
        var answer = await CallAsync(
            "GetMetricData",
            $$"""
            {"StartTime":{{At(0)}},"EndTime":{{At(2)}},
             "MetricDataQueries":[{{Calls}},{{Errors}},{"Id":"rate","Expression":"100 * errors / calls","Label":"%"},
             {"Id":"ok","Expression":"-(FILL(errors, 0) - calls) ^ 2"}]}
            """
        );
        var results = (JsonArray)answer["MetricDataResults"]!;
        Assert.Equal(
            $$"""{"Id":"rate","Label":"%","Timestamps":[{{At(0)}}],"Values":[25],"StatusCode":"Complete"}""",
            results[0]!.ToJsonString()
        );
        Assert.Equal("[100,9]", results[1]!["Values"]!.ToJsonString());

        Assert.Contains(
            "SEARCH",
            (
                await FailAsync(
                    "GetMetricData",
                    $$"""{"StartTime":{{At(0)}},"EndTime":{{At(2)}},"MetricDataQueries":[{"Id":"e","Expression":"SEARCH('x', 'Sum')"}]}"""
                )
            ).Message
        );
        Assert.Equal(
            "ValidationError",
            (
                await FailAsync(
                    "GetMetricData",
                    $$"""{"StartTime":{{At(0)}},"EndTime":{{At(2)}},"MetricDataQueries":[{"Id":"e","Expression":"e + 1"}]}"""
                )
            ).Code
        );
        Assert.Equal(
            "ValidationError",
            (
                await FailAsync(
                    "GetMetricData",
                    $$"""{"StartTime":{{At(0)}},"EndTime":{{At(2)}},"MetricDataQueries":[{"Id":"e","Expression":"(1 + "}]}"""
                )
            ).Code
        );
    }

    [Theory]
    [InlineData("max ${MAX} of ${PROP('Dim.fn')}: ${LABEL}", "max 7 of a: n")]
    [InlineData("${AVG} ${MIN} ${SUM} ${FIRST} ${LAST}", "4 1 12 1 4")]
    [InlineData("${DATAPOINT_COUNT} ${MIN_MAX_RANGE} ${FIRST_LAST_RANGE}", "3 6 3")]
    [InlineData(
        "${PROP('Namespace')} ${PROP('MetricName')} ${PROP('Stat')} ${PROP('Period')} ${PROP('AccountId')} ${PROP('Region')}",
        $"App n Sum 60 {Account} {Region}"
    )]
    [InlineData("none ${PROP('Dim.other')}.", "none .")]
    [InlineData("plain {MAX} $5", "plain {MAX} $5")]
    public async Task A_label_is_filled_in_from_the_metric_and_its_values(string label, string shown)
    {
        const string Dimensions = """[{"Name":"fn","Value":"a"}]""";
        int[] values = [1, 7, 4];
        for (var minute = 0; minute < values.Length; minute++)
            await PutAsync($$"""{"MetricName":"n","Value":{{values[minute]}},"Dimensions":{{Dimensions}},"Timestamp":{{At(minute)}}}""");
        var answer = await CallAsync(
            "GetMetricData",
            $$"""
            {"StartTime":{{At(0)}},"EndTime":{{At(3)}},"LabelOptions":{"Timezone":"+0130"},
             "MetricDataQueries":[{{Query("n", $"\"Label\":\"{label}\",", Dimensions)}}]}
            """
        );
        Assert.Equal(
            (shown, "[4,7,1]"),
            ((string?)answer["MetricDataResults"]![0]!["Label"], answer["MetricDataResults"]![0]!["Values"]!.ToJsonString())
        );
    }

    [Theory]
    [InlineData("${FIRST_TIME}", "+0000", "${FIRST_TIME}")]
    [InlineData("${WHAT}", "+0000", "${WHAT}")]
    [InlineData("${LABEL} ${LABEL}", "+0000", "more than once")]
    [InlineData("${AVG} ${MIN} ${MAX} ${SUM} ${FIRST} ${LAST}", "+0000", "more than 5")]
    [InlineData("x", "Europe/Zurich", "LabelOptions.Timezone")]
    public async Task A_label_that_cannot_be_filled_in_is_refused(string label, string zone, string message) =>
        Assert.Contains(
            message,
            (
                await FailAsync(
                    "GetMetricData",
                    $$"""
                    {"StartTime":{{At(0)}},"EndTime":{{At(3)}},"LabelOptions":{"Timezone":"{{zone}}"},
                     "MetricDataQueries":[{{Query("n", $"\"Label\":\"{label}\",")}}]}
                    """
                )
            ).Message
        );

    [Fact]
    public async Task More_datapoints_than_asked_for_come_in_pages()
    {
        for (var minute = 0; minute < 3; minute++)
            await PutAsync($$"""{"MetricName":"many","Value":{{minute}},"Timestamp":{{At(minute)}}}""");
        await PutAsync("""{"MetricName":"one","Value":9}""");
        var request = $$"""
            "StartTime":{{At(0)}},"EndTime":{{At(3)}},"ScanBy":"TimestampAscending","MaxDatapoints":2,"MetricDataQueries":[{{Query(
                "many"
            )}},{{Query("none")}},{{Query("one")}}]
            """;
        var first = await CallAsync("GetMetricData", $"{{{request}}}");
        Assert.Equal(["many [0,1] PartialData"], Shown(first));
        var second = await CallAsync("GetMetricData", $"{{{request},\"NextToken\":\"{first["NextToken"]}\"}}");
        Assert.Equal(["many [2] Complete", "none [] Complete", "one [9] Complete"], Shown(second));
        Assert.Null(second["NextToken"]);
        Assert.Equal("InvalidNextToken", (await FailAsync("GetMetricData", $"{{{request},\"NextToken\":\"x\"}}")).Code);

        static IEnumerable<string> Shown(JsonNode answer) =>
            answer["MetricDataResults"]!.AsArray().Select(r => $"{r!["Id"]} {r["Values"]!.ToJsonString()} {r["StatusCode"]}");
    }

    private static string Query(string metric, string more = "", string dimensions = "[]") =>
        $$$"""
            {"Id":"{{{metric}}}",{{{more}}}"MetricStat":{"Metric":{"Namespace":"App","MetricName":"{{{metric}}}",
             "Dimensions":{{{dimensions}}} },"Period":60,"Stat":"Sum"}}
            """;

    [Fact]
    public async Task What_was_put_is_there_after_a_restart()
    {
        await PutAsync("""{"MetricName":"lat","Values":[1,2,3]},{"MetricName":"other","Value":9}""");
        await RestartAsync();
        await PutAsync("""{"MetricName":"lat","Value":10},{"MetricName":"third","Value":9}""");
        var point = Assert.Single(await StatisticsAsync("lat", "\"Statistics\":[\"Sum\"],\"ExtendedStatistics\":[\"p50\"]"))!;
        Assert.Equal((16, 2), ((int)point["Sum"]!, (int)point["ExtendedStatistics"]!["p50"]!));
        Assert.Equal(9, (int)Assert.Single(await StatisticsAsync("other", "\"Statistics\":[\"Sum\"]"))!["Sum"]!);
    }

    [Theory]
    [InlineData("""{"Namespace":"App"}""", "MissingRequiredParameterException", "The parameter MetricData is required.")]
    [InlineData(
        """{"MetricData":[{"MetricName":"a","Value":1}]}""",
        "MissingRequiredParameterException",
        "The parameter Namespace is required."
    )]
    [InlineData(
        """{"Namespace":"AWS/Lambda","MetricData":[{"MetricName":"a","Value":1}]}""",
        "InvalidParameterValueException",
        "The value AWS/Lambda for parameter Namespace is invalid."
    )]
    [InlineData(
        """{"Namespace":"App","MetricData":[{"Value":1}]}""",
        "MissingRequiredParameterException",
        "The parameter MetricData.member.1.MetricName is required."
    )]
    [InlineData(
        """{"Namespace":"App","MetricData":[{"MetricName":"a","Value":1,"Values":[1]}]}""",
        "InvalidParameterCombinationException",
        "The parameters MetricData.member.1.Value and MetricData.member.1.Values are mutually exclusive and you have specified both."
    )]
    [InlineData(
        """{"Namespace":"App","MetricData":[{"MetricName":"a","Values":[1],"Counts":[1,2]}]}""",
        "InvalidParameterValueException",
        "The parameters MetricData.member.1.Values and MetricData.member.1.Counts must be of the same size."
    )]
    [InlineData(
        """{"Namespace":"App","MetricData":[{"MetricName":"a","Value":1,"Unit":"Apples"}]}""",
        "InvalidParameterValueException",
        "The value Apples for parameter MetricData.member.1.Unit is invalid."
    )]
    public async Task What_cannot_be_put_is_refused(string request, string code, string message) =>
        Assert.Equal((code, message), await FailAsync("PutMetricData", request));

    [Fact]
    public async Task More_datapoints_than_an_answer_holds_are_refused() =>
        Assert.Equal(
            (
                "InvalidParameterCombinationException",
                "You have requested up to 2,880 datapoints, which exceeds the limit of 1,440. "
                    + "You may reduce the datapoints requested by increasing Period, or decreasing the time range."
            ),
            await FailAsync(
                "GetMetricStatistics",
                $$"""{"Namespace":"App","MetricName":"a","StartTime":{{At(0)}},"EndTime":{{At(2880)}},"Period":60,"Statistics":["Sum"]}"""
            )
        );

    [Fact]
    public async Task A_packed_request_is_unpacked()
    {
        var data = string.Join(',', Enumerable.Range(0, 500).Select(i => $$"""{"MetricName":"packed","Value":{{i}}}"""));
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            await gzip.WriteAsync(
                Encoding.UTF8.GetBytes($$"""{"Namespace":"App","MetricData":[{{data}}]}"""),
                TestContext.Current.CancellationToken
            );
        using var response = await Aws.SendAsync(
            "monitoring",
            HttpMethod.Post,
            "/",
            new ByteArrayContent(packed.ToArray()),
            ("X-Amz-Target", "GraniteServiceVersion20100801.PutMetricData"),
            ("Content-Type", "application/x-amz-json-1.0"),
            ("Content-Encoding", "gzip")
        );
        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(500, (int)Assert.Single(await StatisticsAsync("packed", "\"Statistics\":[\"SampleCount\"]"))!["SampleCount"]!);
    }

    [Fact]
    public async Task Messages_in_a_queue_are_counted_when_somebody_asks()
    {
        var queue = (await Sqs.CreateQueueAsync("jobs")).QueueUrl;
        await Sqs.SendMessageAsync(queue, "a");
        await Sqs.SendMessageAsync(queue, "b");
        var names = (JsonArray)(await CallAsync("ListMetrics", """{"Namespace":"AWS/SQS"}"""))["Metrics"]!;
        Assert.Equal(3, names.Count);
        var point = Assert.Single(
            await StatisticsAsync(
                "ApproximateNumberOfMessagesVisible",
                "\"Statistics\":[\"Maximum\"]",
                "AWS/SQS",
                """[{"Name":"QueueName","Value":"jobs"}]"""
            )
        )!;
        Assert.Equal(2, (int)point["Maximum"]!);
    }
}
