using System.Text.Json;

namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class LogsStackTests : CloudFormationTest
{
    private const string Template = """
        Resources:
          Group:
            Type: AWS::Logs::LogGroup
            Properties: { LogGroupName: /app, RetentionInDays: "7", Tags: [{ Key: a, Value: b }] }
          Stream:
            Type: AWS::Logs::LogStream
            Properties: { LogGroupName: !Ref Group, LogStreamName: s }
          Policy:
            Type: AWS::Logs::ResourcePolicy
            Properties: { PolicyName: p, PolicyDocument: { Statement: [] } }
        Outputs:
          Arn: { Value: !GetAtt Group.Arn }
        """;

    [Fact]
    public async Task A_log_group_with_stream_and_policy_is_made_changed_and_deleted_by_a_stack()
    {
        var stack = await CreateAsync("s", Template);
        Assert.Equal(("CREATE_COMPLETE", $"arn:aws:logs:{Region}:{Account}:log-group:/app:*"), (Status(stack), Output(stack, "Arn")));
        Assert.Equal(7, (await GroupAsync())!.Value.GetProperty("retentionInDays").GetInt32());
        Assert.Equal(
            "UPDATE_COMPLETE",
            Status(
                await UpdateAsync(
                    "s",
                    Template
                        .Replace(", RetentionInDays: \"7\"", "", StringComparison.Ordinal)
                        .Replace("Key: a", "Key: c", StringComparison.Ordinal)
                )
            )
        );
        Assert.False((await GroupAsync())!.Value.TryGetProperty("retentionInDays", out _));
        var tags = (await InvokeAsync("ListTagsLogGroup", """{"logGroupName":"/app"}""")).GetProperty("tags").EnumerateObject();
        Assert.Equal(["c=b"], tags.Where(t => !t.Name.StartsWith("aws:", StringComparison.Ordinal)).Select(t => $"{t.Name}={t.Value}"));
        await CallAsync("DeleteStack", ("StackName", "s"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await GroupAsync() is not null)
            patience.Token.ThrowIfCancellationRequested();
    }

    private async Task<JsonElement?> GroupAsync() =>
        (await InvokeAsync("DescribeLogGroups", "{}"))
            .GetProperty("logGroups")
            .EnumerateArray()
            .Select(g => (JsonElement?)g)
            .FirstOrDefault();

    private async Task<JsonElement> InvokeAsync(string operation, string input)
    {
        using var document = JsonDocument.Parse(input);
        var result = await Host.InvokeAsync(
            new(Account, Region),
            "logs",
            operation,
            document.RootElement,
            TestContext.Current.CancellationToken
        );
        Assert.Null(result.Error);
        return result.Value;
    }
}
