using System.Text.Json;

namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class SchedulerStackTests : CloudFormationTest
{
    private const string Template = """
        Parameters:
          Rate: { Type: String, Default: rate(1 hour) }
        Resources:
          Group:
            Type: AWS::Scheduler::ScheduleGroup
            Properties: { Name: reports, Tags: [{ Key: a, Value: b }] }
          Jobs: { Type: AWS::SQS::Queue }
          Nightly:
            Type: AWS::Scheduler::Schedule
            Properties:
              Name: nightly
              GroupName: !Ref Group
              ScheduleExpression: !Ref Rate
              ScheduleExpressionTimezone: Europe/Berlin
              StartDate: "2026-06-01T00:00:00Z"
              FlexibleTimeWindow: { Mode: FLEXIBLE, MaximumWindowInMinutes: "15" }
              Target:
                Arn: !GetAtt Jobs.Arn
                RoleArn: arn:aws:iam::123456789012:role/scheduler
                Input: '{"a":1}'
                RetryPolicy: { MaximumRetryAttempts: 3 }
        Outputs:
          Arn: { Value: !GetAtt Nightly.Arn }
          GroupState: { Value: !GetAtt Group.State }
        """;

    [Fact]
    public async Task A_schedule_and_its_group_are_made_changed_and_deleted_by_a_stack()
    {
        var stack = await CreateAsync("s", Template);
        Assert.Equal("CREATE_COMPLETE", Status(stack));
        Assert.Equal(
            ($"arn:aws:scheduler:{Region}:{Account}:schedule/reports/nightly", "ACTIVE"),
            (Output(stack, "Arn"), Output(stack, "GroupState"))
        );
        var schedule = (await GetAsync()).Value;
        Assert.Equal(
            ("1780272000", 15),
            (
                schedule.GetProperty("StartDate").GetRawText(),
                schedule.GetProperty("FlexibleTimeWindow").GetProperty("MaximumWindowInMinutes").GetInt32()
            )
        );
        Assert.Equal(
            "UPDATE_COMPLETE",
            Status(
                await UpdateAsync(
                    "s",
                    Template
                        .Replace("Value: b }", "Value: c }", StringComparison.Ordinal)
                        .Replace("rate(1 hour)", "rate(2 hours)", StringComparison.Ordinal)
                )
            )
        );
        Assert.Equal("rate(2 hours)", (await GetAsync()).Value.GetProperty("ScheduleExpression").GetString());
        await CallAsync("DeleteStack", ("StackName", "s"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await GetAsync()).Error is null)
            patience.Token.ThrowIfCancellationRequested();
    }

    private async Task<Result<JsonElement>> GetAsync()
    {
        using var input = JsonDocument.Parse("""{"Name":"nightly","GroupName":"reports"}""");
        return await Host.InvokeAsync(
            new(Account, Region),
            "scheduler",
            "GetSchedule",
            input.RootElement,
            TestContext.Current.CancellationToken
        );
    }
}
