using System.Text.Json.Nodes;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.CloudWatch;

public sealed class AlarmTests : AlarmNoticeTest
{
    protected override string DataDirectory { get; } = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public async Task An_alarm_is_raised_and_taken_back_and_tells_its_topic()
    {
        var inbox = await TopicAsync();
        await CallAsync("PutMetricAlarm", Alarm(more: $",\"AlarmActions\":[\"{Topic}\"],\"OKActions\":[\"{Topic}\"]"));
        var fresh = await DescribeAsync();
        Assert.Equal(
            ("INSUFFICIENT_DATA", "Unchecked: Initial alarm creation"),
            ((string?)fresh["StateValue"], (string?)fresh["StateReason"])
        );

        await PutAsync("""{"MetricName":"errors","Value":5}""");
        Clock.Advance(TimeSpan.FromMinutes(1));
        var notice = await NoticeAsync(inbox);
        const string Raised =
            "Threshold Crossed: 1 out of the last 1 datapoints [5.0 (01/01/26 00:00:00)] was greater than the threshold (1.0) (minimum 1 "
            + "datapoint for OK -> ALARM transition).";
        Assert.Equal(
            ("ALARM", "INSUFFICIENT_DATA", Raised),
            ((string?)notice["NewStateValue"], (string?)notice["OldStateValue"], (string?)notice["NewStateReason"])
        );
        var raised = await DescribeAsync();
        Assert.Equal(("ALARM", Raised), ((string?)raised["StateValue"], (string?)raised["StateReason"]));

        await PutAsync("""{"MetricName":"errors","Value":0}""");
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("OK", (string?)(await NoticeAsync(inbox))["NewStateValue"]);
    }

    [Fact]
    public async Task Messages_in_a_dead_letter_queue_raise_the_alarm_that_watches_it()
    {
        var inbox = await TopicAsync();
        var dead = (await Sqs.CreateQueueAsync("dead")).QueueUrl;
        await CallAsync(
            "PutMetricAlarm",
            $$"""
            {"AlarmName":"dead","Namespace":"AWS/SQS","MetricName":"ApproximateNumberOfMessagesVisible",
             "Dimensions":[{"Name":"QueueName","Value":"dead"}],
             "Statistic":"Maximum","Period":60,"EvaluationPeriods":1,"Threshold":0,"ComparisonOperator":"GreaterThanThreshold",
             "TreatMissingData":"notBreaching","AlarmActions":["{{Topic}}"]}
            """
        );
        await Sqs.SendMessageAsync(dead, "lost");
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("dead", (string?)(await NoticeAsync(inbox))["AlarmName"]);
    }

