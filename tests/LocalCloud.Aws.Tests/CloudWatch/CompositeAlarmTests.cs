using System.Text.Json.Nodes;
using Amazon.SQS.Model;

namespace LocalCloud.Aws.Tests.CloudWatch;

public sealed class CompositeAlarmTests : AlarmNoticeTest
{
    protected override string DataDirectory { get; } = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Theory]
    [InlineData("ALARM(a)", "ALARM")]
    [InlineData("ALARM(\\\"a\\\") AND OK('b')", "ALARM")]
    [InlineData("ALARM(b)", "OK")]
    [InlineData("ALARM(b) OR ALARM(a)", "ALARM")]
    [InlineData("NOT ALARM(a)", "OK")]
    [InlineData("INSUFFICIENT_DATA(c)", "ALARM")]
    [InlineData("(ALARM(a) OR ALARM(b)) AND NOT (OK(a) OR ALARM(b))", "ALARM")]
    [InlineData("FALSE AND FALSE OR TRUE", "ALARM")]
    [InlineData("TRUE OR FALSE AND FALSE", "ALARM")]
    [InlineData("ALARM(arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a)", "ALARM")]
    public async Task A_rule_gives_the_state(string rule, string state)
    {
        await ChildrenAsync();
        await CallAsync("PutCompositeAlarm", $$"""{"AlarmName":"both","AlarmRule":"{{rule}}"}""");
        var alarm = await CompositeAsync();
        Assert.Equal(
            (state, $"{alarm["AlarmArn"]} was created and its alarm rule evaluates to {state}"),
            ((string?)alarm["StateValue"], (string?)alarm["StateReason"])
        );
    }

    [Theory]
    [InlineData("(ALARM(a)", "')' expected")]
    [InlineData("ALARM(a", "the name of an alarm")]
    [InlineData("ALARM()", "the name of an alarm")]
    [InlineData("ALARM(a) ALARM(b)", "AND, OR or the end expected")]
    [InlineData("maybe", "expected at position 0")]
    [InlineData("ALARM(none) AND ALARM(a)", "alarms [none] in the alarm rule do not exist")]
    public async Task A_rule_that_cannot_be_is_refused(string rule, string says)
    {
        await ChildrenAsync();
        var (code, message) = await FailAsync("PutCompositeAlarm", $$"""{"AlarmName":"both","AlarmRule":"{{rule}}"}""");
        Assert.Equal("ValidationError", code);
        Assert.Contains(says, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_follows_its_alarms_and_tells_its_topic_and_those_above_follow_it()
    {
        var inbox = await TopicAsync();
        await ChildrenAsync();
        await CallAsync(
            "PutCompositeAlarm",
            $$"""{"AlarmName":"both","AlarmRule":"ALARM(a) AND ALARM(b)","AlarmActions":["{{Topic}}"],"AlarmDescription":"d"}"""
        );
        await CallAsync("PutCompositeAlarm", """{"AlarmName":"top","AlarmRule":"ALARM(both)"}""");
        Clock.Advance(TimeSpan.FromSeconds(5));
        await SetAsync("b", "ALARM");
        var notice = await NoticeAsync(inbox);
        Assert.Equal(
            ("both", "ALARM", "OK", "ALARM(a) AND ALARM(b)"),
            ((string?)notice["AlarmName"], (string?)notice["NewStateValue"], (string?)notice["OldStateValue"], (string?)notice["AlarmRule"])
        );
        Assert.Equal(
            $"arn:aws:cloudwatch:{Region}:{Account}:alarm:b transitioned to ALARM at Thursday 01 January, 2026 00:00:05 UTC",
            (string?)notice["NewStateReason"]
        );
        Assert.Equal(2, notice["TriggeringChildren"]!.AsArray().Count);
        Assert.Equal("ALARM", (string?)(await CompositeAsync("top"))["StateValue"]);
        await RestartAsync();
        Assert.Equal("ALARM", (string?)(await CompositeAsync("top"))["StateValue"]);
        await SetAsync("a", "OK");
        Assert.Equal("OK", (string?)(await CompositeAsync("top"))["StateValue"]);
    }

    [Fact]
    public async Task Only_metric_alarms_are_described_unless_others_are_asked_for()
    {
        await ChildrenAsync();
        await CallAsync(
            "PutCompositeAlarm",
            """{"AlarmName":"both","AlarmRule":"ALARM(a) AND ALARM(b)","Tags":[{"Key":"team","Value":"x"}]}"""
        );
        Assert.Equal("a,b,c|", await NamesAsync("{}"));
        Assert.Equal("a,b,c|both", await NamesAsync("""{"AlarmTypes":["MetricAlarm","CompositeAlarm"]}"""));
        Assert.Equal("|both", await NamesAsync("""{"AlarmTypes":["CompositeAlarm"]}"""));
        Assert.Equal("a,b|", await NamesAsync("""{"ChildrenOfAlarmName":"both"}"""));
        Assert.Equal("|both", await NamesAsync("""{"ParentsOfAlarmName":"a"}"""));
        var tags = await CallAsync("ListTagsForResource", $$"""{"ResourceARN":"arn:aws:cloudwatch:{{Region}}:{{Account}}:alarm:both"}""");
        Assert.Equal("x", (string?)Assert.Single(tags["Tags"]!.AsArray())!["Value"]);
        await CallAsync("DeleteAlarms", """{"AlarmNames":["both"]}""");
        Assert.Equal("|", await NamesAsync("""{"AlarmTypes":["CompositeAlarm"]}"""));
        Assert.Equal("ValidationError", (await FailAsync("PutCompositeAlarm", """{"AlarmName":"a","AlarmRule":"TRUE"}""")).Code);
    }

    [Fact]
    public async Task A_suppressor_keeps_the_actions_back_and_they_come_when_it_has_ended_and_its_period_too()
    {
        var inbox = await TopicAsync();
        await ChildrenAsync();
        await CallAsync("PutCompositeAlarm", Suppressed("\"ActionsSuppressorWaitPeriod\":60,\"ActionsSuppressorExtensionPeriod\":30"));
        await SetAsync("c", "ALARM");
        await SetAsync("b", "ALARM");
        Assert.Equal(("ALARM", "Alarm"), await SuppressedByAsync());
        await SetAsync("c", "OK");
        Assert.Equal(("ALARM", "ExtensionPeriod"), await SuppressedByAsync());
        await RestartAsync();
        Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("ALARM", (string?)(await NoticeAsync(inbox))["NewStateValue"]);
        Assert.Equal(("ALARM", null), await SuppressedByAsync());
    }

    [Fact]
    public async Task Actions_wait_for_a_suppressor_that_may_still_come()
    {
        var inbox = await TopicAsync();
        await ChildrenAsync();
        await CallAsync("PutCompositeAlarm", Suppressed("\"ActionsSuppressorWaitPeriod\":20,\"ActionsSuppressorExtensionPeriod\":30"));
        await SetAsync("b", "ALARM");
        Assert.Equal(("ALARM", "WaitPeriod"), await SuppressedByAsync());
        Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("ALARM", (string?)(await NoticeAsync(inbox))["NewStateValue"]);
        Assert.Equal("ValidationError", (await FailAsync("PutCompositeAlarm", Suppressed("\"ActionsSuppressorWaitPeriod\":60"))).Code);
    }

    [Fact]
    public async Task An_alarm_that_another_is_made_of_is_not_deleted_and_composite_ones_go_one_by_one()
    {
        await ChildrenAsync();
        await CallAsync("PutCompositeAlarm", """{"AlarmName":"both","AlarmRule":"ALARM(a) AND NOT ALARM(b)"}""");
        await CallAsync("PutCompositeAlarm", """{"AlarmName":"top","AlarmRule":"ALARM(both)"}""");
        await CallAsync("PutCompositeAlarm", """{"AlarmName":"other","AlarmRule":"TRUE"}""");
        Assert.Equal(
            ("ValidationError", "Cannot delete b as there are composite alarm(s) depending on it."),
            await FailAsync("DeleteAlarms", """{"AlarmNames":["c","b"]}""")
        );
        Assert.Equal(
            "Cannot delete both as there are composite alarm(s) depending on it.",
            (await FailAsync("DeleteAlarms", """{"AlarmNames":["both"]}""")).Message
        );
        Assert.Equal("ValidationError", (await FailAsync("DeleteAlarms", """{"AlarmNames":["top","other"]}""")).Code);
        foreach (var name in (string[])["top", "both", "b", "c"])
            await CallAsync("DeleteAlarms", $$"""{"AlarmNames":["{{name}}"]}""");
    }

    [Fact]
    public async Task Dashboards_are_kept_for_all_regions()
    {
        await CallAsync("PutDashboard", """{"DashboardName":"main","DashboardBody":"{\"widgets\":[]}"}""");
        Assert.Equal(
            "DashboardInvalidInputError",
            (await FailAsync("PutDashboard", """{"DashboardName":"bad","DashboardBody":"nonsense"}""")).Code
        );
        Assert.Equal(
            "DashboardInvalidInputError",
            (await FailAsync("PutDashboard", """{"DashboardName":"b a d","DashboardBody":"{}"}""")).Code
        );
        await RestartAsync();
        var dashboard = await CallAsync("GetDashboard", """{"DashboardName":"main"}""");
        Assert.Equal(
            ("{\"widgets\":[]}", $"arn:aws:cloudwatch::{Account}:dashboard/main"),
            ((string?)dashboard["DashboardBody"], (string?)dashboard["DashboardArn"])
        );
        var entry = Assert.Single((await CallAsync("ListDashboards", """{"DashboardNamePrefix":"ma"}"""))["DashboardEntries"]!.AsArray())!;
        Assert.Equal(("main", 14), ((string?)entry["DashboardName"], (int)entry["Size"]!));
        Assert.Equal("DashboardNotFoundError", (await FailAsync("DeleteDashboards", """{"DashboardNames":["main","none"]}""")).Code);
        await CallAsync("DeleteDashboards", """{"DashboardNames":["main"]}""");
        Assert.Equal("DashboardNotFoundError", (await FailAsync("GetDashboard", """{"DashboardName":"main"}""")).Code);
    }

    private static string Suppressed(string periods) =>
        $$"""{"AlarmName":"both","AlarmRule":"ALARM(b)","AlarmActions":["{{Topic}}"],"ActionsSuppressor":"c",{{periods}}}""";

    private async Task<(string?, string?)> SuppressedByAsync()
    {
        var alarm = await CompositeAsync();
        return ((string?)alarm["StateValue"], (string?)alarm["ActionsSuppressedBy"]);
    }

    /// <summary>a is in alarm, b is not, c does not know.</summary>
    private async Task ChildrenAsync()
    {
        foreach (var name in (string[])["a", "b", "c"])
            await CallAsync(
                "PutMetricAlarm",
                $$"""
                {"AlarmName":"{{name}}","Namespace":"App","MetricName":"{{name}}","Statistic":"Sum","Period":3600,
                 "EvaluationPeriods":1,"Threshold":1,
                 "ComparisonOperator":"GreaterThanThreshold"}
                """
            );
        await SetAsync("a", "ALARM");
        await SetAsync("b", "OK");
    }

    private Task<JsonNode> SetAsync(string name, string state) =>
        CallAsync("SetAlarmState", $$"""{"AlarmName":"{{name}}","StateValue":"{{state}}","StateReason":"test"}""");

    private async Task<JsonNode> CompositeAsync(string name = "both") =>
        Assert.Single(
            (await CallAsync("DescribeAlarms", $$"""{"AlarmNames":["{{name}}"],"AlarmTypes":["CompositeAlarm"]}"""))[
                "CompositeAlarms"
            ]!.AsArray()
        )!;

    private async Task<string> NamesAsync(string request)
    {
        var answer = await CallAsync("DescribeAlarms", request);
        return $"{Names("MetricAlarms")}|{Names("CompositeAlarms")}";

        string Names(string list) => string.Join(',', answer[list]!.AsArray().Select(a => (string?)a!["AlarmName"]));
    }
}
