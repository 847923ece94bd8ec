using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.CloudFormation;
using LocalCloud.Aspire.Commands;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Commands;

/// <summary>What <c>reset-data</c> leaves: empty servers that their users can use.</summary>
public sealed class ResetTests(ResetFixture servers) : IClassFixture<ResetFixture>
{
    private RunningApplication App => servers.App;

    [Fact]
    public async Task A_database_is_there_again_without_its_rows_and_its_users_are_other_processes()
    {
        await App.SqlAsync("shop", "create table orders (n int)");
        var (user, other) = (await PidAsync("of-database"), await PidAsync("of-cache"));
        Assert.Equal("postgres is empty; of-database was started again.", await App.DoneAsync("postgres", ResetCommand.Name));
        Assert.Equal(DBNull.Value, await App.SqlAsync("shop", "select to_regclass('orders')::text"));
        Assert.NotEqual(user, await PidAsync("of-database"));
        Assert.Equal(other, await PidAsync("of-cache"));
    }

    [Fact]
    public async Task A_cache_has_no_keys_and_who_was_stopped_stays_so()
    {
        await App.RedisAsync("cache", "SET", "key", "value");
        Assert.Equal("cache is empty; of-cache was started again.", await App.DoneAsync("cache", ResetCommand.Name));
        Assert.True((await App.RedisAsync("cache", "GET", "key")).IsNull);
        Assert.Equal(KnownResourceStates.NotStarted, (await App.NowAsync("stopped")).State?.Text);
    }

    [Fact]
    public async Task Aws_has_the_stacks_anew_and_their_users_get_the_new_outputs()
    {
        var before = Outputs()["JobsUrl"];
        Assert.Equal("aws is empty; of-stack was started again.", await App.DoneAsync("aws", ResetCommand.Name));
        Assert.NotEqual(before, Outputs()["JobsUrl"]);
        var user = await App.UntilAsync("of-stack", "running with the new queue", now =>
            now.State?.Text == KnownResourceStates.Running
            && now.EnvironmentVariables.Any(v => v.Name == "AWS__Resources__JobsUrl" && v.Value == Outputs()["JobsUrl"])
        );
        Assert.NotNull(user);
        using var client = new AwsClient(new(await App.ConnectionStringAsync("aws")), "us-east-1", TimeProvider.System);
        var queues = await client.SqsAsync("ListQueues", [], TestContext.Current.CancellationToken);
        Assert.Single(queues!["QueueUrls"]!.AsArray());
    }

    [Fact]
    public async Task Data_that_cannot_be_deleted_is_kept_whole_and_the_answer_is_no_success()
    {
        await App.RedisAsync("cache", "SET", "kept", "value");
        var obstacle = servers.Data["cache.deleted"];
        await File.WriteAllTextAsync(obstacle, "", TestContext.Current.CancellationToken);
        var refused = await App.RefusedAsync("cache", ResetCommand.Name);
        Assert.StartsWith($"cache was not reset: deleting {servers.Data["cache"]} failed, ", refused, StringComparison.Ordinal);
        Assert.EndsWith("What was stopped stays stopped: look at it, then start it.", refused, StringComparison.Ordinal);
        File.Delete(obstacle);
        await App.CommandAsync("cache", KnownResourceCommands.StartCommand);
        await App.UntilAsync("cache", KnownResourceStates.Running);
        Assert.Equal("value", (string?)await App.RedisAsync("cache", "GET", "kept"));
        await App.CommandAsync("of-cache", KnownResourceCommands.StartCommand);
        await App.UntilAsync("of-cache", KnownResourceStates.Running);
    }

    private IReadOnlyDictionary<string, string> Outputs() => ((ICloudFormationResource)App["stack"]).Outputs!;

    private async Task<int> PidAsync(string resource) =>
        RunningApplication.PidOf(await App.UntilAsync(resource, KnownResourceStates.Running));
}