    [Fact]
    public async Task An_alarm_of_a_short_period_is_looked_at_every_ten_seconds()
    {
        var inbox = await TopicAsync();
        await CallAsync(
            "PutMetricAlarm",
            Alarm(more: $",\"AlarmActions\":[\"{Topic}\"]").Replace("\"Period\":60", "\"Period\":10", StringComparison.Ordinal)
        );
        await PutAsync("""{"MetricName":"errors","Value":5,"StorageResolution":1}""");
        Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("ALARM", (string?)(await NoticeAsync(inbox))["NewStateValue"]);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    public async Task An_alarm_of_a_short_period_sees_a_queue_as_a_minute_begins(int period)
    {
        var inbox = await TopicAsync();
        var jobs = (await Sqs.CreateQueueAsync("jobs")).QueueUrl;
        // It is looked at next when the first period is over
        Clock.Advance(TimeSpan.FromSeconds(period - 10));
        await CallAsync(
            "PutMetricAlarm",
            $$"""
            {"AlarmName":"jobs","Namespace":"AWS/SQS","MetricName":"ApproximateNumberOfMessagesVisible",
             "Dimensions":[{"Name":"QueueName","Value":"jobs"}],
             "Statistic":"Maximum","Period":{{period}},"EvaluationPeriods":1,"Threshold":0,
             "ComparisonOperator":"GreaterThanThreshold","AlarmActions":["{{Topic}}"]}
            """
        );
        await Sqs.SendMessageAsync(jobs, "a");
        Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("ALARM", (string?)(await NoticeAsync(inbox))["NewStateValue"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(15)]
    [InlineData(61)]
    public async Task An_alarm_has_no_other_short_periods(int period) =>
        Assert.Equal(
            ("ValidationError", "Period must be 10, 20, 30 or a multiple of 60"),
            await FailAsync("PutMetricAlarm", Alarm().Replace("\"Period\":60", $"\"Period\":{period}", StringComparison.Ordinal))
        );

    [Fact]
    public async Task An_alarm_goes_on_after_a_restart()
    {
        var inbox = await TopicAsync();
        await CallAsync("PutMetricAlarm", Alarm(more: $",\"AlarmActions\":[\"{Topic}\"],\"Tags\":[{{\"Key\":\"team\",\"Value\":\"a\"}}]"));
        await PutAsync("""{"MetricName":"errors","Value":5}""");
        await RestartAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("ALARM", (string?)(await NoticeAsync(inbox))["NewStateValue"]);
        var tags = await CallAsync("ListTagsForResource", $$"""{"ResourceARN":"arn:aws:cloudwatch:{{Region}}:{{Account}}:alarm:errors"}""");
        Assert.Equal("""[{"Key":"team","Value":"a"}]""", tags["Tags"]!.ToJsonString());
    }

    [Theory]
    // Oldest first; - is a minute without a value
    [InlineData("missing", 3, 3, "- - -", "INSUFFICIENT_DATA")]
    [InlineData("breaching", 3, 3, "- - -", "ALARM")]
    [InlineData("notBreaching", 3, 3, "- - -", "OK")]
    [InlineData("missing", 3, 2, "2 0 2", "ALARM")]
    [InlineData("missing", 3, 3, "2 0 2", "OK")]
    [InlineData("missing", 3, 3, "2 - 2", "ALARM")]
    [InlineData("missing", 3, 3, "0 - 2", "OK")]
    [InlineData("notBreaching", 3, 3, "2 - 2", "OK")]
    [InlineData("breaching", 3, 3, "2 - 2", "ALARM")]
    public async Task Missing_data_counts_as_the_alarm_says(string treat, int periods, int wanted, string values, string state)
    {
        var inbox = await TopicAsync();
        var minute = 0;
        foreach (var value in values.Split(' '))
        {
            if (value != "-")
                await PutAsync($$"""{"MetricName":"errors","Value":{{value}},"Timestamp":{{At(minute)}}}""");
            minute++;
        }
        Clock.Advance(TimeSpan.FromMinutes(2));
        await CallAsync(
            "PutMetricAlarm",
            Alarm(
                periods,
                $",\"DatapointsToAlarm\":{wanted},\"TreatMissingData\":\"{treat}\",\"AlarmActions\":[\"{Topic}\"],\"OKActions\":[\"{Topic}\"],\"InsufficientDataActions\":[\"{Topic}\"]"
            )
        );
        // A change is told, and so the alarm has to come from another state
        await CallAsync(
            "SetAlarmState",
            $$"""{"AlarmName":"errors","StateValue":"{{(state == "OK" ? "ALARM" : "OK")}}","StateReason":"test"}"""
        );
        Assert.NotNull(await NoticeAsync(inbox));
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(state, (string?)(await NoticeAsync(inbox))["NewStateValue"]);
    }

    [Fact]
    public async Task Alarms_are_found_by_name_state_action_and_metric_and_deleted()
    {
        await CallAsync("PutMetricAlarm", Alarm(more: ",\"AlarmActions\":[\"arn:aws:sns:eu-west-1:1:x\"]"));
        await CallAsync("PutMetricAlarm", Alarm().Replace("\"AlarmName\":\"errors\"", "\"AlarmName\":\"other\""));
        Assert.Equal(2, await CountAsync("{}"));
        Assert.Equal(1, await CountAsync("""{"AlarmNamePrefix":"oth"}"""));
        Assert.Equal(0, await CountAsync("""{"StateValue":"ALARM"}"""));
        Assert.Equal(1, await CountAsync("""{"ActionPrefix":"arn:aws:sns"}"""));
        Assert.Equal(0, await CountAsync("""{"AlarmTypes":["CompositeAlarm"]}"""));
        var first = await CallAsync("DescribeAlarms", """{"MaxRecords":1}""");
        var second = await CallAsync("DescribeAlarms", $$"""{"MaxRecords":1,"NextToken":"{{first["NextToken"]}}"}""");
        Assert.Equal("other", (string?)second["MetricAlarms"]![0]!["AlarmName"]);
        Assert.Equal(
            2,
            (
                (JsonArray)(await CallAsync("DescribeAlarmsForMetric", """{"MetricName":"errors","Namespace":"App"}"""))["MetricAlarms"]!
            ).Count
        );
        await CallAsync("DeleteAlarms", """{"AlarmNames":["errors","none"]}""");
        Assert.Equal(1, await CountAsync("{}"));
        Assert.Equal(
            "ResourceNotFound",
            (await FailAsync("SetAlarmState", """{"AlarmName":"errors","StateValue":"OK","StateReason":"x"}""")).Code
        );
    }

    private static string Alarm(int periods = 1, string more = "") =>
        $$"""
            {"AlarmName":"errors","Namespace":"App","MetricName":"errors","Statistic":"Sum","Period":60,
             "EvaluationPeriods":{{periods}},"Threshold":1,"ComparisonOperator":"GreaterThanThreshold"{{more}}}
            """;

    private async Task<JsonNode> DescribeAsync() =>
        (await CallAsync("DescribeAlarms", """{"AlarmNames":["errors"]}"""))["MetricAlarms"]![0]!;

    private async Task<int> CountAsync(string request) => ((JsonArray)(await CallAsync("DescribeAlarms", request))["MetricAlarms"]!).Count;
}
