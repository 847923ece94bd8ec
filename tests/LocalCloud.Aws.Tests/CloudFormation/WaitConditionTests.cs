using System.Text;

namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class WaitConditionTests : CloudFormationTest
{
    private const string Template = """
        Resources:
          Handle: { Type: AWS::CloudFormation::WaitConditionHandle }
          Ready: { Type: AWS::CloudFormation::WaitCondition, DependsOn: Handle, Properties: { Handle: !Ref Handle, Timeout: 60 } }
        Outputs:
          Data: { Value: !GetAtt Ready.Data }
        """;

    [Fact]
    public async Task A_stack_waits_until_its_handle_is_signalled()
    {
        await BeginAsync("CREATE_IN_PROGRESS");
        await SignalAsync("""{"Status":"SUCCESS","UniqueId":"one","Data":"done","Reason":"configured"}""");
        var stack = await RestAsync("s");
        Assert.Equal(("CREATE_COMPLETE", """{"one":"done"}"""), (Status(stack), Output(stack, "Data")));
    }

    [Fact]
    public async Task A_failure_signal_fails_it()
    {
        await BeginAsync("CREATE_IN_PROGRESS");
        await SignalAsync("""{"Status":"FAILURE","UniqueId":"one","Data":"","Reason":"no disk"}""");
        Assert.Equal("ROLLBACK_COMPLETE", Status(await RestAsync("s")));
        var failed = Members(await CallAsync("DescribeStackEvents", ("StackName", "s")), "StackEvents")
            .First(e => Text(e, "ResourceStatus") == "CREATE_FAILED");
        Assert.StartsWith("WaitCondition received failed message: 'no disk' for uniqueId: one", Text(failed, "ResourceStatusReason"));
    }

    [Fact]
    public async Task No_signal_in_time_fails_it()
    {
        await BeginAsync("CREATE_IN_PROGRESS");
        Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("ROLLBACK_COMPLETE", Status(await RestAsync("s")));
    }

    [Fact]
    public async Task A_creation_policy_waits_for_SignalResource()
    {
        await CallAsync(
            "CreateStack",
            ("StackName", "s"),
            (
                "TemplateBody",
                "Resources: { Jobs: { Type: 'AWS::SQS::Queue', CreationPolicy: { ResourceSignal: { Count: 1, Timeout: PT1M } } } }"
            )
        );
        await UntilAsync("Jobs", "CREATE_IN_PROGRESS");
        await CallAsync("SignalResource", ("StackName", "s"), ("LogicalResourceId", "Jobs"), ("UniqueId", "a"), ("Status", "SUCCESS"));
        Assert.Equal("CREATE_COMPLETE", Status(await RestAsync("s")));
    }

    [Fact]
    public async Task An_update_that_is_cancelled_is_rolled_back()
    {
        await CreateAsync("s", "Resources: { Jobs: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 1 } } }");
        await CallAsync(
            "UpdateStack",
            ("StackName", "s"),
            (
                "TemplateBody",
                Template.Replace(
                    "Resources:",
                    "Resources:\n  Jobs: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: 2 } }",
                    StringComparison.Ordinal
                )
            )
        );
        await UntilAsync("Ready", "CREATE_IN_PROGRESS");
        await CallAsync("CancelUpdateStack", ("StackName", "s"));
        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", Status(await RestAsync("s")));
        Assert.Equal(["Jobs"], (await PhysicalIdsAsync("s")).Keys);
    }

    private async Task BeginAsync(string status)
    {
        await CallAsync("CreateStack", ("StackName", "s"), ("TemplateBody", Template));
        await UntilAsync("Ready", status);
    }

    private async Task UntilAsync(string logicalId, string status)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!(await EventsAsync("s", logicalId)).Contains(status))
            patience.Token.ThrowIfCancellationRequested();
        // Its waiting begins after its event: whoever moves the clock must not be before it.
        var state = (LocalCloud.Aws.CloudFormation.Stacks.StackState)Host.Service("cloudformation").State(new(Account, Region));
        while (!Host.Read(state, s => s.Moved.HasWaiters))
            patience.Token.ThrowIfCancellationRequested();
    }

    private async Task SignalAsync(string message)
    {
        var handle = new Uri((await PhysicalIdsAsync("s"))["Handle"]);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(message));
        using var response = await Http.PutAsync(handle.PathAndQuery, content);
        Assert.True(response.IsSuccessStatusCode);
    }
}
