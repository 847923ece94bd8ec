using System.Text.Json;

namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class AlarmStackTests : CloudFormationTest
{
    private const string Template = """
        Resources:
          Dead:
            Type: AWS::SQS::Queue
            Properties: { QueueName: dead }
          Alarm:
            Type: AWS::CloudWatch::Alarm
            Properties:
              AlarmDescription: messages are lost
              Namespace: AWS/SQS
              MetricName: ApproximateNumberOfMessagesVisible
              Dimensions: [{ Name: QueueName, Value: !GetAtt Dead.QueueName }]
              Statistic: Maximum
              Period: "60"
              EvaluationPeriods: 1
              Threshold: 0
              ComparisonOperator: GreaterThanThreshold
              Tags: [{ Key: team, Value: a }]
        Outputs:
          Name: { Value: !Ref Alarm }
          Arn: { Value: !GetAtt Alarm.Arn }
        """;

    [Fact]
    public async Task An_alarm_is_made_changed_and_deleted_by_a_stack()
    {
        var stack = await CreateAsync("s", Template);
        var name = Output(stack, "Name");
        Assert.Equal(("CREATE_COMPLETE", $"arn:aws:cloudwatch:{Region}:{Account}:alarm:{name}"), (Status(stack), Output(stack, "Arn")));
        Assert.StartsWith("s-Alarm-", name, StringComparison.Ordinal);
        var made = Assert.Single(await AlarmsAsync());
        Assert.Equal(
            (60, "dead"),
            (made.GetProperty("Period").GetInt32(), made.GetProperty("Dimensions")[0].GetProperty("Value").GetString())
        );

        Assert.Equal(
            "UPDATE_COMPLETE",
            Status(
                await UpdateAsync(
                    "s",
                    Template
                        .Replace("Threshold: 0", "Threshold: 9", StringComparison.Ordinal)
                        .Replace("Key: team", "Key: crew", StringComparison.Ordinal)
                )
            )
        );
        Assert.Equal(9, Assert.Single(await AlarmsAsync()).GetProperty("Threshold").GetDouble());
        var tags = await InvokeAsync("ListTagsForResource", $$"""{"ResourceARN":"{{Output(stack, "Arn")}}"}""");
        // Beside those that say which stack it is.
        Assert.Equal(
            ["""{"Key":"crew","Value":"a"}"""],
            tags.GetProperty("Tags")
                .EnumerateArray()
                .Where(t => !t.GetProperty("Key").GetString()!.StartsWith("aws:", StringComparison.Ordinal))
                .Select(t => t.GetRawText())
        );

        await CallAsync("DeleteStack", ("StackName", "s"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await AlarmsAsync()).Count > 0)
            patience.Token.ThrowIfCancellationRequested();
    }

    private async Task<List<JsonElement>> AlarmsAsync() =>
        [.. (await InvokeAsync("DescribeAlarms", "{}")).GetProperty("MetricAlarms").EnumerateArray()];

    private async Task<JsonElement> InvokeAsync(string operation, string input)
    {
        using var document = JsonDocument.Parse(input);
        var answer = await Host.InvokeAsync(new(Account, Region), "monitoring", operation, document.RootElement);
        Assert.True(answer.Ok(out var value, out var error), error?.Message);
        return value;
    }
}
