using System.Text;

namespace LocalCloud.Aws.Tests.CloudFormation;

/// <summary>A stack whose process ended goes on at the next start, wherever it was.</summary>
public sealed class StackRestartTests : CloudFormationTest
{
    private const int Queues = 40;

    private readonly string _directory = Directory.CreateTempSubdirectory("localcloud-stacks-").FullName;

    protected override string? DataDirectory => _directory;

    [Fact]
    public async Task Creation_update_and_deletion_go_on_after_a_restart()
    {
        await CallAsync("CreateStack", ("StackName", "chain"), ("TemplateBody", Chain(1)));
        await RestartAsync();
        var stack = await RestAsync("chain");
        Assert.Equal("CREATE_COMPLETE", Status(stack));
        Assert.Equal(Queues, (await Sqs.ListQueuesAsync("chain")).QueueUrls.Count);

        await CallAsync("UpdateStack", ("StackName", "chain"), ("TemplateBody", Chain(2)));
        await RestartAsync();
        Assert.Equal("UPDATE_COMPLETE", Status(await RestAsync("chain")));
        foreach (var url in (await Sqs.ListQueuesAsync("chain")).QueueUrls)
            Assert.Equal("2", (await Sqs.GetQueueAttributesAsync(url, ["DelaySeconds"])).Attributes["DelaySeconds"]);

        await CallAsync("DeleteStack", ("StackName", "chain"));
        await RestartAsync();
        Assert.Equal("DELETE_COMPLETE", Status(await RestAsync(Text(stack, "StackId"))));
        Assert.Empty((await Sqs.ListQueuesAsync("")).QueueUrls ?? []);
    }

    [Fact]
    public async Task A_stack_at_rest_is_as_it_was_after_a_restart()
    {
        var before = await CreateAsync("shop", TwoQueues);
        var events = await EventsAsync("shop", "Jobs");
        await RestartAsync();
        Assert.Equal(before.ToString(), (await RestAsync("shop")).ToString());
        Assert.Equal(events, await EventsAsync("shop", "Jobs"));
        Assert.Equal(
            "No updates are to be performed.",
            (await FailAsync("UpdateStack", ("StackName", "shop"), ("TemplateBody", TwoQueues))).Message
        );
    }

    /// <summary>Each waits for the one before, so that the restart finds most of them still to do.</summary>
    private static string Chain(int delay)
    {
        var template = new StringBuilder("Resources:\n");
        for (var i = 0; i < Queues; i++)
            template.Append(
                $"  Q{i}: {{ Type: 'AWS::SQS::Queue', Properties: {{ DelaySeconds: "
                    + $"{delay} }}{(i == 0 ? "" : $", DependsOn: Q{i - 1}")} }}\n"
            );
        return template.ToString();
    }
}
