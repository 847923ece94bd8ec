using System.Text.Json.Nodes;
using LocalCloud.AwsClients.Lambda;
using LocalCloud.Cost;
using LocalCloud.Cost.Around;
using LocalCloud.Cost.Measuring;
using LocalCloud.Cost.Report;
using LocalCloud.Prices;
using LocalCloud.Prices.Fixed;

namespace Cost.Tests.Measuring;

/// <summary>Invocations that come with time: warm-ups, sweeps, reports at night.</summary>
public sealed class ScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 30, 10, 0, 0, TimeSpan.Zero);

    private const string Template = """
        {
          "Parameters": { "WarmUp": { "Type": "String", "Default": "true" } },
          "Conditions": { "IsWarmUpOn": { "Fn::Equals": [{ "Ref": "WarmUp" }, "true"] } },
          "Resources": {
            "Api": { "Type": "AWS::Lambda::Function" },
            "ApiLive": { "Type": "AWS::Lambda::Alias", "Properties": { "FunctionName": { "Ref": "Api" } } },
            "Sweep": { "Type": "AWS::Lambda::Function" },
            "WarmApi": {
              "Type": "AWS::Events::Rule",
              "Properties": {
                "ScheduleExpression": "rate(5 minutes)", "State": { "Fn::If": ["IsWarmUpOn", "ENABLED", "DISABLED"] },
                "Targets": [{ "Id": "api", "Arn": { "Ref": "ApiLive" } }]
              }
            },
            "Nightly": {
              "Type": "AWS::Scheduler::Schedule",
              "Properties": { "ScheduleExpression": "cron(0 3 * * ? *)", "Target": { "Arn": { "Fn::GetAtt": ["Sweep", "Arn"] } } }
            }
          }
        }
        """;

    [Theory]
    [InlineData("rate(5 minutes)", 12)]
    [InlineData("rate(1 hour)", 1)]
    [InlineData("rate(2 days)", 0.0208)]
    [InlineData("cron(0/15 * * * ? *)", 4)]
    [InlineData("cron(0 3 * * ? *)", 0.0417)]
    [InlineData("cron(0 8-17 ? * MON-FRI *)", 0.2976)]
    [InlineData("cron(30 6 1 * ? *)", 0.0014)]
    [InlineData("at(2026-12-01T00:00:00)", 0)]
    public void An_expression_is_so_many_times_an_hour(string expression, double hourly) =>
        Assert.Equal((decimal)hourly, Math.Round(Schedules.Hourly(expression), 4));

    [Fact]
    public void A_rule_calls_a_function_by_its_alias_and_only_while_it_is_enabled()
    {
        Assert.Equal([("Api", 12m), ("Sweep", 1 / 24m)], PerHour([]).Select(p => (p.Key, p.Value)));
        Assert.Equal(["Sweep"], PerHour(new() { ["WarmUp"] = "false" }).Keys);
    }

    [Fact]
    public void They_are_scaled_by_time_and_all_others_by_traffic()
    {
        // An hour: 12 warm-ups and 38 requests, of which a month has 38 million
        var month = Report(invocations: 50, requestsPerMonth: 38_000_000).Functions.Single().Month;
        Assert.Equal(38_000_000 + (12 * 730), month.Invocations);
        // Twice the traffic has not twice the warm-ups
        Assert.Equal(76_000_000 + (12 * 730), Report(50, 76_000_000).Functions.Single().Month.Invocations);
    }

    [Fact]
    public void A_function_that_only_a_schedule_calls_costs_the_same_whatever_the_traffic()
    {
        var report = Report(invocations: 12, requestsPerMonth: 5_000_000);
        Assert.Equal(12 * 730, report.Functions.Single().Month.Invocations);
        Assert.Null(report.Requests);
        Assert.Contains(report.Notes, n => n.Contains("api (12 an hour)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_stack_that_is_younger_than_the_window_had_fewer()
    {
        var seen = CostRun.Scheduled([Seen(50)], PerHour([]), new(Start, Start.AddHours(1)), Start.AddMinutes(50));
        Assert.Equal((2m, 48m), (seen[0].Scheduled, seen[0].WithTraffic));
    }

    [Fact]
    public void An_order_bears_no_warm_up()
    {
        var without = Report(38, 1_000_000, schedules: false).Units.Single().Dollars!.Value;
        Assert.Equal(Math.Round(without, 12), Math.Round(Report(50, 1_000_000).Units.Single().Dollars!.Value, 12));
    }

    private static IReadOnlyDictionary<string, decimal> PerHour(Dictionary<string, string> parameters) =>
        Schedules.PerHour(new(JsonNode.Parse(Template)!.AsObject(), parameters));

    private static CostReport Report(int invocations, long requestsPerMonth, bool schedules = true)
    {
        var (list, window) = (PriceList.Load(), new Window(Start, Start.AddHours(1)));
        var template = new TemplateView(JsonNode.Parse(Template)!.AsObject(), new Dictionary<string, string>());
        var functions = CostRun.Scheduled(
            [Seen(invocations)],
            schedules ? Schedules.PerHour(template) : new Dictionary<string, decimal>(),
            window,
            null
        );
        var request = new CostRequest { RequestsPerMonth = requestsPerMonth, Units = [new("order", "api")] };
        var usage = new UsageReading(UsageSource.Counted, [], null, new Dictionary<string, decimal>(), []);
        return new Reckoning(request, list.Region("us-east-1"), template, functions, usage, window, isLocal: true).Report(
            "shop",
            "here",
            list
        );
    }

    private static FunctionMeasurement Seen(int invocations) =>
        new(
            new("Api", "api", 512, false, 29, 512, "/aws/lambda/api", false, []),
            [.. Enumerable.Repeat(new ReportLine(100, 100, 512, 100, null, null), invocations)],
            new(invocations, 0, 0, null, 0, 1)
        );
}
