using System.Text.Json.Nodes;

namespace Publish.Tests;

/// <summary>Alarms of the reference manifest, and of buses, rules and APIs of others.</summary>
public sealed class AlarmTests(PublishedReference reference) : IClassFixture<PublishedReference>
{
    private readonly Publishing _publishing = reference.Publishing;

    [Theory]
    [InlineData("ApiHttpApiLatencyAlarm", "AWS/ApiGateway Latency p99", "ApiLatencyAlarm", 300, 2, 3)]
    [InlineData("JobQueueAgeAlarm", "AWS/SQS ApproximateAgeOfOldestMessage Maximum", "QueueAgeAlarm", 60, 3, 3)]
    [InlineData("EventQueueAgeAlarm", "AWS/SQS ApproximateAgeOfOldestMessage Maximum", "QueueAgeAlarm", 60, 3, 3)]
    [InlineData("JobDeadLetterQueueAlarm", "AWS/SQS ApproximateNumberOfMessagesVisible Maximum", "0", 60, 1, 1)]
    [InlineData("DomainEventsRuleFailuresAlarm", "AWS/Events FailedInvocations Sum", "0", 60, 1, 1)]
    [InlineData("DomainEventsRuleLossesAlarm", "AWS/Events InvocationsFailedToBeSentToDlq Sum", "0", 60, 1, 1)]
    [InlineData("ApiOutboxSweepFailuresAlarm", "AWS/Events FailedInvocations Sum", "0", 60, 1, 1)]
    [InlineData("ApiErrorsAlarm", "AWS/Lambda Errors Sum", "0", 300, 1, 1)]
    [InlineData("ApiThrottlesAlarm", "AWS/Lambda Throttles Sum", "0", 300, 1, 1)]
    [InlineData("ApiDurationAlarm", "AWS/Lambda Duration p99", "23200", 300, 3, 3)]
    [InlineData("WebhooksSpilloverAlarm", "AWS/Lambda ProvisionedConcurrencySpilloverInvocations Sum", "0", 300, 3, 3)]
    [InlineData("PostgresDatabaseConnectionsAlarm", "AWS/RDS DatabaseConnections Maximum", "DatabaseConnectionsAlarm", 60, 3, 3)]
    public void An_alarm_is_raised_by_so_many_of_the_last_periods(
        string id,
        string metric,
        string threshold,
        int period,
        int breaching,
        int periods
    )
    {
        var alarm = _publishing.Resource(id)["Properties"]!;
        Assert.Equal(metric, $"{alarm["Namespace"]} {alarm["MetricName"]} {alarm["Statistic"] ?? alarm["ExtendedStatistic"]}");
        Assert.Equal(threshold, (alarm["Threshold"] is JsonObject reference ? reference["Ref"] : alarm["Threshold"])!.ToString());
        Assert.Equal(
            (period, breaching, periods),
            ((int)(long)alarm["Period"]!, (int)(long)alarm["DatapointsToAlarm"]!, (int)(long)alarm["EvaluationPeriods"]!)
        );
        Assert.Equal("notBreaching", alarm["TreatMissingData"]!.ToString());
    }

    [Fact]
    public void The_rate_of_failing_requests_is_that_of_the_API()
    {
        var metrics = _publishing.Resource("ApiHttpApiErrorsAlarm")["Properties"]!["Metrics"]!.AsArray();
        Assert.Equal("part / whole", Assert.Single(metrics, m => (bool)m!["ReturnData"]!)!["Expression"]!.ToString());
        Assert.Equal(
            ["5xx Sum", "Count SampleCount"],
            metrics
                .Where(m => !(bool)m!["ReturnData"]!)
                .Select(m => $"{m!["MetricStat"]!["Metric"]!["MetricName"]} {m["MetricStat"]!["Stat"]}")
        );
        Assert.All(metrics.Where(m => !(bool)m!["ReturnData"]!), m =>
            Assert.Equal("ApiHttpApi", Dimension(m!["MetricStat"]!["Metric"]!, "ApiId")["Ref"]!.ToString())
        );
    }

    [Fact]
    public void A_function_is_watched_by_its_alias_and_a_rule_by_its_name_and_bus()
    {
        Assert.Equal(
            "${WebhooksFunction}:live",
            Dimension(_publishing.Resource("WebhooksErrorsAlarm")["Properties"]!, "Resource")["Fn::Sub"]!.ToString()
        );
        var rule = _publishing.Resource("DomainEventsRuleFailuresAlarm")["Properties"]!;
        Assert.Equal("EventBus", Dimension(rule, "EventBusName")["Ref"]!.ToString());
        Assert.Equal(2, (long)Dimension(rule, "RuleName")["Fn::Select"]![0]!);
        var sweep = _publishing.Resource("ApiOutboxSweepFailuresAlarm")["Properties"]!;
        Assert.Equal(1, (long)Dimension(sweep, "RuleName")["Fn::Select"]![0]!);
        Assert.Single(sweep["Dimensions"]!.AsArray());
    }

    [Fact]
    public void A_topic_is_made_where_none_is_given_and_a_mail_sent_where_an_address_is()
    {
        foreach (var (_, alarm) in _publishing.OfType("AWS::CloudWatch::Alarm"))
        foreach (var actions in (string[])["AlarmActions", "OKActions"])
            Assert.Equal(
                """{"Fn::If":["HasAlarmTopic",{"Ref":"AlarmTopicArn"},{"Ref":"AlarmTopic"}]}""",
                alarm["Properties"]![actions]![0]!.ToJsonString()
            );
        Assert.Equal("MakesAlarmTopic", _publishing.Resource("AlarmTopic")["Condition"]!.ToString());
        Assert.Equal("HasAlarmEmail", _publishing.Resource("AlarmSubscription")["Condition"]!.ToString());
        Assert.Equal("AlarmTopic", _publishing.Template["Outputs"]!["AlarmTopicArn"]!["Value"]!["Fn::If"]![2]!["Ref"]!.ToString());
        foreach (var parameter in (string[])["AlarmTopicArn", "AlarmEmail"])
            Assert.Equal("", _publishing.Template["Parameters"]![parameter]!["Default"]!.ToString());
    }

    [Fact]
    public void What_nobody_sees_raises_no_alarm()
    {
        Assert.DoesNotContain(_publishing.OfType("AWS::CloudWatch::Alarm"), a => a.Id.Contains("WarmUp", StringComparison.Ordinal));
        Assert.Null(_publishing.Template["Resources"]!["ApiSpilloverAlarm"]);
    }

    [Fact]
    public async Task Without_anything_to_watch_there_is_neither_topic_nor_parameter()
    {
        using var bucket = new Publishing();
        await File.WriteAllTextAsync(
            Path.Combine(bucket.Scratch("infra"), "t.yaml"),
            "Resources:\n  Files:\n    Type: AWS::S3::Bucket\n",
            TestContext.Current.CancellationToken
        );
        Assert.Empty(
            (
                await bucket.OfAsync(
                    """ "infra":{"type":"aws.cloudformation.template.v0","stack-name":"infra","template-path":"infra/t.yaml"} """
                )
            ).Refusals
        );
        Assert.Null(bucket.Template["Resources"]!["AlarmTopic"]);
        Assert.Null(bucket.Template["Parameters"]!["AlarmTopicArn"]);
    }

    private static JsonNode Dimension(JsonNode metric, string name) =>
        metric["Dimensions"]!.AsArray().Single(d => d!["Name"]!.ToString() == name)!["Value"]!;
}
